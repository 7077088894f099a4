package vn.emr.core.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Assignment;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.folder.FolderList.Asked;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.VisitLink;
import vn.emr.core.testing.Role;

/** Who sees which folders in the list, and what of it may be counted and taken out. */
class FolderReachTest {
    private Foldering house;

    @BeforeEach
    void open(@TempDir Path blobs) {
        house = new Foldering(blobs);
    }

    @Test
    void only_folders_that_a_role_of_the_caller_reaches_are_in_it_and_each_look_is_traced() {
        int before = house.hospital.audits("SEARCH");
        UUID away = house.hospital.department("NHI");
        Caller elsewhere =
                house.hospital.caller(house.hospital.account("bs2", "x", Role.DOCTOR, away), Role.DOCTOR, away);
        assertEquals(1, house.lines(house.doctor, Asked.ANYTHING).size());
        assertEquals(List.of(), house.lines(elsewhere, Asked.ANYTHING));
        assertEquals(1, house.lines(house.director, Asked.ANYTHING).size());
        assertEquals(before + 3, house.hospital.audits("SEARCH"));
        Caller it = house.hospital.caller(Role.IT_ADMIN);
        assertEquals(
                Code.FORBIDDEN,
                assertThrows(Refusal.class, () -> house.list.page(it, Asked.ANYTHING))
                        .code());
        assertEquals(
                Code.FORBIDDEN,
                assertThrows(Refusal.class, () -> house.list.counts(it)).code());
    }

    @Test
    void another_hospital_and_another_facility_see_nothing_of_it() {
        Hospital away = new Hospital(house.hospital.address);
        Caller clerk = away.caller(away.account("luutru2", "x", Role.RECORDS_CLERK), Role.RECORDS_CLERK);
        assertEquals(List.of(), house.lines(clerk, Asked.ANYTHING));
        UUID branch = house.hospital.facility("01002");
        Caller there = house.hospital.with(house.clerk.id(), List.of(Role.RECORDS_CLERK.of(branch)));
        assertEquals(List.of(), house.lines(there, Asked.ANYTHING));
    }

    @Test
    void a_role_that_may_not_read_in_a_state_does_not_see_folders_in_it() {
        Caller narrow = house.hospital.with(
                house.doctor.id(),
                List.of(readingUnderTreatment(house.doctor.roles().getFirst())));
        assertEquals(1, house.lines(narrow, Asked.ANYTHING).size());
        house.completed();
        assertEquals(List.of(), house.lines(narrow, Asked.ANYTHING));
        assertEquals(1, house.lines(house.doctor, Asked.ANYTHING).size());
        Caller student = house.hospital.caller(Role.STUDENT, house.ward);
        assertEquals(
                Code.FORBIDDEN,
                assertThrows(Refusal.class, () -> house.list.page(student, Asked.ANYTHING))
                        .code());
    }

    private static Assignment readingUnderTreatment(Assignment a) {
        return new Assignment(
                a.id(),
                a.role(),
                a.purpose(),
                a.reaches(),
                a.rights(),
                Map.of(State.IN_TREATMENT, a.ofState().get(State.IN_TREATMENT)),
                a.facilityId(),
                a.departments(),
                a.hours(),
                a.idleMinutes(),
                a.secondFactor());
    }

    @Test
    void a_visit_that_two_systems_tell_has_one_line_and_its_folders_take_each_step_together() {
        UUID other = Ids.next();
        house.hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain)
                values (?, ?, ?, 'Bảo hiểm', 'HIS', 'claims', '*', 'BV')
                """, other, house.hospital.tenant, house.hospital.facility);
        UUID told = house.hospital.toldBy(other, house.visit, house.patient, "SO-KHAC");
        house.hospital.folder(house.patient, told, house.hospital.facility, State.IN_TREATMENT);
        assertEquals(1, house.folders.list(house.open(house.clerk)).folders().size());
        assertEquals(house.folder, house.shown().id());
        house.completed();
        assertEquals(1, house.lines(house.clerk, Asked.ANYTHING).size());
        assertEquals(
                Set.of("COMPLETED"),
                Set.copyOf(house.hospital.database.query(
                        "select record_state(tenant_id, patient_id, encounter_id, end_from) as state from encounter where patient_id = ?",
                        row -> row.text("state"),
                        house.patient)));
        assertEquals(
                house.folder,
                house.hospital
                        .database
                        .first(
                                "select part_of from record_folder where encounter_id = ?",
                                row -> row.uuid("part_of"),
                                told)
                        .orElseThrow());
    }

    @Test
    void counts_say_how_many_there_are_as_far_as_the_caller_reaches() {
        house.now = house.now.plus(Duration.ofDays(2));
        FolderList.Counts counts = house.list.counts(house.clerk);
        assertEquals(1, counts.byState().get(State.IN_TREATMENT));
        assertEquals(0, counts.byState().get(State.ARCHIVED));
        assertEquals(1, counts.overdue());
        assertEquals(1, house.list.counts(house.doctor).overdue());
        UUID away = house.hospital.department("NHI");
        assertEquals(
                0, house.list.counts(house.hospital.caller(Role.DOCTOR, away)).overdue());
    }

    @Test
    void the_file_holds_what_may_be_taken_out_and_is_traced_as_taken_out() {
        assertEquals(
                List.of(), house.list.file(house.clerk, Asked.ANYTHING), "nobody takes out what is under treatment");
        house.completed();
        int before = house.hospital.audits("EXPORT");
        String csv = FolderFile.csv(house.list.file(house.clerk, Asked.ANYTHING));
        assertEquals(before + 1, house.hospital.audits("EXPORT"));
        assertTrue(
                csv.contains("BN1,Nguyễn Thị Đã Ra Viện,Nội trú,Đã hoàn thành,Khoa NOI,BS. Mẫu,I10,Chẩn đoán mẫu"),
                csv);
        assertEquals(
                Code.FORBIDDEN,
                assertThrows(Refusal.class, () -> house.list.file(house.doctor, Asked.ANYTHING))
                        .code());
    }

    @Test
    void a_folder_of_a_visit_given_to_somebody_else_stands_under_that_person() {
        UUID other = house.hospital.patient("Trần Thị Nhận", "BN2", null, List.of());
        house.hospital.commit(new VisitLink(
                Ids.next(),
                1,
                house.patient,
                house.visit,
                house.hospital.source,
                house.visit.toString(),
                other,
                house.now,
                null,
                null,
                other,
                house.visit,
                List.of(house.patient, other),
                house.hospital.origin()));
        assertEquals("Trần Thị Nhận", house.only(house.clerk, Asked.ANYTHING).patientName());
        assertEquals("Trần Thị Nhận", house.only(house.doctor, Asked.ANYTHING).patientName());
    }
}
