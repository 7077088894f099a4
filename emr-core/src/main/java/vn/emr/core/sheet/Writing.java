package vn.emr.core.sheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.form.Answers;
import vn.emr.core.form.Check;
import vn.emr.core.form.Filled;
import vn.emr.core.form.Form;
import vn.emr.core.record.Value;
import vn.emr.core.store.Content;

/** What is written on a sheet, judged before it is kept: pure rules. */
final class Writing {
    /** The longest bệnh án with a year of entries is some 300 KiB. */
    private static final int MOST_BYTES = 512 << 10;

    private static final int MOST_FIELDS = 20;
    private static final int SHORTEST_REASON = 3;
    private static final int LONGEST_REASON = 500;
    private static final Pattern NOT_TEXT = Pattern.compile("[\\p{Cc}&&[^\\n]]|[\\x{D800}-\\x{DFFF}]");
    /** A zero character, or half of one: no text of the database holds it. */
    private static final Pattern NOT_KEPT = Pattern.compile("(?<!\\\\)(\\\\\\\\)*\\\\u0000|[\\x{D800}-\\x{DFFF}]");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Writing() {}

    /**
     * Answers as a version keeps them: clean, judged, with what is computed, and each with where it was taken from as the record
     * knows it.
     *
     * @param before the version that they change; empty for the first
     * @param known what the record says now
     * @throws Refusal with pointers to what does not keep the rules of the form
     */
    static SortedMap<String, List<Value>> judged(
            Form form, Map<String, List<Value>> sent, Map<String, List<Value>> before, Map<String, List<Value>> known) {
        SortedMap<String, List<Value>> clean = checked(form, sent);
        Map<String, List<Value>> sourced = new TreeMap<>();
        clean.forEach((item, values) -> sourced.put(item, sourced(item, values, before, known)));
        SortedMap<String, List<Value>> kept = new Filled(form, sourced).completed();
        mustFit(Content.json(kept));
        return kept;
    }

    /**
     * Answers that keep the rules of the form, clean.
     *
     * @throws Refusal with pointers to what does not
     */
    static SortedMap<String, List<Value>> checked(Form form, Map<String, List<Value>> sent) {
        if (sent == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the answers", "/answers");
        }
        SortedMap<String, List<Value>> clean = Answers.clean(form, sent);
        String[] faults = Check.problems(form, clean).stream()
                .filter(problem -> !problem.code().soft())
                .map(problem -> "/answers" + problem.at())
                .distinct()
                .limit(MOST_FIELDS)
                .toArray(String[]::new);
        if (faults.length > 0) {
            throw new Refusal(Code.MALFORMED_FIELD, "answers that do not keep the rules of the form", faults);
        }
        return clean;
    }

    private static List<Value> sourced(
            String item, List<Value> values, Map<String, List<Value>> before, Map<String, List<Value>> known) {
        List<Value> sourced = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            sourced.add(sourced(
                    values.get(i),
                    before.getOrDefault(item, List.of()),
                    known.getOrDefault(item, List.of()),
                    "/answers/" + item + "/" + i));
        }
        return sourced;
    }

    /** Where a value comes from is what the record says, never what was sent. */
    private static Value sourced(Value value, List<Value> before, List<Value> known, String at) {
        if (value.from() == null) {
            return value;
        }
        Optional<Value> same = Stream.concat(before.stream(), known.stream())
                .filter(other -> other.from() != null && other.saysTheSameAs(value))
                .findFirst();
        if (same.isPresent()) {
            return value.from(same.get().from(), same.get().because());
        }
        Optional<Value.From> was = Stream.concat(before.stream(), known.stream())
                .map(Value::from)
                .filter(from ->
                        from != null && Objects.equals(from.path(), value.from().path()))
                .findFirst();
        boolean overridden = before.stream().anyMatch(other -> other.from() != null && other.because() == null);
        if (overridden && value.because() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "why a value of the record is overridden", at + "/because");
        }
        return value.because() == null ? value.from(null, null) : value.from(was.orElse(null), value.because());
    }

    /** What was typed as it is kept until it is saved. */
    static String text(SortedMap<String, List<Value>> answers) {
        String json = Content.json(Value.sorted(answers));
        mustFit(json);
        if (NOT_KEPT.matcher(json).find()) {
            throw new Refusal(Code.MALFORMED_FIELD, "a text holds a character that no text has", "/answers");
        }
        return json;
    }

    static SortedMap<String, List<Value>> answers(String json) {
        try {
            return Value.sorted(JSON.readValue(json, new TypeReference<TreeMap<String, List<Value>>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an unreadable draft", null);
        }
    }

    private static void mustFit(String json) {
        if (json.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new Refusal(Code.TOO_LARGE, "more than 512 KiB of answers", "/answers");
        }
    }

    /** A reason that somebody gave; null when none. */
    static String reason(String sent, boolean needed) {
        String reason = sent == null
                ? ""
                : Normalizer.normalize(sent, Normalizer.Form.NFC).strip();
        if (reason.isEmpty() && !needed) {
            return null;
        }
        if (reason.isEmpty()) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a reason", "/reason");
        }
        if (reason.length() < SHORTEST_REASON
                || reason.length() > LONGEST_REASON
                || NOT_TEXT.matcher(reason).find()) {
            throw new Refusal(Code.MALFORMED_FIELD, "a reason of 3 to 500 characters", "/reason");
        }
        return reason;
    }

    /** Entries as they stand: those that were written stay, whatever was sent; a changed one is refused. */
    static SortedMap<String, List<Value>> withEntries(
            Form form, Map<String, List<Value>> sent, Map<String, List<Value>> before) {
        Map<String, List<Value>> merged = new TreeMap<>(sent);
        form.answered().stream()
                .filter(Form.Item::entries)
                .map(Form.Item::linkId)
                .forEach(item -> {
                    List<Value> kept = before.getOrDefault(item, List.of());
                    List<Value> asked = sent.get(item) == null ? List.of() : sent.get(item);
                    for (int i = 0; i < asked.size(); i++) {
                        Value row = asked.get(i);
                        if (row == null || row.entry() == null || !stands(row, kept)) {
                            throw new Refusal(
                                    Code.NOT_APPLICABLE,
                                    "an entry is written by itself, and never changed afterwards",
                                    "/answers/" + item + "/" + i);
                        }
                    }
                    merged.remove(item);
                    if (!kept.isEmpty()) {
                        merged.put(item, kept);
                    }
                });
        return Value.sorted(merged);
    }

    private static boolean stands(Value row, List<Value> kept) {
        UUID id = row.entry().id();
        return kept.stream().anyMatch(k -> k.entry().id().equals(id) && k.saysTheSameAs(row));
    }

    /** The rows of a new sheet that are entries, each written by its author now. */
    static SortedMap<String, List<Value>> entered(
            Form form, Map<String, List<Value>> sent, Supplier<Value.Entry> entry) {
        Map<String, List<Value>> entered = new TreeMap<>(sent);
        form.answered().stream()
                .filter(Form.Item::entries)
                .forEach(item -> entered.computeIfPresent(item.linkId(), (id, rows) -> rows.stream()
                        .map(row -> row.as(entry.get()))
                        .toList()));
        return Value.sorted(entered);
    }
}
