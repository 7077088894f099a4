package vn.emr.core.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import vn.emr.core.record.PersonName;

/** What a person typed, turned into one of four conditions on a patient {@code p} and everybody merged into it. */
record SearchText(Kind kind, List<String> words) {
    enum Kind {
        EVERYBODY,
        NAME,
        NUMBER,
        PHONE
    }

    /** The last nine digits of a Vietnamese phone number tell it apart, with or without +84. */
    private static final int PHONE_DIGITS = 9;

    private static final String NAME_WORD = " and %s.search_key ~ ?";

    private static final String NAME = """
            and (true%s
                 or p.patient_id in (
                   select link_root(x.tenant_id, x.patient_id)
                   from patient x join patient_link l
                     on l.tenant_id = x.tenant_id and l.patient_id = x.patient_id and l.active
                   where x.tenant_id = ?%s))
            """;

    private static final String NUMBER = """
            and p.patient_id in (
              select coalesce(link_root(i.tenant_id, i.patient_id), i.patient_id)
              from patient_identifier i
              where i.tenant_id = ? and i.active and (i.value like ? or i.value like ?))
            """;

    private static final String PHONE = """
            and (exists (
                   select 1 from revision r, jsonb_array_elements_text(r.content->'phones') phone
                   where r.tenant_id = p.tenant_id and r.patient_id = p.patient_id and r.noun_id = p.patient_id
                     and r.version = p.version and r.committed_at = p.revised_at
                     and right(regexp_replace(phone, '\\D', '', 'g'), 9) = ?)
                 or p.patient_id in (
                   select coalesce(link_root(i.tenant_id, i.patient_id), i.patient_id)
                   from patient_identifier i
                   where i.tenant_id = ? and i.active and (i.value like ? or i.value like ?)))
            """;

    static SearchText of(String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            return new SearchText(Kind.EVERYBODY, List.of());
        }
        String digits = text.replaceAll("\\D", "");
        boolean phone = text.matches("\\+?[\\d .()-]+")
                && digits.length() > PHONE_DIGITS
                && (digits.startsWith("0") || digits.startsWith("84"));
        if (phone) {
            return new SearchText(Kind.PHONE, List.of(digits.substring(digits.length() - PHONE_DIGITS), number(text)));
        }
        if (!digits.isEmpty()) {
            return new SearchText(Kind.NUMBER, List.of(number(text)));
        }
        List<String> words = Arrays.stream(PersonName.unaccented(text).split("[^\\p{L}\\p{N}]+"))
                .filter(w -> !w.isEmpty())
                .distinct()
                .limit(PatientSearch.MOST_WORDS)
                .toList();
        // Only signs: nobody is called that.
        return words.isEmpty() ? new SearchText(Kind.NUMBER, List.of(number(text))) : new SearchText(Kind.NAME, words);
    }

    /** Spaces inside a number are how people read it aloud; {@code %} and {@code _} are letters here. */
    private static String number(String text) {
        return text.replaceAll("[\\s\\x00]", "")
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
    }

    String condition() {
        return switch (kind) {
            case EVERYBODY -> "";
            case NAME ->
                NAME.formatted(
                        String.join("", Collections.nCopies(words.size(), NAME_WORD.formatted("p"))),
                        String.join("", Collections.nCopies(words.size(), NAME_WORD.formatted("x"))));
            case NUMBER -> NUMBER;
            case PHONE -> PHONE;
        };
    }

    List<Object> parameters(UUID tenantId) {
        List<Object> all = new ArrayList<>();
        switch (kind) {
            case EVERYBODY -> {
                // No condition, no parameter.
            }
            case NAME -> {
                // Words hold letters and digits only, so the pattern is the word start and nothing else.
                List<String> patterns = words.stream().map(w -> "\\m" + w).toList();
                all.addAll(patterns);
                all.add(tenantId);
                all.addAll(patterns);
            }
            case NUMBER -> all.addAll(prefixes(tenantId, words.getFirst()));
            case PHONE -> {
                all.add(words.getFirst());
                all.addAll(prefixes(tenantId, words.getLast()));
            }
        }
        return all;
    }

    private static List<Object> prefixes(UUID tenantId, String number) {
        return List.of(tenantId, number + "%", number.toUpperCase(Locale.ROOT) + "%");
    }
}
