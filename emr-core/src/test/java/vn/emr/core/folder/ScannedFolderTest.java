package vn.emr.core.folder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.folder.FolderList.Asked;
import vn.emr.core.form.Forms;
import vn.emr.core.record.RecordFolder.Act;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.Sheet;
import vn.emr.core.sheet.NewSheets;
import vn.emr.core.sheet.ScannedSheets;
import vn.emr.core.sheet.ScannedSheets.Chosen;
import vn.emr.core.sheet.SheetChanges;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.HistoryCheck;
import vn.emr.core.testing.Papers;

/** Papers that are scanned into a folder: kept whole, judged by who adds them and when, and what the folder says of them. */
class ScannedFolderTest {
    private static final String JPEG = "image/jpeg";

    private Foldering house;
    private BlobStore blobs;

    @BeforeEach
    void open(@TempDir Path folder) {
        house = new Foldering(folder);
        blobs = new BlobStore(folder.toString(), house.hospital.database);
    }

    @Test
    void a_paper_of_several_files_is_one_sheet_with_its_pages_in_the_order_that_was_chosen() {
        byte[] photo = Papers.photo(200, 300, 6);
        byte[] pdf = Papers.pdf(2);
        UUID first = take(house.nurse, photo, JPEG);
        UUID second = take(house.nurse, pdf, "application/pdf");
        Sheet sheet =
                keep(house.nurse, null, new Chosen(second, 2, 0), new Chosen(first, 1, 1), new Chosen(second, 1, 0));
        assertEquals(Sheet.Status.COMPLETED, sheet.status());
        assertEquals("Giấy của gia đình", sheet.title());
        assertEquals(Map.of(), sheet.answers());
        assertEquals(3, sheet.scan().pages().size());
        assertEquals(
                List.of(0, 1, 0),
                sheet.scan().pages().stream().map(page -> page.file()).toList());
        assertArrayEquals(pdf, blobs.get(sheet.scan().files().getFirst().sha256()), "as it came");
        assertArrayEquals(photo, blobs.get(sheet.scan().files().getLast().sha256()));
        assertEquals(200, sheet.scan().pages().get(1).width(), "upright, then turned once more");
        byte[] shown = house.scans.page(house.open(house.doctor), sheet.id(), 2, false);
        assertArrayEquals(blobs.get(sheet.scan().pages().get(1).sha256()), shown);
        assertFalse(new String(shown, StandardCharsets.ISO_8859_1).contains("GPS"));
        assertTrue(house.scans.page(house.open(house.doctor), sheet.id(), 2, true).length < shown.length);
        assertEquals(3, house.page(house.doctor).sheets().getFirst().pages());
        assertEquals(List.of(), HistoryCheck.differences(house.hospital.database));
        assertEquals(0, HistoryCheck.untraced(house.hospital.database));
    }

    @Test
    void a_folder_with_a_paper_is_hybrid_until_the_paper_is_declared_void_and_again_when_it_is_restored() {
        assertFalse(house.shown().hybrid());
        assertFalse(house.only(house.clerk, Asked.ANYTHING).hybrid());
        Sheet sheet = house.scanned(house.doctor, null, null);
        assertTrue(house.shown().hybrid());
        assertTrue(house.only(house.clerk, Asked.ANYTHING).hybrid());
        refused(Code.REQUIRED_FIELD_MISSING, () -> cancel(house.doctor, sheet, null));
        refused(Code.FORBIDDEN, () -> cancel(house.director, sheet, "Quét nhầm người bệnh"));
        Sheet gone = cancel(house.doctor, sheet, "Quét nhầm người bệnh");
        assertEquals(sheet.scan(), gone.scan(), "never deleted");
        assertFalse(house.shown().hybrid());
        assertFalse(house.only(house.clerk, Asked.ANYTHING).hybrid());
        assertTrue(house.scans.page(house.open(house.doctor), sheet.id(), 1, false).length > 0, "and still readable");
        Sheet back = house.changes
                .restore(
                        house.head,
                        house.open(house.head),
                        sheet.id(),
                        new SheetChanges.Reasoned(gone.version(), "Hủy nhầm tờ"))
                .sheet();
        assertEquals(Sheet.Status.COMPLETED, back.status());
        assertTrue(house.shown().hybrid());
    }

    @Test
    void a_scanned_paper_is_the_one_that_the_folder_demands_and_lacks_no_answers() {
        assertTrue(codes().contains("NO_RECORD_SHEET"));
        Sheet sheet = house.scanned(house.doctor, "T/BA", null);
        assertEquals("T/BA", sheet.form());
        assertFalse(codes().contains("NO_RECORD_SHEET"));
        assertFalse(codes().contains("SHEET_"), "what it says stands on its pages: " + codes());
        cancel(house.doctor, sheet, "Quét nhầm người bệnh");
        assertTrue(codes().contains("NO_RECORD_SHEET"));
        house.scanned(house.doctor, null, null);
        assertTrue(codes().contains("NO_RECORD_SHEET"), "another paper is none");
    }

