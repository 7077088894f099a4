package vn.emr.core.printing;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import vn.emr.core.form.Form;
import vn.emr.core.record.Value;

/**
 * Prints a sheet: the form with its answers in the look of the ministry, on every page whose it is and the mark of a paper made from
 * an electronic record (NĐ 137/2024/NĐ-CP). The same answers give the same pages, kept or not yet kept.
 */
@ApplicationScoped
public class SheetPrint {
    private static final String MARK = "BẢN CHUYỂN ĐỔI TỪ HỒ SƠ BỆNH ÁN ĐIỆN TỬ";

    private final Template common;

    public SheetPrint() {
        Engine engine = Engine.builder()
                .addDefaults()
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .build();
        this.common = engine.parse(text("/printing/sheet.html"), Variant.forContentType(Variant.TEXT_HTML));
    }

    /**
     * The sheet as PDF/A-2u.
     *
     * @param answers as kept, or as they would be kept; items without an answer are printed empty
     */
    public byte[] pdf(Form form, Map<String, List<Value>> answers, Heading heading, Conversion conversion) {
        return Pdf.of(html(form, answers, heading, conversion));
    }

    String html(Form form, Map<String, List<Value>> answers, Heading heading, Conversion conversion) {
        boolean paper = form.kind() == Form.Kind.PAPER || form.group() == Form.Group.CONSENT;
        return common.data(
                        "form",
                        SheetView.map(
                                "title", form.title(),
                                "code", form.code().contains("/") ? "MS: " + form.code() : form.law(),
                                "confirmed", form.confirmed(),
                                "landscape", form.landscape(),
                                "paper", paper,
                                "blocks", SheetView.blocks(form, answers)))
                .data(
                        "head",
                        SheetView.map(
                                "authority",
                                heading.authority(),
                                "facility",
                                heading.facility(),
                                "department",
                                heading.department(),
                                "archiveNumber",
                                heading.archiveNumber(),
                                "patientNumber",
                                heading.patientNumber(),
                                "patientName",
                                heading.patientName(),
                                "written",
                                heading.written()))
                .data(
                        "mark",
                        SheetView.map(
                                "words", MARK,
                                "system", conversion.system(),
                                "owner", conversion.owner(),
                                "at", Words.moment(conversion.at()),
                                "person", conversion.person(),
                                "code", conversion.code(),
                                "qr",
                                        QrPicture.of(
                                                conversion.address() == null
                                                        ? conversion.code()
                                                        : conversion.address()),
                                "watermark",
                                        conversion.watermark() == null
                                                ? null
                                                : conversion.watermark().words()))
                .render();
    }

    private static String text(String name) {
        try (InputStream file = SheetPrint.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
