package vn.emr.his.pull;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import vn.emr.core.Refusal;

/** S25: any mapping file is a mapping or a refusal, and any answer of a HIS becomes items or none. */
class PullFuzzTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SHIPPED = "/mappings/sen-vang-nguoi-benh.json";
    private static final Mapping OF_LISTS = MappingFile.read("""
            {"mapping": "cau-tra-loi", "version": 1, "dates": ["dd/MM/yyyy HH:mm"],
             "request": {"path": "/moi?tu={since}", "rows": "/data", "watermark": "sua"},
             "tables": {"gioi": {"1": "MALE", "2": "FEMALE"}},
             "notices": [{"each": "benh", "when": {"from": "loai", "is": ["NB"]}, "item": {
               "kind": "patient", "id": {"join": "{ma}-{lan}"}, "statedAt": {"from": ["sua", "/ngay"], "as": "time"},
               "patient": {"identifiers": [{"each": "so", "item": {"kind": "PATIENT_NUMBER", "value": {"from": "gia_tri"}}}],
                 "sex": {"from": "gioi", "table": "gioi"}, "height": {"from": "cao", "as": "number"}}}}]}
            """.getBytes(StandardCharsets.UTF_8));

    static Stream<byte[]> mappings() {
        return Stream.of(shipped(), "{\"mapping\": \"a\"".getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("mappings")
    @FuzzTest
    void any_file_is_a_mapping_or_a_refusal_that_says_where(byte[] bytes) {
        try {
            Mapping mapping = MappingFile.read(bytes);
            assertTrue(mapping.name().matches(MappingFile.NAME));
        } catch (Refusal refusal) {
            assertFalse(refusal.getMessage().isBlank());
        }
    }

    static Stream<byte[]> answers() {
        return Stream.of("""
                {"data": [{"benh": [{"loai": "NB", "ma": "1", "lan": 2, "sua": "02/03/2026 08:00", "gioi": 1, "cao": "1,62",
                  "so": [{"gia_tri": "0000001"}]}]}]}
                """, "[]", "{\"data\": {\"benh\": null}}").map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("answers")
    @FuzzTest
    void any_answer_becomes_items_or_none(byte[] bytes) {
        JsonNode answer;
        try {
            answer = JSON.readTree(bytes);
        } catch (IOException noJson) {
            return;
        }
        for (JsonNode row : OF_LISTS.rows(answer)) {
            OF_LISTS.items(row).forEach(item -> assertTrue(item.isObject()));
        }
    }

    private static byte[] shipped() {
        try (InputStream in = PullFuzzTest.class.getResourceAsStream(SHIPPED)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
