package vn.emr.core.designing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.emr.core.designing.DrawingRoom.refused;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.designing.OwnForm.Open;
import vn.emr.core.printing.SheetPrint;
import vn.emr.core.record.Value;

/** A form being drawn is printed on its sample, marked as a trial, and nothing that was typed into it is more than text. */
class FormTrialTest {
    private final DrawingRoom room = new DrawingRoom();
    private final FormTrial trial = new FormTrial(room.drawing, new SheetPrint(), room.hospital.database, room.clock);

    @Test
    void the_sample_is_printed_with_the_words_of_the_hospital_and_marked_on_the_page() throws IOException {
        Open copy = room.copy("36/BV2");
        Open drawn = room.write(copy, DrawingRoom.added(copy.definition(), "them", "Điểm đau của khoa"));
        String text = text(trial.print(room.writer, drawn.form().id(), sample(drawn)));
        assertTrue(text.contains("Điểm đau của khoa"), text);
        assertTrue(text.replaceAll("\\s", "").contains("BẢNTHỬ"), text);
        assertTrue(text.contains("chưa xác nhận"), text);
    }

    @Test
    void templates_markup_and_addresses_typed_as_words_stay_words() throws IOException {
        String typed = "{head.class} {#include style/} ${7*7} <img src=\"file:///etc/passwd\"/> {cdi:vertxRequest}";
        Open copy = room.copy("36/BV2");
        ObjectNode definition = DrawingRoom.added(copy.definition(), "them", typed);
        definition.put("title", "{form.getClass()}<script>1</script>");
        Open drawn = room.write(copy, definition);
        String text =
                text(trial.print(room.writer, drawn.form().id(), Map.of())).replaceAll("\\s", "");
        assertTrue(text.contains(typed.replaceAll("\\s", "")), text);
        assertTrue(text.toLowerCase(java.util.Locale.ROOT).contains("{form.getclass()}<script>1</script>"), text);
        assertFalse(text.contains("root:"), text);
    }

    @Test
    void a_form_with_faults_and_answers_that_do_not_fit_are_not_printed() {
        Open copy = room.copy("36/BV2");
        refused(
                Code.MALFORMED_FIELD,
                () -> trial.print(room.writer, copy.form().id(), Map.of("khong-co", List.of(Value.of("x")))));
        Open broken = room.write(copy, DrawingRoom.added(copy.definition(), "SAI", "Sai"));
        refused(
                Code.MALFORMED_FIELD,
                () -> trial.print(room.writer, broken.form().id(), Map.of()));
        refused(Code.NOT_FOUND, () -> trial.print(room.writer, vn.emr.core.Ids.next(), Map.of()));
    }

    private static Map<String, List<Value>> sample(Open open) throws IOException {
        return new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .readValue(open.sample().toString(), new TypeReference<TreeMap<String, List<Value>>>() {});
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
