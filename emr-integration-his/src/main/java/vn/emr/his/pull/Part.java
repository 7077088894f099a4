package vn.emr.his.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a notice with places that a row fills. What the row does not say is left out. */
sealed interface Part {
    /** What it is for this row; null when the row does not say it. */
    JsonNode of(Sent row);

    /** Whether it needs anything of the row. */
    default boolean fixed() {
        return false;
    }

    /** The same for every row. */
    record Constant(JsonNode value) implements Part {
        @Override
        public JsonNode of(Sent row) {
            return value;
        }

        @Override
        public boolean fixed() {
            return true;
        }
    }

    /**
     * A value of the row.
     *
     * @param from columns or paths; the first that says something is taken
     * @param as what it is made into
     * @param table other words for values, {@code *} for all that are not named; empty for none
     */
    record Hole(List<String> from, As as, Map<String, String> table) implements Part {
        @Override
        public JsonNode of(Sent row) {
            for (String path : from) {
                String text = row.text(path);
                if (text != null) {
                    String said = table.getOrDefault(text, table.getOrDefault("*", text));
                    return said.isEmpty() ? null : TextNode.valueOf(as.of(said));
                }
            }
            return null;
        }
    }

    /** A text with values of the row in braces; said only when all of them are. */
    record Joined(String pattern) implements Part {
        static final Pattern PLACE = Pattern.compile("\\{([^{}]{1,200})}");

        @Override
        public JsonNode of(Sent row) {
            StringBuilder text = new StringBuilder();
            Matcher place = PLACE.matcher(pattern);
            while (place.find()) {
                String said = row.text(place.group(1));
                if (said == null) {
                    return null;
                }
                place.appendReplacement(text, Matcher.quoteReplacement(said));
            }
            return TextNode.valueOf(place.appendTail(text).toString());
        }
    }

    /** An object; left out when it has places and none of them is said. */
    record Group(Map<String, Part> parts) implements Part {
        @Override
        public JsonNode of(Sent row) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            boolean said = fixed();
            for (Map.Entry<String, Part> part : parts.entrySet()) {
                JsonNode value = part.getValue().of(row);
                if (value != null) {
                    object.set(part.getKey(), value);
                    said |= !part.getValue().fixed();
                }
            }
            return said ? object : null;
        }

        @Override
        public boolean fixed() {
            return parts.values().stream().allMatch(Part::fixed);
        }
    }

    /** A list of parts; those the row does not say are left out. */
    record Sequence(List<Part> parts) implements Part {
        @Override
        public JsonNode of(Sent row) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            parts.forEach(part -> add(list, part, row));
            return list.isEmpty() ? null : list;
        }

        @Override
        public boolean fixed() {
            return parts.stream().allMatch(Part::fixed);
        }
    }

    /** A list with one part for each element of a list in the row. */
    record Each(String path, Part item) implements Part {
        @Override
        public JsonNode of(Sent row) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            row.each(path).forEach(element -> add(list, item, element));
            return list.isEmpty() ? null : list;
        }
    }

    private static void add(ArrayNode list, Part part, Sent row) {
        JsonNode value = part.of(row);
        if (value != null) {
            list.add(value);
        }
    }
}
