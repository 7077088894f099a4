package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.House;

/** The shape of the annex to CV 365: nothing of it is lost, and what real feeds do is converted. */
class AnnexRecordTest {
    /** The key of the visit, and a number that is written without blanks. */
    private static final Map<String, String> FIXED = Map.of("sovaovien", "V1", "cccd_so", "079190000123");

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    @Test
    void every_field_of_the_annex_ends_in_the_record_whatever_text_it_holds() throws IOException {
        everyField(path -> "giá trị " + Integer.toHexString(path.hashCode()));
    }

    @Test
    void every_field_of_the_annex_ends_in_the_record_when_it_holds_a_time_or_a_number() throws IOException {
        int[] minute = {0};
        everyField(path -> "20/11/2026 %02d:%02d".formatted(++minute[0] / 60 % 24, minute[0] % 60));
        everyField(path -> Integer.toString(100_000 + minute[0]++));
    }

    /** One value of its own for each field; each must be found in what the record says. */
    private static void everyField(Function<String, String> values) throws IOException {
        ObjectNode item = JSON.createObjectNode().put("statedAt", "202611200800");
        ObjectNode root = item.putObject(AnnexRecord.ROOT);
        Map<String, String> sent = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/annex-fields.txt"))) {
            if (line.startsWith("#")) {
                continue;
            }
            String group = line.substring(0, line.indexOf(':'));
            for (String field : line.substring(group.length() + 1).strip().split(" ")) {
                String path = group + "/" + field;
                String value = FIXED.getOrDefault(field, values.apply(path));
                put(root, path.split("/"), 0, value);
                sent.put(path, value);
            }
        }
        assertTrue(sent.size() > 250, "fields: " + sent.size());
        Delivery delivery = read(item.toString());
        assertNull(
                delivery.refusal(),
                () -> delivery.refusal().getMessage() + delivery.refusal().fields());
        String record = JSON.writeValueAsString(delivery.reading().notices());
        List<String> lost = new ArrayList<>();
        sent.forEach((path, value) -> {
            String time = SentTime.compact(value).orElse(value);
            if (!record.contains(value) && !record.contains(time)) {
                lost.add(path);
            }
        });
        assertEquals(List.of(), lost);
    }

    @Test
    void what_this_system_takes_out_is_taken_in_and_nothing_of_it_is_lost() throws IOException {
        JsonNode exported =
                JSON.readTree(AnnexRecordTest.class.getResourceAsStream("/vn/emr/core/exchange/record.json"));
        ObjectNode item = JSON.createObjectNode();
        item.set(AnnexRecord.ROOT, exported);
        Delivery delivery = read(item.toString());
        assertNull(
                delivery.refusal(),
                () -> delivery.refusal().getMessage() + delivery.refusal().fields());
        String record = JSON.writeValueAsString(delivery.reading().notices());
        List<String> lost = new ArrayList<>();
        texts(exported, "", (path, text) -> {
            // Codes that stand in one text are several facts.
            for (String one : path.endsWith("maicd_khac") ? text.split(";") : new String[] {text}) {
                String written = JSON.valueToTree(one).toString();
                String inside = written.substring(1, written.length() - 1);
                if (!record.contains(inside)
                        && !record.contains(SentTime.compact(one).orElse(inside))) {
                    lost.add(path + " " + one);
                }
            }
        });
        assertEquals(List.of(), lost);
    }

    private static void texts(JsonNode node, String path, BiConsumer<String, String> each) {
        if (node.isTextual() && !node.textValue().isEmpty()) {
            each.accept(path, node.textValue());
        }
        node.properties().forEach(field -> texts(field.getValue(), path + "/" + field.getKey(), each));
        if (node.isArray()) {
            node.forEach(row -> texts(row, path, each));
        }
    }

    private static void put(ObjectNode into, String[] path, int step, String value) {
        String name = path[step].replace("[]", "");
        if (step == path.length - 1) {
            into.put(name, value);
        } else if (path[step].endsWith("[]")) {
            ArrayNode list = into.has(name) ? (ArrayNode) into.get(name) : into.putArray(name);
            put(list.isEmpty() ? list.addObject() : (ObjectNode) list.get(0), path, step + 1, value);
        } else {
            put(into.has(name) ? (ObjectNode) into.get(name) : into.putObject(name), path, step + 1, value);
        }
    }

    @Test
    void dates_money_and_rtf_are_converted() {
        for (String time : List.of(
                "20/11/2026 08:05:00.000", "2026-11-20 08:05:00.123", "20/11/2026 08:05:00", "20261120080500")) {
            assertEquals("20261120080500", SentTime.compact(time).orElseThrow(), time);
        }
        assertEquals("20261101", SentTime.compact("1/11/2026").orElseThrow());
        assertEquals("202611200805", SentTime.compact("202611200805").orElseThrow());
        for (String no : List.of("31/02/2026", "hôm qua", "", "20/13/2026", "2026-11-20 25:00:00", "7")) {
            assertTrue(SentTime.compact(no).isEmpty(), no);
        }
        assertEquals("1250000", SentNumber.withoutThousands("1,250,000"));
        assertEquals("1250000", SentNumber.withoutThousands("1.250.000"));
        for (String as : List.of("1.250,000", "12,5", "0", "miễn phí")) {
            assertEquals(as, SentNumber.withoutThousands(as));
        }
        assertEquals(
                "Phổi sáng\nKhông u {1} é",
                RtfText.plain(
                        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\*\\generator x;}\\f0 Ph\\u7893?i s\\'e1ng\\par"
                                + "\r\nKh\\uc1\\u244?ng u \\{1\\} {\\b \\'e9}}"));
        assertEquals("{không phải rtf}", RtfText.plain("{không phải rtf}"));
        assertEquals("dở", RtfText.plain("{\\rtf1 d\\u7903?"));
        assertEquals("", RtfText.plain("{\\rtf1" + "{".repeat(5_000)));
    }

    @Test
    void which_visit_of_whom_and_when_is_needed_and_nothing_else() {
        assertNull(read(record("\"sovaovien\":\"V1\",\"mabenhnhan\":7,\"thoigianvaovien\":\"20/11/2026\""))
                .refusal());
        refused("sovaovien", record("\"mabenhnhan\":7,\"thoigianvaovien\":\"20/11/2026\""));
        refused("mabenhnhan", record("\"sovaovien\":\"V1\",\"thoigianvaovien\":\"20/11/2026\""));
        refused("thoigianvaovien", record("\"sovaovien\":\"V1\",\"mabenhnhan\":7"));
        Source patients = Hospital.source("patient");
        byte[] bytes = record("\"sovaovien\":\"V1\"").getBytes(StandardCharsets.UTF_8);
        Delivery other = new NoticeTranslator().read(bytes, "his-rest", "", Sources.only(patients));
        assertEquals(Code.NOT_ALLOWED_FOR_SENDER, other.refusal().code());
    }

    @Test
    void an_abnormal_flag_and_a_free_range_are_kept_and_an_empty_value_over_a_final_one_waits() throws Exception {
        String lab = ",\"KetQuaXetNghiem\":[{\"sophieu\":\"X1\",\"results\":[{\"machiso\":\"1\",\"name\":\"Glucose\","
                + "\"value\":\"%s\",\"unit\":\"mmol/L\",\"reference\":\"1\",\"abnormal\":\"1\"}]}]";
        String person =
                "\"sovaovien\":\"V1\",\"mabenhnhan\":7,\"hoten\":\"Lê Văn Bình\",\"thoigianvaovien\":\"20/11/2024\"";
        String full = record(person).replace("}}}", "}" + lab.formatted("7,1") + "}}");
        ReportStated report = read(full).reading().notices().stream()
                .filter(ReportStated.class::isInstance)
                .map(ReportStated.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals("A", report.observations().getFirst().flag());
        assertEquals("1", report.observations().getFirst().rangeText());
        try (House house = new House()) {
            var inbox = house.inbox(List.of(new NoticeTranslator()));
            Source source = house.addSource("HIS REST", "his-rest");
            var kinds = new ArrayList<Outcome.Kind>();
            for (String text : List.of(full, full, full.replace("7,1", ""))) {
                Delivery delivery = new NoticeTranslator()
                        .read(text.getBytes(StandardCharsets.UTF_8), "his-rest", "", Sources.only(source));
                Outcome outcome = inbox.receive(delivery).toCompletableFuture().get();
                kinds.add(outcome.kind());
                assertTrue(kinds.size() < 3 || outcome.code() == Code.EMPTY_OVER_FINAL, () -> outcome.toString());
            }
            assertEquals(List.of(Outcome.Kind.APPLIED, Outcome.Kind.REPLAYED, Outcome.Kind.PARKED), kinds);
            house.mustBeWhole();
        }
    }

    private static void refused(String field, String item) {
        Delivery delivery = read(item);
        assertEquals(Code.REQUIRED_FIELD_MISSING, delivery.refusal().code(), item);
        assertEquals(
                List.of("/HoSoBenhAn/ThongTinBenhNhan/" + field),
                delivery.refusal().fields());
    }

    private static String record(String person) {
        return "{\"HoSoBenhAn\":{\"ThongTinBenhNhan\":{" + person + "}}}";
    }

    private static Delivery read(String item) {
        return new NoticeTranslator()
                .read(item.getBytes(StandardCharsets.UTF_8), "his-rest", "", Sources.only(Hospital.source("*")));
    }
}
