package vn.emr.core.printing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import vn.emr.core.form.Form;
import vn.emr.core.form.Forms;
import vn.emr.core.record.Value;

/** The sample of each form, and what a reader finds in a PDF. */
final class Samples {
    static final Forms FORMS = new Forms("forms");
    static final SheetPrint PRINT = new SheetPrint();
    static final Heading HEADING = new Heading(
            "Sở Y tế Mẫu", "Bệnh viện Mẫu", "Khoa Nội tim mạch", "NT.2026.000999", "BN00099901", "NGUYỄN VĂN ẤN", null);

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private Samples() {}

    static Form form(String code) {
        return FORMS.version(code, "1").orElseThrow();
    }

    static Map<String, List<Value>> answers(Form form) throws IOException {
        return JSON.readValue(FORMS.file(form, "sample.json").orElseThrow(), new TypeReference<>() {});
    }

    static Conversion conversion(Conversion.Watermark watermark) {
        return new Conversion(
                "EMR",
                "Bệnh viện Mẫu",
                Instant.parse("2026-11-20T02:00:00Z"),
                "Lê Thị Dao",
                "7K3M-9QXA-2T",
                "https://emr.benhvien.example/tra-cuu/7K3M-9QXA-2T",
                watermark);
    }

    static byte[] printed(Form form, Map<String, List<Value>> answers) {
        return PRINT.pdf(form, answers, HEADING, conversion(null));
    }

    static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    static int pages(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        }
    }

    /** What PDF/A-2u asks and this is not; empty when it is. */
    static String notPdfA(byte[] pdf) throws Exception {
        try (PDFAParser parser =
                        Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_2_U);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_U, false)) {
            var result = validator.validate(parser);
            return result.isCompliant() ? "" : result.getTestAssertions().toString();
        }
    }
}
