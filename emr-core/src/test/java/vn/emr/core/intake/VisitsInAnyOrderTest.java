package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.emr.core.record.VisitEvent;
import vn.emr.core.testing.House;

/** Admission, transfers, discharge, their cancelling and updates in every order of arrival end in the same visit. */
class VisitsInAnyOrderTest {
    private static final int STORIES = 300;

    @Test
    void shuffled_visits_over_four_connections_end_as_if_they_had_come_in_order() throws Exception {
        try (House house = new House()) {
            Inbox inbox = house.inbox(List.of());
            Shuffled.stories(STORIES, new Random(20261121), i -> story(house, i))
                    .send(inbox, 4, Set.of(Outcome.Kind.APPLIED));
            check(house);
        }
    }

    /**
     * Three kinds of story: numbered movements of which the first of two transfers is cancelled; unnumbered ones whose
     * last transfer is cancelled; a discharge taken back and given again after a leave.
     */
    private static List<Delivery> story(House house, int i) {
        String p = "P" + i;
        String v = "V" + i;
        List<Notice> all =
                switch (i % 3) {
                    case 0 ->
                        List.of(
                                Talk.movement(p, v, VisitEvent.ADMITTED, 1, "NOI", "m1"),
                                Talk.movement(p, v, VisitEvent.TRANSFERRED, 2, "NGOAI", "m2"),
                                Talk.movement(p, v, VisitEvent.TRANSFERRED, 3, "NOI", "m3"),
                                Talk.visit(p, v, VisitEvent.UPDATED, 4, "NOI"),
                                Talk.movement(p, v, VisitEvent.TRANSFER_CANCELLED, 5, "NOI", "m2"));
                    case 1 ->
                        List.of(
                                Talk.visit(p, v, VisitEvent.ADMITTED, 1, "NOI"),
                                Talk.visit(p, v, VisitEvent.TRANSFERRED, 2, "NGOAI"),
                                Talk.visit(p, v, VisitEvent.TRANSFER_CANCELLED, 3, "NOI"),
                                Talk.visit(p, v, VisitEvent.TRANSFERRED, 4, "NGOAI"),
                                Talk.visit(p, v, VisitEvent.TRANSFERRED, 5, "NOI"),
                                Talk.visit(p, v, VisitEvent.DISCHARGED, 6, "NOI"));
                    default ->
                        List.of(
                                Talk.visit(p, v, VisitEvent.ADMITTED, 1, "NOI"),
                                Talk.visit(p, v, VisitEvent.DISCHARGED, 2, "NOI"),
                                Talk.visit(p, v, VisitEvent.DISCHARGE_CANCELLED, 3, "NOI"),
                                Talk.visit(p, v, VisitEvent.WENT_ON_LEAVE, 4, "NOI"),
                                Talk.visit(p, v, VisitEvent.RETURNED, 5, "NOI"),
                                Talk.visit(p, v, VisitEvent.ADMISSION_CANCELLED, 6, "NOI"),
                                Talk.visit(p, v, VisitEvent.ADMITTED, 7, "NGOAI"),
                                Talk.visit(p, v, VisitEvent.DISCHARGED, 8, "NGOAI"));
                };
        List<Delivery> story = new ArrayList<>();
        for (int m = 0; m < all.size(); m++) {
            Notice.VisitStated visit = (Notice.VisitStated) all.get(m);
            story.add(Talk.message(
                    house.source, i + "-" + m, Talk.patient(visit.who(), m, Talk.named("Nguyễn Thị Ánh")), visit));
        }
        return story;
    }

    private static void check(House house) {
        int each = STORIES / 3;
        assertEquals(each, house.count("encounter where status = 'IN_PROGRESS' and end_from is null"));
        assertEquals(2 * each, house.count("encounter where status = 'FINISHED' and end_from is not null"));
        // Kind 0: the cancelled stay lies between two that follow each other.
        assertEquals(each, house.count("department_stay where stay_key = 'm2' and cancelled"));
        assertEquals(
                each,
                house.count("department_stay a join department_stay b using (tenant_id, patient_id, encounter_id)"
                        + " where a.stay_key = 'm1' and b.stay_key = 'm3' and a.end_from = b.start_from"
                        + " and not a.cancelled and not b.cancelled and b.end_from is null"));
        // Kind 1: one of three transfers is cancelled, the other two stand.
        assertEquals(
                each, house.count("department_stay where stay_key like 'TRANSFERRED@%' and cancelled and line = 2"));
        assertEquals(2 * each, house.count("department_stay where stay_key like 'TRANSFERRED@%' and not cancelled"));
        // Kind 2: the second admission replaced the first.
        assertEquals(
                each,
                house.count("department_stay where stay_key = 'ADMITTED' and not cancelled and department_id = '"
                        + house.ngoai + "' and end_from is not null"));
        house.mustBeWhole();
    }
}
