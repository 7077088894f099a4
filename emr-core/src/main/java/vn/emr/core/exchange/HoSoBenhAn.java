package vn.emr.core.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.emr.core.exchange.Shape.Field;
import vn.emr.core.exchange.Shape.Group;
import vn.emr.core.exchange.Shape.Part;
import vn.emr.core.exchange.Shape.Rows;
import vn.emr.core.form.Fact;
import vn.emr.core.form.Forms;

/** One record under the names of the annex. Every name is there; what is not known is the empty text. */
final class HoSoBenhAn {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss.SSS").withZone(Forms.ZONE);

    private final Function<String, List<Fact>> known;
    private final Row record;
    private final Function<String, List<Row>> visit;

    /**
     * @param known facts of the record by their paths
     * @param record answers of the bệnh án
     * @param visit the rows of the visit by what they are
     */
    HoSoBenhAn(Function<String, List<Fact>> known, Row record, Function<String, List<Row>> visit) {
        this.known = known;
        this.record = record;
        this.visit = visit;
    }

    ObjectNode tree(Shape shape) {
        return object(shape.parts(), new Row());
    }

    private ObjectNode object(List<Part> parts, Row row) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Part part : parts) {
            switch (part) {
                case Field field -> object.put(field.name(), text(field, row));
                case Group group -> object.set(group.name(), object(group.parts(), row));
                case Rows rows -> object.set(rows.name(), array(rows, row));
            }
        }
        return object;
    }

    private ArrayNode array(Rows rows, Row row) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        List<Row> within = row.rows(rows.each());
        (within == null ? visit.apply(rows.each()) : within).forEach(one -> array.add(object(rows.parts(), one)));
        return array;
    }

    private String text(Field field, Row row) {
        List<String> texts = field.from().stream()
                .map(path -> facts(path, row))
                .map(facts -> facts.stream()
                        .map(fact -> written(field.as(), fact))
                        .filter(text -> text != null && !text.isBlank())
                        .distinct()
                        .toList())
                .filter(some -> !some.isEmpty())
                .findFirst()
                .orElse(List.of());
        return within(texts, field.max());
    }

    private List<Fact> facts(String path, Row row) {
        String rest = path.substring(path.indexOf('.') + 1);
        if (path.startsWith("row.")) {
            return row.facts(rest);
        }
        return path.startsWith("item.") ? record.facts(rest) : known.apply(path);
    }

    private static String written(Shape.As as, Fact fact) {
        return switch (as) {
            case WORDS -> fact.words() == null ? null : clean(fact.words());
            case CODE -> fact.code() == null ? null : clean(fact.code());
            case NUMBER -> fact.number() == null ? null : fact.number().toPlainString();
            case DATE -> day(fact.date());
            case DATE_TIME -> fact.moment() != null ? MOMENT.format(fact.moment()) : day(fact.date());
        };
    }

    /** A day, month or year as it is known. */
    private static String day(String date) {
        if (date == null) {
            return null;
        }
        List<String> parts = List.of(date.split("-")).reversed();
        return String.join("/", parts);
    }

    /** In NFC, without the characters that XML 1.0 has no place for. */
    private static String clean(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .filter(c -> c >= ' ' && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF)
                        || c == '\n'
                        || c == '\t')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** Several in one text; those that the length leaves no room for are left out whole, and only a single one is cut. */
    private static String within(List<String> texts, Integer max) {
        StringBuilder all = new StringBuilder();
        for (String text : texts) {
            String next = all.isEmpty() ? text : ";" + text;
            if (max != null && all.length() + next.length() > max) {
                return all.isEmpty() ? next.substring(0, max) : all.toString();
            }
            all.append(next);
        }
        return all.toString();
    }
}
