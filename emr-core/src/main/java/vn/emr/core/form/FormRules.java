package vn.emr.core.form;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.emr.core.form.EnableWhen.Operator;
import vn.emr.core.form.Form.Item;
import vn.emr.core.form.Form.Type;

/** What a definition must keep to beyond its shape. */
final class FormRules {
    /** The catalogues that a choice may name. */
    static final Set<String> CATALOGUES = Set.of(
            "icd10",
            "icd9",
            "departments",
            "staff",
            "facilities",
            "services",
            "medicines",
            "occupations",
            "ethnic-groups",
            "nationalities",
            "provinces",
            "districts",
            "wards");

    private static final Pattern LINK_ID = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z./-]{0,39}");
    private static final Pattern VERSION = Pattern.compile("[0-9][0-9.]{0,9}");
    private static final Pattern OPTION = Pattern.compile("[\\p{Graph}]{1,40}");
    /** A form of the ministry has some 250. */
    private static final int MOST_ITEMS = 2_000;

    private static final int DEEPEST = 8;

    private final Form form;
    private final List<String> faults = new ArrayList<>();
    /** Every item by name. */
    private final Map<String, Item> items = new HashMap<>();
    /** In which repeating group an item stands; absent at the top level. */
    private final Map<String, String> rowsOf = new HashMap<>();
    /** The items each item follows from: by its condition or those of its groups, or by computing. */
    private final Map<String, Set<String>> follows = new HashMap<>();

    FormRules(Form form) {
        this.form = form;
    }

    /** Everything that is wrong, in its order. */
    List<String> faults() {
        top();
        form.item().forEach(item -> collect(item, null, 1));
        if (items.size() > MOST_ITEMS) {
            faults.add("/item: more than " + MOST_ITEMS + " items");
        } else if (faults.isEmpty()) {
            items.values().stream()
                    .sorted(java.util.Comparator.comparing(Item::linkId))
                    .forEach(this::each);
            form.item().forEach(item -> chain(item, List.of()));
            circles();
        }
        return faults;
    }

    private void top() {
        need(form.url() != null && form.url().startsWith("urn:"), "/url", "an urn");
        need(form.code() != null && CODE.matcher(form.code()).matches(), "/code", "digits, letters and / . -");
        need(form.version() != null && VERSION.matcher(form.version()).matches(), "/version", "digits and points");
        need(said(form.title()) && said(form.titleEn()), "/title", "a title in Vietnamese and English");
        need(form.kind() != null, "/kind", "RECORD, SHEET or PAPER");
        need(form.group() != null, "/group", "the tab of the folder");
        need(!form.classes().isEmpty(), "/classes", "one class at least");
        need(!form.item().isEmpty(), "/item", "one item at least");
        boolean start = form.effective() != null && form.effective().start() != null;
        need(start, "/effective", "the first day");
        need(
                !start
                        || form.effective().end() == null
                        || !form.effective().end().isBefore(form.effective().start()),
                "/effective",
                "an end that is not before the start");
        faults.addAll(SignerRules.faults(form));
    }

    private void collect(Item item, String rows, int depth) {
        if (depth > DEEPEST) {
            faults.add("/item: deeper than " + DEEPEST);
            return;
        }
        String id = item == null ? null : item.linkId();
        if (id == null || !LINK_ID.matcher(id).matches()) {
            faults.add(id + ": linkId of small letters, digits, points and hyphens");
            return;
        }
        if (item.type() == null) {
            faults.add(id + ": has no type");
            return;
        }
        if (items.put(id, item) != null) {
            faults.add(id + ": linkId twice");
        }
        if (rows != null) {
            rowsOf.put(id, rows);
            need(!item.rows(), id, "no rows within rows");
        }
        String inside = item.rows() ? id : rows;
        item.item().forEach(child -> collect(child, inside, depth + 1));
    }

    private void each(Item item) {
        String id = item.linkId();
        boolean group = item.type() == Type.GROUP;
        need(group != item.item().isEmpty(), id, "items in a group, and only there");
        need(group || said(item.text()) || said(item.prefix()), id, "a text");
        need(item.layout() == null || !item.layout().ofRows() || item.rows(), id, "this layout is one of rows");
        need(item.layout() != Form.Layout.BOXES || item.type().choice(), id, "boxes are for a choice");
        limits(item);
        options(item);
        conditions(item);
        calculated(item);
        boolean asked = !group && item.type() != Type.DISPLAY;
        need(asked || !item.required() || item.rows(), id, "what has no answer is not required");
        need(item.prefill() == null || asked || item.rows(), id, "what has no answer is not filled in before");
        need(item.prefill() == null || Prefill.PATHS.contains(item.prefill()), id, "no such prefill path");
        need(
                item.prefill() == null
                        || !item.rows()
                        || item.item().stream().flatMap(Item::answered).anyMatch(inside -> inside.prefill() != null),
                id,
                "rows filled in before say which of their items are");
    }

    private void limits(Item item) {
        String id = item.linkId();
        boolean words = item.type() == Type.STRING || item.type() == Type.TEXT || item.type() == Type.OPEN_CHOICE;
        need(item.maxLength() == null || words, id, "a length is for words");
        need(
                item.maxLength() == null || item.maxLength() >= 1 && item.maxLength() <= Check.LONGEST_TEXT,
                id,
                "at most " + Check.LONGEST_TEXT + " characters");
        boolean limited = item.minValue() != null || item.maxValue() != null || said(item.unit());
        need(!limited || item.type().number(), id, "limits and units are for numbers");
        need(
                item.minValue() == null
                        || item.maxValue() == null
                        || item.minValue().compareTo(item.maxValue()) <= 0,
                id,
                "a least value above the greatest");
        need(item.decimals() == null || item.type() == Type.DECIMAL, id, "decimals are for a decimal");
        need(
                item.decimals() == null || item.decimals() >= 0 && item.decimals() <= Check.MOST_DECIMALS,
                id,
                "at most " + Check.MOST_DECIMALS + " decimals");
    }

    private void options(Item item) {
        String id = item.linkId();
        boolean some = !item.answerOption().isEmpty() || item.catalogue() != null;
        need(some == item.type().choice(), id, "options or a catalogue for a choice, and only there");
        need(item.answerOption().isEmpty() || item.catalogue() == null, id, "options or a catalogue, not both");
        need(item.catalogue() == null || CATALOGUES.contains(item.catalogue()), id, "no such catalogue");
        Set<String> codes = new HashSet<>();
        item.answerOption().forEach(option -> {
            boolean whole =
                    option.code() != null && OPTION.matcher(option.code()).matches() && said(option.display());
            need(whole, id, "an option has a code without spaces and a text");
            need(codes.add(option.code()), id, "an option twice");
        });
    }

    private void conditions(Item item) {
        String id = item.linkId();
        need(item.enableBehavior() == null || !item.enableWhen().isEmpty(), id, "enableBehavior without enableWhen");
        item.enableWhen().forEach(when -> {
            Item asked = when.question() == null ? null : items.get(when.question());
            boolean there = asked != null && seen(asked, item) && asked.type() != Type.DISPLAY;
            if (!there || asked.type() == Type.GROUP && (!asked.repeats() || when.operator() != Operator.EXISTS)) {
                faults.add(id + ": enableWhen names nothing that is answered: " + when.question());
            } else {
                need(when.operator() != null && fits(asked, when), id, "enableWhen compares what cannot be compared");
            }
        });
    }

    private static boolean fits(Item asked, EnableWhen when) {
        return switch (when.operator()) {
            case EXISTS -> when.answer() instanceof Boolean;
            case EQUAL, NOT_EQUAL ->
                switch (asked.type()) {
                    case BOOLEAN -> when.answer() instanceof Boolean;
                    case INTEGER, DECIMAL -> when.answer() instanceof Number;
                    case CHOICE ->
                        when.answer() instanceof String code
                                && (asked.catalogue() != null
                                        || asked.answerOption().stream()
                                                .anyMatch(option -> code.equals(option.code())));
                    default -> when.answer() instanceof String;
                };
            default -> asked.type().number() && when.answer() instanceof Number;
        };
    }

    private void calculated(Item item) {
        if (item.calculated() == null) {
            return;
        }
        String id = item.linkId();
        Calculation.Function function = item.calculated().function();
        need(item.type().number() && !item.repeats(), id, "what is computed is one number");
        need(function != null, id, "no such function");
        if (function == null) {
            return;
        }
        List<String> of = item.calculated().of();
        need(function.takes(of.size()), id, function + " of another number of items");
        boolean gathers = function == Calculation.Function.SUM || function == Calculation.Function.COUNT;
        of.forEach(name -> {
            Item one = items.get(name);
            boolean there = one != null && (seen(one, item) || gathers && !rowsOf.containsKey(id));
            if (!there || !function.takes(one)) {
                faults.add(id + ": computed of nothing that fits: " + name);
            }
        });
    }

    /** Whether an item may look at another: at the top level, or in the same row. */
    private boolean seen(Item other, Item from) {
        String rows = rowsOf.get(other.linkId());
        return rows == null || rows.equals(rowsOf.get(from.linkId()));
    }

    /** What each item follows from, its groups' conditions included. */
    private void chain(Item item, List<EnableWhen> above) {
        List<EnableWhen> all =
                Stream.concat(above.stream(), item.enableWhen().stream()).toList();
        Set<String> from = follows.computeIfAbsent(item.linkId(), id -> new HashSet<>());
        all.forEach(when -> from.add(when.question()));
        if (item.calculated() != null) {
            from.addAll(item.calculated().of());
        }
        item.item().forEach(child -> chain(child, all));
    }

    private void circles() {
        Set<String> settled = new HashSet<>();
        items.keySet().stream().sorted().forEach(id -> {
            if (circle(id, new HashSet<>(), settled)) {
                faults.add(id + ": follows from itself");
            }
        });
    }

    private boolean circle(String id, Set<String> above, Set<String> settled) {
        if (settled.contains(id)) {
            return false;
        }
        if (!above.add(id)) {
            return true;
        }
        boolean found = follows.getOrDefault(id, Set.of()).stream().anyMatch(next -> circle(next, above, settled));
        above.remove(id);
        settled.add(id);
        return found;
    }

    private void need(boolean kept, String where, String what) {
        if (!kept) {
            faults.add(where + ": " + what);
        }
    }

    static boolean said(String text) {
        return text != null && !text.isBlank() && text.equals(text.strip());
    }

    /** Numbers of a definition as they are compared. */
    static BigDecimal number(Number number) {
        return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
    }
}
