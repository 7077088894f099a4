package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.chart.MovementList.Line;
import vn.emr.core.chart.MovementList.Movable;
import vn.emr.core.movements.VisitMovements.New;
import vn.emr.core.organization.Source;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.VisitEvent;

/** What people say of where somebody is, beside what the HIS tells of the same visit, before and after. */
class VisitMovementsTest extends SaidAtTheBedside {
    @Test
    void a_transfer_opens_the_chart_to_the_department_that_takes_over_while_the_his_is_silent() {
        refused(Code.FORBIDDEN, () -> open(surgeon));
        Line said = say(doctor, transfer(30, house.ngoai));
        assertEquals(List.of("NOI 1-30 P1/G1", "NGOAI 30- null/null"), stays());
        assertEquals("bs.noi", said.by());
        assertEquals("Cần mổ", said.reason());
        assertEquals(house.ngoai, chart(surgeon).movements().getFirst().departmentId());
        assertEquals("NGOAI 30- P7/G9", bedGiven());
    }

    private String bedGiven() {
        say(surgeon, bed(31, "P7", "G9"));
        return stays().getLast();
    }

    @Test
    void what_the_his_tells_of_the_same_transfer_later_is_not_a_second_stay() {
        say(doctor, transfer(30, house.ngoai));
        send(Talk.visit("A", "V", VisitEvent.TRANSFERRED, 34, "NGOAI"));
        assertEquals(List.of("NOI 1-30 P1/G1", "NGOAI 30- P1/G1"), stays());
        send(Talk.visit("A", "V", VisitEvent.TRANSFERRED, 50, "NGOAI"));
        assertEquals(List.of("NOI 1-30 P1/G1", "NGOAI 30-50 P1/G1", "NGOAI 50- P1/G1"), stays());
    }

    @Test
    void the_order_in_which_both_tell_a_transfer_does_not_matter() {
        send(Talk.visit("A", "V", VisitEvent.TRANSFERRED, 34, "NGOAI"));
        refused(Code.NOT_APPLICABLE, () -> say(doctor, transfer(36, house.ngoai)));
        say(doctor, transfer(30, house.ngoai));
        assertEquals(List.of("NOI 1-30 P1/G1", "NGOAI 30- P1/G1"), stays());
    }

    @Test
    void a_discharge_said_here_ends_the_visit_and_no_message_changes_when() {
        assertEquals(new Movable(true, true, true, false), chart().movable());
        say(doctor, home(40));
        assertEquals(new Movable(false, false, false, true), chart().movable());
        assertEquals(Talk.at(40), chart().end().from());
        assertEquals(EncounterStatus.FINISHED, chart().status());
        send(Talk.visit("A", "V", VisitEvent.DISCHARGED, 45, "NOI"));
        assertEquals(Talk.at(40), chart().end().from());
        send(Talk.visit("A", "V", VisitEvent.DISCHARGE_CANCELLED, 50, "NOI"));
        assertEquals(Talk.at(40), chart().end().from());
        assertEquals(List.of("NOI 1-40 P1/G1"), stays());
    }

    @Test
    void a_discharge_that_is_taken_back_leaves_what_the_his_tells() {
        Line said = say(doctor, home(40));
        send(Talk.visit("A", "V", VisitEvent.DISCHARGED, 45, "NOI"));
        Line back = change(doctor, said, null);
        assertTrue(back.takenBack());
        assertEquals("Ghi nhầm giờ", back.because());
        assertEquals(Talk.at(45), chart().end().from());
        assertEquals(List.of(back), chart().movements());
    }

    @Test
    void a_patient_whom_the_his_moves_after_the_discharge_is_here_until_the_his_sends_them_home() {
        say(doctor, home(40));
        send(Talk.visit("A", "V", VisitEvent.TRANSFERRED, 45, "NGOAI"));
        assertEquals(EncounterStatus.IN_PROGRESS, chart().status());
        assertNull(chart().end());
        send(Talk.visit("A", "V", VisitEvent.DISCHARGED, 55, "NGOAI"));
        assertEquals(Talk.at(55), chart().end().from());
    }

