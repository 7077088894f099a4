package vn.emr.core.form;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.emr.core.form.Form.Item;
import vn.emr.core.form.Form.Type;
import vn.emr.core.record.Value;

/**
 * Whether answers keep the rules of their form. The screens judge by the same rules in TypeScript; both run the vectors of
 * {@code forms/vectors.json}. Takes any answers that are JSON.
 */
public final class Check {
    /** Characters of one line, unless the form says another number. */
    static final int LONGEST_LINE = 255;

    /** Characters of a text. */
    static final int LONGEST_TEXT = 10_000;

    static final int MOST_DECIMALS = 6;
    /** Rows of a group, answers of an item. */
    static final int MOST_ROWS = 400;

    /** Digits before the point: what a screen computes with exactly. */
    private static final int MOST_DIGITS = 15;

    private static final int MOST_PLACES = 100;
    private static final int LONGEST_WORDS = 1_000;
    private static final int LONGEST_REASON = 500;
    private static final Pattern DATE = Pattern.compile("(18|19|20|21)\\d\\d(-(0[1-9]|1[0-2])(-\\d\\d)?)?");
    private static final Pattern DATE_TIME =
            Pattern.compile("(18|19|20|21)\\d\\d-\\d\\d-\\d\\dT([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,6})?Z");
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final Pattern CODE = Pattern.compile("\\p{Graph}{1,40}");
    private static final Pattern NOT_TEXT = Pattern.compile("[\\p{Cc}&&[^\\n]]|[\\x{D800}-\\x{DFFF}]");

    /** What may be wrong. */
    public enum Fault {
        /** Not answered yet; a warning until the record is closed. */
        REQUIRED,
        UNKNOWN_ITEM,
        WRONG_TYPE,
        TOO_LONG,
        TOO_SMALL,
        TOO_LARGE,
        TOO_PRECISE,
        NOT_AN_OPTION,
        /** Answered although the form does not ask it. */
        NOT_ENABLED,
        TOO_MANY,
        /** Signs that no text has. */
        BAD_TEXT;

        /** Whether a sheet may be kept with it. */
        public boolean soft() {
            return this == REQUIRED;
        }
    }

    /** @param at JSON pointer into the answers */
    public record Problem(String at, Fault code) {}

    private final Filled filled;
    private final List<Problem> problems = new ArrayList<>();

    private Check(Form form, Map<String, List<Value>> answers) {
        this.filled = new Filled(form, answers);
    }

    /** Everything that is wrong, by place. */
    public static List<Problem> problems(Form form, Map<String, List<Value>> answers) {
        Check check = new Check(form, answers);
        check.level(form.answered(), Value.sorted(answers), "", Filled.TOP);
        return check.problems.stream()
                .sorted(Comparator.comparing(Problem::at)
                        .thenComparing(p -> p.code().name()))
                .toList();
    }

    private void level(List<Item> asked, Map<String, List<Value>> given, String above, int row) {
        Map<String, Item> items = asked.stream().collect(Collectors.toMap(Item::linkId, item -> item));
        given.forEach((id, values) -> {
            if (!items.containsKey(id)) {
                problem(above + "/" + escaped(id), Fault.UNKNOWN_ITEM);
            }
        });
        for (Item item : asked) {
            List<Value> values = given.get(item.linkId());
            item(item, values == null ? List.of() : values, above + "/" + item.linkId(), row);
        }
    }

    private void item(Item item, List<Value> values, String at, int row) {
        boolean enabled = filled.enabled(item.linkId(), row);
        if (!enabled || item.calculated() != null) {
            if (!enabled && !values.isEmpty()) {
                problem(at, Fault.NOT_ENABLED);
            }
            return;
        }
        if (values.isEmpty() && item.required()) {
            problem(at, Fault.REQUIRED);
        }
        if (values.size() > (item.repeats() ? MOST_ROWS : 1)) {
            problem(at, Fault.TOO_MANY);
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            value(item, values.get(i), at + "/" + i, i);
        }
    }