    @Test
    void a_form_that_is_in_the_catalogue_and_not_on_this_server_is_another_paper_with_its_name() {
        Sheet sheet = house.scanned(house.doctor, "48/BV2", null);
        assertEquals("GTK", sheet.form());
        assertEquals("48/BV2", sheet.scan().prescribed());
        assertEquals("Giấy cam kết chấp thuận hóa trị – xạ trị (48/BV2)", sheet.title());
        refused(Code.NOT_APPLICABLE, () -> house.scanned(house.doctor, "99/BV9", null));
        assertNull(house.scanned(house.doctor, "T/NOTE", null).scan().prescribed());
    }

    @Test
    void only_who_may_add_sheets_adds_papers_and_each_refusal_is_traced() {
        for (Caller who : List.of(house.clerk, house.director)) {
            int before = house.hospital.audits("REFUSED");
            refused(Code.FORBIDDEN, () -> take(who, Papers.photo(200, 300, 1), JPEG));
            refused(Code.FORBIDDEN, () -> keep(who, null, new Chosen(Ids.next(), 1, 0)));
            assertEquals(before + 2, house.hospital.audits("REFUSED"));
        }
        UUID mine = take(house.doctor, Papers.photo(200, 300, 1), JPEG);
        refused(Code.NOT_FOUND, () -> keep(house.nurse, null, new Chosen(mine, 1, 0)));
        refused(Code.NOT_FOUND, () -> look(house.nurse, mine));
        assertTrue(look(house.doctor, mine).length > 0);
        Grant other = house.open(house.doctor);
        refused(
                Code.NOT_FOUND,
                () -> house.scans.take(house.doctor, other, Ids.next(), Papers.pdf(1), "application/pdf"));
        assertEquals(List.of(), house.page(house.doctor).sheets());
    }

    @Test
    void after_the_completion_a_paper_is_an_addendum_of_who_treats_and_is_changed_by_nobody() {
        house.completed();
        house.taken(Act.CLOSE);
        refused(Code.REQUIRED_FIELD_MISSING, () -> house.scanned(house.doctor, null, null));
        refused(Code.FORBIDDEN, () -> house.scanned(house.nurse, null, "Kết quả về muộn"));
        Sheet late = house.scanned(house.doctor, null, "Kết quả về muộn");
        assertEquals(new Sheet.Addendum(State.CLOSED, "Kết quả về muộn"), late.addendum());
        refused(Code.FORBIDDEN, () -> cancel(house.doctor, late, "Quét nhầm người bệnh"));
        assertTrue(house.shown().hybrid());
        house.taken(Act.ARCHIVE);
        refused(Code.FORBIDDEN, () -> house.scanned(house.doctor, null, "Kết quả về muộn"));
    }

    @Test
    void nobody_fills_in_a_paper_nor_makes_an_empty_one() {
        Sheet sheet = house.scanned(house.doctor, "T/NOTE", null);
        Grant grant = house.open(house.doctor);
        refused(
                Code.NOT_APPLICABLE,
                () -> house.changes.save(
                        house.doctor,
                        grant,
                        sheet.id(),
                        new SheetChanges.Save(1, new TreeMap<>(), "Sửa lại cho đúng", true)));
        refused(Code.NOT_APPLICABLE, () -> house.editors.edit(house.doctor, grant, sheet.id(), false));
        refused(
                Code.NOT_APPLICABLE,
                () -> house.newSheets.create(
                        house.doctor,
                        grant,
                        house.folder,
                        new NewSheets.Asked("GTK", house.now, new TreeMap<>(), Ids.next(), null)));
        assertTrue(house.page(house.doctor).forms().stream()
                .noneMatch(form -> form.form().equals("GTK")));
    }

    @Test
    void the_same_request_twice_keeps_one_paper() {
        UUID file = take(house.doctor, Papers.photo(200, 300, 1), JPEG);
        ScannedSheets.Asked asked = house.asked(null, null, List.of(new Chosen(file, 1, 0)));
        Grant grant = house.open(house.doctor);
        Sheet first = house.scans.keep(house.doctor, grant, house.folder, asked).sheet();
        assertEquals(
                first.id(),
                house.scans
                        .keep(house.doctor, grant, house.folder, asked)
                        .sheet()
                        .id());
        assertEquals(1, house.page(house.doctor).sheets().size());
        refused(
                Code.NOT_FOUND,
                () -> keep(house.doctor, null, new Chosen(file, 1, 0)),
                "a file makes one paper, and is sent again for another");
    }

