package vn.emr.his;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One object of the exchange record while it is converted. What is taken goes into a field of its own; everything else is
 * given by {@link #rest} under its name, so that nothing is lost. A value that cannot be converted is not taken.
 */
final class AnnexGroup {
    private static final int REST_LIMIT = 400;
    private static final int NAME_LIMIT = 200;

    /** Longer are pictures as text; they stay in the message. */
    private static final int TEXT_LIMIT = 60_000;

    private final JsonNode object;
    private final Set<String> taken = new HashSet<>();

    AnnexGroup(JsonNode object) {
        this.object = object.isObject() ? object : JsonNodeFactory.instance.objectNode();
    }

    /** A text, RTF made plain; null when not said. The first of the names that says something is taken. */
    String text(String... names) {
        for (String name : names) {
            String text = peek(name);
            if (text != null) {
                taken.add(name);
                return text;
            }
        }
        return null;
    }

    /** Looks without taking. */
    String peek(String name) {
        JsonNode value = object.path(name);
        if (!value.isValueNode() || value.isNull()) {
            return null;
        }
        String text = RtfText.plain(value.asText()).strip();
        return text.isEmpty() || text.length() > TEXT_LIMIT ? null : text;
    }

    /** A time as {@code yyyyMMdd[HHmm[ss]]} or {@code yyyy}; null, and left in the rest, when it cannot be read. */
    String time(String... names) {
        for (String name : names) {
            String time =
                    Optional.ofNullable(peek(name)).flatMap(SentTime::compact).orElse(null);
            if (time != null) {
                taken.add(name);
                return time;
            }
        }
        return null;
    }

    /** A measured number; null, and left in the rest, when it may mean two things. */
    String number(String name) {
        String text = peek(name);
        if (text == null
                || SentNumber.ambiguous(text)
                || SentNumber.read(text).filter(n -> n.comparator() == null).isEmpty()) {
            return null;
        }
        taken.add(name);
        return text;
    }

    /** The object under a name, empty when there is none. */
    AnnexGroup inner(String name) {
        JsonNode value = object.path(name);
        if (value.isObject()) {
            taken.add(name);
        }
        return new AnnexGroup(value);
    }

    /** The objects of a list; XML writers send a single one without its list. */
    List<AnnexGroup> list(String name) {
        JsonNode value = object.path(name);
        List<AnnexGroup> list = new ArrayList<>();
        if (value.isObject()) {
            list.add(new AnnexGroup(value));
        }
        value.elements().forEachRemaining(one -> {
            if (value.isArray() && one.isObject()) {
                list.add(new AnnexGroup(one));
            }
        });
        boolean whole = value.isObject() || value.isArray() && list.size() == value.size();
        if (whole) {
            taken.add(name);
        }
        return whole ? list : List.of();
    }

    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** What nobody took, under names like {@code khambenh_caccoquan/tuanhoan/dauchung}. */
    ObjectNode rest() {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(e -> {
            if (!taken.contains(e.getKey())) {
                flatten(e.getKey(), e.getValue(), rest);
            }
        });
        return rest;
    }

    private static void flatten(String name, JsonNode value, ObjectNode into) {
        if (into.size() >= REST_LIMIT || name.length() > NAME_LIMIT) {
            into.put("...", "các trường còn lại chỉ giữ trong bản tin");
        } else if (value.isValueNode()) {
            String text = value.isNull() ? "" : RtfText.plain(value.asText()).strip();
            if (text.length() > TEXT_LIMIT) {
                into.put(name, text.length() + " ký tự, chỉ giữ trong bản tin");
            } else if (!text.isEmpty()) {
                into.put(name, money(name) ? SentNumber.withoutThousands(text) : text);
            }
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                flatten(name + "/" + (i + 1), value.get(i), into);
            }
        } else {
            value.properties().forEach(e -> flatten(name + "/" + e.getKey(), e.getValue(), into));
        }
    }

    private static boolean money(String name) {
        return name.matches("(?:.*/)?(?:dongia|thanhtien|tongcong|benhnhanphaitra)");
    }
}
