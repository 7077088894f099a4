package vn.emr.lis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.Moments;
import vn.emr.core.hl7.PatientNumbers;
import vn.emr.core.hl7.Remarks;
import vn.emr.core.hl7.Segment;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Reading;
import vn.emr.core.organization.Source;

/**
 * One walk over the segments of a result message, in the order sent. Groups are found by what the segments are, not by a
 * grammar: real messages leave out ORC, repeat PID, and put SPM on either side of their OBX.
 */
final class ResultMessage {
    /** Messages in which a specimen or its container comes before the orders that were done on it (chapter 7.3.6). */
    private static final Set<String> SPECIMEN_FIRST = Set.of("R22", "R23");

    private static final Set<String> OF_AN_ORDER = Set.of("OBR", "OBX", "ORC", "SPM", "PID");

    private final Hl7Message message;
    private final Source source;
    private final Remarks remarks = new Remarks();
    private final Moments moments;
    private final PatientNumbers numbers;
    private final boolean unordered;
    private final boolean specimenFirst;
    private final List<ResultReport> reports = new ArrayList<>();
    private int observationsIn;

    private Segment pid;
    private Segment pv1;
    private Segment orc;
    private Specimen specimen;
    private ResultReport report;
    private List<String> notesBefore = new ArrayList<>();

    /** @param unordered OUL: specimens and orders may change places, and ORC may stand behind its OBR */
    ResultMessage(Hl7Message message, Source source, Instant receivedAt, boolean unordered) {
        this.message = message;
        this.source = source;
        this.moments = new Moments(message, source.zoneId(), receivedAt, remarks);
        this.numbers = new PatientNumbers(source, remarks);
        this.unordered = unordered;
        this.specimenFirst =
                unordered && SPECIMEN_FIRST.contains(message.header().trigger());
    }

    Reading reading() {
        List<Segment> segments = message.segments();
        for (int i = 0; i < segments.size(); i++) {
            take(segments.get(i), i);
        }
        if (reports.isEmpty()) {
            remarks.add("the message carries no result");
        }
        Map<String, Map<String, Integer>> valueKeys = new HashMap<>();
        List<Notice> notices = new ArrayList<>();
        for (ResultReport each : reports) {
            notices.add(each.stated(reports, valueKeys));
        }
        return new Reading(List.copyOf(notices), observationsIn, remarks.all());
    }

    private void take(Segment s, int place) {
        switch (s.name()) {
            case "PID" -> nextPatient(s);
            case "PV1" -> {
                pv1 = s;
                if (report != null) {
                    report.visit(PatientNumbers.visitNumber(pid, pv1));
                }
            }
            case "ORC" -> order(s, place);
            case "OBR" -> begin(s);
            case "OBX" -> value(s);
            case "SPM" -> specimen(Specimen.of(s, moments));
            case "SAC" -> container(s);
            case "NTE" -> note(s);
            default -> {
                // Other segments stay in the kept bytes.
            }
        }
    }

    private void nextPatient(Segment s) {
        report = null;
        pid = s;
        pv1 = null;
        orc = null;
        specimen = null;
        notesBefore = new ArrayList<>();
    }

    /** ORC begins an order; in the specimen-centred messages it may stand behind its OBR. */
    private void order(Segment s, int place) {
        if (unordered && report != null && report.takesOrder() && !"OBR".equals(nextOfAnOrder(place))) {
            report.order(s);
            return;
        }
        report = null;
        orc = s;
    }

    private String nextOfAnOrder(int place) {
        return message.segments().stream()
                .skip(place + 1L)
                .map(Segment::name)
                .filter(OF_AN_ORDER::contains)
                .findFirst()
                .orElse("");
    }

    private void begin(Segment obr) {
        PatientRef who = numbers.of(pid);
        report = new ResultReport(message, source, moments, remarks, obr, orc, reports.size() + 1);
        report.of(who, PatientNumbers.visitNumber(pid, pv1));
        reports.add(report);
        orc = null;
        if (specimen != null) {
            report.specimen(specimen);
        }
        notesBefore.forEach(report::note);
        notesBefore = new ArrayList<>();
    }

    private void value(Segment s) {
        observationsIn++;
        if (report == null) {
            remarks.add("values stand outside any OBR; they are kept as a report of this message");
            begin(null);
        }
        report.value(s);
    }

    /** Before the first OBR of a patient it is everybody's, later that report's own, unless it begins a group. */
    private void specimen(Specimen s) {
        if (specimenFirst) {
            report = null;
        }
        if (report == null) {
            specimen = s;
        } else {
            report.specimen(s);
        }
    }

    private void container(Segment sac) {
        if (specimenFirst && specimen != null) {
            report = null;
            specimen = specimen.in(sac);
        }
    }

    private void note(Segment s) {
        String text = ResultReport.noteText(s);
        if (text.isEmpty()) {
            return;
        }
        if (report == null) {
            notesBefore.add(text);
        } else {
            report.noteHere(text);
        }
    }
}
