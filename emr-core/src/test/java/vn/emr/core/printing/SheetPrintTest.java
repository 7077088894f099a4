package vn.emr.core.printing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.emr.core.form.Form;
import vn.emr.core.form.SigningMethod;
import vn.emr.core.record.Value;
import vn.emr.core.signing.PatientAnswer.Relation;

/** What every print of a sheet keeps, whatever its form. */
class SheetPrintTest {
    private static final Form DISCHARGE = Samples.form("GRV");

    @Test
    void every_page_says_whose_it_is_and_carries_the_mark_of_a_conversion() throws IOException {
        Form form = Samples.form("01/BV1");
        byte[] pdf = Samples.printed(form, Samples.answers(form));
        String text = Samples.text(pdf);
        assertTrue(Samples.pages(pdf) >= 3);
        for (int page = 1; page <= Samples.pages(pdf); page++) {
            assertTrue(text.contains("Trang " + page + "/" + Samples.pages(pdf)));
        }
        for (String word : List.of(
                "NGUYỄN VĂN ẤN · Mã NB: BN00099901 · MS: 01/BV1",
                "BẢN CHUYỂN ĐỔI TỪ HỒ SƠ BỆNH ÁN ĐIỆN TỬ",
                "Hệ thống: EMR · Chủ quản: Bệnh viện Mẫu",
                "In lúc 09:00 20/11/2026 · Người in: Lê Thị Dao",
                "Mã tra cứu: 7K3M-9QXA-2T")) {
            assertEquals(Samples.pages(pdf), Collections.frequency(List.of(text.split("\\R")), word), word);
        }
    }

    @ParameterizedTest
    @EnumSource(Conversion.Watermark.class)
    void a_watermark_lies_on_every_page_and_hides_no_answer(Conversion.Watermark watermark) throws Exception {
        Map<String, List<Value>> answers = Samples.answers(DISCHARGE);
        byte[] pdf = Samples.PRINT.pdf(DISCHARGE, answers, Samples.HEADING, Samples.conversion(watermark));
        String text = Samples.text(pdf);
        assertTrue(text.contains(watermark.words()));
        assertTrue(text.contains("Cơn đau thắt ngực không ổn định"));
        assertEquals("", Samples.notPdfA(pdf));
        assertFalse(Samples.text(Samples.printed(DISCHARGE, answers)).contains(watermark.words()));
    }

    @Test
    void a_print_that_says_who_signed_is_an_archive_file_too() throws Exception {
        UUID code = UUID.fromString("01a20a5f-3151-72e2-a83e-1a913a0946cb");
        SignatureMarks.OfSheet signed = new SignatureMarks.OfSheet(
                code,
                QrPicture.of("https://emr.benhvien.example/signed-documents/" + code),
                Map.of(0, List.of("Đã ký số", "BS. Lê Thị Dao", "10/11/2026 16:10")),
                SheetView.map("text", "Cơ sở khám bệnh", "lines", List.of("Chưa đóng dấu số")),
                Map.of(),
                false);
        byte[] pdf = Samples.PRINT.pdf(
                DISCHARGE,
                new SheetPrint.Leaf(Samples.answers(DISCHARGE), null, signed),
                Samples.HEADING,
                Samples.conversion(null));
        assertEquals("", Samples.notPdfA(pdf));
        String text = Samples.text(pdf);
        assertTrue(text.contains("BS. Lê Thị Dao") && text.contains("Chưa đóng dấu số"), text);
        assertTrue(text.contains(code.toString()), text);
    }

    @Test
    void a_print_calls_what_patients_say_as_the_signed_file_does() {
        for (SigningMethod method : SigningMethod.values()) {
            assertEquals(method.words(), SignatureMarks.method(method.name()));
        }
        for (Relation relation : Relation.values()) {
            assertEquals(relation.words(), SignatureMarks.relation(relation.name()));
        }
    }

