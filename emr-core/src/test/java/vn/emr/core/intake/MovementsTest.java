package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.record.DepartmentStay;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.Movement;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.VisitCourse;
import vn.emr.core.record.VisitEvent;
import vn.emr.core.store.Content;

class MovementsTest {
    @Test
    void a_version_from_before_movements_were_kept_is_read_by_its_stays() {
        for (EncounterStatus status :
                List.of(EncounterStatus.IN_PROGRESS, EncounterStatus.FINISHED, EncounterStatus.CANCELLED)) {
            TimePoint end = status == EncounterStatus.FINISHED ? Talk.time(9) : null;
            boolean gone = status == EncounterStatus.CANCELLED;
            List<DepartmentStay> stays = List.of(
                    new DepartmentStay("m1", null, "NOI", "P1", "G1", Talk.time(1), Talk.time(3), gone),
                    new DepartmentStay("m2", null, "NGOAI", null, null, Talk.time(3), end, gone));
            Encounter old = (Encounter) Content.read(NounKind.ENCOUNTER, Content.write(visit(status, stays, end)));
            assertNull(old.movements());
            VisitCourse course = new VisitCourse(old.course());
            assertEquals(status, course.status());
            assertEquals(EncounterClass.INPATIENT, gone ? EncounterClass.INPATIENT : course.encounterClass());
            assertEquals(end, course.end(null));
            assertEquals(
                    stays.stream().map(DepartmentStay::key).toList(),
                    course.stays(Talk.time(1), end).stream()
                            .map(DepartmentStay::key)
                            .toList());
            assertEquals(gone, course.stays(Talk.time(1), end).stream().allMatch(DepartmentStay::cancelled));
        }
    }

    @Test
    void a_leave_lasts_until_the_return_and_an_expected_transfer_until_it_comes_true() {
        List<Movement> leave = List.of(
                move(VisitEvent.ADMITTED, 1), move(VisitEvent.TRANSFER_EXPECTED, 2), move(VisitEvent.WENT_ON_LEAVE, 3));
        VisitCourse away = new VisitCourse(leave);
        assertEquals(Talk.time(3), away.awaySince());
        assertEquals(1, away.expected().size());
        List<Movement> back = new java.util.ArrayList<>(leave);
        back.add(move(VisitEvent.RETURNED, 4));
        back.add(move(VisitEvent.TRANSFERRED, 5));
        VisitCourse here = new VisitCourse(back);
        assertNull(here.awaySince());
        assertEquals(List.of(), here.expected());
        back.add(move(VisitEvent.RETURN_CANCELLED, 6));
        back.add(move(VisitEvent.TRANSFER_CANCELLED, 7));
        VisitCourse again = new VisitCourse(back);
        assertEquals(Talk.time(3), again.awaySince());
        assertEquals(1, again.expected().size());
    }

    @Test
    void a_change_of_class_that_is_named_and_taken_back_gives_the_class_before_it_again() {
        List<Movement> all = new java.util.ArrayList<>();
        all.add(of(VisitEvent.REGISTERED, 1, EncounterClass.EXAMINATION));
        all.add(of(VisitEvent.BECAME_INPATIENT, 2, EncounterClass.INPATIENT));
        assertEquals(EncounterClass.INPATIENT, new VisitCourse(all).encounterClass());
        all.set(1, all.get(1).cancelledAt(Talk.at(3)));
        assertEquals(EncounterClass.EXAMINATION, new VisitCourse(all).encounterClass());
        assertEquals(EncounterStatus.IN_PROGRESS, new VisitCourse(all).status());
    }

    private static Movement move(VisitEvent event, int minute) {
        return of(event, minute, EncounterClass.UNKNOWN);
    }

    private static Movement of(VisitEvent event, int minute, EncounterClass encounterClass) {
        return new Movement(
                event + "@" + minute,
                event,
                Talk.time(minute),
                null,
                encounterClass,
                null,
                "NOI",
                null,
                null,
                null,
                Talk.at(minute),
                null,
                null);
    }

    private static Encounter visit(EncounterStatus status, List<DepartmentStay> stays, TimePoint end) {
        Provenance origin = new Provenance(null, "HIS", null, Talk.at(10), Instant.EPOCH);
        UUID id = new UUID(1, 1);
        return new Encounter(
                id,
                1,
                id,
                id,
                "V",
                EncounterClass.INPATIENT,
                status,
                null,
                Talk.time(1),
                end,
                stays,
                "BS. Mẫu",
                null,
                null,
                null,
                origin);
    }
}
