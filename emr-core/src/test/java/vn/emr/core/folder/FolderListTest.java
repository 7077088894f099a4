package vn.emr.core.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Refusal;
import vn.emr.core.folder.FolderList.Asked;
import vn.emr.core.folder.FolderList.Line;
import vn.emr.core.folder.FolderList.Missing;
import vn.emr.core.record.RecordFolder.Act;
import vn.emr.core.record.RecordFolder.State;

/** The list of folders: what it is asked by, and what a line says. */
class FolderListTest {
    private Foldering house;

    @BeforeEach
    void open(@TempDir Path blobs) {
        house = new Foldering(blobs);
    }

    @Test
    void a_line_says_who_where_what_and_until_when() {
        house.diagnosed("I10", "primary");
        Line line = house.only(house.clerk, Asked.ANYTHING);
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
        assertFinds(true, of("BS. Mẫu"));
        assertFinds(false, of("BS. Khác"));
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
        assertEquals(true, house.only(house.clerk, overdue).overdue());
        house.completed();
        assertFinds(false, overdue);
        assertFinds(false, undiagnosed);
        assertFinds(false, asked(null, null, null, null, null, null, null, null, Missing.END));
    }

    @Test
    void what_a_label_hides_is_not_in_the_list_and_does_not_find_it() {
        house.diagnosed("B20", "primary");
        assertNull(house.only(house.clerk, Asked.ANYTHING).diagnosisCode());
        assertFinds(false, asked(null, null, null, null, null, "B20", null, null, null));
    }

    @Test
    void a_visit_that_a_label_hides_makes_room_for_the_next_and_hides_nobody_else() {
        UUID who = house.hospital.patient("Người Đến Sau", "BN-9", null, List.of());
        UUID hidden = house.stay(who, null);
        house.hospital.folder(who, hidden, house.hospital.facility, State.IN_TREATMENT);
        assertEquals(house.folderOf(hidden), firstOfOne());
        house.hospital.database.update("""
                insert into labelled (id, tenant_id, label_id, patient_id, part, object_id, put_at, put_by, reason)
                select gen_random_uuid(), l.tenant_id, l.id, ?, 'ENCOUNTER', ?, now(), ?, 'nhân viên của bệnh viện'
                from label l where l.tenant_id = ? and l.code = 'STAFF'
                """, who, hidden, house.clerk.id(), house.hospital.tenant);
        assertEquals(house.folder, firstOfOne());
        assertEquals(List.of(house.folder), ids(Asked.ANYTHING));
        assertEquals(List.of(house.folder), ids(of("BS. Mẫu")));
    }

    private UUID firstOfOne() {
        Asked one = new Asked(null, null, null, null, null, null, null, null, null, null, null, 1);
        return house.list.page(house.clerk, one).folders().getFirst().id();
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
            FolderList.Page page = house.list.page(
                    house.clerk, new Asked(null, null, null, null, null, null, null, null, null, null, cursor, 3));
            page.folders().forEach(line -> seen.add(line.id()));
            cursor = page.next();
        } while (cursor != null);
        assertEquals(8, seen.size());
        assertEquals(8, Set.copyOf(seen).size());
        assertEquals(
                List.of("/cursor"),
                assertThrows(
                                Refusal.class,
                                () -> house.list.page(
                                        house.clerk,
                                        new Asked(null, null, null, null, null, null, null, null, null, null, "x", 3)))
                        .fields());
    }

    @Test
    void what_cannot_be_looked_for_is_named() {
        assertEquals(
                List.of("/diagnosis"),
                assertThrows(
                                Refusal.class,
                                () -> house.lines(
                                        house.clerk, asked(null, null, null, null, null, "%", null, null, null)))
                        .fields());
        assertEquals(
                List.of("/from"),
                assertThrows(
                                Refusal.class,
                                () -> house.lines(
                                        house.clerk,
                                        asked(null, null, null, LocalDate.MIN, null, null, null, null, null)))
                        .fields());
    }

    @Test
    void a_visit_that_another_doctor_took_over_is_found_by_its_new_doctor_only() {
        now("BS. Thay");
        assertFinds(true, of("BS. Thay"));
        assertFinds(false, of("BS. Mẫu"));
        assertEquals("BS. Thay", house.only(house.clerk, Asked.ANYTHING).attendingDoctor());
        assertEquals(List.of("BS. Thay"), house.list.choices(house.clerk).doctors());
        now(null);
        assertFinds(false, of("BS. Thay"));
        assertEquals(List.of(), house.list.choices(house.clerk).doctors());
    }

    @Test
    void a_start_that_is_corrected_later_moves_no_folder_in_the_list_of_a_doctor() {
        UUID who = house.hospital.patient("Người Đến Sau", "BN-9", null, List.of());
        UUID later = house.stay(who, null);
        house.hospital.folder(who, later, house.hospital.facility, State.IN_TREATMENT);
        List<UUID> before = ids(Asked.ANYTHING);
        assertEquals(List.of(house.folderOf(later), house.folder), before);
        house.hospital.database.update(
                "update encounter set start_from = start_from - interval '9 days' where encounter_id = ?", later);
        assertEquals(before, ids(Asked.ANYTHING));
        assertEquals(before, ids(of("BS. Mẫu")));
    }

    @Test
    void the_choices_name_each_doctor_once() {
        UUID who = house.hospital.patient("Người Khác", "BN-9", null, List.of());
        house.stay(who, Instant.now());
        assertEquals(List.of("BS. Mẫu"), house.list.choices(house.clerk).doctors());
        assertEquals(
                Set.of("Khoa NOI"),
                house.list.choices(house.clerk).departments().stream()
                        .map(FolderList.Choice::name)
                        .collect(Collectors.toSet()));
    }

    /** As a message does that names another doctor. */
    private void now(String doctor) {
        house.hospital.database.update(
                "update encounter set attending_doctor = ? where encounter_id = ?", doctor, house.visit);
    }

    private static Asked of(String doctor) {
        return asked(null, null, doctor, null, null, null, null, null, null);
    }

    private List<UUID> ids(Asked asked) {
        return house.lines(house.clerk, asked).stream().map(Line::id).toList();
    }

    private void assertFinds(boolean found, Asked asked) {
        assertEquals(found ? 1 : 0, house.lines(house.clerk, asked).size(), asked.toString());
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
        return new Asked(state, department, doctor, from, until, diagnosis, number, overdue, missing, null, null, null);
    }
}
