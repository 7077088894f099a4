package vn.emr.core.medication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.emr.core.testing.Bedside.refused;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.medication.MedicationPage.Act;
import vn.emr.core.medication.MedicationPage.Order;
import vn.emr.core.medication.Medications.Change;
import vn.emr.core.medication.Medications.New;
import vn.emr.core.medication.Medications.Question;
import vn.emr.core.medication.Medications.Stop;
import vn.emr.core.record.DoseSchedule;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.MedicationOrder.Status;
import vn.emr.core.record.MedicationPlan.Concern;
import vn.emr.core.record.MedicationPlan.Warning;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.HistoryCheck;
import vn.emr.core.testing.Bedside;
import vn.emr.core.testing.Role;

class MedicationsTest {
    private static final Hospital HOSPITAL = new Hospital();

    private Bedside bed;
    private Prescriber at;

    @BeforeEach
    void come() {
        bed = new Bedside(HOSPITAL);
        at = new Prescriber(bed);
    }

    @AfterAll
    static void the_current_rows_follow_from_history() {
        assertEquals(List.of(), HistoryCheck.differences(HOSPITAL.database));
    }

    private MedicationPage page(Caller caller) {
        return at.medications.of(bed.open(caller), null);
    }

    @Test
    void a_doctor_orders_a_medicine_and_everybody_who_treats_sees_when_it_is_due() {
        Order ordered = at.order(at.every("Paracetamol", 4));
        Order seen = page(bed.nurse).orders().getFirst();
        assertEquals(ordered.id(), seen.id());
        assertEquals("1 viên, mỗi 4 giờ", seen.dose());
        assertEquals("Uống", seen.route());
        assertNull(seen.source());
        assertEquals(at.now, seen.recorded());
        assertEquals(List.of(at.from), seen.due().subList(0, 1));
    }

    @Test
    void ordering_and_reading_are_traced() {
        int made = HOSPITAL.audits("CREATE");
        at.order(at.every("Paracetamol", 4));
        assertEquals(made + 1, HOSPITAL.audits("CREATE"));
        page(bed.nurse);
        assertEquals(
                1L,
                HOSPITAL.database
                        .first(
                                "select count(*) as n from audit_event where kind = 'OPEN' and object_kind = 'MEDICATIONS' and"
                                        + " patient_id = ? and actor_id = ?",
                                row -> row.number("n"),
                                bed.patient,
                                bed.nurse.id())
                        .orElseThrow());
    }

    @Test
    void a_change_is_a_version_with_its_reason_and_what_was_due_before_stays_due() {
        Order first = at.order(at.every("Paracetamol", 1));
        at.pass(Duration.ofMinutes(90));
        Order second = at.change(first, at.every("Paracetamol", 6), "Giảm đau tốt");
        assertEquals(2, second.version());
        assertEquals(
                List.of("Giảm đau tốt"),
                at.medications.versions(bed.open(bed.nurse), first.id()).stream()
                        .map(Order::reason)
                        .filter(r -> r != null)
                        .toList());
        List<Instant> due = at.history(first.id()).due(at.from, at.from.plus(Duration.ofHours(7)));
        assertEquals(List.of(at.from, at.from.plus(Duration.ofHours(1)), at.from.plus(Duration.ofHours(6))), due);
    }

    @Test
    void whoever_saw_an_older_version_is_told_and_a_reason_is_needed() {
        Order first = at.order(at.every("Paracetamol", 4));
        at.change(first, at.every("Paracetamol", 6), "Giảm đau tốt");
        refused(Code.CONFLICT, () -> at.change(first, at.every("Paracetamol", 8), "Lần nữa"));
        refused(Code.CONFLICT, () -> at.stop(first, "Hết đau"));
        refused(
                Code.REQUIRED_FIELD_MISSING,
                () -> at.medications.stop(bed.doctor, bed.open(bed.doctor), first.id(), new Stop(2, " ")));
        refused(
                Code.REQUIRED_FIELD_MISSING,
                () -> at.medications.stop(bed.doctor, bed.open(bed.doctor), first.id(), new Stop(null, "Hết đau")));
    }

