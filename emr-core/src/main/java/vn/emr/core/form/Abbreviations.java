package vn.emr.core.form;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.emr.core.form.Form.Item;
import vn.emr.core.form.Form.Type;
import vn.emr.core.record.Value;

/**
 * Short forms in what people wrote. On papers for patients or other facilities nothing is abbreviated, elsewhere only by the list of the
 * facility (TT 32/2023/TT-BYT art. 52.2.c). Pure: knows no list. The screens find words by the same rule in TypeScript; both run the
 * vectors of {@code forms/abbreviations.json}.
 */
public final class Abbreviations {
    /** The catalogue in which a hospital keeps its list: the short form as code, the words as name. */
    public static final String CATALOGUE = "abbreviations";

    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}\\uFEFF]+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}\\p{M}\\p{N}]+|[^\\p{L}\\p{M}\\p{N}]+$");

    private Abbreviations() {}

    /** Everything in a text that a list could have: what stands between blanks ({@code T/d}), and its parts ({@code HA/M}). */
    public static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        BLANK.splitAsStream(text)
                .map(word -> AROUND.matcher(word).replaceAll(""))
                .filter(word -> !word.isEmpty())
                .forEach(word -> {
                    words.add(word);
                    BETWEEN.splitAsStream(word).forEach(words::add);
                });
        return words;
    }

    /**
     * The words of a sheet that is handed out, by the place of their answer (a JSON pointer); nothing for other forms. Read is what
     * people write: long texts, and lines that the record did not fill in. Names, addresses and numbers of the record stay as they are.
     */
    public static SortedMap<String, Set<String>> handedOut(Form form, Map<String, List<Value>> answers) {
        SortedMap<String, Set<String>> words = new TreeMap<>();
        if (form.handedOut()) {
            level(form.answered(), answers, "", words);
        }
        return words;
    }

    private static void level(
            List<Item> asked, Map<String, List<Value>> answers, String above, SortedMap<String, Set<String>> words) {
        for (Item item : asked) {
            List<Value> values = answers.getOrDefault(item.linkId(), List.of());
            for (int i = 0; i < values.size(); i++) {
                Value value = values.get(i);
                String at = above + "/" + item.linkId() + "/" + i;
                if (value.answers() != null) {
                    level(item.item().stream().flatMap(Item::answered).toList(), value.answers(), at, words);
                } else if (written(item, value)) {
                    words.put(at, words(value.text()));
                }
            }
        }
    }

    private static boolean written(Item item, Value value) {
        boolean line = item.type() == Type.STRING && value.from() == null;
        return value.text() != null && (line || item.type() == Type.TEXT);
    }

    /** All words of all places. */
    public static Set<String> all(SortedMap<String, Set<String>> byPlace) {
        return byPlace.values().stream().flatMap(Set::stream).collect(LinkedHashSet::new, Set::add, Set::addAll);
    }

    /** The places where one of these stands. */
    public static Stream<String> places(SortedMap<String, Set<String>> byPlace, Set<String> shortForms) {
        return byPlace.entrySet().stream()
                .filter(place -> place.getValue().stream().anyMatch(shortForms::contains))
                .map(Map.Entry::getKey);
    }
}
