package vn.emr.core.signature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import vn.emr.core.audit.Digest;
import vn.emr.core.form.Form;
import vn.emr.core.form.Forms;
import vn.emr.core.printing.Conversion;
import vn.emr.core.printing.Heading;
import vn.emr.core.printing.SheetPrint;
import vn.emr.core.signature.trial.TrialAuthority;

/** What readers see of a signature on a printed sheet. */
class VisibleSignatureTest {
    private static final Forms FORMS = new Forms("forms");

    private static Signers room;
    private static Pkcs12Key doctor;

    @BeforeAll
    static void open() {
        VeraGreenfieldFoundryProvider.initialise();
        room = new Signers();
        doctor = room.person("BS. Trần Thử Ánh");
    }

    @AfterAll
    static void close() {
        room.close();
    }

    private static byte[] sheet() {
        Form form = FORMS.version("27/BV2", "1").orElseThrow();
        Heading heading = new Heading(
                "Sở Y tế Mẫu", "Bệnh viện Mẫu", "Khoa Nội", "NT.2026.000999", "BN00099901", "NGUYỄN VĂN ẤN", null);
        Conversion conversion = new Conversion(
                "EMR",
                "Bệnh viện Mẫu",
                Instant.parse("2026-11-20T02:00:00Z"),
                "Lê Thị Dao",
                "7K3M-9QXA-2T",
                "https://emr.benhvien.example/tra-cuu/7K3M-9QXA-2T",
                null);
        return new SheetPrint().pdf(form, Map.of(), heading, conversion);
    }

    private static Asked asked(String anchor, String text) {
        return Asked.of(UUID.randomUUID(), Instant.now(), "Bác sỹ điều trị", doctor, new Appearance(anchor, text));
    }

    private static byte[] signed(byte[] pdf, String anchor, String text) {
        return room.pades.sign(pdf, asked(anchor, text), doctor, room.trusted).file();
    }

    @Test
    void signaturesAreDrawnUnderTheirPlacesAndTheFileStaysPdfA() throws Exception {
        byte[] file = sheet();
        assertEquals("", notPdfA(file));
        file = signed(file, "Chủ tọa", "Ký số: BS. Trần Thử Ánh\n23/11/2026 17:48");
        file = signed(file, "Thư ký", "Ký số: ĐD. Nguyễn Thị Thử Ngọc Bích\n23/11/2026 17:49");
        file = signed(file, null, "Đóng dấu số: Bệnh viện Mẫu\n23/11/2026 17:50");
        for (Verdict verdict : room.verify(file)) {
            assertEquals(Verdict.State.VALID, verdict.state(), verdict.toString());
        }
        assertEquals("", notPdfA(file));
        List<PDRectangle> boxes = boxes(file);
        assertEquals(3, boxes.size());
        apart(boxes);
    }

    @Test
    void manySignaturesAtTheFootNeverCoverEachOther() throws Exception {
        byte[] file = Signers.pdf("To dieu tri");
        room.authority.silence(List.of(TrialAuthority.Service.TIMESTAMP));
        for (int n = 0; n < 14; n++) {
            file = signed(file, "nowhere", "Ký số: người thứ " + n);
        }
        room.authority.silence(List.of());
        List<PDRectangle> boxes = boxes(file);
        assertEquals(14, boxes.size());
        apart(boxes);
        assertTrue(room.verify(file).stream().allMatch(Verdict::intact));
    }

    @Test
    void lettersThatTheFontDoesNotHaveAndLongTextsAreDrawnAsFarAsCanBe() {
        byte[] pdf = Signers.pdf("To dieu tri");
        for (String text : List.of("Ký số: 李医生 \uD83D\uDE00 \u0007", "Ký số: " + "dài ".repeat(200), "", "\n\n")) {
            assertEquals(
                    Verdict.State.VALID,
                    room.verify(signed(pdf, "To dieu tri", text)).getFirst().state(),
                    text);
        }
    }

    @Test
    void whatIsDrawnIsTheSameInAnotherProcess() throws Exception {
        byte[] pdf = sheet();
        Asked asked = asked("Thư ký", "Ký số: BS. Trần Thử Ánh\n23/11/2026 17:48");
        byte[] here = room.pades.toBeSigned(pdf, asked);
        assertArrayEquals(here, room.pades.toBeSigned(pdf, asked));
        String there = OtherProcess.run(ToBeSigned.class, List.of(), ToBeSigned.arguments(pdf, asked));
        assertEquals(HexFormat.of().formatHex(Digest.sha256().digest(here)), there.strip());
    }

    private static List<PDRectangle> boxes(byte[] file) throws IOException {
        List<PDRectangle> boxes = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(file)) {
            for (var page : document.getPages()) {
                for (PDAnnotation one : page.getAnnotations()) {
                    if (one.getRectangle().getWidth() > 0) {
                        boxes.add(one.getRectangle());
                    }
                }
            }
        }
        return boxes;
    }

    private static void apart(List<PDRectangle> boxes) {
        for (int a = 0; a < boxes.size(); a++) {
            for (int b = 0; b < a; b++) {
                PDRectangle one = boxes.get(a);
                PDRectangle other = boxes.get(b);
                assertFalse(
                        one.getLowerLeftX() < other.getUpperRightX()
                                && other.getLowerLeftX() < one.getUpperRightX()
                                && one.getLowerLeftY() < other.getUpperRightY()
                                && other.getLowerLeftY() < one.getUpperRightY(),
                        one + " and " + other);
            }
        }
    }

    private static String notPdfA(byte[] pdf) throws Exception {
        try (var parser =
                        Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_2_U);
                var validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_U, false)) {
            var result = validator.validate(parser);
            return result.isCompliant() ? "" : result.getTestAssertions().toString();
        }
    }
}
