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
import vn.emr.core.intake.StatedDocument;
import vn.emr.core.intake.StatedObservation;
import vn.emr.core.organization.Source;
import vn.emr.core.record.Coded;
import vn.emr.core.record.ParentResult;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.TimePoint;

/** One report: an OBR with what belongs to it, gathered while the message is walked. */
final class ResultReport {
    private final Hl7Message message;
    private final Source source;
    private final Moments moments;
    private final Remarks remarks;
    private final Segment obr;
    private final int number;
    private final List<ResultValue> values = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Specimen> specimens = new ArrayList<>();
    private Segment orc;
    private PatientRef who;
    private String visitNumber;
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

    void of(PatientRef patient, String visit) {
        who = patient;
        visitNumber = visit;
    }

    /** A visit that was named only after the order. */
    void visit(String visit) {
        visitNumber = visit;
    }

    /** Whether an ORC that comes now can still be this order's. */
    boolean takesOrder() {
        return obr != null && orc == null && values.isEmpty();
    }

    void order(Segment behind) {
        orc = behind;
    }

    /** A value belongs to the specimen before it; where none is, to the report's only one. */
    void value(Segment obx) {
        last = new ResultValue(obx, moments, remarks, specimens.isEmpty() ? null : specimens.getLast());
        values.add(last);
    }

    /** The first specimen is the report's; others are named in its notes. */
    void specimen(Specimen s) {
        last = null;
        if (specimens.contains(s)) {
            return;
        }
        Coded first = specimens.isEmpty() ? null : specimens.getFirst().type();
        if (s.type() != null && !specimens.isEmpty() && !s.type().equals(first)) {
            notes.add("Bệnh phẩm: " + s.type().shown());
        }
        notes.addAll(s.remarks());
        specimens.add(s);
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

    /**
     * @param all reports of the message, among them perhaps the parent
     * @param valueKeys keys used so far by report, so that a repeated one gets a number instead of a place taken
     */
    ReportStated stated(List<ResultReport> all, Map<String, Map<String, Integer>> valueKeys) {
        TimePoint changed = time(22);
        Instant stated = moments.stated(changed, "OBR-22");
        ResultStatus status = status();
        String key = reportKey();
        Map<String, Integer> used = valueKeys.computeIfAbsent(key, k -> new HashMap<>());
        List<StatedObservation> observations = new ArrayList<>();
        List<StatedDocument> documents = new ArrayList<>();
        Specimen only = specimens.size() == 1 ? specimens.getFirst() : null;
        for (ResultValue value : values) {
            value.into(used, status, changed, only, observations, documents);
        }
        return new ReportStated(
                who,
                stated,
                moments.sent().equals(stated) ? null : moments.sent(),
                visitNumber,
                key,
                numbers().entity(2),
                numbers().entity(3),
                category(),
                code(),
                status,
                effective(only),
                changed,
                performer(),
                specimen(),
                List.copyOf(observations),
                List.copyOf(documents),
                allNotes(),
                parentIn(all));
    }

    /** OBR-7, else when the specimen was taken. */
    private TimePoint effective(Specimen only) {
        TimePoint observed = time(7);
        return observed == null && only != null ? only.collected() : observed;
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
        remarks.add("no result status was sent (OBR-25, OBX-11); shown as preliminary");
        return ResultStatus.PRELIMINARY;
    }

    /**
     * The same on every repeat: the laboratory's number with its namespace, else the ordering side's, else the specimen's,
     * else the time of collection, else this message; with the panel, and with the parent value (OBR-26) where there is one: the
     * susceptibilities of two organisms are two reports.
     */
    private String reportKey() {
        ReportNumbers numbers = numbers();
        String filler = numbers.withNamespace(3);
        String placer = filler.isEmpty() ? numbers.withNamespace(2) : "";
        String named = filler.isEmpty() ? placer : filler;
        if (named.isEmpty() && !specimens.isEmpty() && specimens.getFirst().number() != null) {
            named = "~" + specimens.getFirst().number();
        }
        if (named.isEmpty() && obr != null && !obr.value(7).isBlank()) {
            named = "@" + obr.value(7).strip();
        }
        if (named.isEmpty()) {
            named = message.header().controlId() + "#" + number;
        }
        Coded code = code();
        String panel = code == null ? "" : code.code() == null ? code.text() : code.code();
        return named + "|" + panel + numbers.child();
    }

    /** OBR-26 with the numbers of OBR-29; without those the parent is in the same message, or nobody can tell. */
    private ParentResult parentIn(List<ResultReport> all) {
        if (obr == null) {
            return null;
        }
        ReportNumbers mine = numbers();
        Repetition value = mine.parent();
        String placer = DataTypes.nothing(obr.component(29, 1).strip());
        String filler = DataTypes.nothing(obr.component(29, 2).strip());
        boolean itself =
                (filler == null || filler.equals(mine.entity(3))) && (placer == null || placer.equals(mine.entity(2)));
        String code = value == null ? null : DataTypes.nothing(value.sub(1, 1).strip());
        String subId =
                value == null ? null : DataTypes.nothing(value.component(2).strip());
        if (placer == null && filler == null) {
            for (ResultReport other : value == null ? List.<ResultReport>of() : all) {
                if (other != this && other.has(code, subId)) {
                    ReportNumbers its = other.numbers();
                    return new ParentResult(its.entity(2), its.entity(3), code, subId, ReportNumbers.text(value));
                }
            }
            return null;
        }
        return value == null && itself
                ? null
                : new ParentResult(placer, filler, code, subId, value == null ? null : ReportNumbers.text(value));
    }

    private boolean has(String code, String subId) {
        return values.stream().anyMatch(v -> v.named(code, subId));
    }

    private List<String> allNotes() {
        List<String> all = new ArrayList<>();
        Repetition parent = numbers().parent();
        if (parent != null) {
            all.add("Thuộc kết quả: " + ReportNumbers.text(parent));
        }
        String clinical = obr == null ? null : DataTypes.text(obr, 13);
        if (clinical != null) {
            all.add("Thông tin lâm sàng: " + clinical);
        }
        all.addAll(notes);
        return List.copyOf(all);
    }

    private ReportNumbers numbers() {
        return new ReportNumbers(obr, orc);
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
        for (Specimen each : specimens) {
            if (each.type() != null) {
                return each.type();
            }
        }
        return obr == null
                ? null
                : obr.repetitions(15).stream()
                        .findFirst()
                        .map(r -> DataTypes.codedInside(r, 1))
                        .orElse(null);
    }
}
