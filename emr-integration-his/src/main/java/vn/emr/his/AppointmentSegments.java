package vn.emr.his;

import java.util.List;
import java.util.Locale;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.DataTypes;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.Segment;
import vn.emr.core.intake.ToldNotice.AppointmentStated;
import vn.emr.core.record.Appointment;
import vn.emr.core.record.Appointment.Status;
import vn.emr.core.record.Coded;
import vn.emr.core.record.TimePoint;

/** One appointment in SCH, TQ1 and the resources AIS, AIG, AIL, AIP (HL7 v2 chapter 10). */
record AppointmentSegments(Hl7Message message, AboutPatient about) {

    AppointmentStated appointment() {
        Segment sch = message.first("SCH")
                .orElseThrow(
                        () -> new Refusal(Code.REQUIRED_FIELD_MISSING, "An appointment needs an SCH segment.", "SCH"));
        String filler = AboutPatient.entity(sch, 2);
        String key = filler != null ? filler : AboutPatient.entity(sch, 1);
        if (key == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "An appointment needs its number.", "SCH-2");
        }
        Segment place = message.first("AIL").orElse(null);
        return new AppointmentStated(
                about.who(),
                about.stated(),
                about.visitNumber(),
                key,
                new Appointment.Details(
                        status(sch),
                        start(sch),
                        end(sch),
                        service(sch),
                        shown(DataTypes.coded(sch, 7)),
                        place == null ? null : DataTypes.text(place, 3),
                        place == null
                                ? null
                                : DataTypes.nothing(place.component(3, 2).strip()),
                        practitioner(),
                        notes()));
    }

    /** The event says it; else SCH-25 (table 0278). */
    private Status status(Segment sch) {
        return switch (message.header().trigger()) {
            case "S15", "S16" -> Status.CANCELLED;
            case "S17" -> Status.ENTERED_IN_ERROR;
            case "S26" -> Status.NO_SHOW;
            default ->
                switch (sch.value(25).strip().toUpperCase(Locale.ROOT)) {
                    case "PENDING", "WAITLIST" -> Status.WAITLISTED;
                    case "STARTED" -> Status.STARTED;
                    case "COMPLETE", "COMPLETED" -> Status.COMPLETED;
                    case "CANCELLED", "CANCELED", "DC" -> Status.CANCELLED;
                    case "DELETED" -> Status.ENTERED_IN_ERROR;
                    case "NOSHOW" -> Status.NO_SHOW;
                    default -> Status.BOOKED;
                };
        };
    }

    /** TQ1-7, SCH-11.4 before 2.5, else the time a resource is booked for. */
    private TimePoint start(Segment sch) {
        TimePoint named = first("TQ1", 7);
        if (named == null) {
            named = about.time(sch, 11, 4);
        }
        String[] resources = {"AIS", "AIL", "AIP", "AIG"};
        int[] fields = {4, 6, 6, 8};
        for (int i = 0; i < resources.length && named == null; i++) {
            named = first(resources[i], fields[i]);
        }
        return named;
    }

    private TimePoint end(Segment sch) {
        TimePoint named = first("TQ1", 8);
        return named == null ? about.time(sch, 11, 5) : named;
    }

    private TimePoint first(String segment, int field) {
        return message.first(segment)
                .flatMap(s -> about.moments().read(s, field))
                .orElse(null);
    }

    /** AIS-3, else the kind of appointment (SCH-8). */
    private Coded service(Segment sch) {
        Coded service = message.first("AIS").map(ais -> DataTypes.coded(ais, 3)).orElse(null);
        return service == null ? DataTypes.coded(sch, 8) : service;
    }

    /** AIP-3, else what AIG-3 names. */
    private String practitioner() {
        String person =
                message.first("AIP").map(aip -> DataTypes.person(aip, 3)).orElse(null);
        return person != null
                ? person
                : message.first("AIG")
                        .map(aig -> shown(DataTypes.coded(aig, 3)))
                        .orElse(null);
    }

    private List<String> notes() {
        return message.segments("NTE").stream()
                .flatMap(nte -> nte.repetitions(3).stream())
                .map(r -> r.text().strip())
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    private static String shown(Coded coded) {
        return coded == null ? null : coded.shown();
    }
}
