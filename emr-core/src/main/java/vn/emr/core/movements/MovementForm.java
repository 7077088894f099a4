package vn.emr.core.movements;

import java.time.Instant;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.chart.Entries;
import vn.emr.core.chart.MovementList.Event;
import vn.emr.core.record.DepartmentStay;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.Movement;
import vn.emr.core.record.RecordFolder.Discharge;
import vn.emr.core.record.TimePoint;

/**
 * A transfer, another bed or a discharge as a person says it.
 *
 * @param at when it happened
 * @param departmentId into which department; of a transfer
 * @param room and {@code bed}: at most 50 characters each
 * @param reason at most 500 characters; may stay empty
 * @param dischargeKind MA_LOAI_RV and {@code outcome} KET_QUA_DTRI (QĐ 130/QĐ-BYT as amended); of a discharge
 * @param destination where a discharged person was sent; needed for a transfer to another hospital (kinds 2 and 5)
 */
public record MovementForm(
        Event event,
        Instant at,
        UUID departmentId,
        String room,
        String bed,
        String reason,
        String dischargeKind,
        String outcome,
        String destination) {
    private static final String AT = "/movement";
    private static final int LONGEST_PLACE = 50;
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_REASON = 500;

    /** Who says it, how often it was said, and why again. */
    record Saying(String key, int version, UUID by, String name, Instant now, String because) {}

    /**
     * The movement to keep.
     *
     * @param visit as all systems together tell it
     * @param kept the telling it is kept with, without this movement
     * @throws Refusal with pointers to what is missing or does not fit
     */
    Movement checked(Visit visit, Encounter kept, Departments departments, Saying saying) {
        Instant when = when(visit, saying.now());
        DepartmentStay lies = stayAt(kept, when);
        String newRoom = Words.line(room, LONGEST_PLACE, AT + "/room");
        String newBed = Words.line(bed, LONGEST_PLACE, AT + "/bed");
        Movement.Said said = new Movement.Said(
                saying.version(),
                saying.by(),
                saying.name(),
                saying.now(),
                Words.line(reason, LONGEST_REASON, AT + "/reason"),
                event == Event.DISCHARGED ? discharge() : null,
                event == Event.DISCHARGED ? sentTo() : null,
                saying.because());
        return switch (event) {
            case TRANSFERRED -> movement(saying, when, departmentId, into(lies, departments), newRoom, newBed, said);
            case PLACED -> {
                placed(lies, newRoom, newBed);
                yield movement(saying, when, lies.departmentId(), lies.departmentCode(), newRoom, newBed, said);
            }
            case DISCHARGED -> {
                after(kept, when);
                yield movement(saying, when, null, null, null, null, said);
            }
        };
    }

    private Instant when(Visit visit, Instant now) {
        if (event == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "what happened", AT + "/event");
        }
        Instant when = Entries.within(visit, at, now, AT + "/at");
        if (visit.start() != null && when.isBefore(visit.start().from())) {
            throw new Refusal(Code.MALFORMED_FIELD, "a time after the admission", AT + "/at");
        }
        return when;
    }

    private String into(DepartmentStay lies, Departments departments) {
        if (departmentId == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "into which department", AT + "/departmentId");
        }
        if (lies != null && departmentId.equals(lies.departmentId())) {
            throw new Refusal(Code.NOT_APPLICABLE, "the patient lies in this department then", AT + "/departmentId");
        }
        return departments.code(departmentId);
    }

    private static void placed(DepartmentStay lies, String room, String bed) {
        if (lies == null) {
            throw new Refusal(Code.NOT_APPLICABLE, "the patient lies in no department then", AT + "/at");
        }
        if (room == null && bed == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a room or a bed", AT + "/room", AT + "/bed");
        }
    }

    private Discharge discharge() {
        if (dischargeKind == null || outcome == null) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING, "how the treatment ended", AT + "/dischargeKind", AT + "/outcome");
        }
        return new Discharge(
                Words.oneOf(dischargeKind, Discharge.KINDS, AT + "/dischargeKind"),
                Words.oneOf(outcome, Discharge.OUTCOMES, AT + "/outcome"));
    }

    private String sentTo() {
        String where = Words.line(destination, LONGEST_LINE, AT + "/destination");
        if (where == null && Discharge.ELSEWHERE.contains(dischargeKind)) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which hospital", AT + "/destination");
        }
        return where;
    }

    /** Nobody goes home before they came where they lay. */
    private static void after(Encounter kept, Instant when) {
        boolean later = kept.stays().stream()
                .anyMatch(s ->
                        !s.cancelled() && s.start() != null && s.start().from().isAfter(when));
        if (later) {
            throw new Refusal(Code.MALFORMED_FIELD, "a time after the last transfer", AT + "/at");
        }
    }

    private static DepartmentStay stayAt(Encounter kept, Instant when) {
        return kept.stays().stream()
                .filter(s -> !s.cancelled()
                        && (s.start() == null || !s.start().from().isAfter(when)))
                .filter(s -> s.end() == null || s.end().from().isAfter(when))
                .reduce((first, second) -> second)
                .orElse(null);
    }

    /** A bed holds from the time it was taken, whenever that is said. */
    private Movement movement(
            Saying saying, Instant when, UUID department, String code, String room, String bed, Movement.Said said) {
        return new Movement(
                saying.key(),
                event.of(),
                TimePoint.at(when),
                null,
                EncounterClass.UNKNOWN,
                department,
                code,
                room,
                bed,
                null,
                event == Event.PLACED ? when : saying.now(),
                null,
                said);
    }
}
