package vn.emr.core.printing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Purpose;
import vn.emr.core.printing.PrintLookup.State;
import vn.emr.core.printing.RecordPrints.Asked;
import vn.emr.core.printing.RecordPrints.Progress;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Value;
import vn.emr.core.testing.Role;

/** A whole record as one file: everything in its order, page by page, and nothing that is hidden from who prints it. */
class RecordPrintTest {
    private PrintRoom room;
    private RecordPrints records;

    @BeforeEach
    void come(@TempDir Path folder) {
        room = new PrintRoom(folder);
        records = room.records();
    }

    @AfterEach
    void stop() {
        records.stop();
    }

    @Test
    void a_record_has_a_cover_contents_with_page_numbers_its_sheets_in_order_and_its_results() throws Exception {
        Sheet paper = room.completed("GRV", List.of(Value.of("Tái khám sau 7 ngày")));
        room.made("36/BV2", number(1));
        room.made("36/BV2", number(2));
        room.made("01/BV1", Map.of());
        room.glucose("Sinh hóa máu");
        byte[] pdf = printed(Set.of());
        assertEquals("", Samples.notPdfA(pdf));
        List<String> pages = pages(pdf);
        for (int i = 0; i < pages.size(); i++) {
            assertTrue(pages.get(i).contains("Trang " + (i + 1) + "/" + pages.size()), pages.get(i));
            assertEquals(1, pages.get(i).split("Trang \\d", -1).length - 1, pages.get(i));
            assertTrue(pages.get(i).contains("BẢN CHUYỂN ĐỔI TỪ HỒ SƠ BỆNH ÁN ĐIỆN TỬ"), pages.get(i));
            assertTrue(pages.get(i).contains(PrintRoom.PATIENT), pages.get(i));
        }
        assertTrue(
                pages.getFirst().contains("HỒ SƠ BỆNH ÁN") && pages.getFirst().contains("Nội trú".toUpperCase()));
        String contents = pages.get(1);
        assertTrue(contents.contains("MỤC LỤC"), contents);
        int before = 0;
        for (String title : List.of("01/BV1", "36/BV2", "GRV")) {
            assertTrue(contents.indexOf(title) > before, title + " in " + contents);
            before = contents.indexOf(title);
        }
        String treatment = PrintRoom.title("36/BV2");
        assertTrue(contents.contains(treatment + " (2 tờ)"), contents);
        for (String title : List.of(PrintRoom.title("01/BV1"), treatment, PrintRoom.title("GRV"))) {
            int said = page(contents, title);
            assertTrue(
                    pages.get(said - 1).contains(title.toUpperCase())
                            || pages.get(said - 1).contains(title),
                    title);
        }
        assertTrue(pages.getLast().contains("Tái khám sau 7 ngày"), pages.getLast());
        assertEquals(State.CURRENT, room.verify(PrintRoom.code(pdf)).state());
        assertEquals(5, room.verify(PrintRoom.code(pdf)).things());
        room.save(paper, List.of(Value.of("Tái khám sau 9 ngày")));
        assertEquals(State.REPLACED, room.verify(PrintRoom.code(pdf)).state());
        assertEquals(1, room.verify(PrintRoom.code(pdf)).changed());
        room.made("36/BV2", number(3));
        assertEquals(1, room.verify(PrintRoom.code(pdf)).added());
    }

    @Test
    void an_extract_holds_what_was_chosen_and_says_on_every_page_that_it_is_one() throws Exception {
        Sheet chosen = room.completed("GRV", List.of(Value.of("Tái khám")));
        Sheet draft = room.made("36/BV2", number(1));
        byte[] pdf = printed(Set.of(chosen.id()));
        assertEquals("", Samples.notPdfA(pdf));
        List<String> pages = pages(pdf);
        pages.forEach(page -> assertTrue(page.contains("TRÍCH LỤC"), page));
        assertTrue(pages.getFirst().contains("1 trong số 2"), pages.getFirst());
        assertFalse(String.join(" ", pages).contains("36/BV2"));
        assertTrue(room.verify(PrintRoom.code(pdf)).extract());
        room.made("36/BV2", number(2));
        assertEquals(
                State.CURRENT, room.verify(PrintRoom.code(pdf)).state(), "what else came is nothing to an extract");
        assertEquals(Code.NOT_APPLICABLE, refused(room.doctor, Set.of(draft.id())));
        assertEquals(Code.NOT_FOUND, refused(room.doctor, Set.of(chosen.id(), Ids.next())));
    }

    @Test
    void what_is_not_complete_is_marked_and_what_is_void_is_left_out() throws Exception {
        Sheet gone = room.completed("GRV", List.of(Value.of("Ghi nhầm")));
        room.cancel(gone.id());
        assertEquals(Code.NOT_APPLICABLE, refused(room.doctor, Set.of()), "nothing to print");
        room.made("36/BV2", number(1));
        List<String> pages = pages(printed(Set.of()));
        assertFalse(String.join(" ", pages).contains("Ghi nhầm"));
        assertTrue(pages.getLast().contains("BẢN NHÁP"));
        assertFalse(pages.getFirst().contains("BẢN NHÁP"));
        assertTrue(pages.getFirst().contains("Hồ sơ chưa đóng"));
    }

