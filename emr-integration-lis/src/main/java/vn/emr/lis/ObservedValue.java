package vn.emr.lis;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import vn.emr.core.hl7.DataTypes;
import vn.emr.core.hl7.Repetition;
import vn.emr.core.hl7.Segment;
import vn.emr.core.record.Coded;

/**
 * OBX-5 by its type OBX-2. The text is always there and reads as it was sent, whatever else could be made of it; an unknown
 * or missing type is text.
 *
 * @param text null when the value is empty
 * @param furtherAnswers the codes of the repetitions after the first
 */
record ObservedValue(BigDecimal number, String comparator, String text, Coded coded, List<Coded> furtherAnswers) {

    private static final ObservedValue EMPTY = new ObservedValue(null, null, null, null, List.of());
    private static final int VALUE = 5;
    private static final int UNIT = 6;

    /** @param type OBX-2 in capitals */
    static ObservedValue of(Segment obx, String type) {
        List<Repetition> sent = obx.repetitions(VALUE);
        if (sent.isEmpty()) {
            return EMPTY;
        }
        return switch (type) {
            case "NM" -> number(sent);
            case "SN" -> structured(sent);
            case "CE", "CWE", "CNE", "CF" -> coded(sent);
            case "RP" -> text(lines(sent, ObservedValue::pointer));
            case "XAD", "AD", "XPN", "PN", "XCN", "CN", "XTN", "XON", "CX", "CK", "CP", "MO", "DLN", "EI", "HD", "PL" ->
                text(lines(sent, ObservedValue::parts));
            case "ST", "" -> obx.has(UNIT) ? number(sent) : text(lines(sent, Repetition::text));
            default -> text(lines(sent, Repetition::text));
        };
    }

    private static ObservedValue text(String text) {
        return text.isBlank() ? EMPTY : new ObservedValue(null, null, text, null, List.of());
    }

    /** A number that is none (such as {@code hemolysed}) stays as text. */
    private static ObservedValue number(List<Repetition> sent) {
        ObservedValue text = text(lines(sent, Repetition::text));
        Numbers.Measured m = sent.size() == 1 && text.text != null ? Numbers.measured(text.text) : null;
        return m == null ? text : new ObservedValue(m.number(), m.comparator(), text.text, null, List.of());
    }

    /** SN: comparator, number, separator or suffix, number. Only a number alone counts as one: 1:128 and 3+ are text. */
    private static ObservedValue structured(List<Repetition> sent) {
        ObservedValue text = text(lines(sent, ObservedValue::together));
        Repetition only = sent.getFirst();
        String comparator = only.component(1).strip();
        BigDecimal number = Numbers.plain(only.component(2));
        boolean alone = sent.size() == 1
                && only.component(3).isBlank()
                && only.component(4).isBlank()
                && (comparator.isEmpty() || comparator.equals("=") || Numbers.comparator(comparator) != null);
        if (number != null && alone) {
            return new ObservedValue(number, Numbers.comparator(comparator), text.text, null, List.of());
        }
        // Some send the number itself in the first component.
        return only.components() == 1 ? number(sent) : text;
    }

    private static ObservedValue coded(List<Repetition> sent) {
        String text = lines(sent, r -> {
            Coded c = DataTypes.coded(r);
            return c == null ? r.text() : c.shown();
        });
        Coded first = DataTypes.coded(sent.getFirst());
        if (text.isBlank() && first == null) {
            return EMPTY;
        }
        List<Coded> further = sent.stream()
                .skip(1)
                .map(DataTypes::coded)
                .filter(Objects::nonNull)
                .toList();
        return new ObservedValue(null, null, text, first, further);
    }

    private static String lines(List<Repetition> sent, java.util.function.Function<Repetition, String> reader) {
        if (sent.size() == 1) {
            return reader.apply(sent.getFirst()).strip();
        }
        StringJoiner lines = new StringJoiner("\n");
        sent.forEach(r -> lines.add(reader.apply(r)));
        return lines.toString().strip();
    }

    private static String together(Repetition r) {
        StringBuilder all = new StringBuilder();
        for (int c = 1; c <= 4; c++) {
            all.append(r.component(c).strip());
        }
        return all.toString();
    }

    /** RP: the reference with its kind; who holds the document is asked by it. */
    private static String pointer(Repetition r) {
        String kind = r.component(3).strip()
                + (r.component(4).isBlank() ? "" : "/" + r.component(4).strip());
        return r.component(1).strip() + (kind.isEmpty() ? "" : " (" + kind + ")");
    }

    private static String parts(Repetition r) {
        StringJoiner all = new StringJoiner(" ");
        for (int c = 1; c <= r.components(); c++) {
            if (!r.component(c).isBlank()) {
                all.add(r.component(c).strip());
            }
        }
        return all.toString();
    }
}
