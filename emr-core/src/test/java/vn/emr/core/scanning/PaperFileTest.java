package vn.emr.core.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.testing.Papers;

/** Files of scanners and phones: what they really are, and what is left of them. */
class PaperFileTest {
    private static final String JPEG = "image/jpeg";
    private static final String PNG = "image/png";
    private static final String PDF = "application/pdf";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_photo_is_upright_however_the_camera_was_held_and_says_no_place(int orientation) throws IOException {
        byte[] photo = Papers.photo(400, 600, orientation);
        assertTrue(text(photo).contains(Papers.PLACE));
        Drawn page = pages(photo, JPEG).getFirst();
        boolean lies = orientation >= 5;
        assertEquals(lies ? 600 : 400, page.width());
        assertEquals(lies ? 400 : 600, page.height());
        assertFalse(text(page.jpeg()).contains("GPS") || text(page.jpeg()).contains("Exif"));
        BufferedImage seen = picture(page.jpeg());
        // Where the corner of the sheet, top left on the sensor, is seen when the photo is upright.
        boolean right = List.of(2, 3, 6, 7).contains(orientation);
        boolean below = List.of(3, 4, 7, 8).contains(orientation);
        assertTrue(red(seen, right, below), "orientation " + orientation);
        assertFalse(red(seen, !right, !below), "orientation " + orientation);
        assertTrue(picture(page.small()).getHeight() <= 240);
    }

    @Test
    void a_page_is_turned_by_quarters() throws IOException {
        Drawn page = pages(Papers.png(400, 600), PNG).getFirst();
        assertTrue(red(picture(PaperFile.turned(page.jpeg(), 1).jpeg()), true, false));
        assertTrue(red(picture(PaperFile.turned(page.jpeg(), 2).jpeg()), true, true));
        assertTrue(red(picture(PaperFile.turned(page.jpeg(), 3).jpeg()), false, true));
        assertEquals(600, PaperFile.turned(page.jpeg(), 1).width());
    }

    @Test
    void a_large_photo_becomes_a_page_of_a_readable_size() {
        Drawn page = pages(Papers.photo(3000, 4000, 1), JPEG).getFirst();
        assertEquals(Picture.LONGEST_SIDE, page.height());
        assertEquals(1860, page.width());
    }

    @Test
    void a_pdf_becomes_its_pages_in_order() throws IOException {
        List<Drawn> pages = pages(Papers.pdf(3), PDF);
        assertEquals(3, pages.size());
        assertEquals(2339, pages.getFirst().height(), 1);
        assertTrue(red(picture(pages.getLast().jpeg()), false, false));
        assertEquals(50, pages(Papers.pdf(50), PDF).size());
        assertRefused(Code.TOO_LARGE, Papers.pdf(51), PDF);
    }

    @Test
    void what_is_not_what_it_says_is_refused_whatever_its_name() {
        byte[] html = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
        assertRefused(Code.WRONG_MEDIA_TYPE, html, JPEG);
        assertRefused(Code.WRONG_MEDIA_TYPE, html, "text/html");
        assertRefused(Code.WRONG_MEDIA_TYPE, Papers.png(200, 200), JPEG);
        assertRefused(Code.WRONG_MEDIA_TYPE, Papers.pdf(1), PNG);
        assertRefused(Code.WRONG_MEDIA_TYPE, joined("<html>".getBytes(StandardCharsets.UTF_8), Papers.pdf(1)), PDF);
        assertRefused(Code.UNREADABLE, new byte[0], JPEG);
        assertRefused(Code.TOO_LARGE, new byte[ScanFiles.MOST_BYTES + 1], JPEG);
    }

    @Test
    void a_picture_that_was_not_sent_whole_is_refused_and_not_kept_half() {
        byte[] jpeg = Papers.photo(400, 600, 1);
        byte[] png = Papers.png(400, 600);
        byte[] pdf = Papers.pdf(1);
        for (int part = 1; part < 10; part++) {
            assertRefused(Code.UNREADABLE, Arrays.copyOf(jpeg, jpeg.length * part / 10), JPEG);
            assertRefused(Code.UNREADABLE, Arrays.copyOf(png, png.length * part / 10), PNG);
            assertRefused(Code.UNREADABLE, Arrays.copyOf(pdf, pdf.length * part / 10), PDF);
        }
        // The end is there, and a part of the middle is not.
        byte[] hole =
                joined(Arrays.copyOf(jpeg, jpeg.length / 2), Arrays.copyOfRange(jpeg, jpeg.length - 2, jpeg.length));
        assertRefused(Code.UNREADABLE, hole, JPEG);
    }

