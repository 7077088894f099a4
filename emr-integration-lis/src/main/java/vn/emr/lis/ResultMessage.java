package vn.emr.lis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Hl7Message message;
    private final Source source;
    private final Remarks remarks = new Remarks();
    private final Moments moments;
    private final PatientNumbers numbers;
    private final List<Notice> notices = new ArrayList<>();
    private final Map<String, Map<String, Integer>> valueKeys = new HashMap<>();
    private int observationsIn;
    private int reports;

    private Segment pid;
    private Segment pv1;
    private Segment orc;
    private Segment specimen;
    private ResultReport report;
    private List<String> notesBefore = new ArrayList<>();

    ResultMessage(Hl7Message message, Source source, Instant receivedAt) {
        this.message = message;
        this.source = source;
        this.moments = new Moments(message, source.zoneId(), receivedAt, remarks);
        this.numbers = new PatientNumbers(source, remarks);
    }

    Reading reading() {
        message.segments().forEach(this::take);
        finish();
        if (notices.isEmpty()) {
            remarks.add("the message carries no result");
        }
        return new Reading(List.copyOf(notices), observationsIn, remarks.all());
    }

    private void take(Segment s) {
        switch (s.name()) {
            case "PID" -> nextPatient(s);
            case "PV1" -> pv1 = s;
            case "ORC" -> {
                finish();
                orc = s;
            }
            case "OBR" -> {
                finish();
                begin(s);
            }
            case "OBX" -> {
                observationsIn++;
                if (report == null) {
                    remarks.add("values stand outside any OBR; they are kept as a report of this message");
                    begin(null);
                }
                report.value(s);
            }
            case "SPM" -> specimen(s);
            case "NTE" -> note(s);
            default -> {
                // Other segments stay in the kept bytes.
            }
        }
    }

    private void nextPatient(Segment s) {
        finish();
        pid = s;
        pv1 = null;
        orc = null;
        specimen = null;
        notesBefore = new ArrayList<>();
    }

    private void begin(Segment obr) {
        reports++;
        report = new ResultReport(message, source, moments, remarks, obr, orc, reports);
        orc = null;
        if (specimen != null) {
            report.specimen(specimen);
        }
        notesBefore.forEach(report::note);
        notesBefore = new ArrayList<>();
    }

    /** Before the first OBR of a patient it is everybody's, later that report's own. */
    private void specimen(Segment s) {
        if (report == null) {
            specimen = s;
        } else {
            report.specimen(s);
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

    private void finish() {
        if (report == null) {
            return;
        }
        PatientRef who = numbers.of(pid);
        notices.add(report.stated(who, PatientNumbers.visitNumber(pid, pv1), valueKeys));
        report = null;
    }
}
