package vn.emr.his;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.record.Coded;
import vn.emr.core.record.NamedValue;
import vn.emr.core.record.TimePoint;

/**
 * One JSON object of an item while it is read: knows where it stands (JSON pointer, RFC 6901), which fields were asked
 * for, and remarks the others at the end instead of refusing them. A field that is absent, null or blank is "not said".
 */
final class ItemFields {
    private static final int REMARK_LIMIT = 20;
    private static final int NAMED_LIMIT = 500;
    private static final Pattern PRINTABLE_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

    private final JsonNode object;
    private final String pointer;
    private final ZoneId zone;
    private final List<String> remarks;
    private final Set<String> read = new HashSet<>();

    private ItemFields(JsonNode object, String pointer, ZoneId zone, List<String> remarks) {
        this.object = object;
        this.pointer = pointer;
        this.zone = zone;
        this.remarks = remarks;
    }

    /** The whole item; remarks are added to the given list. */
    static ItemFields of(JsonNode item, ZoneId zone, List<String> remarks) {
        return new ItemFields(item, "", zone, remarks);
    }

    /** A text in NFC without blanks around it, null when not said. Numbers are taken as their text. */
    String text(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isValueNode()) {
            throw malformed(name, "a text is expected");
        }
        return cleaned(name, plain(value));
    }

    /** Numbers as they were written, without an exponent where that stays short. */
    private static String plain(JsonNode value) {
        return value.isBigDecimal() && Math.abs(value.decimalValue().scale()) < 100
                ? value.decimalValue().toPlainString()
                : value.asText();
    }

    String required(String name) {
        String text = text(name);
        if (text == null) {
            throw missing(name);
        }
        return text;
    }

    /** Embedded content, which may be as long as the request allows; null when not said. */
    String longText(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isTextual()) {
            throw malformed(name, "a text is expected");
        }
        return value == null ? null : value.textValue();
    }

    /** ISO 8601 or yyyy[MM[dd[HHmm[ss]]]], as exact as it was sent; null when not said. */
    TimePoint time(String name) {
        String text = text(name);
        return text == null ? null : time(name, text);
    }

    /** The same for a text that was already taken from the field. */
    TimePoint time(String name, String text) {
        return TimePoint.parse(text, zone).orElseThrow(() -> malformed(name, "not a date or time"));
    }

    /** true, false, 1, 0 or the same as text; null when not said. */
    Boolean flag(String name) {
        String text = text(name);
        return switch (text == null ? "" : text.toLowerCase(Locale.ROOT)) {
            case "" -> null;
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw malformed(name, "true or false is expected");
        };
    }

    /** A number, with a decimal point or comma; 1,000 may mean one or a thousand and is refused. Null when not said. */
    BigDecimal number(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        SentNumber number = SentNumber.read(text).orElse(null);
        if (number == null || number.comparator() != null || SentNumber.ambiguous(text)) {
            throw malformed(name, "a number is expected");
        }
        return number.value();
    }

    /** The fields of an object under their own names, in their order; what is not said is left out. */
    List<NamedValue> named(String name) {
        List<NamedValue> values = new ArrayList<>();
        object(name).ifPresent(f -> f.object.fieldNames().forEachRemaining(each -> {
            String text = f.text(each);
            if (values.size() == NAMED_LIMIT) {
                throw malformed(name, "more than " + NAMED_LIMIT + " fields");
            }
            if (text != null) {
                String said = cleaned(name, each);
                values.add(new NamedValue(said == null ? "?" : said, text));
            }
        }));
        return List.copyOf(values);
    }

    /** One word of a list, in any case; null when not said. */
    <E extends Enum<E>> E word(String name, Class<E> words) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return Enum.valueOf(words, text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw malformed(name, "not one of the words of this field");
        }
    }

    /** A code: {@code {"code","system","text"}}, or a plain text that is the code itself. */
    Coded code(String name) {
        return coded(name, text -> new Coded(text, "", null));
    }

    /** A word with an optional code: the same object, or a plain text that is what people read. */
    Coded word(String name) {
        return coded(name, text -> new Coded(null, "", text));
    }

    private Coded coded(String name, Function<String, Coded> plain) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (value.isValueNode()) {
            String text = text(name);
            return text == null ? null : plain.apply(text);
        }
        return object(name)
                .map(f -> {
                    Coded coded = new Coded(
                            f.text("code"),
                            Optional.ofNullable(f.text("system")).orElse(""),
                            f.text("text"));
                    f.remarkTheRest();
                    return coded.code() == null && coded.text() == null ? null : coded;
                })
                .orElse(null);
    }

    Optional<ItemFields> object(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw malformed(name, "an object is expected");
        }
        return Optional.of(new ItemFields(value, at(name), zone, remarks));
    }

    /** The objects of an array, each read by the given function; what it makes null is left out. */
    <T> List<T> objects(String name, Function<ItemFields, T> reader) {
        JsonNode array = array(name);
        List<T> list = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            if (!array.get(i).isObject()) {
                throw malformed(name + "/" + i, "an object is expected");
            }
            ItemFields fields = new ItemFields(array.get(i), at(name) + "/" + i, zone, remarks);
            T one = reader.apply(fields);
            fields.remarkTheRest();
            if (one != null) {
                list.add(one);
            }
        }
        return List.copyOf(list);
    }

    /** The texts of an array, blank ones left out; a single text counts as an array of one. */
    List<String> texts(String name) {
        JsonNode value = value(name);
        if (value != null && value.isValueNode()) {
            return List.of(text(name));
        }
        JsonNode array = array(name);
        List<String> list = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            JsonNode one = array.get(i);
            if (!one.isValueNode()) {
                throw malformed(name + "/" + i, "a text is expected");
            }
            String text = one.isNull() ? null : cleaned(name + "/" + i, plain(one));
            if (text != null) {
                list.add(text);
            }
        }
        return List.copyOf(list);
    }

    boolean says(String name) {
        return value(name) != null;
    }

    /** Is the value of this field a list whose entries are plain texts? */
    boolean listsTexts(String name) {
        JsonNode value = value(name);
        return value != null
                && (value.isValueNode() || value.isArray() && value.path(0).isValueNode());
    }

    void remark(String sentence) {
        if (remarks.size() < REMARK_LIMIT) {
            remarks.add(sentence);
        } else if (remarks.size() == REMARK_LIMIT) {
            remarks.add("more remarks were left out");
        }
    }

    void remark(String name, String sentence) {
        remark(at(name) + ": " + sentence);
    }

    /** Fields nobody asked for are kept in the message and named here. */
    void remarkTheRest() {
        object.fieldNames().forEachRemaining(name -> {
            if (!read.contains(name)) {
                remark(PRINTABLE_NAME.matcher(name).matches() ? name : "?", "unknown field, kept but not read");
            }
        });
    }

    Refusal malformed(String name, String detail) {
        return new Refusal(Code.MALFORMED_FIELD, detail, at(name));
    }

    Refusal missing(String name) {
        return new Refusal(Code.REQUIRED_FIELD_MISSING, "a required field is missing", at(name));
    }

    private String at(String name) {
        return pointer + "/" + name;
    }

    private JsonNode array(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isArray()) {
            throw malformed(name, "an array is expected");
        }
        return value == null ? JsonNodeFactory.instance.arrayNode() : value;
    }

    private JsonNode value(String name) {
        read.add(name);
        JsonNode value = object.get(name);
        return value == null
                        || value.isNull()
                        || value.isTextual() && value.textValue().isBlank()
                ? null
                : value;
    }

    private String cleaned(String name, String raw) {
        String fault = SentText.fault(raw);
        if (fault != null) {
            throw malformed(name, fault);
        }
        return SentText.clean(raw);
    }
}
