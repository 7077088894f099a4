package vn.emr.core.medication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static vn.emr.core.testing.Bedside.refused;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.medication.Doses.New;
import vn.emr.core.medication.MedicationPage.Dose;
import vn.emr.core.medication.MedicationPage.Order;
import vn.emr.core.record.MedicationAdministration.Outcome;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.HistoryCheck;
import vn.emr.core.testing.Bedside;
import vn.emr.core.testing.Role;

class DosesTest {
    private static final Hospital HOSPITAL = new Hospital();

    private Bedside bed;
    private Prescriber at;
    private Doses doses;

    @BeforeEach
    void come() {
        bed = new Bedside(HOSPITAL);
        at = new Prescriber(bed);
        doses = new Doses(bed.access, bed.charts, HOSPITAL.database, HOSPITAL.records, at.clock);
    }

    @AfterAll
    static void the_current_rows_follow_from_history() {
        assertEquals(List.of(), HistoryCheck.differences(HOSPITAL.database));
    }

    private static DoseForm form(
            Outcome outcome, Instant due, Instant at, String amount, String because, String second) {
        return new DoseForm(outcome, due, at, amount == null ? null : new BigDecimal(amount), null, because, second);
    }

    private DoseForm given(Instant due) {
        return form(Outcome.GIVEN, due, at.now, null, null, null);
    }

    private Dose record(UUID order, DoseForm dose) {
        return doses.record(bed.nurse, bed.open(bed.nurse), new New(Ids.next(), order, dose));
    }

    private List<Dose> shown() {
        return at.medications.of(bed.open(bed.doctor), null).doses();
    }

    @Test
    void a_nurse_records_a_due_dose_with_what_was_ordered_and_everybody_sees_it() {
        Order order = at.order(at.every("Paracetamol", 4));
        int made = HOSPITAL.audits("CREATE");
        Dose dose = record(order.id(), given(at.from));
        assertEquals(made + 1, HOSPITAL.audits("CREATE"));
        assertEquals(new BigDecimal("1"), dose.amount());
        assertEquals("viên", dose.unit());
        assertEquals(at.from, dose.due());
        assertEquals(List.of(dose), shown());
    }

    @Test
    void for_a_due_time_one_dose_stands() {
        Order order = at.order(at.every("Paracetamol", 4));
        Dose first = record(order.id(), given(at.from));
        refused(Code.CONFLICT, () -> record(order.id(), given(at.from)));
        Dose wrong = doses.error(bed.nurse, bed.open(bed.nurse), first.id(), new Doses.Error(1, "Nhầm giường"));
        assertEquals("Nhầm giường", wrong.reason());
        assertEquals(Outcome.GIVEN, wrong.outcome(), "what was recorded stays readable");
        record(order.id(), form(Outcome.REFUSED, at.from, at.now, null, "Người bệnh từ chối", null));
        assertEquals(2, shown().size());
    }

    @Test
    void an_error_is_marked_once_in_the_version_that_was_seen_and_with_a_reason() {
        Dose dose = record(at.order(at.every("Paracetamol", 4)).id(), given(at.from));
        refused(
                Code.CONFLICT,
                () -> doses.error(bed.nurse, bed.open(bed.nurse), dose.id(), new Doses.Error(2, "Nhầm giường")));
        refused(
                Code.REQUIRED_FIELD_MISSING,
                () -> doses.error(bed.nurse, bed.open(bed.nurse), dose.id(), new Doses.Error(1, "")));
        doses.error(bed.nurse, bed.open(bed.nurse), dose.id(), new Doses.Error(1, "Nhầm giường"));
        refused(
                Code.CONFLICT,
                () -> doses.error(bed.nurse, bed.open(bed.nurse), dose.id(), new Doses.Error(2, "Nhầm giường")));
    }

    @Test
    void the_same_request_twice_records_one_dose() {
        Order order = at.order(at.asNeeded(3));
        New asked = new New(Ids.next(), order.id(), given(null));
        Dose once = doses.record(bed.nurse, bed.open(bed.nurse), asked);
        assertEquals(once, doses.record(bed.nurse, bed.open(bed.nurse), asked));
        Order other = at.order(at.every("Ibuprofen", 8));
        refused(
                Code.KEY_REUSED,
                () -> doses.record(
                        bed.nurse, bed.open(bed.nurse), new New(asked.requestId(), other.id(), given(at.from))));
    }

    @Test
    void what_was_not_given_as_ordered_needs_a_reason_and_a_part_its_amount() {
        UUID order = at.order(at.every("Paracetamol", 4)).id();
        for (Outcome outcome : List.of(Outcome.PARTLY_GIVEN, Outcome.REFUSED, Outcome.NOT_GIVEN)) {
            assertEquals(
                    List.of("/dose/because"),
                    refused(
                                    Code.REQUIRED_FIELD_MISSING,
                                    () -> record(order, form(outcome, at.from, at.now, "0.5", null, null)))
                            .fields());
        }
        refused(
                Code.REQUIRED_FIELD_MISSING,
                () -> record(order, form(Outcome.PARTLY_GIVEN, at.from, at.now, null, "Nôn", null)));
        refused(
                Code.MALFORMED_FIELD,
                () -> record(order, form(Outcome.PARTLY_GIVEN, at.from, at.now, "1", "Nôn", null)));
        assertEquals(
                new BigDecimal("0.5"),
                record(order, form(Outcome.PARTLY_GIVEN, at.from, at.now, "0.50", "Nôn", null))
                        .amount());
    }

