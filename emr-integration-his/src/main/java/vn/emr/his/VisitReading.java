package vn.emr.his;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.VisitStated;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.VisitEvent;

/**
 * Reads the {@code visit} object: one event with its own movement, or a whole picture of the visit with every department
 * stay so far, which becomes one movement each in the order given.
 */
final class VisitReading {
    private record Stay(String key, String department, String room, String bed, TimePoint start) {}

    private record Visit(
            String number,
            EncounterClass encounterClass,
            TimePoint start,
            TimePoint end,
            String facility,
            String doctor,
            String reason) {
        /** As it was while the person moved: only the event itself may end the visit. */
        Visit open() {
            return new Visit(number, encounterClass, start, null, facility, doctor, reason);
        }
    }

    private VisitReading() {}

    static List<Notice> notices(ItemFields f, PatientRef who, Instant stated) {
        VisitEvent event = f.word("event", VisitEvent.class);
        if (event == null) {
            throw f.missing("event");
        }
        Visit visit = new Visit(
                f.required("number"),
                f.word("class", EncounterClass.class),
                f.time("start"),
                f.time("end"),
                f.text("facility"),
                f.text("attendingDoctor"),
                f.text("reason"));
        Stay own = new Stay(
                f.text("movementKey"), f.text("department"), f.text("room"), f.text("bed"), f.time("occurredAt"));
        List<Stay> stays = f.objects("stays", VisitReading::stay);
        List<Notice> notices = new ArrayList<>();
        for (Stay stay : stays) {
            VisitEvent movement = notices.isEmpty() ? arrival(visit, event) : VisitEvent.TRANSFERRED;
            notices.add(notice(who, stated, visit.open(), movement, stay));
        }
        if (stays.isEmpty() || !isMovement(event)) {
            notices.add(notice(who, stated, visit, event, own));
        }
        return notices;
    }

    private static Stay stay(ItemFields f) {
        TimePoint start = f.time("start");
        if (start == null) {
            throw f.missing("start");
        }
        return new Stay(f.text("key"), f.required("department"), f.text("room"), f.text("bed"), start);
    }

    /** How the first stay of a whole picture began. */
    private static VisitEvent arrival(Visit visit, VisitEvent event) {
        boolean examined = visit.encounterClass == EncounterClass.EXAMINATION
                || visit.encounterClass == EncounterClass.OUTPATIENT_TREATMENT;
        return event == VisitEvent.REGISTERED || examined ? VisitEvent.REGISTERED : VisitEvent.ADMITTED;
    }

    /** Events that the stays themselves already tell. */
    private static boolean isMovement(VisitEvent event) {
        return event == VisitEvent.REGISTERED || event == VisitEvent.ADMITTED || event == VisitEvent.TRANSFERRED;
    }

    private static VisitStated notice(PatientRef who, Instant stated, Visit visit, VisitEvent event, Stay stay) {
        return new VisitStated(
                who,
                stated,
                visit.number,
                event,
                visit.encounterClass,
                stay.start,
                visit.start,
                visit.end,
                stay.key,
                false,
                visit.facility,
                stay.department,
                stay.room,
                stay.bed,
                visit.doctor,
                visit.reason,
                Set.of());
    }
}
