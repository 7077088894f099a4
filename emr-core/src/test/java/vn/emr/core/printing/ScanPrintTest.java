package vn.emr.core.printing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.printing.PrintLookup.State;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Value;

/** Scanned papers on paper again: each page whole, under the mark of the conversion, and in its place in the record. */
class ScanPrintTest {
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
    void a_paper_is_printed_page_by_page_with_the_mark_of_the_conversion_on_each() throws Exception {
        Sheet sheet = room.scanned(null, "Giấy chuyển tuyến cũ", 6);
        byte[] pdf = room.prints.sheet(room.doctor, room.open(), sheet.id(), null);
        assertEquals("", Samples.notPdfA(pdf));
        List<String> pages = pages(pdf);
        assertEquals(6, pages.size());
        for (int i = 0; i < 6; i++) {
            String page = pages.get(i);
            assertTrue(page.contains("Giấy chuyển tuyến cũ – bản quét từ giấy, trang " + (i + 1) + "/6"), page);
            assertTrue(page.contains("Ngày trên giấy: 09/11/2026"), page);
            assertTrue(page.contains("Ghi chú: Bản của gia đình"), page);
            assertTrue(page.contains("BẢN CHUYỂN ĐỔI TỪ HỒ SƠ BỆNH ÁN ĐIỆN TỬ"), page);
            assertTrue(page.contains("Chủ quản: " + room.facility()), page);
            assertTrue(page.contains("Trang " + (i + 1) + "/6"), page);
            assertTrue(page.contains(PrintRoom.PATIENT), page);
        }
        List<byte[]> kept = IntStream.rangeClosed(1, 6)
                .mapToObj(page -> room.scans.page(room.open(), sheet.id(), page, false))
                .toList();
        List<byte[]> printed = pictures(pdf);
        assertEquals(6, printed.size());
        for (int i = 0; i < 6; i++) {
            assertArrayEquals(kept.get(i), printed.get(i), "the picture that is kept, as a reader draws it");
        }
        assertEquals(State.CURRENT, room.verify(PrintRoom.code(pdf)).state());
        room.cancel(sheet.id());
        assertEquals(State.CANCELLED, room.verify(PrintRoom.code(pdf)).state());
        String gone = String.join(" ", pages(room.prints.sheet(room.doctor, room.open(), sheet.id(), null)));
        assertTrue(gone.contains("ĐÃ HỦY – Giấy chuyển tuyến cũ"), gone);
    }

    @Test
    void in_the_whole_record_a_paper_lies_where_its_form_lies_and_the_contents_name_its_page() throws Exception {
        room.completed("GRV", List.of(Value.of("Tái khám sau 7 ngày")));
        Sheet consent = room.scanned("45/BV2", null, 2);
        room.scanned("36/BV2", null, 5);
        room.made("36/BV2", Map.of());
        byte[] pdf = records.whole(room.doctor, room.open(), room.folder, null, line -> {});
        assertEquals("", Samples.notPdfA(pdf));
        List<String> pages = pages(pdf);
        String contents = pages.get(1);
        int before = 0;
        for (String title : List.of(
                PrintRoom.title("36/BV2") + " (bản quét, 5 trang)", "(bản quét, 2 trang)", PrintRoom.title("GRV"))) {
            assertTrue(contents.replace("\n", " ").indexOf(title) > before, title + " in " + contents);
            before = contents.replace("\n", " ").indexOf(title);
        }
        assertTrue(pages.get(2).contains("bản quét từ giấy, trang 1/5"), pages.get(2));
        assertEquals(4, room.verify(PrintRoom.code(pdf)).things());
        for (int i = 0; i < pages.size(); i++) {
            assertTrue(pages.get(i).contains("Trang " + (i + 1) + "/" + pages.size()), pages.get(i));
        }
        room.cancel(consent.id());
        assertFalse(String.join(" ", pages(records.whole(room.doctor, room.open(), room.folder, null, line -> {})))
                .contains("(bản quét, 2 trang)"));
    }

    @Test
    void what_a_label_hides_is_neither_shown_nor_printed() throws Exception {
        Sheet sheet = room.scanned(null, "Giấy chuyển tuyến cũ", 1);
        assertTrue(room.scans.page(room.open(), sheet.id(), 1, false).length > 0);
        // The label hides the free words of the visit with the result, and pictures are such.
        room.glucose("HIV Ab");
        room.glucose("Sinh hóa máu");
        assertEquals(Code.NOT_FOUND, code(() -> room.scans.page(room.open(), sheet.id(), 1, false)));
        assertEquals(Code.NOT_FOUND, code(() -> room.prints.sheet(room.doctor, room.open(), sheet.id(), null)));
        String whole = String.join(" ", pages(records.whole(room.doctor, room.open(), room.folder, null, line -> {})));
        assertFalse(whole.contains("Giấy chuyển tuyến cũ"));
        assertTrue(whole.contains("Một phần hồ sơ không hiện với người in"), whole);
    }

    @Test
    void nobody_types_on_a_paper_for_a_preview() {
        Sheet sheet = room.scanned("45/BV2", null, 1);
        assertEquals(
                Code.NOT_APPLICABLE,
                code(() -> room.prints.preview(room.doctor, room.open(), sheet.id(), new TreeMap<>())));
    }

    private static Code code(org.junit.jupiter.api.function.Executable what) {
        return assertThrows(Refusal.class, what).code();
    }

    /** The large pictures as a reader finds them: JPEG, and not empty when drawn. */
    private static List<byte[]> pictures(byte[] pdf) throws Exception {
        List<byte[]> pictures = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getXObjectNames()) {
                    if (page.getResources().getXObject(name) instanceof PDImageXObject picture
                            && picture.getHeight() > 1000) {
                        BufferedImage drawn = picture.getImage();
                        int[] dots = drawn.getRGB(0, 0, drawn.getWidth(), drawn.getHeight(), null, 0, drawn.getWidth());
                        assertTrue(Arrays.stream(dots).anyMatch(dot -> (dot & 0xFF) < 128), "something is drawn on it");
                        try (InputStream jpeg = picture.createInputStream(List.of("DCTDecode"))) {
                            pictures.add(jpeg.readAllBytes());
                        }
                    }
                }
            }
        }
        return pictures;
    }

    private static List<String> pages(byte[] pdf) throws Exception {
        List<String> pages = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (int i = 1; i <= document.getNumberOfPages(); i++) {
                PDFTextStripper text = new PDFTextStripper();
                text.setStartPage(i);
                text.setEndPage(i);
                pages.add(text.getText(document));
            }
        }
        return pages;
    }
}
