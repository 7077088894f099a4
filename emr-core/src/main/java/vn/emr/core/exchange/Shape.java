package vn.emr.core.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The names of the exchange record in their order, and where the value of each is taken from.
 *
 * @param name of the root
 */
record Shape(String name, List<Part> parts) {
    /** What stands under a name. */
    sealed interface Part permits Field, Group, Rows {
        String name();
    }

    /**
     * One value; without any it is empty, never left out.
     *
     * @param from paths of {@link vn.emr.core.form.Prefill}, {@code item.} and the name of an item of the bệnh án, {@code row.} and
     *     what the row knows; the first that knows something
     * @param max characters at most; null: not limited
     */
    record Field(String name, As as, List<String> from, Integer max) implements Part {}

    /** Names that belong together. */
    record Group(String name, List<Part> parts) implements Part {}

    /** The same names as often as there are rows. @param each what the rows are */
    record Rows(String name, String each, List<Part> parts) implements Part {}

    /** In what form a fact is written. */
    enum As {
        WORDS("words"),
        CODE("code"),
        /** dd/MM/yyyy, or as much of it as is known. */
        DATE("date"),
        /** dd/MM/yyyy HH:mm:ss.SSS, or the day alone. */
        DATE_TIME("dateTime"),
        NUMBER("number");

        private final String word;

        As(String word) {
            this.word = word;
        }

        static As of(String word) {
            for (As as : values()) {
                if (as.word.equals(word)) {
                    return as;
                }
            }
            throw new IllegalStateException("no such form of a value: " + word);
        }
    }

    /** As it is shipped. */
    static Shape read() {
        try (InputStream in = Shape.class.getResourceAsStream("/exchange/hosobenhan.json")) {
            JsonNode root = JsonMapper.builder().build().readTree(in);
            return new Shape(root.get("name").asText(), parts(root.get("fields"), root.get("uses")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Part> parts(JsonNode fields, JsonNode uses) {
        List<Part> parts = new ArrayList<>();
        fields.forEach(field -> parts.add(field.isArray() ? field(field) : group(field, uses)));
        return List.copyOf(parts);
    }

    private static Part group(JsonNode node, JsonNode uses) {
        String name = node.get("name").asText();
        if (node.has("organ")) {
            return organ(name, node.get("organ").asText());
        }
        List<Part> parts = parts(node.has("use") ? uses.get(node.get("use").asText()) : node.get("fields"), uses);
        return node.has("each") ? new Rows(name, node.get("each").asText(), parts) : new Group(name, parts);
    }

    /** A sign found at an organ, with the codes that the annex has for it. */
    private static Group organ(String name, String from) {
        return new Group(
                name,
                List.of(
                        new Group(
                                "dauchung_ma",
                                List.of(
                                        new Field("VNCODE", As.CODE, List.of(), 25),
                                        new Field("SNOMED", As.CODE, List.of(), 25))),
                        new Field("dauchung", As.WORDS, paths(from), null),
                        new Field("dauchung_ghichu", As.WORDS, List.of(), null)));
    }

    private static Field field(JsonNode node) {
        return new Field(
                node.get(0).asText(),
                As.of(node.get(1).asText()),
                paths(node.get(2).asText()),
                node.has(3) ? node.get(3).asInt() : null);
    }

    private static List<String> paths(String from) {
        return from.isEmpty() ? List.of() : List.of(from.split("\\|"));
    }
}
