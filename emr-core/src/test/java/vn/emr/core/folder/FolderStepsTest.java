package vn.emr.core.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.folder.FolderSteps.Asked;
import vn.emr.core.folder.Folders.Past;
import vn.emr.core.record.RecordFolder.Act;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.HistoryCheck;
import vn.emr.core.testing.Role;

/** The life of a folder: who may take which step, what is refused, and that every step stays to be seen. */
class FolderStepsTest {
    private Foldering house;

    @BeforeEach
    void open(@TempDir Path blobs) {
        house = new Foldering(blobs);
    }

    @Test
    void who_treats_completes_and_who_keeps_records_closes_and_archives_with_a_number_of_the_year() {
        house.completed();
        assertEquals(State.COMPLETED, house.shown().state());
        house.taken(Act.CLOSE, Act.ARCHIVE);
        Folders.Folder archived = house.shown();
        assertEquals(State.ARCHIVED, archived.state());
        String year =
                "%02d".formatted(house.now.atZone(ZoneId.of("Asia/Ho_Chi_Minh")).getYear() % 100);
        assertEquals(year + ".000001", archived.archiveNumber());
        assertEquals(archived.visitNumber(), archived.admissionNumber());
        assertNotNull(archived.completed());
        assertNotNull(archived.closed());
        assertNotNull(archived.archived());
        assertEquals("1", archived.discharge().kind());
    }

    @Test
    void every_step_is_a_version_that_says_who_when_and_why_and_a_commit_with_its_trace() {
        house.completed();
        house.take(house.director, Act.REOPEN, "thiếu phiếu phẫu thuật");
        List<Past> history = house.page(house.clerk).history();
        assertEquals(
                List.of(
                        "REOPEN IN_TREATMENT giamdoc thiếu phiếu phẫu thuật",
                        "COMPLETE COMPLETED bs null",
                        "null IN_TREATMENT HIS thử null"),
                history.stream()
                        .map(p -> p.act() + " " + p.state() + " " + p.by() + " " + p.reason())
                        .toList());
        assertEquals(List.of(), HistoryCheck.differences(house.hospital.database));
        assertEquals(List.of(), HistoryCheck.brokenCommits(house.hospital.database));
        assertEquals(0, HistoryCheck.untraced(house.hospital.database));
        assertEquals(
                2,
                house.hospital
                        .database
                        .first(
                                "select count(*)::int as n from audit_event where object_kind = 'RECORD_FOLDER' and object_id = ?"
                                        + " and kind = 'UPDATE' and actor_kind = 'PERSON' and encounter_id = ?",
                                row -> row.integer("n"),
                                house.folder,
                                house.visit)
                        .orElseThrow());
    }

    @Test
    void who_lacks_the_right_in_the_state_of_the_folder_is_refused_and_traced_once() {
        refused(house.nurse, Act.COMPLETE);
        refused(house.clerk, Act.COMPLETE);
        refused(house.doctor, Act.CLOSE);
        refused(house.director, Act.CANCEL);
        house.completed();
        refused(house.doctor, Act.CLOSE);
        refused(house.director, Act.CLOSE);
        refused(house.doctor, Act.REOPEN);
        house.taken(Act.CLOSE);
        refused(house.doctor, Act.ARCHIVE);
        house.taken(Act.ARCHIVE);
        refused(house.director, Act.REOPEN);
        refused(house.clerk, Act.REOPEN);
        assertEquals(State.ARCHIVED, house.shown().state());
    }

    @Test
    void what_a_page_offers_is_what_is_not_refused() {
        assertEquals(List.of(Act.COMPLETE, Act.CANCEL), house.page(house.doctor).allowed());
        assertEquals(List.of(Act.CANCEL), house.page(house.nurse).allowed());
        assertTrue(house.page(house.nurse).mayAdd());
        house.completed();
        assertEquals(
                List.of(Act.CLOSE, Act.REOPEN, Act.HOLD),
                house.page(house.clerk).allowed());
        assertEquals(List.of(), house.page(house.doctor).allowed());
        assertFalse(house.page(house.nurse).mayAdd());
        house.taken(Act.CLOSE);
        assertEquals(
                List.of(Act.ARCHIVE, Act.REOPEN, Act.HOLD),
                house.page(house.clerk).allowed());
        assertEquals(List.of(Act.REOPEN), house.page(house.head).allowed());
    }

    @Test
    void a_closed_folder_has_the_rights_of_a_completed_one_and_an_archived_one_its_own() {
        house.completed();
        Set<Right> completed = rights(State.COMPLETED);
        house.taken(Act.CLOSE);
        assertEquals(completed, rights(State.CLOSED));
        house.access.allow(house.open(house.clerk), Right.RECORD_COPY, house.visit);
        forbidden(house.doctor, Right.RECORD_EDIT);
        house.access.allow(house.open(house.doctor), Right.RECORD_SIGN, house.visit);
        house.taken(Act.ARCHIVE);
        forbidden(house.doctor, Right.RECORD_SIGN);
        house.access.allow(house.open(house.clerk), Right.RECORD_RESTORE, house.visit);
    }

