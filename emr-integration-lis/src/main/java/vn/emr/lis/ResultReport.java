package vn.emr.lis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import vn.emr.core.hl7.DataTypes;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.Moments;
import vn.emr.core.hl7.Remarks;
import vn.emr.core.hl7.Repetition;
import vn.emr.core.hl7.Segment;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.Notice.StatedDocument;
import vn.emr.core.intake.Notice.StatedObservation;
import vn.emr.core.organization.Source;
import vn.emr.core.record.Coded;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.TimePoint;

/** One report: an OBR with what belongs to it, gathered while the message is walked. */
final class ResultReport {
    /** Setting of a source whose results come without any status: FINAL when it sends only released ones. */
    static final String UNSTATED_STATUS = "unstated-result-status";

    private final Hl7Message message;
    private final Source source;
    private final Moments moments;
    private final Remarks remarks;
    private final Segment obr;
    private final Segment orc;
    private final int number;
    private final List<ResultValue> values = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Coded specimen;
    private boolean specimenKnown;
    private ResultValue last;

    /**
     * @param obr null for values outside any OBR
     * @param orc the ORC right before it, or null
     * @param number of the report within its message
     */
    ResultReport(
            Hl7Message message, Source source, Moments moments, Remarks remarks, Segment obr, Segment orc, int number) {
        this.message = message;
        this.source = source;
        this.moments = moments;
        this.remarks = remarks;
        this.obr = obr;
        this.orc = orc;
        this.number = number;
    }

    void value(Segment obx) {
        last = new ResultValue(obx, moments, remarks);
        values.add(last);
    }

    /** SPM-4; the first specimen is the report's, others are named in its notes. */
    void specimen(Segment spm) {
        last = null;
        Coded coded = DataTypes.coded(spm, 4);
        if (coded == null || coded.equals(specimen)) {
            return;
        }
        if (specimenKnown) {
            notes.add("Bệnh phẩm: " + coded.shown());
            return;
        }
        specimen = coded;
        specimenKnown = true;
    }

    void note(String text) {
        notes.add(text);
    }

    /** A note belongs to the segment it follows: the last value, else the report. */
    void noteHere(String text) {
        if (last == null) {
            notes.add(text);
        } else {
            last.note(text);
        }
    }

    /** NTE-3, its repetitions as lines. */
    static String noteText(Segment nte) {
        return nte.repetitions(3).stream()
                .map(Repetition::text)
                .collect(Collectors.joining("\n"))
                .strip();
    }

    /** @param valueKeys keys used so far by report, so that a repeated one gets a number instead of a place taken */
    ReportStated stated(PatientRef who, String visitNumber, Map<String, Map<String, Integer>> valueKeys) {
        TimePoint changed = time(22);
        Instant stated = moments.stated(changed, "OBR-22");
        TimePoint effective = time(7);
        ResultStatus status = status();
        String key = reportKey();
        Map<String, Integer> used = valueKeys.computeIfAbsent(key, k -> new HashMap<>());
        List<StatedObservation> observations = new ArrayList<>();
        List<StatedDocument> documents = new ArrayList<>();
        for (ResultValue value : values) {
            value.into(used, status, changed, observations, documents);
        }
        return new ReportStated(
                who,
                stated,
                visitNumber,
                key,
                entity(2),
                entity(3),
                category(),
                code(),
                status,
                effective,
                changed,
                performer(),
                specimen(),
                List.copyOf(observations),
                List.copyOf(documents),
                allNotes());
    }

    private TimePoint time(int field) {
        return obr == null ? null : moments.read(obr, field).orElse(null);
    }

    private ResultStatus status() {
        ResultStatus sent = obr == null
                ? null
                : ResultStatuses.ofReport(obr.value(25).strip().toUpperCase(Locale.ROOT), remarks);
        if (sent != null) {
            return sent;
        }
        List<ResultStatus> ofValues = values.stream()
                .map(ResultValue::status)
                .filter(java.util.Objects::nonNull)
                .toList();
        ResultStatus derived = ResultStatuses.ofValues(ofValues);
        if (derived != null) {
            return derived;
        }
        if ("FINAL".equals(source.settings.get(UNSTATED_STATUS))) {
            return ResultStatus.FINAL;
        }
        remarks.add("no result status was sent (OBR-25, OBX-11); shown as preliminary");
        return ResultStatus.PRELIMINARY;
    }

    /**
     * The same on every repeat: the laboratory's number with its namespace, else the ordering side's, else the time of
     * collection, else this message; with the panel, and with the parent value (OBR-26) where there is one: the
     * susceptibilities of two organisms are two reports.
     */
    private String reportKey() {
        String filler = numberWithNamespace(3);
        String placer = filler.isEmpty() ? numberWithNamespace(2) : "";
        String named = filler.isEmpty() ? placer : filler;
        if (named.isEmpty() && obr != null && !obr.value(7).isBlank()) {
            named = "@" + obr.value(7).strip();
        }
        if (named.isEmpty()) {
            named = message.header().controlId() + "#" + number;
        }
        Coded code = code();
        String panel = code == null ? "" : code.code() == null ? code.text() : code.code();
        Repetition parent = parent();
        String child = parent == null
                ? ""
                : "|" + parent.sub(1, 1).strip() + "|" + parent.component(2).strip();
        return named + "|" + panel + child;
    }

    /** OBR-26: the value of another report that this one says more about. */
    private Repetition parent() {
        List<Repetition> all = obr == null ? List.of() : obr.repetitions(26);
        return all.isEmpty() || all.getFirst().value().isBlank() ? null : all.getFirst();
    }

    private List<String> allNotes() {
        Repetition parent = parent();
        if (parent == null) {
            return List.copyOf(notes);
        }
        String of = parent.component(3).isBlank() ? parent.sub(1, 2) : parent.component(3);
        List<String> all = new ArrayList<>();
        all.add("Thuộc kết quả: " + (of.isBlank() ? parent.value() : of).strip());
        all.addAll(notes);
        return List.copyOf(all);
    }

    private String numberWithNamespace(int field) {
        Repetition r = entityField(field);
        if (r == null) {
            return "";
        }
        String namespace = r.component(2).isBlank()
                ? r.component(3).strip()
                : r.component(2).strip();
        return r.value().strip() + (namespace.isEmpty() ? "" : "^" + namespace);
    }

    private String entity(int field) {
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

    private Coded code() {
        return obr == null ? null : DataTypes.coded(obr, 4);
    }

    /** OBR-24 as sent, else by who sends. */
    private String category() {
        String sent = obr == null ? null : DataTypes.text(obr, 24);
        if (sent != null) {
            return sent;
        }
        return "RIS".equals(source.kind) || "PACS".equals(source.kind) ? "RAD" : "LAB";
    }

    /** OBR-32, else who answers for the first value that says so (OBX-16). */
    private String performer() {
        String interpreter = obr == null ? null : DataTypes.person(obr, 32);
        if (interpreter != null) {
            return interpreter;
        }
        return values.stream()
                .map(ResultValue::observer)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** SPM, else OBR-15 as before version 2.5. */
    private Coded specimen() {
        if (specimen != null || obr == null) {
            return specimen;
        }
        return obr.repetitions(15).stream()
                .findFirst()
                .map(r -> DataTypes.codedInside(r, 1))
                .orElse(null);
    }
}
