package vn.emr.his;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import vn.emr.core.hl7.DataTypes;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.Moments;
import vn.emr.core.hl7.Remarks;
import vn.emr.core.hl7.Segment;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.VisitEvent;
import vn.emr.core.intake.Notice.VisitStated;
import vn.emr.core.organization.Source;
import vn.emr.core.record.Coded;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.TimePoint;

/** The visit in PV1, PV2, ZBE (IHE PAM) and EVN. */
final class VisitSegments {
    /** Setting of a source: values of PV1-18 that mean treatment of outpatients (điều trị ngoại trú), comma separated. */
    static final String OUTPATIENT_TREATMENT = "outpatient-treatment";

    /** Setting of a source: values of PV1-18 that mean treatment by day (điều trị ban ngày), comma separated. */
    static final String DAY_TREATMENT = "day-treatment";

    private final Hl7Message message;
    private final Source source;
    private final Moments moments;
    private final Remarks remarks;

    VisitSegments(Hl7Message message, Source source, Moments moments, Remarks remarks) {
        this.message = message;
        this.source = source;
        this.moments = moments;
        this.remarks = remarks;
    }

    VisitStated visit(PatientRef who, Instant stated, VisitEvent event, String number, Segment pv1) {
        TimePoint start = moments.read(pv1, 44).orElse(null);
        TimePoint end = moments.read(pv1, 45).orElse(null);
        return new VisitStated(
                who,
                stated,
                number,
                event,
                encounterClass(pv1),
                occurred(event, start, end),
                start,
                end,
                message.first("ZBE").map(zbe -> DataTypes.text(zbe, 1)).orElse(null),
                DataTypes.nothing(pv1.sub(3, 1, 4, 1).strip()),
                DataTypes.nothing(pv1.sub(3, 1, 1, 1).strip()),
                DataTypes.nothing(pv1.sub(3, 1, 2, 1).strip()),
                DataTypes.nothing(pv1.sub(3, 1, 3, 1).strip()),
                DataTypes.person(pv1, 7),
                reason());
    }

    /** PV1-2 (table 0004), told more exactly by the patient types (PV1-18) named in the source's settings. */
    private EncounterClass encounterClass(Segment pv1) {
        String type = pv1.value(18).strip();
        if (named(OUTPATIENT_TREATMENT, type)) {
            return EncounterClass.OUTPATIENT_TREATMENT;
        }
        if (named(DAY_TREATMENT, type)) {
            return EncounterClass.DAY;
        }
        return switch (pv1.value(2).strip().toUpperCase(Locale.ROOT)) {
            case "I", "B" -> EncounterClass.INPATIENT;
            case "O" -> EncounterClass.EXAMINATION;
            case "R" -> EncounterClass.OUTPATIENT_TREATMENT;
            case "D" -> EncounterClass.DAY;
            case "E" -> EncounterClass.EMERGENCY;
            case "", "P", "N", "U", "C" -> EncounterClass.UNKNOWN;
            default -> {
                remarks.add("PV1-2 has a class that is not in its table");
                yield EncounterClass.UNKNOWN;
            }
        };
    }

    private boolean named(String setting, String type) {
        String values = source.settings == null ? null : source.settings.get(setting);
        return values != null
                && !type.isEmpty()
                && Arrays.stream(values.split(",")).map(String::strip).anyMatch(type::equalsIgnoreCase);
    }

    /**
     * When the movement took place: ZBE-2, else the event's own time (EVN-6), else what PV1 says of such an event, else
     * when it was recorded (EVN-2), else when the message was sent. A planned one: PV2-8 or EVN-3 first.
     */
    private TimePoint occurred(VisitEvent event, TimePoint start, TimePoint end) {
        TimePoint own =
                switch (event) {
                    case ADMITTED, REGISTERED -> start;
                    case DISCHARGED -> end;
                    case PLANNED -> firstOf(time("PV2", 8), time("EVN", 3));
                    default -> null;
                };
        TimePoint event6 = time("EVN", 6);
        // What is only planned has not occurred yet, whatever EVN says of the planning.
        TimePoint told = event == VisitEvent.PLANNED ? firstOf(own, event6) : firstOf(event6, own);
        return firstOf(firstOf(time("ZBE", 2), told), firstOf(time("EVN", 2), time("MSH", 7)));
    }

    private TimePoint time(String segment, int field) {
        return message.first(segment).flatMap(s -> moments.read(s, field)).orElse(null);
    }

    private static TimePoint firstOf(TimePoint a, TimePoint b) {
        return a != null ? a : b;
    }

    /** PV2-3. */
    private String reason() {
        Coded reason = message.first("PV2").map(pv2 -> DataTypes.coded(pv2, 3)).orElse(null);
        return reason == null ? null : reason.shown();
    }
}