    @Test
    void another_medicine_is_another_order() {
        Order first = at.order(at.every("Paracetamol", 4));
        assertEquals(
                List.of("/order/medicine"),
                refused(Code.MALFORMED_FIELD, () -> at.change(first, at.every("Ibuprofen", 4), "Đổi thuốc"))
                        .fields());
    }

    @Test
    void a_stopped_order_is_due_no_more_and_is_not_changed_again() {
        Order first = at.order(at.every("Paracetamol", 1));
        at.pass(Duration.ofMinutes(90));
        Order stopped = at.stop(first, "Hết đau");
        assertEquals(Status.STOPPED, stopped.status());
        assertEquals(
                List.of(at.from, at.from.plus(Duration.ofHours(1))),
                at.history(first.id()).due(at.from, at.from.plus(Duration.ofHours(9))));
        refused(Code.CONFLICT, () -> at.change(stopped, at.every("Paracetamol", 4), "Lại đau"));
        refused(Code.CONFLICT, () -> at.stop(stopped, "Lần nữa"));
    }

    @Test
    void the_same_request_twice_orders_one_and_for_another_visit_it_is_refused() {
        New asked = new New(Ids.next(), bed.visit, at.every("Paracetamol", 4));
        Order once = at.medications.order(bed.doctor, bed.open(bed.doctor), asked);
        assertEquals(once, at.medications.order(bed.doctor, bed.open(bed.doctor), asked));
        UUID other = HOSPITAL.stay(bed.patient, bed.ward, null, null, false);
        refused(
                Code.KEY_REUSED,
                () -> at.medications.order(
                        bed.doctor, bed.open(bed.doctor), new New(asked.requestId(), other, asked.order())));
    }

    @Test
    void an_allergy_to_the_ingredient_and_the_same_ingredient_warn_and_are_kept_with_the_reason() {
        UUID allergy = at.allergic("Amoxicillin");
        Order other = at.order(at.every("Amoxicilin 500 mg", 8), Set.of(allergy), "Test da âm tính");
        Warning known = other.plan().warnings().getFirst();
        assertEquals(Concern.ALLERGY, known.concern());
        MedicationForm again = at.every("Augmentin", "Amoxicilin + acid clavulanic", 12);
        List<Warning> warnings = at.medications.warnings(bed.open(bed.doctor), new Question(bed.visit, null, again));
        assertEquals(
                List.of(Concern.ALLERGY, Concern.DUPLICATE),
                warnings.stream().map(Warning::concern).toList());
        assertEquals(
                List.of("/order/accepted"),
                refused(Code.NOT_APPLICABLE, () -> at.order(again)).fields());
        refused(Code.NOT_APPLICABLE, () -> at.order(again, Set.of(allergy), "Hội chẩn đồng ý"));
        Set<UUID> both = Set.of(allergy, other.id());
        assertEquals(
                List.of("/order/because"),
                refused(Code.REQUIRED_FIELD_MISSING, () -> at.order(again, both, " "))
                        .fields());
        Order ordered = at.order(again, both, "Hội chẩn đồng ý");
        assertEquals("Hội chẩn đồng ý", ordered.plan().because());
        assertEquals(warnings, ordered.plan().warnings());
    }

    @Test
    void what_does_not_concern_the_ingredient_warns_of_nothing() {
        at.allergic("Hải sản");
        Order first = at.order(at.every("Paracetamol", 4));
        assertTrue(at.order(at.every("Ibuprofen", 8)).plan().warnings().isEmpty());
        at.stop(first, "Hết đau");
        assertTrue(at.order(at.every("Paracetamol", 6)).plan().warnings().isEmpty());
    }

