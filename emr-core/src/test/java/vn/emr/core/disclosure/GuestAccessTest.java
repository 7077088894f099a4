package vn.emr.core.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Explanation;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Part;
import vn.emr.core.access.Right;
import vn.emr.core.chart.Charts;
import vn.emr.core.disclosure.GuestAccess.Asked;
import vn.emr.core.disclosure.Requests.Noted;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.testing.Role;

/** Somebody from outside to whom an approved request was opened: what they see and do, and everything they do not. */
class GuestAccessTest extends Guesting {
    @Test
    void a_guest_sees_the_visit_of_the_decision_and_nothing_of_others_or_of_none() {
        forbidden(() -> open(guest));
        UUID id = approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of());
        forbidden(() -> open(guest));
        opened(id, false);
        Charts.Chart chart = charts.chart(open(guest), asking.patient);
        assertEquals(
                List.of(asking.visit),
                chart.encounters().stream().map(v -> v.id()).toList());
        assertEquals(
                List.of(1, 1, 1, 1, 0),
                List.of(
                        chart.conditions().size(),
                        chart.reports().size(),
                        chart.orders().size(),
                        chart.documents().size(),
                        chart.studies().size()));
        assertEquals(1, charts.laboratory(open(guest), 365).dates().size());
        assertEquals(report, charts.report(open(guest), report).id());
        missing(() -> charts.report(open(guest), foreignReport));
        missing(() -> access.report(open(guest), foreignReport));
        assertEquals(asking.page.page(clerk, id).number(), chart.guest().request());
        assertFalse(chart.guest().prints());
        UUID somebody = hospital.patient("Người Khác");
        forbidden(() -> access.open(guest, guest.purpose(), somebody));
        Caller colleague = hospital.caller(hospital.account("thanhtra2", "x", Role.INSPECTOR), Role.INSPECTOR);
        forbidden(() -> open(colleague));
    }

    @Test
    void parts_that_the_decision_does_not_name_are_in_no_list() {
        opened(approved(Set.of(Form.READ), EnumSet.of(Part.RESULTS), List.of()), false);
        Charts.Chart chart = charts.chart(open(guest), asking.patient);
        assertEquals(
                List.of(0, 1, 0, 0),
                List.of(
                        chart.conditions().size(),
                        chart.reports().size(),
                        chart.orders().size(),
                        chart.documents().size()));
        assertEquals(0, charts.treatment(open(guest)).notes().items().size());
        missing(() -> charts.document(open(guest), document));
        missing(() -> access.document(open(guest), document));
    }

    @Test
    void who_may_read_does_not_print_and_who_may_print_changes_nothing() {
        opened(approved(Set.of(Form.READ, Form.COPY), EnumSet.allOf(Part.class), List.of()), false);
        forbidden(() -> access.allow(open(guest), Right.RECORD_PRINT, null));
        Caller second = hospital.caller(hospital.account("thanhtra2", "x", Role.INSPECTOR), Role.INSPECTOR);
        UUID printing = approved(Set.of(Form.READ, Form.COPY), EnumSet.allOf(Part.class), List.of());
        guests.open(clerk, printing, new Asked(asking.step(printing), "thanhtra2", null, tomorrow(), true));
        asking.stayed(asking.patient, State.IN_TREATMENT);
        access.allow(open(second), Right.RECORD_PRINT, null);
        for (Right right : EnumSet.complementOf(EnumSet.of(Right.PATIENT_READ, Right.RECORD_PRINT))) {
            if (right.ofRecord()) {
                forbidden(() -> access.allow(open(second), right, asking.visit));
            }
        }
        UUID readOnly = approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of());
        refused(
                Code.NOT_APPLICABLE,
                () -> guests.open(
                        clerk, readOnly, new Asked(asking.step(readOnly), "thanhtra2", null, tomorrow(), true)));
    }

    @Test
    void what_labels_hide_is_shown_to_a_guest_only_when_the_decision_names_it() {
        UUID label = asking.label("VIOLENCE", "ENCOUNTER", asking.visit, "DIRECTOR", "RECORDS_CLERK", "INSPECTOR");
        UUID whole =
                asking.label("PROTECTED_PERSON", "PATIENT", asking.patient, "DIRECTOR", "RECORDS_CLERK", "INSPECTOR");
        refused(Code.NOT_APPLICABLE, () -> approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of(label)));
        UUID one = approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of(whole));
        opened(one, false);
        assertEquals(0, charts.chart(open(guest), asking.patient).encounters().size());
        assertFalse(open(guest).masks().isEmpty());
        asking.requests.close(clerk, one, new Noted(asking.step(one), "Xong"));
        opened(approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of(whole, label)), false);
        assertEquals(1, charts.chart(open(guest), asking.patient).encounters().size());
        assertEquals(List.of(), open(guest).masks());
        asking.label("STAFF", "PATIENT", asking.patient, "DIRECTOR", "RECORDS_CLERK", "INSPECTOR");
        forbidden(() -> open(guest), "a label put later closes what was open");
    }

    @Test
    void who_cares_for_the_patient_anyway_is_no_guest_and_gets_nothing_more() {
        UUID student = hospital.account("hocvien", "x", Role.STUDENT, asking.ward);
        UUID running = asking.stayed(asking.patient, State.IN_TREATMENT);
        UUID id = approved(Set.of(Form.READ, Form.COPY), EnumSet.allOf(Part.class), List.of());
        guests.open(clerk, id, new Asked(asking.step(id), "hocvien", null, tomorrow(), true));
        Grant grant = open(hospital.caller(student, Role.STUDENT, asking.ward));
        assertEquals(
                List.of(running),
                charts.chart(grant, asking.patient).encounters().stream()
                        .map(v -> v.id())
                        .toList());
        forbidden(() -> access.allow(grant, Right.RECORD_PRINT, null));
        assertEquals(null, grant.request());
    }

    @Test
    void every_line_of_a_guest_names_the_request_and_so_does_the_explanation() {
        UUID id = approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of());
        opened(id, false);
        String number = asking.page.page(clerk, id).number();
        Grant grant = open(guest);
        access.section(grant, "LABORATORY");
        access.report(grant, report);
        List<String> details = hospital.database.query(
                "select distinct detail from audit_event where actor_id = ? and success order by 1",
                row -> row.text("detail"),
                account);
        assertEquals(List.of("INSPECTOR:DISCLOSED " + number, "request " + number), details);
        asking.requests.close(clerk, id, new Noted(asking.step(id), "Xong"));
        UUID second = approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of());
        opened(second, false);
        access.section(open(guest), "LABORATORY");
        assertEquals(
                4,
                hospital.database
                        .first(
                                "select count(distinct detail)::int as n from audit_event where actor_id = ? and success",
                                row -> row.integer("n"),
                                account)
                        .orElseThrow(),
                "the second request has lines of its own, though the session is the same");
        number = asking.page.page(clerk, second).number();
        Caller reviewer = hospital.caller(Role.QUALITY_OFFICER);
        Explanation.Explained explained = new Explanation(access, hospital.database).explain(reviewer, account, "BN1");
        assertTrue(explained.canOpen());
        assertEquals(number, explained.ways().getFirst().request());
    }

    @Test
    void who_cares_for_the_patient_is_not_told_to_a_guest() {
        opened(approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of()), false);
        forbidden(() -> access.noGuest(open(guest), "CARE_TEAM"));
        access.noGuest(access.open(clerk, clerk.purpose(), asking.patient), "CARE_TEAM");
    }
}
