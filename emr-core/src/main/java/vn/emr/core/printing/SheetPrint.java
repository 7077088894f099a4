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
import java.util.function.Supplier;
import vn.emr.core.form.Form;
import vn.emr.core.record.Value;

/**
 * Prints a sheet: the form with its answers in the look of the ministry, on every page whose it is and the mark of a paper made from
 * an electronic record (NĐ 137/2024/NĐ-CP). The same answers give the same pages, kept or not yet kept.
 */
@ApplicationScoped
public class SheetPrint {
    private static final String MARK = "BẢN CHUYỂN ĐỔI TỪ HỒ SƠ BỆNH ÁN ĐIỆN TỬ";
    private static final String KEPT = "VĂN BẢN ĐIỆN TỬ, LƯU VĨNH VIỄN";

    private static final String ELECTRONIC = "VĂN BẢN ĐIỆN TỬ";

    /**
     * One of several sheets of a form that are printed together.
     *
     * @param written by whom and when; null where entries say it
     * @param signed null: nobody signed it, or it is not said
     */
    record Leaf(Map<String, List<Value>> answers, String written, SignatureMarks.OfSheet signed) {
        Leaf(Map<String, List<Value>> answers, String written) {
            this(answers, written, null);
        }
    }

    private final Template common;
    private final Template record;
    private final Template scan;

    public SheetPrint() {
        Engine engine = Engine.builder()
                .addDefaults()
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .build();
        engine.putTemplate("style", template(engine, "style"));
        engine.putTemplate("foot", template(engine, "foot"));
        this.common = template(engine, "sheet");
        this.record = template(engine, "record");
        this.scan = template(engine, "scan");
    }

    /**
     * The sheet as PDF/A-2u.
     *
     * @param answers as kept, or as they would be kept; items without an answer are printed empty
     */
    public byte[] pdf(Form form, Map<String, List<Value>> answers, Heading heading, Conversion conversion) {
        return pdf(form, new Leaf(answers, heading.written()), heading, conversion);
    }

    /** The same of a sheet that may be signed. */
    byte[] pdf(Form form, Leaf leaf, Heading heading, Conversion conversion) {
        return Pdf.of(html(form, List.of(leaf), heading, mark(conversion, true)));
    }

    /** A paper of no record that is kept as it was made, as PDF/A-2u: the same answers give the same bytes. */
    public byte[] kept(Form form, Map<String, List<Value>> answers, Heading heading, Conversion made) {
        Map<String, Object> mark = mark(made, true);
        mark.put("words", KEPT);
        return Pdf.of(html(form, List.of(new Leaf(answers, null)), heading, mark), made);
    }

    /** A sheet as the file that is signed, as PDF/A-2u: the same answers give the same bytes. */
    byte[] signable(Form form, Map<String, List<Value>> answers, Heading heading, Conversion made) {
        Map<String, Object> mark = mark(made, true);
        mark.put("words", ELECTRONIC);
        return Pdf.of(html(form, List.of(new Leaf(answers, heading.written())), heading, mark), made);
    }

    /** A scanned paper as PDF/A-2u; {@code pages} as {@link ScanView} gives them. */
    byte[] pdf(List<Supplier<String>> pages, Conversion conversion) {
        try (Pdf pdf = new Pdf()) {
            pages.forEach(page -> pdf.add(page.get()));
            pdf.number();
            return pdf.bytes(conversion);
        }
    }

    /** Some pages of a scanned paper, for a file that counts its pages itself. */
    String scanned(Form form, ScanView.View view, Heading heading, Conversion conversion) {
        return scan.data(
                        "form",
                        SheetView.map(
                                "title", view.title(), "code", form.code(), "confirmed", true, "landscape", false))
                .data("scan", view.scan())
                .data("pages", view.pages())
                .data("head", head(heading))
                .data("mark", mark(conversion, false))
                .render();
    }

    /** Pages of a longer file, which counts its pages itself. */
    String page(Form form, List<Leaf> leaves, Heading heading, Conversion conversion) {
        return html(form, leaves, heading, mark(conversion, false));
    }

    /** The cover of a record and what it contains. */
    String front(RecordPdf.Record whole, List<Map<String, Object>> contents) {
        return record.data("form", SheetView.map("code", "Hồ sơ bệnh án", "confirmed", true, "landscape", false))
                .data("head", head(whole.heading()))
                .data("mark", mark(whole.conversion(), false))
                .data("face", whole.face())
                .data("contents", contents)
                .render();
    }

    private String html(Form form, List<Leaf> leaves, Heading heading, Map<String, Object> mark) {
        boolean paper = form.kind() == Form.Kind.PAPER || form.group() == Form.Group.CONSENT;
        List<Map<String, Object>> sheets = leaves.stream()
                .map(leaf -> SheetView.map(
                        "blocks",
                        SheetView.blocks(form, leaf.answers(), leaf.signed()),
                        "written",
                        leaf.written(),
                        "signed",
                        leaf.signed() != null,
                        "code",
                        leaf.signed() == null ? null : leaf.signed().code(),
                        "qr",
                        leaf.signed() == null ? null : leaf.signed().qr()))
                .toList();
        return common.data(
                        "form",
                        SheetView.map(
                                "title",
                                form.title(),
                                "code",
                                form.code().contains("/") ? "MS: " + form.code() : form.law(),
                                "confirmed",
                                form.confirmed(),
                                "landscape",
                                form.landscape(),
                                "paper",
                                paper,
                                "sheets",
                                sheets))
                .data("head", head(heading))
                .data("mark", mark)
                .render();
    }

    private static Map<String, Object> head(Heading heading) {
        return SheetView.map(
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
                heading.patientName());
    }

    private static Map<String, Object> mark(Conversion conversion, boolean numbered) {
        return SheetView.map(
                "words", MARK,
                "system", conversion.system(),
                "owner", conversion.owner(),
                "at", Words.moment(conversion.at()),
                "person", conversion.person(),
                "code", conversion.code(),
                "qr", QrPicture.of(conversion.address() == null ? conversion.code() : conversion.address()),
                "watermark",
                        conversion.watermark() == null
                                ? null
                                : conversion.watermark().words(),
                "numbered", numbered);
    }

    private static Template template(Engine engine, String name) {
        return engine.parse(text("/printing/" + name + ".html"), Variant.forContentType(Variant.TEXT_HTML));
    }

    private static String text(String name) {
        try (InputStream file = SheetPrint.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
