package vn.emr.core.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
import vn.emr.core.folder.FolderList.Line;
import vn.emr.core.folder.FolderList.Missing;
import vn.emr.core.record.RecordFolder.Act;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.VisitLink;
import vn.emr.core.testing.Role;

/** The list of folders: what it is asked by, and who sees which. */
class FolderListTest {
    private Foldering house;
    private FolderList list;

    @BeforeEach
    void open(@TempDir Path blobs) {
        house = new Foldering(blobs);
        list = new FolderList(house.lists, house.hospital.database, house.clock);
    }

    @Test
    void a_line_says_who_where_what_and_until_when() {
        house.diagnosed("I10", "primary");
        Line line = only(house.clerk, Asked.ANYTHING);
        assertEquals("Nguyễn Thị Đã Ra Viện", line.patientName());
        assertEquals("BN1", line.patientNumber());
        assertEquals("Khoa NOI", line.department());
        assertEquals("BS. Mẫu", line.attendingDoctor());
        assertEquals("I10", line.diagnosisCode());
        assertEquals(house.shown().dueAt(), line.dueAt());
        assertEquals(house.shown().admissionNumber(), line.admissionNumber());
        assertEquals(false, line.overdue());
    }

    @Test
    void it_is_asked_by_state_department_doctor_days_diagnosis_and_number() {
        house.completed();
        house.taken(Act.CLOSE, Act.ARCHIVE);
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        UUID other = house.hospital.department("NGOAI");
        assertFinds(true, asked(State.ARCHIVED, null, null, null, null, null, null, null, null));
        assertFinds(false, asked(State.CLOSED, null, null, null, null, null, null, null, null));
        assertFinds(true, asked(null, house.ward, null, null, null, null, null, null, null));
        assertFinds(false, asked(null, other, null, null, null, null, null, null, null));
        assertFinds(true, asked(null, null, "BS. Mẫu", null, null, null, null, null, null));
        assertFinds(false, asked(null, null, "BS. Khác", null, null, null, null, null, null));
        assertFinds(true, asked(null, null, null, today, today, null, null, null, null));
        assertFinds(false, asked(null, null, null, today.plusDays(1), null, null, null, null, null));
        assertFinds(false, asked(null, null, null, null, today.minusDays(1), null, null, null, null));
        assertFinds(true, asked(null, null, null, null, null, "i1", null, null, null));
        assertFinds(true, asked(null, null, null, null, null, "I10", null, null, null));
        assertFinds(false, asked(null, null, null, null, null, "I11", null, null, null));
        String number = house.shown().archiveNumber();
        assertFinds(true, asked(null, null, null, null, null, null, number, null, null));
        assertFinds(false, asked(null, null, null, null, null, null, number + "9", null, null));
    }

    @Test
    void it_is_asked_by_what_is_late_and_by_what_is_missing() {
        Asked overdue = asked(null, null, null, null, null, null, null, true, null);
        Asked undiagnosed = asked(null, null, null, null, null, null, null, null, Missing.DIAGNOSIS);
        assertFinds(false, overdue);
        assertFinds(true, undiagnosed);
        house.now = house.now.plus(Duration.ofHours(25));
        assertFinds(true, overdue);
        assertEquals(true, only(house.clerk, overdue).overdue());
        house.completed();
        assertFinds(false, overdue);
        assertFinds(false, undiagnosed);
        assertFinds(false, asked(null, null, null, null, null, null, null, null, Missing.END));
    }

    @Test
    void only_folders_that_a_role_of_the_caller_reaches_are_in_it_and_each_look_is_traced() {
        int before = house.hospital.audits("SEARCH");
        UUID away = house.hospital.department("NHI");
        Caller elsewhere =
                house.hospital.caller(house.hospital.account("bs2", "x", Role.DOCTOR, away), Role.DOCTOR, away);
        assertEquals(1, lines(house.doctor, Asked.ANYTHING).size());
        assertEquals(List.of(), lines(elsewhere, Asked.ANYTHING));
        assertEquals(1, lines(house.director, Asked.ANYTHING).size());
        assertEquals(before + 3, house.hospital.audits("SEARCH"));
        Caller it = house.hospital.caller(Role.IT_ADMIN);
        assertEquals(
                Code.FORBIDDEN,
                assertThrows(Refusal.class, () -> list.page(it, Asked.ANYTHING)).code());
        assertEquals(
                Code.FORBIDDEN,
                assertThrows(Refusal.class, () -> list.counts(it)).code());
    }

    @Test
    void another_hospital_and_another_facility_see_nothing_of_it() {
        Hospital away = new Hospital(house.hospital.address);
        Caller clerk = away.caller(away.account("luutru2", "x", Role.RECORDS_CLERK), Role.RECORDS_CLERK);
        assertEquals(List.of(), lines(clerk, Asked.ANYTHING));
        UUID branch = house.hospital.facility("01002");
        Caller there = house.hospital.with(house.clerk.id(), List.of(Role.RECORDS_CLERK.of(branch)));
        assertEquals(List.of(), lines(there, Asked.ANYTHING));
    }

