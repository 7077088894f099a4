package vn.emr.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.emr.core.form.Check;
import vn.emr.core.form.Form;
import vn.emr.core.form.Forms;
import vn.emr.core.record.Value;

/** The sheets that a doctor of the sample fills in: nothing wrong, and nothing missing but what the record knows by itself. */
class SampleFoldersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Forms forms = new Forms("forms");

    @Test
    void each_sheet_answers_everything_that_its_form_requires_and_the_record_does_not_know() throws Exception {
        int sheets = 0;
        for (JsonNode folder : SampleHospital.at(Instant.now()).folders()) {
            for (JsonNode act : folder.get("acts")) {
                if (act.get("act").asText().equals("sheet")) {
                    assertEquals("[]", problems(act).toString(), act.get("form").asText());
                    sheets++;
                }
            }
        }
        assertEquals(8, sheets);
    }

    private TreeSet<String> problems(JsonNode act) throws Exception {
        Form form = forms.inForce(act.get("form").asText(), Instant.now()).orElseThrow();
        Map<String, List<Value>> answers = JSON.readValue(
                act.get("answers")
                        .toString()
                        .replace("{opened}", "2026-11-20T01:30:00Z")
                        .replace("{ended}", "2026-11-23T01:30:00Z"),
                new TypeReference<>() {});
        TreeSet<String> found = new TreeSet<>();
        Check.problems(form, answers).stream()
                .filter(problem -> !problem.code().soft() || !known(form, problem.at()))
                .forEach(problem -> found.add(problem.at() + " " + problem.code()));
        return found;
    }

    private static boolean known(Form form, String at) {
        return items(form.item())
                .anyMatch(item -> at.equals("/" + item.linkId())
                        && item.prefill() != null
                        // No door of the sample tells these.
                        && !item.prefill().matches("(vital|condition)\\..*"));
    }

    private static Stream<Form.Item> items(List<Form.Item> items) {
        return items.stream().flatMap(item -> Stream.concat(Stream.of(item), items(item.item())));
    }
}