    @Test
    void what_a_system_ordered_stands_beside_warns_too_and_is_not_changed_here() {
        UUID told = at.told("Ceftriaxone 1 g");
        Order seen = page(bed.nurse).orders().getFirst();
        assertEquals(told, seen.id());
        assertEquals(HOSPITAL.origin().sourceName(), seen.source());
        assertEquals(List.of(), seen.due());
        refused(Code.NOT_APPLICABLE, () -> at.order(at.every("Ceftriaxon", 12)));
        refused(Code.NOT_APPLICABLE, () -> at.stop(seen, "Ngừng"));
    }

    @Test
    void what_cannot_be_is_refused_with_its_place() {
        refused(Code.REQUIRED_FIELD_MISSING, () -> at.order(at.every(null, 4)));
        refused(Code.MALFORMED_FIELD, () -> at.order(at.every("Paracetamol", 0)));
        refused(Code.MALFORMED_FIELD, () -> at.order(at.dosed("0", "viên")));
        refused(Code.MALFORMED_FIELD, () -> at.order(at.dosed("1e999999999", "viên")));
        refused(Code.MALFORMED_FIELD, () -> at.order(at.dosed("1e-999999999", "viên")));
        refused(Code.REQUIRED_FIELD_MISSING, () -> at.order(at.dosed("1", " ")));
        refused(
                Code.MALFORMED_FIELD,
                () -> at.order(at.with(new DoseSchedule(DoseSchedule.Kind.TIMES, List.of("25:00"), 1, null, null))));
        refused(
                Code.MALFORMED_FIELD,
                () -> at.order(at.with(new DoseSchedule(DoseSchedule.Kind.TIMES, List.of(), 1, null, null))));
    }

    @Test
    void an_order_of_so_many_days_ends_with_the_last_of_them() {
        Order ordered = at.order(at.days(3));
        assertEquals(
                Duration.ofDays(3),
                Duration.between(
                        ordered.plan()
                                .from()
                                .atZone(DoseSchedule.ZONE)
                                .toLocalDate()
                                .atStartOfDay(DoseSchedule.ZONE)
                                .toInstant(),
                        ordered.plan().until()));
        refused(Code.MALFORMED_FIELD, () -> at.order(at.days(0)));
    }

    @Test
    void a_visit_that_was_cancelled_or_is_another_persons_takes_none() {
        UUID cancelled = HOSPITAL.stay(bed.patient, bed.ward, null, null, false, EncounterStatus.CANCELLED);
        refused(Code.NOT_APPLICABLE, () -> at.orderFor(cancelled));
        UUID others = HOSPITAL.stay(HOSPITAL.patient("Lê Thị Mẫu"), bed.ward, null, null, false);
        refused(Code.NOT_FOUND, () -> at.orderFor(others));
    }

    @Test
    void only_a_doctor_orders_and_not_in_a_closed_record() {
        Order first = at.order(at.every("Paracetamol", 4));
        New asked = new New(Ids.next(), bed.visit, at.every("Ibuprofen", 8));
        for (Role role : List.of(Role.NURSE, Role.STUDENT)) {
            Caller caller = bed.somebody(role);
            refused(Code.FORBIDDEN, () -> at.medications.order(caller, bed.open(caller), asked));
            refused(
                    Code.FORBIDDEN,
                    () -> at.medications.change(
                            caller, bed.open(caller), first.id(), new Change(1, "Đổi", at.every("Paracetamol", 6))));
            refused(
                    Code.FORBIDDEN,
                    () -> at.medications.stop(caller, bed.open(caller), first.id(), new Stop(1, "Ngừng")));
            refused(
                    Code.FORBIDDEN,
                    () -> at.medications.warnings(bed.open(caller), new Question(bed.visit, null, asked.order())));
        }
        assertEquals(Set.of(Act.ORDER), page(bed.doctor).visits().getFirst().allowed());
        assertEquals(Set.of(Act.GIVE), page(bed.nurse).visits().getFirst().allowed());
        HOSPITAL.folder(bed.patient, bed.visit, HOSPITAL.facility, State.COMPLETED);
        assertEquals(Set.of(), page(bed.doctor).visits().getFirst().allowed());
        refused(Code.FORBIDDEN, () -> at.stop(first, "Ngừng"));
    }
}