    @Test
    void a_picture_that_claims_more_dots_than_a_paper_has_is_refused_before_it_is_unpacked() {
        assertRefused(Code.TOO_LARGE, claiming(60_000, 60_000), PNG);
        assertRefused(Code.UNREADABLE, claiming(-1, 5), PNG);
        byte[] jpeg = Papers.photo(400, 600, 1);
        for (int at = 0; at < jpeg.length - 9; at++) {
            if ((jpeg[at] & 0xFF) == 0xFF && (jpeg[at + 1] & 0xFF) == 0xC0) {
                Arrays.fill(jpeg, at + 5, at + 9, (byte) 0xF0);
                break;
            }
        }
        assertRefused(Code.TOO_LARGE, jpeg, JPEG);
        assertRefused(Code.NOT_APPLICABLE, Papers.png(40, 600), PNG);
    }

    @Test
    void a_pdf_with_more_than_pages_is_refused_in_words() {
        assertSays("script", Papers.pdf(1, d -> d.getDocumentCatalog()
                .setOpenAction(new PDActionJavaScript("app.alert(1)"))));
        assertSays("script", Papers.pdf(1, d -> d.getPage(0)
                .getCOSObject()
                .setItem("Odd", new PDActionJavaScript("app.alert(1)").getCOSObject())));
        assertSays("other files", Papers.pdf(1, PaperFileTest::embed));
        assertSays("encrypted", Papers.pdf(1, d -> protect(d, "")));
        assertSays("encrypted", Papers.pdf(1, d -> protect(d, "geheim")));
        assertRefused(
                Code.UNREADABLE,
                joined(Papers.pdf(1), "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8)),
                PDF);
        assertRefused(Code.UNREADABLE, "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.UTF_8), PDF);
    }

    @Test
    void a_pdf_that_unpacks_to_more_than_pages_hold_is_refused() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 80; i++) {
                out.write(zeros);
            }
        }
        assertTrue(packed.size() < 1 << 20);
        assertRefused(
                Code.TOO_LARGE,
                Papers.pdf(1, d -> {
                    var stream = d.getDocument().createCOSStream();
                    stream.setItem(COSName.FILTER, COSName.FLATE_DECODE);
                    try (var raw = stream.createRawOutputStream()) {
                        raw.write(packed.toByteArray());
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                    d.getPage(0).getCOSObject().setItem("Odd", stream);
                }),
                PDF);
    }

    @Test
    void whatever_the_bytes_are_the_answer_is_a_refusal_or_pages() {
        Random random = new Random(11);
        byte[][] good = {Papers.photo(200, 300, 6), Papers.png(200, 300), Papers.pdf(1)};
        String[] types = {JPEG, PNG, PDF};
        int taken = 0;
        for (int i = 0; i < 300; i++) {
            byte[] bytes = good[i % 3].clone();
            for (int change = 0; change < 1 + random.nextInt(8); change++) {
                bytes[8 + random.nextInt(bytes.length - 8)] = (byte) random.nextInt();
            }
            try {
                assertFalse(pages(bytes, types[i % 3]).isEmpty());
                taken++;
            } catch (Refusal refused) {
                assertFalse(refused.getMessage().isBlank());
            }
        }
        assertTrue(taken > 0 && taken < 300, taken + " of 300");
    }

    private static List<Drawn> pages(byte[] bytes, String claimed) {
        return PaperFile.pages(PaperFile.kind(bytes, claimed), bytes);
    }

    private static void assertRefused(Code code, byte[] bytes, String claimed) {
        assertEquals(
                code, assertThrows(Refusal.class, () -> pages(bytes, claimed)).code());
    }

    private static void assertSays(String words, byte[] bytes) {
        Refusal refused = assertThrows(Refusal.class, () -> pages(bytes, PDF));
        assertEquals(Code.NOT_APPLICABLE, refused.code());
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
    }

    private static void embed(PDDocument document) {
        PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
        PDComplexFileSpecification file = new PDComplexFileSpecification();
        file.setFile("a.exe");
        file.getCOSObject().setItem(COSName.EF, new org.apache.pdfbox.cos.COSDictionary());
        files.setNames(java.util.Map.of("a.exe", file));
        PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
        names.setEmbeddedFiles(files);
        document.getDocumentCatalog().setNames(names);
    }

    private static void protect(PDDocument document, String password) {
        try {
            document.protect(new StandardProtectionPolicy("owner-" + password, password, new AccessPermission()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A PNG whose header claims so many dots, sound otherwise. */
    private static byte[] claiming(int width, int height) {
        byte[] png = Papers.png(200, 200);
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        CRC32 sum = new CRC32();
        sum.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());
        return png;
    }

    private static boolean red(BufferedImage picture, boolean right, boolean below) {
        int x = right ? picture.getWidth() - 8 : 8;
        int y = below ? picture.getHeight() - 8 : 8;
        Color seen = new Color(picture.getRGB(x, y));
        return seen.getRed() > 200 && seen.getGreen() < 80;
    }

    private static BufferedImage picture(byte[] jpeg) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
