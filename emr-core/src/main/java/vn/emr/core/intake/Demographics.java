package vn.emr.core.intake;

import java.util.List;
import java.util.Set;
import vn.emr.core.record.Address;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.RelatedPerson;
import vn.emr.core.record.Sex;
import vn.emr.core.record.TimePoint;

/** Facts about the person. A field named in {@code erased} was explicitly emptied ({@code ""} in HL7 v2). */
public record Demographics(
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
        List<Identifier> motherIdentifiers,
        Boolean deceased,
        TimePoint deceasedAt,
        Set<Field> erased) {

    /** Fields a sender may explicitly empty. */
    public enum Field {
        BIRTH,
        SEX,
        ADDRESSES,
        PHONES,
        ETHNICITY,
        OCCUPATION,
        NATIONALITY,
        BLOOD_GROUP,
        RELATIVES,
        DECEASED
    }

    /** Nothing said but the identifiers. */
    public static final Demographics NONE = of(List.of(), null, null, List.of(), List.of());

    /** Who somebody is, and nothing beside it. */
    public static Demographics of(
            List<PersonName> names, TimePoint birth, Sex sex, List<Address> addresses, List<String> phones) {
        return new Demographics(
                names, birth, sex, addresses, phones, null, null, null, null, List.of(), List.of(), null, null,
                Set.of());
    }
}
