package vn.emr.lis;

import java.util.List;
import vn.emr.core.hl7.Repetition;
import vn.emr.core.hl7.Segment;

/**
 * What a report is known by: the ordering side's and the laboratory's number, and the value it says more about.
 *
 * @param obr null for values outside any OBR
 * @param orc null when none belongs to it
 */
record ReportNumbers(Segment obr, Segment orc) {
    /** The number with its namespace or, without one, its universal id, as one text; empty when not sent. */
    String withNamespace(int field) {
        Repetition r = entityField(field);
        if (r == null) {
            return "";
        }
        String namespace = r.component(2).isBlank()
                ? r.component(3).strip()
                : r.component(2).strip();
        return r.value().strip() + (namespace.isEmpty() ? "" : "^" + namespace);
    }

    /** OBR-2 or 3, else the same of ORC, without its namespace; null when not sent. */
    String entity(int field) {
        Repetition r = entityField(field);
        return r == null ? null : r.value().strip();
    }

    /** OBR-2 or 3, else the same of ORC. */
    private Repetition entityField(int field) {
        for (Segment segment : new Segment[] {obr, orc}) {
            if (segment != null && !segment.value(field).isBlank()) {
                return segment.repetitions(field).getFirst();
            }
        }
        return null;
    }

    /** OBR-26: the value of another report that this one says more about. */
    Repetition parent() {
        List<Repetition> all = obr == null ? List.of() : obr.repetitions(26);
        return all.isEmpty() || all.getFirst().value().isBlank() ? null : all.getFirst();
    }

    /** The parent value as the end of a key; empty without one. */
    String child() {
        Repetition parent = parent();
        return parent == null
                ? ""
                : "|" + parent.sub(1, 1).strip() + "|" + parent.component(2).strip();
    }

    /** How a parent value is shown: its text, else what names it. */
    static String text(Repetition parent) {
        String text = parent.component(3).isBlank() ? parent.sub(1, 2) : parent.component(3);
        return (text.isBlank() ? parent.value() : text).strip();
    }
}