    private void value(Item item, Value value, String at, int row) {
        if (value == null || value.kinds() != 1) {
            problem(at, Fault.WRONG_TYPE);
            return;
        }
        words(value.because(), LONGEST_REASON, true, at);
        switch (item.type()) {
            case GROUP -> {
                if (must(value.answers() != null, at)) {
                    level(item.item().stream().flatMap(Item::answered).toList(), value.answers(), at, row);
                }
            }
            case BOOLEAN -> must(value.yes() != null, at);
            case INTEGER, DECIMAL -> {
                if (must(value.number() != null, at)) {
                    number(item, value.number(), at);
                }
            }
            case DATE -> must(value.date() != null && day(value), at);
            case DATE_TIME ->
                must(
                        value.dateTime() != null
                                && DATE_TIME.matcher(value.dateTime()).matches()
                                && value.moment().isPresent(),
                        at);
            case TIME -> must(value.time() != null && TIME.matcher(value.time()).matches(), at);
            case STRING, TEXT -> text(item, value, at);
            case CHOICE, OPEN_CHOICE -> choice(item, value, at);
            case DISPLAY -> problem(at, Fault.WRONG_TYPE);
        }
    }

    private static boolean day(Value value) {
        return DATE.matcher(value.date()).matches()
                && (value.date().length() < 10 || value.day().isPresent());
    }

    private void number(Item item, BigDecimal number, String at) {
        if (number.signum() != 0 && digits(number) > MOST_DIGITS) {
            problem(at, number.signum() > 0 ? Fault.TOO_LARGE : Fault.TOO_SMALL);
            return;
        }
        int decimals = item.type() == Type.INTEGER ? 0 : item.decimals() == null ? MOST_DECIMALS : item.decimals();
        if (number.stripTrailingZeros().scale() > decimals) {
            problem(at, Fault.TOO_PRECISE);
        }
        if (item.minValue() != null && number.compareTo(item.minValue()) < 0) {
            problem(at, Fault.TOO_SMALL);
        }
        if (item.maxValue() != null && number.compareTo(item.maxValue()) > 0) {
            problem(at, Fault.TOO_LARGE);
        }
    }

    /** Whether a number may be computed with: adding 1 to 1e999999999 writes out a gigabyte. */
    static boolean countable(BigDecimal number) {
        return digits(number) <= MOST_DIGITS && number.scale() <= MOST_PLACES;
    }

    private static long digits(BigDecimal number) {
        return (long) number.precision() - number.scale();
    }

    private void text(Item item, Value value, String at) {
        if (must(value.text() != null && !value.text().isBlank(), at)) {
            boolean lines = item.type() == Type.TEXT;
            int longest = item.maxLength() != null ? item.maxLength() : lines ? LONGEST_TEXT : LONGEST_LINE;
            words(value.text(), longest, lines, at);
        }
    }

    private void choice(Item item, Value value, String at) {
        if (value.code() == null) {
            if (must(item.type() == Type.OPEN_CHOICE && value.text() != null, at)) {
                text(item, value, at);
            }
            return;
        }
        words(value.display(), LONGEST_WORDS, false, at);
        if (!item.answerOption().isEmpty()) {
            boolean offered =
                    item.answerOption().stream().anyMatch(o -> o.code().equals(value.code()));
            if (!offered || value.system() != null) {
                problem(at, Fault.NOT_AN_OPTION);
            }
        } else if (must(CODE.matcher(value.code()).matches(), at)
                && value.system() != null
                && !value.system().equals(item.catalogue())) {
            problem(at, Fault.NOT_AN_OPTION);
        }
    }

    private void words(String text, int longest, boolean lines, String at) {
        if (text == null) {
            return;
        }
        if (text.length() > longest) {
            problem(at, Fault.TOO_LONG);
        }
        if (NOT_TEXT.matcher(text).find() || !lines && text.indexOf('\n') >= 0) {
            problem(at, Fault.BAD_TEXT);
        }
    }

    private boolean must(boolean kept, String at) {
        if (!kept) {
            problem(at, Fault.WRONG_TYPE);
        }
        return kept;
    }

    private void problem(String at, Fault code) {
        problems.add(new Problem(at, code));
    }

    /** A name within a JSON pointer (RFC 6901). */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