    @Test
    void how_the_treatment_ended_stands_with_the_folder_until_it_is_taken_back() {
        Line said = say(doctor, leaving(40, "2", "4", "Bệnh viện tỉnh"));
        assertEquals("2", said.dischargeKind());
        assertEquals("Bệnh viện tỉnh", said.destination());
        assertEquals("2 4", kept());
        change(doctor, said, leaving(41, "1", "2", null));
        assertEquals("1 2", kept());
        assertEquals(Talk.at(41), chart().end().from());
        change(doctor, chart().movements().getFirst(), null);
        assertNull(kept());
        assertNull(chart().end());
    }

    private String kept() {
        return house.database.inTransaction(
                t -> t.query("""
                        select r.content->'discharge'->>'kind' || ' ' || (r.content->'discharge'->>'outcome') as how
                        from record_folder f join revision r on r.noun_id = f.folder_id and r.version = f.version
                        """, row -> row.text("how")).getFirst());
    }

    @Test
    void a_transfer_that_is_corrected_moves_and_one_taken_back_gives_the_stay_before_back() {
        Line said = say(doctor, transfer(30, house.ngoai));
        Line right = change(doctor, said, transfer(20, house.ngoai));
        assertEquals(2, right.version());
        assertEquals("Ghi nhầm giờ", right.because());
        assertEquals("Cần mổ", right.reason());
        assertEquals(List.of("NOI 1-20 P1/G1", "NGOAI 20- null/null"), stays());
        refused(Code.CONFLICT, () -> change(doctor, said, transfer(25, house.ngoai)));
        change(doctor, right, null);
        assertEquals(List.of("NOI 1- P1/G1"), stays());
        refused(Code.CONFLICT, () -> change(doctor, chart().movements().getFirst(), transfer(25, house.ngoai)));
    }

    @Test
    void the_his_takes_back_its_own_transfer_and_nobody_elses() {
        say(doctor, transfer(30, house.ngoai));
        send(Talk.visit("A", "V", VisitEvent.TRANSFER_CANCELLED, 50, "NOI"));
        assertEquals(List.of("NOI 1-30 P1/G1", "NGOAI 30- null/null"), stays());
        send(Talk.visit("A", "V", VisitEvent.ADMISSION_CANCELLED, 70, "NOI"));
        assertEquals(1, house.count("encounter where status = 'CANCELLED'"));
    }

    @Test
    void one_request_says_one_movement_and_the_number_is_nobody_elses() {
        UUID request = Ids.next();
        New asked = new New(request, transfer(30, house.ngoai));
        Line first = movements.say(doctor, open(doctor), visit, asked);
        assertEquals(first, movements.say(doctor, open(doctor), visit, asked));
        assertEquals(1, chart().movements().size());
        refused(Code.KEY_REUSED, () -> movements.say(nurse, open(nurse), visit, asked));
    }

    @Test
    void the_telling_that_people_added_to_leads_where_two_systems_tell_one_visit() {
        say(doctor, transfer(30, house.ngoai));
        Source other = house.addSource("HIS 2", "his");
        send(Talk.message(
                other,
                "o1",
                Talk.visit("A", "V", VisitEvent.ADMITTED, 1, "NOI"),
                Talk.visit("A", "V", VisitEvent.TRANSFERRED, 20, "NOI"),
                Talk.visit("A", "V", VisitEvent.TRANSFERRED, 25, "NOI"),
                Talk.visit("A", "V", VisitEvent.DISCHARGED, 50, "NOI")));
        Visit shown = chart();
        assertEquals(2, shown.said().size());
        assertEquals(1, shown.movements().size());
        assertEquals(List.of("NOI 1-30 P1/G1", "NGOAI 30- null/null"), stays());
        assertEquals(EncounterStatus.IN_PROGRESS, shown.status());
        assertEquals(List.of("status", "department"), shown.differing());
    }
}
