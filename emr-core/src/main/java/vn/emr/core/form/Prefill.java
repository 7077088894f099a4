package vn.emr.core.form;

import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.emr.core.form.Form.Item;
import vn.emr.core.record.Value;

/** What the record knows already and a form asks for: values with where they come from, as far as they keep the form's rules. */
public final class Prefill {
    /**
     * The paths a definition may name; {@code stay.start} and {@code stay.days} within rows of {@code stay.transfers}, those of
     * {@code allergy} within rows of {@code patient.allergies}.
     */
    public static final Set<String> PATHS = Set.of(
            "patient.name",
            "patient.birth",
            "patient.age",
            "patient.sex",
            "patient.number",
            "patient.national-id",
            "patient.passport",
            "patient.blood-group",
            "patient.allergies",
            "patient.problems",
            "allergy.trait",
            "allergy.words",
            "patient.insurance-number",
            "patient.insurance-from",
            "patient.insurance-until",
            "patient.insurance-place",
            "patient.occupation",
            "patient.ethnicity",
            "patient.nationality",
            "patient.foreign-nationality",
            "patient.address",
            "patient.address.street",
            "patient.address.ward",
            "patient.address.district",
            "patient.address.province",
            "patient.phone",
            "patient.relative.name",
            "patient.relative.address",
            "patient.relative.phone",
            "patient.mother",
            "patient.father",
            "folder.admission-number",
            "folder.archive-number",
            "folder.class",
            "encounter.number",
            "encounter.start",
            "encounter.end",
            "encounter.days",
            "encounter.reason",
            "encounter.outcome",
            "encounter.discharge-kind",
            "encounter.payer",
            "stay.department",
            "stay.room",
            "stay.bed",
            "stay.first.department",
            "stay.first.start",
            "stay.first.days",
            "stay.transfers",
            "stay.left",
            "stay.entered",
            "stay.start",
            "stay.days",
            "facility.name",
            "facility.code",
            "condition.referral",
            "condition.admission",
            "condition.department",
            "condition.primary",
            "condition.secondary",
            "condition.complication",
            "vital.pulse",
            "vital.temperature",
            "vital.systolic",
            "vital.diastolic",
            "vital.respiration",
            "vital.weight",
            "vital.height",
            "vital.spo2",
            "vital.urine",
            "vital.readings",
            "procedure.all",
            "procedure.start",
            "procedure.sort",
            "procedure.name",
            "procedure.method",
            "procedure.anaesthesia",
            "procedure.operator",
            "procedure.anaesthetist",
            "medication.current",
            "order.open",
            "order.current",
            "report.summary",
            "staff.attending",
            "caller.name",
            "now",
            "today");

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");

    private Prefill() {}

    /** What the record knows of a form. A path of which it knows nothing gives nothing. */
    public static SortedMap<String, List<Value>> of(Form form, Known known) {
        Map<String, List<Value>> answers = new TreeMap<>();
        for (Item item : form.answered()) {
            if (item.prefill() != null && item.calculated() == null) {
                List<Value> values = item.rows() ? rows(item, known) : values(item, known.facts(item.prefill()));
                if (!values.isEmpty()) {
                    answers.put(item.linkId(), values);
                }
            }
        }
        SortedMap<String, List<Value>> clean = Answers.clean(form, answers);
        Set<String> wrong = Check.problems(form, clean).stream()
                .filter(problem -> !problem.code().soft())
                .map(problem -> problem.at().split("/")[1])
                .collect(Collectors.toSet());
        Map<String, List<Value>> kept = new TreeMap<>(clean);
        kept.keySet().removeAll(wrong);
        return Value.sorted(kept);
    }

    /** The same for the entry that is written next: what the items of entries ask for, by their ids. */
    public static SortedMap<String, List<Value>> ofEntries(Form form, Known known) {
        SortedMap<String, List<Value>> answers = new TreeMap<>();
        form.answered().stream()
                .filter(item -> item.layout() == Form.Layout.ENTRIES)
                .flatMap(item -> item.item().stream().flatMap(Item::answered))
                .filter(item -> item.prefill() != null)
                .forEach(item -> {
                    List<Value> values = values(item, known.facts(item.prefill()));
                    if (!values.isEmpty()) {
                        answers.put(item.linkId(), values);
                    }
                });
        return answers;
    }

    /** Whether a form asks for one of these. */
    public static boolean asks(Form form, String path) {
        return form.answered().stream().anyMatch(item -> path.equals(item.prefill()));
    }

    private static List<Value> rows(Item item, Known known) {
        List<Item> inside = item.item().stream().flatMap(Item::answered).toList();
        return known.rows(item.prefill()).stream()
                .map(row -> {
                    Map<String, List<Value>> answers = new TreeMap<>();
                    inside.stream()
                            .filter(child ->
                                    child.prefill() != null && row.facts().containsKey(child.prefill()))
                            .forEach(child -> {
                                List<Value> values = values(
                                                child, List.of(row.facts().get(child.prefill())))
                                        .stream()
                                        .map(value -> value.from(null, null))
                                        .toList();
                                if (!values.isEmpty()) {
                                    answers.put(child.linkId(), values);
                                }
                            });
                    return Value.row(answers).from(row.from(), null);
                })
                .filter(row -> !row.answers().isEmpty())
                .toList();
    }

    private static List<Value> values(Item item, List<Fact> facts) {
        return facts.stream()
                .limit(item.repeats() ? Check.MOST_ROWS : 1)
                .map(fact -> value(item, fact, facts))
                .filter(value -> value != null && value.kinds() == 1)
                .toList();
    }

    /** The fact as the item takes it; null when it cannot. Several facts in one text stand in lines. */
    private static Value value(Item item, Fact fact, List<Fact> all) {
        Value value =
                switch (item.type()) {
                    case STRING -> text(fact.words());
                    case TEXT ->
                        text(all.stream()
                                .map(Fact::words)
                                .filter(w -> w != null)
                                .collect(Collectors.joining("\n")));
                    case INTEGER, DECIMAL -> fact.number() == null ? null : Value.of(fact.number());
                    case DATE -> fact.date() == null ? null : Value.ofDate(fact.date());
                    case DATE_TIME -> fact.moment() == null ? null : Value.of(fact.moment());
                    case TIME -> fact.moment() == null ? null : time(fact.moment());
                    case CHOICE, OPEN_CHOICE -> chosen(item, fact);
                    case BOOLEAN, GROUP, DISPLAY -> null;
                };
        return value == null ? null : value.from(fact.from(), null);
    }

    private static Value text(String words) {
        return words == null || words.isBlank() ? null : Value.of(words);
    }

    private static Value time(Instant moment) {
        LocalTime time = LocalTime.ofInstant(moment, Forms.ZONE);
        return new Value(null, null, null, null, null, MINUTE.format(time), null, null, null, null, null, null, null);
    }

    private static Value chosen(Item item, Fact fact) {
        String code = fact.code();
        if (item.catalogue() != null && code != null) {
            return Value.coded(code, item.catalogue(), fact.words());
        }
        return item.answerOption().stream()
                .filter(option -> option.code().equals(code) || same(option.display(), fact.words()))
                .findFirst()
                .map(option -> Value.coded(option.code(), null, option.display()))
                .orElse(item.type() == Form.Type.OPEN_CHOICE ? text(fact.words()) : null);
    }

    private static boolean same(String display, String words) {
        return words != null && display.toLowerCase(Locale.ROOT).equals(words.toLowerCase(Locale.ROOT));
    }
}
