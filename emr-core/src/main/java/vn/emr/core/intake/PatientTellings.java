package vn.emr.core.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vn.emr.core.intake.Demographics.Field;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PatientTelling;
import vn.emr.core.record.Sex;
import vn.emr.core.record.ToldValue;
import vn.emr.core.record.ToldValue.What;

/** A statement about a person, taken apart into its values. */
final class PatientTellings {
    private PatientTellings() {}

    /** What the systems told of a person; what was known before that was kept is told by nobody. */
    static List<PatientTelling> of(Patient p) {
        if (p.told() != null) {
            return p.told();
        }
        Demographics known = new Demographics(
                p.names(),
                p.birth(),
                p.sex() == Sex.UNKNOWN ? null : p.sex(),
                p.addresses(),
                p.phones(),
                p.ethnicity(),
                p.occupation(),
                p.nationality(),
                p.bloodGroup(),
                p.relatives(),
                List.of(),
                p.deceased() ? Boolean.TRUE : null,
                p.deceasedAt(),
                Set.of());
        return PatientTelling.after(
                List.of(), null, null, values(p.identifiers(), p.origin().stated(), known));
    }

    /** What a statement says, and what it empties. */
    static List<ToldValue> values(List<Identifier> numbers, Instant at, Demographics d) {
        List<ToldValue> all = new ArrayList<>();
        add(all, !d.names().isEmpty(), ToldValue.names(at, d.names()));
        add(all, d.birth() != null, ToldValue.time(What.BIRTH, at, d.birth()));
        add(all, d.sex() != null, ToldValue.sex(at, d.sex()));
        papers(all, numbers, IdentifierKind.CCCD, What.NATIONAL_ID, at);
        papers(all, numbers, IdentifierKind.INSURANCE_CARD, What.INSURANCE_CARD, at);
        add(all, !d.addresses().isEmpty(), ToldValue.addresses(at, d.addresses()));
        add(all, !d.phones().isEmpty(), ToldValue.phones(at, d.phones()));
        add(all, d.ethnicity() != null, ToldValue.coded(What.ETHNICITY, at, d.ethnicity()));
        add(all, d.occupation() != null, ToldValue.coded(What.OCCUPATION, at, d.occupation()));
        add(all, d.nationality() != null, ToldValue.coded(What.NATIONALITY, at, d.nationality()));
        add(all, d.bloodGroup() != null, ToldValue.text(What.BLOOD_GROUP, at, d.bloodGroup()));
        add(all, !d.relatives().isEmpty(), ToldValue.relatives(at, d.relatives()));
        add(all, d.deceased() != null, ToldValue.yes(What.DECEASED, at, Boolean.TRUE.equals(d.deceased())));
        add(all, d.deceasedAt() != null, ToldValue.time(What.DECEASED_AT, at, d.deceasedAt()));
        for (Field field : d.erased()) {
            for (What what : emptied(field)) {
                all.removeIf(v -> v.what() == what);
                all.add(ToldValue.emptied(what, at));
            }
        }
        return all;
    }

    private static void add(List<ToldValue> all, boolean said, ToldValue value) {
        if (said) {
            all.add(value);
        }
    }

    private static void papers(
            List<ToldValue> all, List<Identifier> numbers, IdentifierKind kind, What what, Instant at) {
        List<Identifier> sent =
                numbers.stream().filter(i -> i.kind() == kind && i.active()).toList();
        add(all, !sent.isEmpty(), ToldValue.numbers(what, at, sent));
    }

    private static List<What> emptied(Field field) {
        return switch (field) {
            case BIRTH -> List.of(What.BIRTH);
            case SEX -> List.of(What.SEX);
            case ADDRESSES -> List.of(What.ADDRESS);
            case PHONES -> List.of(What.PHONE);
            case ETHNICITY -> List.of(What.ETHNICITY);
            case OCCUPATION -> List.of(What.OCCUPATION);
            case NATIONALITY -> List.of(What.NATIONALITY);
            case BLOOD_GROUP -> List.of(What.BLOOD_GROUP);
            case RELATIVES -> List.of(What.RELATIVES);
            case DECEASED -> List.of(What.DECEASED, What.DECEASED_AT);
        };
    }
}
