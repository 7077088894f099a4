package vn.emr.core.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.folder.FolderSteps.Asked;
import vn.emr.core.record.RecordFolder.Act;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.Sheet;
import vn.emr.core.sheet.NewSheets;
import vn.emr.core.sheet.SheetChanges;
import vn.emr.core.store.HistoryCheck;

/** What is added to a record after it was completed, and which folders take nothing at all. */
class AddendaTest {
    private static final Map<String, String> WORDS = Map.of("noi-dung", "Đã ghi");
    private static final String WHY = "Kết quả giải phẫu bệnh về muộn";

    private Foldering house;

    @BeforeEach
    void open(@TempDir Path blobs) {
        house = new Foldering(blobs);
    }

    @Test
    void who_treats_adds_to_a_completed_record_with_a_reason_and_it_is_marked_as_an_addendum() {
        house.completed();
        assertTrue(house.page(house.doctor).mayAdd());
        assertTrue(house.newSheets
                .fresh(house.doctor, house.open(house.doctor), house.folder, "T/NOTE")
                .addendum());
        refused(Code.REQUIRED_FIELD_MISSING, () -> house.added(house.doctor, "T/NOTE", WORDS, null));
        Sheet sheet = house.added(house.doctor, "T/NOTE", WORDS, WHY);
        assertEquals(new Sheet.Addendum(State.COMPLETED, WHY), sheet.addendum());
        assertEquals(
                List.of("T/NOTE"),
                house.page(house.clerk).sheets().stream()
                        .filter(line -> line.addendum())
                        .map(line -> line.form())
                        .toList());
        assertEquals(List.of(), HistoryCheck.differences(house.hospital.database));
        assertEquals(0, HistoryCheck.untraced(house.hospital.database));
    }

    @Test
    void what_is_made_in_care_is_no_addendum_whatever_is_said() {
        assertNull(house.added(house.doctor, "T/NOTE", WORDS, WHY).addendum());
        assertFalse(house.page(house.doctor).sheets().getFirst().addendum());
    }

    @Test
    void nobody_else_adds_to_a_completed_record() {
        house.completed();
        assertFalse(house.page(house.nurse).mayAdd());
        assertFalse(house.page(house.clerk).mayAdd());
        for (Caller who : List.of(house.nurse, house.clerk, house.director)) {
            int before = house.hospital.audits("REFUSED");
            refused(Code.FORBIDDEN, () -> house.added(who, "T/NOTE", WORDS, WHY));
            assertEquals(before + 1, house.hospital.audits("REFUSED"));
        }
    }

    @Test
    void what_was_there_when_the_record_was_completed_is_not_changed() {
        Sheet note = house.filled("T/NOTE", WORDS);
        Sheet draft = house.begun("T/NOTE", WORDS);
        house.completed();
        refused(Code.FORBIDDEN, () -> house.saved(note, Map.of("noi-dung", "Khác"), "sửa lại"));
        refused(Code.FORBIDDEN, () -> house.saved(draft, WORDS, null));
        refused(Code.FORBIDDEN, () -> drop(house.doctor, draft));
    }

    @Test
    void its_author_alone_fills_in_an_addendum_and_nobody_changes_it_once_it_is_complete() {
        house.completed();
        Sheet sheet = house.added(house.doctor, "T/NOTE", WORDS, WHY);
        refused(Code.FORBIDDEN, () -> house.editors.edit(house.head, house.open(house.head), sheet.id(), false));
        house.editors.edit(house.doctor, house.open(house.doctor), sheet.id(), false);
        Sheet done = house.saved(sheet, Map.of("noi-dung", "Lành tính"), null).sheet();
        assertEquals(WHY, done.addendum().reason());
        refused(Code.FORBIDDEN, () -> house.saved(done, WORDS, "sửa lại"));
        refused(Code.FORBIDDEN, () -> drop(house.doctor, done));
    }

