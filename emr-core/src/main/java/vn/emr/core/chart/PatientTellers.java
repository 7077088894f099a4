package vn.emr.core.chart;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.emr.core.chart.PatientPart.Told;
import vn.emr.core.record.Address;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PatientTelling;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.RelatedPerson;
import vn.emr.core.record.Sex;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.ToldValue;
import vn.emr.core.record.ToldValue.What;

/**
 * Who told what of a person, and where the systems do not agree. A difference in writing only is none: capitals, blanks,
 * where a tone stands, a birth year beside the whole date, an address told shorter.
 */
final class PatientTellers {
    private static final String TONES = "\u0300\u0301\u0303\u0309\u0323";

    private PatientTellers() {}

    /** What all systems told of the person and of those merged into them; of each system the newest. */
    static List<Told> of(Patient patient, List<Patient> people) {
        List<PatientTelling> all = List.of();
        for (Patient p : people) {
            for (PatientTelling t : p.told() == null ? List.<PatientTelling>of() : p.told()) {
                all = PatientTelling.after(all, t.sourceId(), t.sourceName(), t.values());
            }
        }
        Map<What, ToldValue> standing = new EnumMap<>(What.class);
        if (patient.told() != null) {
            for (What what : What.values()) {
                PatientTelling.standing(patient.told(), what).ifPresent(v -> standing.put(what, v));
            }
        }
        List<Told> told = new ArrayList<>();
        for (What what : What.values()) {
            for (PatientTelling t : all) {
                if (t.sourceId() != null) {
                    t.value(what).ifPresent(v -> told.add(told(t.sourceName(), v, standing.get(what))));
                }
            }
        }
        return told;
    }

    private static Told told(String source, ToldValue v, ToldValue standing) {
        return new Told(
                v.what(),
                source,
                v.stated(),
                text(v),
                When.of(v.time()),
                standing != null && standing.statedAt(null).equals(v.statedAt(null)),
                standing != null && differ(v, standing));
    }

    private static String text(ToldValue v) {
        return switch (v.what()) {
            case NAME -> joined(v.names(), PersonName::full);
            case SEX -> v.sex() == null ? null : v.sex().name();
            case NATIONAL_ID, INSURANCE_CARD -> joined(v.numbers(), Masked::of);
            case ADDRESS -> joined(v.addresses(), PatientTellers::text);
            case PHONE -> joined(v.phones(), p -> p);
            case ETHNICITY, OCCUPATION, NATIONALITY ->
                v.coded() == null ? null : v.coded().shown();
            case BLOOD_GROUP -> v.text();
            case RELATIVES -> joined(v.relatives(), RelatedPerson::name);
            case DECEASED -> v.yes() == null ? null : v.yes().toString();
            case BIRTH, DECEASED_AT -> null;
        };
    }

    private static <T> String joined(List<T> all, Function<T, String> text) {
        return all == null
                ? null
                : all.stream().map(text).filter(Objects::nonNull).collect(Collectors.joining("; "));
    }

    private static boolean differ(ToldValue a, ToldValue b) {
        return switch (a.what()) {
            case NAME -> apart(spelled(a.names(), PersonName::full), spelled(b.names(), PersonName::full));
            case BIRTH, DECEASED_AT -> apart(a.time(), b.time());
            case SEX -> known(a.sex()) && known(b.sex()) && a.sex() != b.sex();
            case NATIONAL_ID, INSURANCE_CARD ->
                apart(spelled(a.numbers(), Identifier::value), spelled(b.numbers(), Identifier::value));
            case ADDRESS -> elsewhere(a.addresses(), b.addresses());
            case PHONE ->
                apart(spelled(a.phones(), PatientTellers::digits), spelled(b.phones(), PatientTellers::digits));
            case ETHNICITY, OCCUPATION, NATIONALITY -> apart(a.coded(), b.coded());
            case BLOOD_GROUP ->
                group(a.text()) != null && group(b.text()) != null && !alike(group(a.text()), group(b.text()));
            case RELATIVES ->
                apart(spelled(a.relatives(), RelatedPerson::name), spelled(b.relatives(), RelatedPerson::name));
            case DECEASED -> a.yes() != null && b.yes() != null && !a.yes().equals(b.yes());
        };
    }

    private static boolean known(Sex sex) {
        return sex != null && sex != Sex.UNKNOWN;
    }

    private static boolean apart(Set<String> a, Set<String> b) {
        return !a.isEmpty() && !b.isEmpty() && Collections.disjoint(a, b);
    }

    /** Two times that cannot be the same one, as exactly as each was told. */
    private static boolean apart(TimePoint a, TimePoint b) {
        return a != null
                && b != null
                && (!a.from().isBefore(b.to()) || !b.from().isBefore(a.to()));
    }

    /** Codes of two lists are not compared; their words are. */
    private static boolean apart(Coded a, Coded b) {
        if (a == null || b == null || a.code() != null && a.code().equals(b.code())) {
            return false;
        }
        boolean words = a.text() != null && b.text() != null;
        return words
                ? !spelled(a.text()).equals(spelled(b.text()))
                : a.code() != null && b.code() != null && Objects.equals(a.system(), b.system());
    }

    /** An address told shorter, as the street alone, is the same one. */
    private static boolean elsewhere(List<Address> a, List<Address> b) {
        Set<String> one = spelled(a, PatientTellers::text);
        Set<String> other = spelled(b, PatientTellers::text);
        return !one.isEmpty()
                && !other.isEmpty()
                && one.stream().noneMatch(x -> other.stream().anyMatch(y -> within(x, y) || within(y, x)));
    }

    private static boolean within(String shorter, String longer) {
        return (" " + longer + " ").contains(" " + shorter + " ");
    }

    private static String text(Address a) {
        return a.full() != null
                ? a.full()
                : Stream.of(a.line(), shown(a.ward()), shown(a.district()), shown(a.province()))
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(", "));
    }

    private static String shown(Coded unit) {
        return unit == null ? null : unit.text();
    }

    /** Of the group and the rhesus factor what was said; null for what is neither. */
    private static String group(String text) {
        String plain = text == null
                ? ""
                : text.toUpperCase(Locale.ROOT)
                        .replaceAll("RH|POS(ITIVE)?", "+")
                        .replaceAll("NEG(ATIVE)?", "-");
        String group = plain.replaceAll("[^ABO+-]", "").replaceAll("\\++(?=[+-])", "");
        return group.isEmpty() ? null : group;
    }

    private static boolean alike(String a, String b) {
        return a.startsWith(b) || b.startsWith(a);
    }

    private static String digits(String phone) {
        return phone.replaceAll("\\D", "").replaceFirst("^(00)?84", "0");
    }

    private static <T> Set<String> spelled(Collection<T> all, Function<T, String> text) {
        return all == null
                ? Set.of()
                : all.stream()
                        .map(text)
                        .filter(Objects::nonNull)
                        .map(PatientTellers::spelled)
                        .filter(t -> !t.isEmpty())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** A text without what is a matter of writing: capitals, blanks, signs, and on which vowel of a word its tone stands. */
    private static String spelled(String text) {
        List<String> words = new ArrayList<>();
        for (String word : Normalizer.normalize(text, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .split("[^\\p{L}\\p{N}\\p{M}]+")) {
            StringBuilder letters = new StringBuilder();
            StringBuilder tones = new StringBuilder();
            word.chars().forEach(c -> (TONES.indexOf(c) < 0 ? letters : tones).append((char) c));
            words.add(Normalizer.normalize(letters, Normalizer.Form.NFC) + tones);
        }
        return String.join(" ", words).strip();
    }
}
