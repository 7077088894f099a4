package vn.emr.core.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vn.emr.core.exchange.RecordFile.What;
import vn.emr.core.exchange.Shape.As;
import vn.emr.core.exchange.Shape.Field;
import vn.emr.core.exchange.Shape.Group;
import vn.emr.core.exchange.Shape.Part;
import vn.emr.core.exchange.Shape.Rows;

/** Puts what a file says into the shape of the annex, every name in its order, and finds what does not fit. */
final class RecordShape {
    /** Rows of one list; a year in intensive care has fewer of anything. */
    private static final int MOST_ROWS = 5_000;

    /** Characters of a text that the annex does not limit. */
    private static final int LONGEST = 100_000;

    private final Faults faults;

    RecordShape(Faults faults) {
        this.faults = faults;
    }

    ObjectNode of(List<Part> parts, JsonNode said, String at) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Part part : parts) {
            JsonNode value = said.get(part.name());
            String here = at + "/" + part.name();
            if (value == null) {
                faults.add(here, What.MISSING);
                continue;
            }
            switch (part) {
                case Field field -> object.put(field.name(), text(field, value, here));
                case Group group -> object.set(group.name(), group(group, value, here));
                case Rows rows -> object.set(rows.name(), rows(rows, value, here));
            }
        }
        Set<String> known = parts.stream().map(Part::name).collect(Collectors.toSet());
        said.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                faults.add(at + "/" + name, What.UNKNOWN_NAME);
            }
        });
        return object;
    }

    private JsonNode group(Group group, JsonNode value, String at) {
        if (!value.isObject()) {
            faults.add(at, What.WRONG_SHAPE);
            return JsonNodeFactory.instance.objectNode();
        }
        return of(group.parts(), value, at);
    }

    private ArrayNode rows(Rows rows, JsonNode value, String at) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        if (!value.isArray()) {
            faults.add(at, What.WRONG_SHAPE);
            return array;
        }
        if (value.size() > MOST_ROWS) {
            faults.add(at, What.TOO_MANY, MOST_ROWS);
            return array;
        }
        for (int i = 0; i < value.size(); i++) {
            if (value.get(i).isObject()) {
                array.add(of(rows.parts(), value.get(i), at + "/" + i));
            } else {
                faults.add(at + "/" + i, What.WRONG_SHAPE);
            }
        }
        return array;
    }

    private String text(Field field, JsonNode value, String at) {
        if (!value.isTextual()) {
            faults.add(at, What.WRONG_SHAPE);
            return "";
        }
        String text = value.textValue().replace("\r\n", "\n").replace('\r', '\n');
        if (!text.codePoints().allMatch(RecordShape::written)) {
            faults.add(at, What.BAD_TEXT);
            return "";
        }
        text = Normalizer.normalize(text, Normalizer.Form.NFC);
        int most = field.max() == null ? LONGEST : field.max();
        if (text.length() > most) {
            faults.add(at, What.TOO_LONG, most);
        }
        String pattern = ExchangeSchemas.pattern(field.as());
        if (pattern != null && !text.matches(pattern)) {
            faults.add(at, What.MALFORMED);
        } else if ((field.as() == As.DATE || field.as() == As.DATE_TIME) && !there(text)) {
            faults.add(at, What.NO_SUCH_DAY);
        }
        return text;
    }

    /** What XML 1.0 has a place for, and nothing that writes nothing. */
    private static boolean written(int c) {
        return c == '\n' || c == '\t' || c >= ' ' && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF);
    }

    /** Whether the calendar and the clock have such a time; written as it should be it is. */
    private static boolean there(String text) {
        if (text.isEmpty()) {
            return true;
        }
        try {
            String[] day = text.substring(0, text.contains(" ") ? text.indexOf(' ') : text.length())
                    .split("/");
            LocalDate.of(
                    Integer.parseInt(day[day.length - 1]),
                    day.length > 1 ? Integer.parseInt(day[day.length - 2]) : 1,
                    day.length > 2 ? Integer.parseInt(day[0]) : 1);
            if (text.contains(" ")) {
                LocalTime.parse(text.substring(text.indexOf(' ') + 1));
            }
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