    @Test
    void what_was_typed_is_text_never_markup_and_never_a_template() throws IOException {
        String typed = "<b>5 < 6</b> & {form.title} {#each} <img src=\"http://a.example/x.png\"/>";
        byte[] pdf = Samples.printed(DISCHARGE, Map.of("ghi-chu", List.of(Value.of(typed))));
        assertTrue(Samples.text(pdf).replaceAll("\\s", "").contains(typed.replaceAll("\\s", "")));
    }

    @Test
    void an_empty_form_is_printed_with_all_its_items() throws Exception {
        for (Form form : Samples.FORMS.all()) {
            byte[] pdf = Samples.PRINT.pdf(
                    form, Map.of(), new Heading(null, null, null, null, null, null, null), Samples.conversion(null));
            assertTrue(Samples.pages(pdf) >= 1, form.code());
        }
    }

    @Test
    void the_same_answers_give_the_same_pages_kept_or_not() throws IOException {
        Map<String, List<Value>> answers = Samples.answers(DISCHARGE);
        assertEquals(
                Samples.text(Samples.printed(DISCHARGE, answers)),
                Samples.text(Samples.printed(DISCHARGE, new HashMap<>(answers))));
    }

    @Test
    void an_entry_that_was_struck_out_stays_readable_with_who_when_and_why() throws IOException {
        Form form = Samples.form("36/BV2");
        String text = Samples.text(Samples.printed(form, Samples.answers(form))).replaceAll("\\s+", " ");
        assertTrue(text.contains("Nicardipin truyền tĩnh mạch 5 mg/giờ"));
        assertTrue(text.contains("Gạch bỏ: BS. Lê Thị Dao, 16:10 10/11/2026. Lý do: Ghi nhầm người bệnh"));
        assertTrue(text.contains("BS. Trần Văn Kiên, 08:15 11/11/2026"));
    }

    @Test
    void a_chart_of_many_days_goes_on_in_further_charts_and_loses_no_reading() throws Exception {
        Form form = Samples.form("CNS");
        Map<String, List<Value>> answers = new HashMap<>(Samples.answers(form));
        List<Value> readings = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            readings.add(answers.get("chuc-nang-song").get(i % 10));
        }
        answers.put("chuc-nang-song", readings);
        byte[] pdf = Samples.printed(form, answers);
        assertTrue(Samples.pages(pdf) > 2);
        assertEquals(100, Samples.text(pdf).split("V\\.T\\.Na", -1).length - 1);
        assertEquals("", Samples.notPdfA(pdf));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=\"ADDRESS\"/>",
                "<style>@import url(ADDRESS);</style>",
                "<link rel=\"stylesheet\" href=\"ADDRESS\"/>",
                "<div style=\"background: url(ADDRESS)\">x</div>",
                "<style>@font-face { font-family: F; src: url(ADDRESS) }</style>",
                "<object type=\"image/svg+xml\" data=\"ADDRESS\"></object>",
                "<iframe src=\"ADDRESS\"></iframe>"
            })
    void nothing_is_fetched_while_printing(String wanting) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer outside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        outside.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        outside.start();
        try {
            for (String address : List.of(
                    "http://127.0.0.1:" + outside.getAddress().getPort() + "/x",
                    "file:///etc/hostname",
                    "jar:file:/x!/y")) {
                print(wanting.replace("ADDRESS", address));
            }
        } finally {
            outside.stop(0);
        }
        assertEquals(0, asked.get());
    }

    /** Some wants end the printing, others are passed over; both fetch nothing. */
    private static void print(String wanting) {
        try {
            byte[] pdf = Pdf.of("<html><head><title>T</title></head><body style=\"font-family: 'Liberation Serif'\">A"
                    + wanting + "</body></html>");
            assertTrue(Samples.text(pdf).startsWith("A"));
        } catch (IllegalArgumentException | IOException expected) {
            assertFalse(expected.getMessage().isBlank());
        }
    }

    @Test
    void a_page_that_declares_entities_is_not_read() {
        String page = "<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><html><body>&x;</body></html>";
        assertThrows(IllegalArgumentException.class, () -> Pdf.of(page));
        assertThrows(
                IllegalArgumentException.class, () -> Pdf.of("<?xml-stylesheet href=\"http://a.example/\"?><html/>"));
    }
}
