package vn.emr.core.medication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static vn.emr.core.testing.Bedside.refused;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.ListAccess;
import vn.emr.core.medication.MedicationPage.Dose;
import vn.emr.core.medication.MedicationPage.Order;
import vn.emr.core.record.MedicationAdministration.Outcome;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.testing.Bedside;
import vn.emr.core.testing.Role;

class WardDosesTest {
    private static final Hospital HOSPITAL = new Hospital();

    private Bedside bed;
    private Prescriber at;

    @BeforeEach
    void come() {
        bed = new Bedside(HOSPITAL);
        at = new Prescriber(bed);
    }

    private List<WardDoses.Due> due(Caller caller, UUID department, int hours) {
        return new WardDoses(HOSPITAL.database, at.clock)
                .of(new ListAccess(bed.access).dueDoses(caller), department, hours)
                .due();
    }

    private List<Instant> times(int hours) {
        return due(bed.nurse, null, hours).stream().map(WardDoses.Due::due).toList();
    }

    private Dose give(Order order, Instant due) {
        return new Doses(bed.access, bed.charts, HOSPITAL.database, HOSPITAL.records, at.clock)
                .record(
                        bed.nurse,
                        bed.open(bed.nurse),
                        new Doses.New(
                                Ids.next(),
                                order.id(),
                                new DoseForm(Outcome.GIVEN, due, at.now, BigDecimal.ONE, null, null, null)));
    }

    @Test
    void what_is_due_in_the_ward_is_listed_until_it_is_recorded() {
        Order order = at.order(at.every("Paracetamol", 1));
        assertEquals(List.of(at.from, at.from.plus(Duration.ofHours(1))), times(2));
        WardDoses.Due first = due(bed.nurse, bed.ward, 1).getFirst();
        assertEquals("Nguyễn Văn Mẫu", first.name());
        assertEquals(order.id(), first.order().id());
        give(order, at.from);
        assertEquals(List.of(at.from.plus(Duration.ofHours(1))), times(2));
    }

    @Test
    void what_was_marked_as_an_error_is_due_again() {
        Order order = at.order(at.every("Paracetamol", 4));
        Dose wrong = give(order, at.from);
        assertEquals(List.of(), times(1));
        new Doses(bed.access, bed.charts, HOSPITAL.database, HOSPITAL.records, at.clock)
                .error(bed.nurse, bed.open(bed.nurse), wrong.id(), new Doses.Error(1, "Nhầm giường"));
        assertEquals(List.of(at.from), times(1));
    }

    @Test
    void a_stopped_order_is_listed_with_what_was_due_before() {
        Order order = at.order(at.every("Paracetamol", 1));
        at.pass(Duration.ofMinutes(30));
        at.stop(order, "Hết đau");
        assertEquals(List.of(at.from), times(4));
    }

    @Test
    void why_it_is_given_is_not_told() {
        at.order(at.every("Paracetamol", 4));
        assertNull(due(bed.nurse, null, 1).getFirst().order().plan().indication());
    }

    @Test
    void another_ward_and_who_does_not_nurse_see_nothing_of_it() {
        at.order(at.every("Paracetamol", 4));
        Caller elsewhere = new Bedside(HOSPITAL).nurse;
        assertEquals(List.of(), due(elsewhere, null, 4));
        assertEquals(List.of(), due(elsewhere, bed.ward, 4));
        for (Role role : List.of(Role.DOCTOR, Role.STUDENT)) {
            refused(Code.FORBIDDEN, () -> due(bed.somebody(role), null, 4));
        }
    }

    @Test
    void who_went_home_and_whose_record_is_complete_is_not_listed() {
        at.order(at.every("Paracetamol", 4));
        HOSPITAL.folder(bed.patient, bed.visit, HOSPITAL.facility, State.COMPLETED);
        assertEquals(List.of(), times(4));
    }

    @Test
    void looking_is_traced() {
        int searched = HOSPITAL.audits("SEARCH");
        times(1);
        assertEquals(searched + 1, HOSPITAL.audits("SEARCH"));
    }
}
