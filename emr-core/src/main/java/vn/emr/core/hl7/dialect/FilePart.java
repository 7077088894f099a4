package vn.emr.core.hl7.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** One object of a dialect file, read strictly: every fault is refused with its JSON pointer (RFC 6901). */
final class FilePart {
    private static final int LONGEST_PATTERN = 200;

    private final JsonNode node;
    private final String pointer;

    /** @throws Refusal when it is no object, or has a key that is not among these */
    FilePart(JsonNode node, String pointer, String... keys) {
        this.node = node;
        this.pointer = pointer;
        if (node == null || !node.isObject()) {
            throw new Refusal(Code.MALFORMED_FIELD, "expected: an object", pointer);
        }
        Set<String> known = new TreeSet<>(Arrays.asList(keys));
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw wrong(key, "this key is not known here; known: " + String.join(", ", known));
            }
        });
    }

    /** The first of these keys that is there; null if none is. */
    static String firstKey(JsonNode node, List<String> keys) {
        return keys.stream().filter(node::has).findFirst().orElse(null);
    }

    boolean has(String key) {
        return node.has(key);
    }

    String pointer(String key) {
        return pointer + "/" + escaped(key);
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    Refusal wrong(String key, String sentence) {
        return new Refusal(Code.MALFORMED_FIELD, sentence, pointer(key));
    }

    /** A text that must be there; may be empty when {@code shortest} is 0. */
    String text(String key, int shortest, int longest) {
        return text(node.get(key), pointer(key), shortest, longest);
    }

    String text(String key, int shortest, int longest, String absent) {
        return has(key) ? text(key, shortest, longest) : absent;
    }

    private static String text(JsonNode value, String at, int shortest, int longest) {
        if (value == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a required field is missing", at);
        }
        if (!value.isTextual()
                || value.textValue().length() < shortest
                || value.textValue().length() > longest) {
            throw new Refusal(
                    Code.MALFORMED_FIELD, "expected: a text of " + shortest + " to " + longest + " characters", at);
        }
        return value.textValue();
    }

    /** A text that may go into a message: nothing in it ends a segment or a frame. */
    String content(String key, int shortest, int longest) {
        return content(node.get(key), pointer(key), shortest, longest);
    }

    private static String content(JsonNode value, String at, int shortest, int longest) {
        String text = text(value, at, shortest, longest);
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new Refusal(Code.MALFORMED_FIELD, "expected: no control characters", at);
        }
        return text;
    }

    int number(String key, int least, int most) {
        return number(node.get(key), pointer(key), least, most);
    }

    private static int number(JsonNode value, String at, int least, int most) {
        if (value == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a required field is missing", at);
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            throw new Refusal(Code.MALFORMED_FIELD, "expected: a number from " + least + " to " + most, at);
        }
        return value.intValue();
    }

    boolean flag(String key) {
        JsonNode value = node.get(key);
        if (value != null && !value.isBoolean()) {
            throw wrong(key, "expected: true or false");
        }
        return value != null && value.booleanValue();
    }

    boolean neededFlag(String key) {
        if (!has(key)) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a required field is missing", pointer(key));
        }
        return flag(key);
    }

    Pattern pattern(String key) {
        try {
            return Pattern.compile(content(key, 1, LONGEST_PATTERN));
        } catch (PatternSyntaxException e) {
            throw wrong(key, "this is no regular expression as Java writes them: " + e.getDescription());
        }
    }

    /** Where to read or write. */
    Address address(String key) {
        Address address = Address.of(text(key, 5, 30));
        if (address == null) {
            throw wrong(key, "expected: a place such as OBX-3.4, PID-3[2].1, PID-3[*].5 or PID-*");
        }
        return address;
    }

    String segment(String key) {
        String name = text(key, 3, 3);
        if (!name.matches(Address.SEGMENT) || Set.of("FHS", "BHS", "BTS", "FTS").contains(name)) {
            throw wrong(key, "expected: the name of a segment, three capitals or digits");
        }
        return name;
    }

    /** The entries of a list that may be absent. */
    List<JsonNode> list(String key, int most) {
        JsonNode value = node.get(key);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || value.size() > most) {
            throw wrong(key, "expected: a list of at most " + most);
        }
        List<JsonNode> all = new ArrayList<>();
        value.forEach(all::add);
        return all;
    }

    List<String> contents(String key, int most, int longest) {
        List<JsonNode> all = list(key, most);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            texts.add(content(all.get(i), pointer(key) + "/" + i, 0, longest));
        }
        if (texts.isEmpty()) {
            throw wrong(key, "expected: at least one");
        }
        return texts;
    }

    List<Integer> numbers(String key, int most, int least, int greatest) {
        List<JsonNode> all = list(key, most);
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            numbers.add(number(all.get(i), pointer(key) + "/" + i, least, greatest));
        }
        if (numbers.isEmpty()) {
            throw wrong(key, "expected: at least one");
        }
        return numbers;
    }

    /** An object of texts, in the order written. */
    Map<String, String> texts(String key, int most, int longest) {
        JsonNode value = node.get(key);
        if (value == null || !value.isObject() || value.isEmpty() || value.size() > most) {
            throw wrong(key, "expected: an object of 1 to " + most + " texts");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        value.properties().forEach(entry -> {
            texts.put(
                    entry.getKey(),
                    content(entry.getValue(), pointer(key) + "/" + escaped(entry.getKey()), 0, longest));
        });
        return texts;
    }
}
