package vn.emr.core.designing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import vn.emr.core.form.EnableWhen;
import vn.emr.core.form.Form;
import vn.emr.core.form.Form.Item;
import vn.emr.core.form.FormCatalogue;

/**
 * What the hospital may not take from a form of the law: a record has every item of the template (TT 32/2023/TT-BYT, art. 52 k1b). It
 * may add, rearrange and word. Of a form that nobody compared with the official print its items are no law, unless received results
 * are printed in them.
 */
final class Prescribed {
    /** An item where it stands. @param row the repeating group around it; null: the top level */
    private record Place(Item item, String row, Set<Condition> conditions) {}

    private record Condition(EnableWhen.Behavior behavior, Set<EnableWhen> when) {}

    private final Form law;
    private final List<String> faults = new ArrayList<>();

    private Prescribed(Form law) {
        this.law = law;
    }

    /** What is missing or weakened, in the order of the shipped form. */
    static List<String> faults(Form law, Form own) {
        Prescribed prescribed = new Prescribed(law);
        prescribed.head(own);
        boolean binding = law.results() != null
                || law.confirmed() && FormCatalogue.prescribed(law.code()).isPresent();
        if (binding) {
            Map<String, Place> there = places(own);
            places(law).values().stream()
                    .sorted(java.util.Comparator.comparing(place -> order(law, place.item())))
                    .forEach(place ->
                            prescribed.item(place, there.get(place.item().linkId())));
        }
        return prescribed.faults;
    }

    private void head(Form own) {
        need(!law.handedOut() || own.handedOut(), "/handedOut", "the form is handed out by law");
        need(!law.mandatory() || own.mandatory(), "/mandatory", "every record has this form by law");
        need(
                own.classes().containsAll(law.classes()),
                "/classes",
                "a kind of record that has this form by law is missing");
        need(
                law.signers().stream().allMatch(signer -> own.signers().stream()
                        .anyMatch(other -> other.role().equals(signer.role()))),
                "/signers",
                "who signs this form by law is missing");
    }

    private void item(Place law, Place own) {
        Item asked = law.item();
        String id = asked.linkId();
        if (own == null) {
            faults.add(id + ": prescribed by law and may not be left out: " + words(asked));
            return;
        }
        Item kept = own.item();
        need(
                kept.type() == asked.type() && kept.repeats() == asked.repeats(),
                id,
                "prescribed by law, of another kind");
        need(Objects.equals(own.row(), law.row()), id, "prescribed by law, and not within these rows");
        need(!asked.required() || kept.required(), id, "prescribed by law, and required");
        need(own.conditions().equals(law.conditions()), id, "prescribed by law, and not under another condition");
        need(
                asked.answerOption().stream().allMatch(option -> kept.answerOption().stream()
                        .anyMatch(other -> other.code().equals(option.code()))),
                id,
                "prescribed by law, with choices that are missing");
    }

    private static Map<String, Place> places(Form form) {
        Map<String, Place> places = new HashMap<>();
        form.item().forEach(item -> add(places, item, null, Set.of()));
        return places;
    }

    private static void add(Map<String, Place> places, Item item, String row, Set<Condition> above) {
        Set<Condition> conditions = new HashSet<>(above);
        if (!item.enableWhen().isEmpty()) {
            boolean any = item.enableBehavior() == EnableWhen.Behavior.ANY;
            conditions.add(new Condition(
                    any ? EnableWhen.Behavior.ANY : EnableWhen.Behavior.ALL, new HashSet<>(item.enableWhen())));
        }
        places.put(item.linkId(), new Place(item, row, conditions));
        String inside = item.rows() ? item.linkId() : row;
        item.item().forEach(child -> add(places, child, inside, conditions));
    }

    private static int order(Form form, Item item) {
        List<Item> all = new ArrayList<>();
        form.item().forEach(top -> flat(top, all));
        return all.indexOf(item);
    }

    private static void flat(Item item, List<Item> all) {
        all.add(item);
        item.item().forEach(child -> flat(child, all));
    }

    private static String words(Item item) {
        return item.text() == null || item.text().isBlank() ? item.linkId() : item.text();
    }

    private void need(boolean kept, String where, String what) {
        if (!kept) {
            faults.add(where + ": " + what);
        }
    }
}
