package vn.emr.his;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import vn.emr.core.hl7.DataTypes;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.Moments;
import vn.emr.core.hl7.Remarks;
import vn.emr.core.hl7.Segment;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.VisitStated;
import vn.emr.core.intake.Notice.VisitStated.Fact;
import vn.emr.core.organization.Source;
import vn.emr.core.record.Coded;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.VisitEvent;

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
        int place = place(event, pv1);
        return new VisitStated(
                who,
                stated,
                number,
                event,
                encounterClass(event, pv1),
                occurred(event, start, end),
                start,
                end,
                message.first("ZBE").map(zbe -> DataTypes.text(zbe, 1)).orElse(null),
                message.first("ZBE")
                        .filter(zbe -> zbe.value(5).strip().equalsIgnoreCase("Y"))
                        .isPresent(),
                DataTypes.nothing(pv1.sub(place, 1, 4, 1).strip()),
                DataTypes.nothing(pv1.sub(place, 1, 1, 1).strip()),
                DataTypes.nothing(pv1.sub(place, 1, 2, 1).strip()),
                DataTypes.nothing(pv1.sub(place, 1, 3, 1).strip()),
                DataTypes.person(pv1, 7),
                reason(),
                erased(pv1));
    }

    /** Fields sent as two quotes: the sender wants them emptied (HL7 v2 chapter 2). */
    private Set<Fact> erased(Segment pv1) {
        Set<Fact> all = EnumSet.noneOf(Fact.class);
        if (pv1.isErased(44)) {
            all.add(Fact.START);
        }
        if (pv1.isErased(45)) {
            all.add(Fact.END);
        }
        if (pv1.isErased(7)) {
            all.add(Fact.ATTENDING_DOCTOR);
        }
        if (message.first("PV2").filter(pv2 -> pv2.isErased(3)).isPresent()) {
            all.add(Fact.REASON);
        }
        return Collections.unmodifiableSet(all);
    }

    /** Where PV1 names the place the event speaks of: to come (PV1-42), for a while (PV1-11), else assigned (PV1-3). */
    private static int place(VisitEvent event, Segment pv1) {
        int own =
                switch (event) {
                    case TRANSFER_EXPECTED, TRANSFER_EXPECTED_CANCELLED -> 42;
                    case DEPARTED, ARRIVED -> 11;
                    default -> 3;
                };
        return pv1.has(own) ? own : 3;
    }

    /** PV1-2; a change of class says by itself what became of the visit. */
    private EncounterClass encounterClass(VisitEvent event, Segment pv1) {
        EncounterClass sent = encounterClass(pv1);
        if (sent != EncounterClass.UNKNOWN) {
            return sent;
        }
        return switch (event) {
            case BECAME_INPATIENT -> EncounterClass.INPATIENT;
            case BECAME_OUTPATIENT -> EncounterClass.EXAMINATION;
            default -> sent;
        };
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
                    case PLANNED, ADMISSION_EXPECTED -> firstOf(time("PV2", 8), time("EVN", 3));
                    case DISCHARGE_EXPECTED -> firstOf(time("PV2", 9), time("EVN", 3));
                    case TRANSFER_EXPECTED -> time("EVN", 3);
                    default -> null;
                };
        TimePoint event6 = time("EVN", 6);
        // What is only planned has not occurred yet, whatever EVN says of the planning.
        TimePoint told = isExpectation(event) ? firstOf(own, event6) : firstOf(event6, own);
        return firstOf(firstOf(time("ZBE", 2), told), firstOf(time("EVN", 2), time("MSH", 7)));
    }

    private static boolean isExpectation(VisitEvent event) {
        return switch (event) {
            case PLANNED, ADMISSION_EXPECTED, DISCHARGE_EXPECTED, TRANSFER_EXPECTED -> true;
            default -> false;
        };
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
