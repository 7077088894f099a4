package vn.emr.core.form;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.emr.core.form.Form.Item;
import vn.emr.core.record.Value;

/** Answers as they are kept: one way of writing each thing, and nothing where nothing was said. */
public final class Answers {
    private Answers() {}

    /**
     * The same answers in NFC and with lines that end alike; blank ones are none, and words and system of a code are those of the
     * form. What is wrong stays wrong.
     */
    public static SortedMap<String, List<Value>> clean(Form form, Map<String, List<Value>> answers) {
        return clean(form.answered(), answers);
    }

    private static SortedMap<String, List<Value>> clean(List<Item> asked, Map<String, List<Value>> answers) {
        Map<String, Item> items = asked.stream().collect(Collectors.toMap(Item::linkId, item -> item));
        SortedMap<String, List<Value>> clean = new TreeMap<>();
        answers.forEach((id, values) -> {
            Item item = items.get(id);
            List<Value> kept = values == null
                    ? List.of()
                    : values.stream()
                            .map(value -> value == null ? null : clean(item, value))
                            .filter(value -> value == null || value.kinds() > 0)
                            .collect(Collectors.toList());
            if (!kept.isEmpty()) {
                clean.put(id, kept);
            }
        });
        return Value.sorted(clean);
    }

    private static Value clean(Item item, Value v) {
        boolean rows = item != null && item.rows() && v.answers() != null;
        return new Value(
                text(v.text()),
                v.number(),
                v.yes(),
                v.date(),
                v.dateTime(),
                v.time(),
                v.code(),
                v.code() == null ? null : v.system() == null && item != null ? item.catalogue() : v.system(),
                v.code() == null ? null : display(item, v),
                rows ? clean(item.item().stream().flatMap(Item::answered).toList(), v.answers()) : v.answers(),
                v.from(),
                text(v.because()),
                v.entry());
    }

    private static String display(Item item, Value v) {
        return item == null
                ? v.display()
                : item.answerOption().stream()
                        .filter(option -> Objects.equals(option.code(), v.code()))
                        .map(Form.Option::display)
                        .findFirst()
                        .orElse(text(v.display()));
    }

    private static String text(String sent) {
        if (sent == null || sent.isBlank()) {
            return null;
        }
        return Normalizer.normalize(sent.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC)
                .replace('\t', ' ')
                .strip();
    }
}
