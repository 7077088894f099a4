package vn.emr.core.record;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A person receiving care (người bệnh).
 *
 * @param provisional true while nobody has said who this is: filed from an unmatched study or an unidentified emergency
 * @param facilityId where the record was opened
 * @param told what each system last told, of which the values here are the newest; null in versions from before that was
 *     kept
 * @param warnings codes of doubts shown to people, such as {@code CCCD_SEX_MISMATCH}; they never block
 */
public record Patient(
        UUID id,
        int version,
        boolean provisional,
        UUID facilityId,
        List<Identifier> identifiers,
        List<PersonName> names,
        TimePoint birth,
        Sex sex,
        List<Address> addresses,
        List<String> phones,
        Coded ethnicity,
        Coded occupation,
        Coded nationality,
        String bloodGroup,
        List<RelatedPerson> relatives,
        UUID motherId,
        boolean deceased,
        TimePoint deceasedAt,
        List<String> warnings,
        List<PatientTelling> told,
        Provenance origin)
        implements Noun {

    /** The same person with what is doubtful about them. */
    public Patient warned(List<String> doubts) {
        return with(version, doubts, told, origin);
    }

    /** Whether another version says the same of this person, at whatever time it was said. */
    public boolean saysTheSameAs(Patient other) {
        boolean tellings = told == null || other.told == null || PatientTelling.saySame(told, other.told);
        return tellings && equals(other.with(version, other.warnings, told, origin));
    }

    private Patient with(int number, List<String> doubts, List<PatientTelling> tellings, Provenance from) {
        return new Patient(
                id,
                number,
                provisional,
                facilityId,
                identifiers,
                names,
                birth,
                sex,
                addresses,
                phones,
                ethnicity,
                occupation,
                nationality,
                bloodGroup,
                relatives,
                motherId,
                deceased,
                deceasedAt,
                doubts,
                tellings,
                from);
    }

    @Override
    public UUID patientId() {
        return id;
    }

    @Override
    public NounKind kind() {
        return NounKind.PATIENT;
    }

    /** The name shown on the banner, if any name is known. */
    public Optional<PersonName> name() {
        return names.stream().findFirst();
    }

    public Optional<Identifier> active(IdentifierKind kind) {
        return identifiers.stream().filter(i -> i.kind() == kind && i.active()).findFirst();
    }
}
