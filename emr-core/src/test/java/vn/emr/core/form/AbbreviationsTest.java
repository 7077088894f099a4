package vn.emr.core.form;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vn.emr.core.record.Value;

class AbbreviationsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The screens run the same. */
    @TestFactory
    Stream<DynamicTest> each_vector_comes_out_as_it_says() throws IOException {
        JsonNode vectors = JSON.readTree(
                Path.of("src/test/resources/forms/abbreviations.json").toFile());
        return StreamSupport.stream(vectors.spliterator(), false)
                .map(v -> DynamicTest.dynamicTest(v.get("name").asText(), () -> {
                    List<String> list = texts(v.get("list"));
                    assertEquals(
                            texts(v.get("found")),
                            Abbreviations.words(v.get("text").asText()).stream()
                                    .filter(list::contains)
                                    .toList());
                }));
    }

    @Test
    void a_paper_that_is_handed_out_is_read_where_people_write_and_only_there() throws IOException {
        Form form = form(true);
        Map<String, List<Value>> answers = Map.of(
                "line", List.of(Value.of("HA ổn")),
                "filled", List.of(Value.of("Số 5 HA").from(new Value.From("patient.address", null, null, null), null)),
                "long", List.of(Value.of("BN đỡ").from(new Value.From("visit.summary", null, null, null), null)),
                "rows", List.of(Value.row(Map.of("inside", List.of(Value.of("Theo dõi M"))))));
        var words = Abbreviations.handedOut(form, answers);
        assertEquals(Set.of("/line/0", "/long/0", "/rows/0/inside/0"), words.keySet());
        assertEquals(
                List.of("/line/0", "/rows/0/inside/0"),
                Abbreviations.places(words, Set.of("HA", "M")).toList());
        assertEquals(Map.of(), Abbreviations.handedOut(form(false), answers), "a paper that stays here");
    }

    private static Form form(boolean handedOut) throws IOException {
        return FormReader.read("""
                {"url":"urn:emr:form:T","code":"T","version":"1","title":"T","titleEn":"T","effective":{"start":"2026-01-01"},
                 "confirmed":false,"kind":"SHEET","group":"CARE","classes":["INPATIENT"],"handedOut":%s,"item":[
                 {"linkId":"line","text":"L","type":"string"},{"linkId":"filled","text":"F","type":"string"},
                 {"linkId":"long","text":"N","type":"text"},
                 {"linkId":"rows","text":"R","type":"group","repeats":true,"item":[{"linkId":"inside","text":"I","type":"text"}]}]}
                """.formatted(handedOut).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> texts(JsonNode of) {
        return StreamSupport.stream(of.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