    @Test
    void what_was_not_said_of_a_paper_is_named() {
        UUID file = take(house.doctor, Papers.photo(200, 300, 1), JPEG);
        LocalDate today = LocalDate.ofInstant(house.now, Forms.ZONE);
        wrong("/dated", asked(null, "Giấy", today.plusDays(1), new Chosen(file, 1, 0)));
        wrong("/title", asked(null, null, today, new Chosen(file, 1, 0)));
        wrong("/pages", asked(null, "Giấy", today));
        wrong("/pages/0", asked(null, "Giấy", today, new Chosen(file, 1, 4)));
        wrong("/pages/0", asked(null, "Giấy", today, new Chosen(file, 2, 0)));
        wrong("/pages/1", asked(null, "Giấy", today, new Chosen(file, 1, 0), new Chosen(file, 1, 1)));
        wrong(
                "/pages",
                asked(
                        null,
                        "Giấy",
                        today,
                        Stream.generate(() -> new Chosen(file, 1, 0)).limit(51).toArray(Chosen[]::new)));
    }

    @Test
    void nothing_of_a_refused_file_is_kept_and_what_was_only_looked_at_is_forgotten() throws IOException {
        refused(Code.WRONG_MEDIA_TYPE, () -> take(house.doctor, "<html>".getBytes(StandardCharsets.UTF_8), JPEG));
        byte[] photo = Papers.photo(200, 300, 1);
        refused(Code.UNREADABLE, () -> take(house.doctor, java.util.Arrays.copyOf(photo, photo.length / 2), JPEG));
        assertEquals(0, files());
        UUID file = take(house.doctor, photo, JPEG);
        assertEquals(3, files());
        house.now = house.now.plus(Duration.ofHours(13));
        refused(Code.NOT_FOUND, () -> keep(house.doctor, null, new Chosen(file, 1, 0)));
        take(house.nurse, Papers.photo(220, 330, 1), JPEG);
        assertEquals(
                1,
                house.hospital
                        .database
                        .first("select count(*)::int as n from scan_file", row -> row.integer("n"))
                        .orElseThrow());
    }

    @Test
    void the_bytes_of_a_kept_paper_are_never_swept() throws IOException {
        house.scanned(house.doctor, null, null);
        take(house.doctor, Papers.photo(400, 300, 1), JPEG);
        assertEquals(6, files());
        assertEquals(0, blobs.sweep(java.time.Instant.now()));
        assertEquals(3, blobs.sweep(java.time.Instant.now().plus(Duration.ofDays(2))));
        assertEquals(3, files());
    }

    @Test
    void what_is_filled_in_here_is_no_paper() {
        Sheet sheet = house.filled("T/NOTE", Map.of("noi-dung", "Đã ghi"));
        assertNull(house.page(house.doctor).sheets().getFirst().pages());
        refused(Code.NOT_FOUND, () -> house.scans.page(house.open(house.doctor), sheet.id(), 1, false));
        Sheet paper = house.scanned(house.doctor, null, null);
        assertNotEquals(sheet.id(), paper.id());
        refused(Code.NOT_FOUND, () -> house.scans.page(house.open(house.doctor), paper.id(), 2, false));
        refused(Code.NOT_FOUND, () -> house.scans.page(house.open(house.doctor), paper.id(), 0, false));
    }

    private UUID take(Caller who, byte[] bytes, String claimed) {
        return house.scans
                .take(who, house.open(who), house.folder, bytes, claimed)
                .id();
    }

    private byte[] look(Caller who, UUID file) {
        return house.scans.look(who, house.open(who), house.folder, file, 1, true);
    }

    private Sheet keep(Caller who, String reason, Chosen... pages) {
        return house.scans
                .keep(who, house.open(who), house.folder, house.asked(null, reason, List.of(pages)))
                .sheet();
    }

    private static ScannedSheets.Asked asked(String form, String title, LocalDate dated, Chosen... pages) {
        return new ScannedSheets.Asked(Ids.next(), form, title, dated, null, null, List.of(pages));
    }

    private void wrong(String at, ScannedSheets.Asked asked) {
        Grant grant = house.open(house.doctor);
        Refusal refused = assertThrows(Refusal.class, () -> house.scans.keep(house.doctor, grant, house.folder, asked));
        assertEquals(List.of(at), refused.fields());
    }

    private Sheet cancel(Caller who, Sheet sheet, String reason) {
        return house.changes
                .cancel(who, house.open(who), sheet.id(), new SheetChanges.Reasoned(sheet.version(), reason))
                .sheet();
    }

    private String codes() {
        return String.join(
                " ",
                house.page(house.clerk).findings().stream().map(Finding::code).toList());
    }

    private long files() throws IOException {
        Path folder = house.blobs.resolve("blobs");
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    private static void refused(Code code, Executable what) {
        refused(code, what, "");
    }

    private static void refused(Code code, Executable what, String why) {
        assertEquals(code, assertThrows(Refusal.class, what, why).code(), why);
    }
}
