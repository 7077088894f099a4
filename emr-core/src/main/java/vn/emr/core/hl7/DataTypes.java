package vn.emr.core.hl7;

import java.text.Normalizer;
import java.util.StringJoiner;
import vn.emr.core.record.Coded;

/** The HL7 v2 data types (chapter 2A) that several translators read: codes, names, entity numbers. */
public final class DataTypes {
    private DataTypes() {}

    /**
     * A code (CE, CWE, CNE, and CM forms of them): the first triplet, else the alternate one, which analysers use alone
     * ({@code ^^^CODE^NAME}); the text else the original text (CWE-9). Null when nothing was sent.
     */
    public static Coded coded(Repetition r) {
        String code = r.component(1).strip();
        String text = r.component(2).strip();
        String system = r.component(3).strip();
        String alternate = r.component(4).strip();
        if (code.isEmpty() && !alternate.isEmpty()) {
            String name = r.component(5).strip();
            return coded(alternate, name.isEmpty() ? text : name, r.component(6).strip());
        }
        if (text.isEmpty()) {
            text = r.component(9).strip();
        }
        if (text.isEmpty()) {
            text = r.component(5).strip();
        }
        return coded(code, text, system);
    }

    /** The code of a field's first repetition, or null. */
    public static Coded coded(Segment segment, int field) {
        var all = segment.repetitions(field);
        return all.isEmpty() ? null : coded(all.getFirst());
    }

    static Coded coded(String code, String text, String system) {
        return code.isEmpty() && text.isEmpty() ? null : new Coded(nothing(code), system, nothing(text));
    }

    /** A code whose parts are sub-components of component c (CM types before 2.5, such as OBR-15.1). */
    public static Coded codedInside(Repetition r, int c) {
        return coded(r.sub(c, 1).strip(), r.sub(c, 2).strip(), r.sub(c, 3).strip());
    }

    /**
     * A name whose family name is component c (XPN, and XCN with c = 2) in Vietnamese order: family, middle, given. Empty
     * when none was sent.
     */
    public static String name(Repetition r, int c) {
        return inOrder(r.sub(c, 1), r.component(c + 2), r.component(c + 1));
    }

    /** A person (XCN, CN; also CNN inside a component, as in OBR-32): the name, else the number, else null. */
    public static String person(Repetition r) {
        String inside = inOrder(r.sub(1, 2), r.sub(1, 4), r.sub(1, 3));
        if (!inside.isEmpty()) {
            return inside;
        }
        String name = name(r, 2);
        return nothing(name.isEmpty() ? r.component(1).strip() : name);
    }

    /** The person of a field's first repetition, or null. */
    public static String person(Segment segment, int field) {
        var all = segment.repetitions(field);
        return all.isEmpty() ? null : person(all.getFirst());
    }

    private static String inOrder(String family, String middle, String given) {
        StringJoiner name = new StringJoiner(" ");
        for (String part : new String[] {family, middle, given}) {
            if (!part.isBlank()) {
                name.add(part.strip());
            }
        }
        return Normalizer.normalize(name.toString(), Normalizer.Form.NFC);
    }

    /** The text of a field's first component, or null when blank. */
    public static String text(Segment segment, int field) {
        return nothing(segment.value(field).strip());
    }

    /** Null for an empty text. */
    public static String nothing(String text) {
        return text.isEmpty() ? null : text;
    }
}
