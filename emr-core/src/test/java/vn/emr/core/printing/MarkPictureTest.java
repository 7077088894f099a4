package vn.emr.core.printing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.emr.core.form.Form;
import vn.emr.core.form.FormReader;
import vn.emr.core.record.Value;

/** Pictures with marked places, as they are printed. */
class MarkPictureTest {
    /** The list of a hospital: every place of the picture may be chosen. */
    private static final String ANY = ",\"catalogue\":\"services\"";

    private static final int DOTS = 3;
    private static final int WHITE = 255;

    private static Form form(String layout, String options) {
        return FormReader.read("""
                {"url":"urn:emr:form:T","code":"T","version":"1","title":"Sơ đồ","titleEn":"Marks","effective":{"start":"2026-01-01"},
                 "confirmed":true,"kind":"SHEET","group":"CARE","classes":["INPATIENT"],"item":[
                 {"linkId":"cho","text":"Vị trí","type":"group","repeats":true,"layout":"%s","item":[
                  {"linkId":"noi","text":"Nơi","type":"open-choice"%s},{"linkId":"ghi","text":"Ghi chú","type":"string"}]}]}
                """.formatted(layout, options).getBytes(StandardCharsets.UTF_8));
    }

    private static Value mark(String code, String words, String note) {
        return Value.row(Map.of("noi", List.of(Value.coded(code, null, words)), "ghi", List.of(Value.of(note))));
    }

    private static BufferedImage picture(Form form, List<Value> rows) throws IOException {
        String address = (String) MarkPicture.of(form.item().getFirst(), rows).get("picture");
        byte[] png = Base64.getDecoder().decode(address.substring(address.indexOf(',') + 1));
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static int at(BufferedImage picture, int x, int y) {
        return picture.getRaster().getSample(x * DOTS, y * DOTS, 0);
    }

    @Test
    void a_tooth_that_a_row_names_is_dark_and_its_neighbour_is_not() throws IOException {
        BufferedImage picture = picture(form("tooth", ANY), List.of(mark("16", "Răng 16", "Sâu độ II")));
        // Tooth 16 is the third of the upper jaw as one looks at the patient.
        assertNotEquals(WHITE, at(picture, 10 + 2 * 33 + 5, 22 + 5));
        assertEquals(WHITE, at(picture, 10 + 33 + 5, 22 + 5));
        assertEquals(WHITE, at(picture(form("tooth", ANY), List.of()), 10 + 2 * 33 + 5, 22 + 5));
    }

    @Test
    void a_pupil_is_seen_within_the_cornea_that_is_marked_too() throws IOException {
        Form eyes = form("eye", ANY);
        BufferedImage cornea = picture(eyes, List.of(mark("R-K", "Mắt phải, giác mạc", "Loét")));
        assertNotEquals(WHITE, at(cornea, 100 + 30, 90));
        assertEquals(WHITE, at(cornea, 100, 90), "the pupil itself is not marked");
    }

    @Test
    void places_that_the_form_does_not_offer_are_not_drawn() throws IOException {
        Form one = form("body", ",\"answerOption\":[{\"code\":\"F-head\",\"display\":\"Đầu\"}]");
        BufferedImage picture = picture(one, List.of());
        assertTrue(IntStream.range(0, picture.getWidth())
                .noneMatch(x -> picture.getRaster().getSample(x, 100 * DOTS, 0) < WHITE));
        assertTrue(IntStream.range(0, picture.getWidth())
                .anyMatch(x -> picture.getRaster().getSample(x, 30 * DOTS, 0) < WHITE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"body", "eye", "tooth"})
    void the_print_holds_picture_and_words_and_stays_what_an_archive_takes(String layout) throws Exception {
        String code = Map.of("body", "F-head", "eye", "L-P", "tooth", "36").get(layout);
        byte[] pdf = Samples.printed(
                form(layout, ANY), Map.of("cho", List.of(mark(code, "Nơi được đánh dấu", "Ghi ở đây"))));
        String text = Samples.text(pdf);
        assertTrue(text.contains("Nơi được đánh dấu"), text);
        assertTrue(text.contains("Ghi ở đây"), text);
        assertTrue(
                text.contains(Map.of("body", "Trước", "eye", "Mắt phải", "tooth", "Phải")
                        .get(layout)),
                text);
        assertEquals("", Samples.notPdfA(pdf));
    }
}