    @Test
    void a_step_names_the_version_it_was_taken_on_and_the_slower_of_two_is_refused() {
        int seen = house.shown().version();
        house.completed();
        Refusal late = assertThrows(
                Refusal.class,
                () -> house.steps.take(
                        house.clerk,
                        house.open(house.clerk),
                        house.folder,
                        Act.CLOSE,
                        new Asked(seen, null, null, null)));
        assertEquals(Code.CONFLICT, late.code());
        assertEquals(
                Code.REQUIRED_FIELD_MISSING,
                house.refusal(house.clerk, Act.CLOSE, new Asked(null, null, null, null))
                        .code());
    }

    @Test
    void a_step_that_does_not_lead_on_from_there_is_not_taken() {
        house.completed();
        assertEquals(
                Code.NOT_APPLICABLE,
                house.refusal(house.clerk, Act.ARCHIVE, house.seen(null)).code());
        assertEquals(
                Code.NOT_APPLICABLE,
                house.refusal(house.clerk, Act.RELEASE, house.seen("đã có thư")).code());
    }

    @Test
    void reopening_says_why_drops_the_times_and_keeps_the_number_that_was_given() {
        house.completed();
        house.taken(Act.CLOSE);
        assertEquals(
                Code.MALFORMED_FIELD,
                house.refusal(house.clerk, Act.REOPEN, house.seen("x")).code());
        house.taken(Act.REOPEN);
        assertNull(house.shown().completed());
        assertNull(house.shown().closed());
        house.taken(Act.COMPLETE, Act.CLOSE, Act.ARCHIVE);
        String number = house.shown().archiveNumber();
        assertTrue(number.endsWith(".000001"), number);
    }

    @Test
    void a_cancelled_folder_is_restored_by_who_may_and_is_under_treatment_again() {
        house.take(house.doctor, Act.CANCEL, "mở nhầm");
        assertEquals(State.CANCELLED, house.page(house.doctor).folder().state());
        assertFalse(house.page(house.doctor).mayAdd());
        Asked asked = new Asked(house.page(house.head).folder().version(), "mở đúng", null, null);
        assertEquals(
                Code.FORBIDDEN, house.refusal(house.doctor, Act.RESTORE, asked).code());
        house.steps.take(house.head, house.open(house.head), house.folder, Act.RESTORE, asked);
        assertEquals(State.IN_TREATMENT, house.shown().state());
    }

    @Test
    void a_hold_says_why_and_leaves_the_state_and_its_times_as_they_were() {
        house.completed();
        Folders.Folder before = house.shown();
        house.taken(Act.HOLD);
        assertEquals("lý do mẫu", house.shown().held().reason());
        assertEquals(before.completed(), house.shown().completed());
        house.taken(Act.RELEASE);
        assertNull(house.shown().held());
        assertEquals(State.COMPLETED, house.shown().state());
    }

    @Test
    void nobody_finds_a_folder_of_another_chart() {
        UUID other = house.hospital.patient("Trần Văn Khác", "BN2", null, List.of());
        UUID visit = house.stay(other, null);
        house.hospital.folder(other, visit, house.hospital.facility, State.IN_TREATMENT);
        int before = house.hospital.audits("REFUSED");
        Refusal refused =
                assertThrows(Refusal.class, () -> house.folders.page(house.open(house.doctor), house.folderOf(visit)));
        assertEquals(Code.NOT_FOUND, refused.code());
        assertEquals(before + 1, house.hospital.audits("REFUSED"));
    }

    private Set<Right> rights(State state) {
        return Set.copyOf(java.util.Arrays.stream(Right.values())
                .filter(right -> house.open(house.clerk).may(right, state))
                .toList());
    }

    private void forbidden(Caller who, Right right) {
        assertEquals(
                Code.FORBIDDEN,
                assertThrows(Refusal.class, () -> house.access.allow(house.open(who), right, house.visit))
                        .code());
    }

    private void refused(Caller who, Act act) {
        int before = house.hospital.audits("REFUSED");
        assertEquals(
                Code.FORBIDDEN,
                house.refusal(who, act, house.seen("lý do mẫu")).code(),
                who.roles().getFirst().role() + " " + act);
        assertEquals(before + 1, house.hospital.audits("REFUSED"));
    }

    @Test
    void a_code_of_no_list_is_not_taken() {
        assertEquals(
                List.of("/outcome"),
                house.refusal(
                                house.doctor,
                                Act.COMPLETE,
                                new Asked(house.shown().version(), null, "1", "9"))
                        .fields());
        assertEquals(Role.DOCTOR.name(), house.doctor.roles().getFirst().role());
    }
}
