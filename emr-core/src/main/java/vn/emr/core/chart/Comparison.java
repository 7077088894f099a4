package vn.emr.core.chart;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vn.emr.core.record.Address;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.Precision;
import vn.emr.core.record.Sex;
import vn.emr.core.record.TimePoint;

/** What two people have in common and where they differ, field by field; for a person who decides, not for a machine. */
public final class Comparison {
    private Comparison() {}

    /** How one field of two people compares. Only fields that somebody stated are compared. */
    public enum Likeness {
        SAME,
        DIFFERENT,
        /** Known of one of them only. */
        ONE_SIDED
    }

    /** @param field {@code NAME}, {@code BIRTH}, {@code SEX}, {@code ADDRESS}, {@code PHONE} or a kind of number */
    public record Fact(String field, Likeness likeness) {}

    static List<Fact> of(Patient a, Patient b) {
        List<Fact> facts = new ArrayList<>();
        add(facts, "NAME", names(a), names(b));
        birth(facts, a.birth(), b.birth());
        add(facts, "SEX", sex(a), sex(b));
        for (IdentifierKind kind : IdentifierKind.values()) {
            add(facts, kind.name(), numbers(a, kind), numbers(b, kind));
        }
        add(facts, "ADDRESS", addresses(a), addresses(b));
        add(facts, "PHONE", phones(a), phones(b));
        return facts;
    }

    private static void add(List<Fact> facts, String field, Set<?> a, Set<?> b) {
        if (!a.isEmpty() || !b.isEmpty()) {
            Likeness likeness = a.isEmpty() || b.isEmpty()
                    ? Likeness.ONE_SIDED
                    : Collections.disjoint(a, b) ? Likeness.DIFFERENT : Likeness.SAME;
            facts.add(new Fact(field, likeness));
        }
    }

    /** A birth known by year only agrees with any day of that year. */
    private static void birth(List<Fact> facts, TimePoint a, TimePoint b) {
        if (a == null || b == null) {
            add(facts, "BIRTH", a == null ? Set.of() : Set.of(a), b == null ? Set.of() : Set.of(b));
            return;
        }
        boolean byYear = a.precision() == Precision.YEAR || b.precision() == Precision.YEAR;
        boolean same = byYear ? a.year() == b.year() : a.from().equals(b.from());
        facts.add(new Fact("BIRTH", same ? Likeness.SAME : Likeness.DIFFERENT));
    }

    private static Set<String> names(Patient p) {
        return plain(p.names().stream().map(PersonName::full).toList());
    }

    private static Set<Sex> sex(Patient p) {
        return p.sex() == Sex.UNKNOWN ? Set.of() : Set.of(p.sex());
    }

    private static Set<Identifier.Key> numbers(Patient p, IdentifierKind kind) {
        return p.identifiers().stream()
                .filter(i -> i.kind() == kind)
                .map(Identifier::key)
                .collect(Collectors.toSet());
    }

    private static Set<String> addresses(Patient p) {
        return plain(p.addresses().stream()
                .map(Address::full)
                .filter(full -> full != null && !full.isBlank())
                .toList());
    }

    private static Set<String> phones(Patient p) {
        return p.phones().stream()
                .map(phone -> phone.replaceAll("\\D", ""))
                .map(digits -> digits.length() > 9 ? digits.substring(digits.length() - 9) : digits)
                .filter(digits -> !digits.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Set<String> plain(Collection<String> texts) {
        return texts.stream()
                .map(text -> PersonName.unaccented(text)
                        .replaceAll("[^\\p{L}\\p{N}]+", " ")
                        .strip())
                .collect(Collectors.toSet());
    }
}