    @Test
    void a_role_that_may_not_read_in_a_state_does_not_see_folders_in_it() {
        Caller narrow = house.hospital.with(
                house.doctor.id(),
                List.of(readingUnderTreatment(house.doctor.roles().getFirst())));
        assertEquals(1, lines(narrow, Asked.ANYTHING).size());
        house.completed();
        assertEquals(List.of(), lines(narrow, Asked.ANYTHING));
        assertEquals(1, lines(house.doctor, Asked.ANYTHING).size());
        Caller student = house.hospital.caller(Role.STUDENT, house.ward);
        assertEquals(
                Code.FORBIDDEN,
                assertThrows(Refusal.class, () -> list.page(student, Asked.ANYTHING))
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
    void what_a_label_hides_is_not_in_the_list_and_does_not_find_it() {
        house.diagnosed("B20", "primary");
        assertNull(only(house.clerk, Asked.ANYTHING).diagnosisCode());
        assertFinds(false, asked(null, null, null, null, null, "B20", null, null, null));
    }

    @Test
    void pages_follow_each_other_without_a_gap_or_a_repetition() {
        for (int i = 0; i < 7; i++) {
            UUID who = house.hospital.patient("Người " + i, "BN-" + i, null, List.of());
            house.hospital.folder(who, house.stay(who, null), house.hospital.facility, State.IN_TREATMENT);
        }
        List<UUID> seen = new ArrayList<>();
        String cursor = null;
        do {
            FolderList.Page page =
                    list.page(house.clerk, new Asked(null, null, null, null, null, null, null, null, null, cursor, 3));
            page.folders().forEach(line -> seen.add(line.id()));
            cursor = page.next();
        } while (cursor != null);
        assertEquals(8, seen.size());
        assertEquals(8, Set.copyOf(seen).size());
        assertEquals(
                List.of("/cursor"),
                assertThrows(
                                Refusal.class,
                                () -> list.page(
                                        house.clerk,
                                        new Asked(null, null, null, null, null, null, null, null, null, "x", 3)))
                        .fields());
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
        assertEquals(1, lines(house.clerk, Asked.ANYTHING).size());
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
        FolderList.Counts counts = list.counts(house.clerk);
        assertEquals(1, counts.byState().get(State.IN_TREATMENT));
        assertEquals(0, counts.byState().get(State.ARCHIVED));
        assertEquals(1, counts.overdue());
        assertEquals(1, list.counts(house.doctor).overdue());
        UUID away = house.hospital.department("NHI");
        assertEquals(0, list.counts(house.hospital.caller(Role.DOCTOR, away)).overdue());
    }

    @Test
    void the_file_holds_what_may_be_taken_out_and_is_traced_as_taken_out() {
        assertEquals(List.of(), list.file(house.clerk, Asked.ANYTHING), "nobody takes out what is under treatment");
        house.completed();
        int before = house.hospital.audits("EXPORT");
        String csv = FolderFile.csv(list.file(house.clerk, Asked.ANYTHING));
        assertEquals(before + 1, house.hospital.audits("EXPORT"));
        assertTrue(
                csv.contains("BN1,Nguyễn Thị Đã Ra Viện,Nội trú,Đã hoàn thành,Khoa NOI,BS. Mẫu,I10,Chẩn đoán mẫu"),
                csv);
        assertEquals(
                Code.FORBIDDEN,
                assertThrows(Refusal.class, () -> list.file(house.doctor, Asked.ANYTHING))
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
        assertEquals("Trần Thị Nhận", only(house.clerk, Asked.ANYTHING).patientName());
        assertEquals("Trần Thị Nhận", only(house.doctor, Asked.ANYTHING).patientName());
    }

    @Test
    void what_cannot_be_looked_for_is_named() {
        assertEquals(
                List.of("/diagnosis"),
                assertThrows(
                                Refusal.class,
                                () -> lines(house.clerk, asked(null, null, null, null, null, "%", null, null, null)))
                        .fields());
        assertEquals(
                List.of("/from"),
                assertThrows(
                                Refusal.class,
                                () -> lines(
                                        house.clerk,
                                        asked(null, null, null, LocalDate.MIN, null, null, null, null, null)))
                        .fields());
    }

    @Test
    void the_choices_name_each_doctor_once() {
        UUID who = house.hospital.patient("Người Khác", "BN-9", null, List.of());
        house.stay(who, Instant.now());
        assertEquals(List.of("BS. Mẫu"), list.choices(house.clerk).doctors());
        assertEquals(
                Set.of("Khoa NOI"),
                list.choices(house.clerk).departments().stream()
                        .map(FolderList.Choice::name)
                        .collect(Collectors.toSet()));
    }

    private void assertFinds(boolean found, Asked asked) {
        assertEquals(found ? 1 : 0, lines(house.clerk, asked).size(), asked.toString());
    }

    private Line only(Caller who, Asked asked) {
        List<Line> lines = lines(who, asked);
        assertEquals(1, lines.size());
        return lines.getFirst();
    }

    private List<Line> lines(Caller who, Asked asked) {
        return list.page(who, asked).folders();
    }

    private static Asked asked(
            State state,
            UUID department,
            String doctor,
            LocalDate from,
            LocalDate until,
            String diagnosis,
            String number,
            Boolean overdue,
            Missing missing) {
        return new Asked(state, department, doctor, from, until, diagnosis, number, overdue, missing, null, null);
    }
}