    @Test
    void its_author_drops_an_addendum_made_in_error_while_it_is_a_draft() {
        house.completed();
        Sheet sheet = house.added(house.doctor, "T/NOTE", WORDS, WHY);
        refused(Code.FORBIDDEN, () -> drop(house.head, sheet));
        drop(house.doctor, sheet);
        house.taken(Act.CLOSE);
        assertEquals(State.CLOSED, house.shown().state());
    }

    @Test
    void a_paper_that_was_forgotten_is_added_and_the_record_is_closed_then() {
        house.diagnosed("I10", "primary");
        house.filled("T/BA", Map.of("ly-do", "Đau ngực", "tom-tat", "Đau ngực một ngày"));
        house.filled("T/DT", Map.of());
        house.steps.take(
                house.doctor,
                house.open(house.doctor),
                house.folder,
                Act.COMPLETE,
                new Asked(house.shown().version(), null, "1", "1"));
        assertEquals(
                List.of("/findings/NO_PAPER"),
                house.refusal(house.clerk, Act.CLOSE, house.seen(null)).fields());
        Sheet paper = house.added(house.doctor, "GRV", WORDS, "Quên cấp khi ra viện");
        assertEquals(
                List.of("/findings/SHEET_DRAFT"),
                house.refusal(house.clerk, Act.CLOSE, house.seen(null)).fields());
        house.saved(paper, WORDS, null);
        house.taken(Act.CLOSE);
        assertEquals(State.CLOSED, house.shown().state());
    }

    @Test
    void an_addendum_to_a_closed_record_says_so_and_an_archived_one_takes_none() {
        house.completed();
        house.taken(Act.CLOSE);
        Sheet sheet = house.added(house.doctor, "T/NOTE", WORDS, WHY);
        assertEquals(State.CLOSED, sheet.addendum().to());
        assertEquals(
                List.of("/findings/SHEET_DRAFT"),
                house.refusal(house.clerk, Act.ARCHIVE, house.seen(null)).fields());
        house.saved(sheet, WORDS, null);
        house.taken(Act.ARCHIVE);
        refused(Code.FORBIDDEN, () -> house.added(house.doctor, "T/NOTE", WORDS, WHY));
        assertFalse(house.page(house.doctor).mayAdd());
    }

    @Test
    void a_cancelled_folder_takes_no_sheet() {
        house.take(house.doctor, Act.CANCEL, "mở nhầm");
        refused(Code.NOT_APPLICABLE, () -> house.added(house.doctor, "T/NOTE", WORDS, WHY));
    }

    @Test
    void a_folder_that_follows_another_of_its_visit_takes_no_sheet_and_that_one_does() {
        UUID other = Ids.next();
        house.hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain)
                values (?, ?, ?, 'Bảo hiểm', 'HIS', 'claims', '*', 'BV')
                """, other, house.hospital.tenant, house.hospital.facility);
        UUID told = house.hospital.toldBy(other, house.visit, house.patient, "SO-KHAC");
        house.hospital.folder(house.patient, told, house.hospital.facility, State.IN_TREATMENT);
        house.completed();
        house.taken(Act.REOPEN);
        refused(
                Code.NOT_APPLICABLE,
                () -> house.newSheets.create(
                        house.doctor,
                        house.open(house.doctor),
                        house.folderOf(told),
                        new NewSheets.Asked("T/NOTE", house.now, Foldering.values(WORDS), Ids.next(), null)));
        house.begun("T/NOTE", WORDS);
    }

    private void drop(Caller who, Sheet sheet) {
        house.changes.cancel(who, house.open(who), sheet.id(), new SheetChanges.Reasoned(sheet.version(), "lập nhầm"));
    }

    private static void refused(Code code, Executable act) {
        Refusal refusal = assertThrows(Refusal.class, act);
        assertEquals(code, refusal.code(), refusal.getMessage());
    }
}
