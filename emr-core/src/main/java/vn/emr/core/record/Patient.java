package vn.emr.core.record;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A person receiving care (người bệnh).
 *
 * @param provisional true while nobody has said who this is: filed from an unmatched study or an unidentified emergency
 * @param facilityId where the record was opened
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
        Provenance origin)
        implements Noun {

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