    @Test
    void nothing_was_given_has_no_amount() {
        UUID order = at.order(at.every("Paracetamol", 4)).id();
        assertNull(record(order, form(Outcome.NOT_GIVEN, at.from, at.now, "1", "Nhịn ăn", null))
                .amount());
    }

    @Test
    void a_time_at_which_nothing_is_due_or_that_is_far_ahead_is_refused() {
        Order order = at.order(at.every("Paracetamol", 4));
        refused(Code.MALFORMED_FIELD, () -> record(order.id(), given(at.from.plusSeconds(60))));
        refused(Code.NOT_APPLICABLE, () -> record(order.id(), given(at.from.plus(Duration.ofHours(4)))));
        refused(Code.REQUIRED_FIELD_MISSING, () -> record(order.id(), given(null)));
        at.pass(Duration.ofHours(2));
        record(order.id(), given(at.from.plus(Duration.ofHours(4))));
        refused(
                Code.MALFORMED_FIELD,
                () -> record(
                        order.id(), form(Outcome.GIVEN, at.from, at.now.plus(Duration.ofHours(1)), null, null, null)));
    }

    @Test
    void what_was_due_before_a_stop_may_be_recorded_and_nothing_later() {
        Order order = at.order(at.every("Paracetamol", 1));
        at.pass(Duration.ofMinutes(30));
        at.stop(order, "Hết đau");
        at.pass(Duration.ofHours(1));
        record(order.id(), given(at.from));
        refused(Code.MALFORMED_FIELD, () -> record(order.id(), given(at.from.plus(Duration.ofHours(1)))));
    }

    @Test
    void given_as_needed_more_often_than_ordered_needs_a_reason_and_after_the_stop_it_is_refused() {
        Order order = at.order(at.asNeeded(1));
        record(order.id(), given(null));
        assertEquals(
                List.of("/dose/because"),
                refused(Code.REQUIRED_FIELD_MISSING, () -> record(order.id(), given(null)))
                        .fields());
        record(order.id(), form(Outcome.GIVEN, null, at.now, null, "Bác sĩ cho y lệnh miệng", null));
        at.pass(Duration.ofMinutes(5));
        at.stop(order, "Hết đau");
        at.pass(Duration.ofMinutes(5));
        refused(Code.NOT_APPLICABLE, () -> record(order.id(), given(null)));
    }

    @Test
    void a_high_alert_medicine_needs_a_second_person_who_is_somebody_else_of_the_house() {
        UUID order = at.order(at.highAlert("Kali clorid 10%")).id();
        assertEquals(
                List.of("/dose/witness"),
                refused(Code.REQUIRED_FIELD_MISSING, () -> record(order, given(at.from)))
                        .fields());
        String own = name(bed.nurse);
        for (String nobody : List.of(own, "Người Không Có Ở Đây")) {
            refused(
                    Code.MALFORMED_FIELD,
                    () -> record(order, form(Outcome.GIVEN, at.from, at.now, null, null, nobody)));
        }
        String second = name(bed.somebody(Role.NURSE));
        assertEquals(
                second,
                record(order, form(Outcome.GIVEN, at.from, at.now, null, null, second))
                        .witness());
        UUID other = at.order(at.highAlert("Insulin")).id();
        record(other, form(Outcome.REFUSED, at.from, at.now, null, "Người bệnh từ chối", null));
    }

    private static String name(Caller caller) {
        return HOSPITAL.database.inTransaction(caller::displayName);
    }

    @Test
    void what_a_system_ordered_is_given_too_without_a_due_time() {
        UUID told = at.told("Ceftriaxone 1 g");
        Dose dose = record(told, given(null));
        assertEquals(told, dose.orderId());
        assertNull(dose.amount());
        refused(Code.MALFORMED_FIELD, () -> record(told, given(at.from)));
    }

    @Test
    void only_who_nurses_gives_and_not_in_a_closed_record() {
        Order order = at.order(at.every("Paracetamol", 4));
        Dose dose = record(order.id(), given(at.from));
        for (Caller caller : List.of(bed.doctor, bed.somebody(Role.STUDENT))) {
            refused(
                    Code.FORBIDDEN,
                    () -> doses.record(caller, bed.open(caller), new New(Ids.next(), order.id(), given(at.from))));
            refused(
                    Code.FORBIDDEN,
                    () -> doses.error(caller, bed.open(caller), dose.id(), new Doses.Error(1, "Nhầm giường")));
        }
        HOSPITAL.folder(bed.patient, bed.visit, HOSPITAL.facility, State.COMPLETED);
        refused(
                Code.FORBIDDEN,
                () -> doses.error(bed.nurse, bed.open(bed.nurse), dose.id(), new Doses.Error(1, "Nhầm giường")));
    }

    @Test
    void an_order_of_another_person_or_of_nobody_is_not_found() {
        UUID elsewhere = new Prescriber(new Bedside(HOSPITAL))
                .order(at.every("Paracetamol", 4))
                .id();
        refused(Code.NOT_FOUND, () -> record(elsewhere, given(at.from)));
        refused(Code.NOT_FOUND, () -> record(Ids.next(), given(at.from)));
    }
}