    @Test
    void what_a_label_hides_is_not_printed_and_the_cover_says_that_something_is_missing() throws Exception {
        room.completed("GRV", List.of(Value.of("Tái khám")));
        UUID report = room.glucose("HIV Ab");
        room.glucose("Sinh hóa máu");
        byte[] pdf = printed(Set.of());
        String text = String.join(" ", pages(pdf));
        assertFalse(text.contains("HIV") || text.contains("Tái khám"), "the result, and the free words of its visit");
        assertTrue(text.contains("Glucose"), text);
        assertTrue(text.contains("Một phần hồ sơ không hiện với người in"), text);
        assertEquals(1, room.verify(PrintRoom.code(pdf)).things());
        assertEquals(Code.NOT_FOUND, refused(room.doctor, Set.of(report)));
    }

    @Test
    void who_may_not_print_prints_no_record_and_nobody_takes_the_file_of_somebody_else() throws Exception {
        room.completed("GRV", List.of(Value.of("Tái khám")));
        Caller student = room.hospital.caller(Role.STUDENT, room.ward);
        int before = room.hospital.audits("PRINT");
        assertEquals(Code.FORBIDDEN, refused(student, Set.of()));
        assertEquals(before, room.hospital.audits("PRINT"));
        Progress begun = begin(room.doctor, Set.of());
        assertEquals(before + 1, room.hospital.audits("PRINT"));
        ready(begun.id());
        Caller nurse = room.hospital.caller(Role.NURSE, room.ward);
        for (Caller other : List.of(nurse, student)) {
            Refusal refusal =
                    assertThrows(Refusal.class, () -> records.file(other, open(other), room.folder, begun.id()));
            assertEquals(other == nurse ? Code.NOT_FOUND : Code.FORBIDDEN, refusal.code());
        }
        assertThrows(Refusal.class, () -> records.file(room.doctor, room.open(), Ids.next(), begun.id()));
    }

    @Test
    void a_treatment_of_many_days_is_printed_in_runs_and_every_word_of_it_is_there() throws Exception {
        for (int i = 1; i <= 23; i++) {
            room.made("36/BV2", number(1000 + i));
        }
        byte[] pdf = printed(Set.of());
        List<String> pages = pages(pdf);
        String text = String.join(" ", pages);
        assertTrue(pages.get(1).contains("(20 tờ)") && pages.get(1).contains("(3 tờ)"), pages.get(1));
        for (int i = 1; i <= 23; i++) {
            assertTrue(text.contains(String.valueOf(1000 + i)), "sheet " + i);
        }
        assertEquals(23, text.split("Người ghi:", -1).length - 1);
    }

    private static Map<String, List<Value>> number(int number) {
        return Map.of("to-so", List.of(Value.of(BigDecimal.valueOf(number))));
    }

    private Grant open(Caller caller) {
        return room.access.open(caller, Purpose.TREATMENT, room.patient);
    }

    private Progress begin(Caller caller, Set<UUID> only) {
        return records.begin(caller, open(caller), room.folder, new Asked(List.copyOf(only)));
    }

    private Code refused(Caller caller, Set<UUID> only) {
        return assertThrows(Refusal.class, () -> begin(caller, only)).code();
    }

    private byte[] printed(Set<UUID> only) {
        return ready(begin(room.doctor, only).id());
    }

    private byte[] ready(UUID print) {
        long end = System.nanoTime() + 120_000_000_000L;
        Progress now;
        do {
            LockSupport.parkNanos(20_000_000);
            now = records.progress(room.doctor, room.open(), room.folder, print);
        } while (now.state() == RecordPrints.State.PRINTING && System.nanoTime() < end);
        assertEquals(RecordPrints.State.READY, now.state());
        assertEquals(now.of(), now.done());
        return records.file(room.doctor, room.open(), room.folder, print);
    }

    private static List<String> pages(byte[] pdf) throws IOException {
        List<String> pages = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(Normalizer.normalize(stripper.getText(document), Normalizer.Form.NFC)
                        .replaceAll("\\s+", " "));
            }
        }
        return pages;
    }

    /** The page that the contents name for a title: the last number of its row. */
    private static int page(String contents, String title) {
        String after = contents.substring(contents.indexOf(title) + title.length());
        var number = java.util.regex.Pattern.compile("\\d\\d:\\d\\d \\d\\d/\\d\\d/\\d{4} (\\d+) ")
                .matcher(after);
        assertTrue(number.find(), after);
        return Integer.parseInt(number.group(1));
    }
}
