package vn.emr.core.record;

import java.time.Instant;
import java.util.List;

/**
 * One value of a person as one system last told it; with nothing in it, it was explicitly emptied. Which component holds it
 * follows from {@code what}.
 *
 * @param stated when the system said it, by its own time
 * @param numbers papers of one kind
 */
public record ToldValue(
        What what,
        Instant stated,
        List<PersonName> names,
        TimePoint time,
        Sex sex,
        List<Identifier> numbers,
        List<Address> addresses,
        List<String> phones,
        Coded coded,
        String text,
        List<RelatedPerson> relatives,
        Boolean yes) {
    /** The values that are kept apart by who told them. */
    public enum What {
        NAME,
        BIRTH,
        SEX,
        NATIONAL_ID,
        INSURANCE_CARD,
        ADDRESS,
        PHONE,
        ETHNICITY,
        OCCUPATION,
        NATIONALITY,
        BLOOD_GROUP,
        RELATIVES,
        DECEASED,
        DECEASED_AT;

        /** Whether two people could be taken for each other where it is wrong. */
        public boolean identifies() {
            return this == NAME || this == BIRTH || this == SEX || this == NATIONAL_ID;
        }
    }

    public static ToldValue emptied(What what, Instant stated) {
        return new ToldValue(what, stated, null, null, null, null, null, null, null, null, null, null);
    }

    public static ToldValue names(Instant stated, List<PersonName> names) {
        return new ToldValue(What.NAME, stated, names, null, null, null, null, null, null, null, null, null);
    }

    public static ToldValue time(What what, Instant stated, TimePoint time) {
        return new ToldValue(what, stated, null, time, null, null, null, null, null, null, null, null);
    }

    public static ToldValue sex(Instant stated, Sex sex) {
        return new ToldValue(What.SEX, stated, null, null, sex, null, null, null, null, null, null, null);
    }

    public static ToldValue numbers(What what, Instant stated, List<Identifier> numbers) {
        return new ToldValue(what, stated, null, null, null, numbers, null, null, null, null, null, null);
    }

    public static ToldValue addresses(Instant stated, List<Address> addresses) {
        return new ToldValue(What.ADDRESS, stated, null, null, null, null, addresses, null, null, null, null, null);
    }

    public static ToldValue phones(Instant stated, List<String> phones) {
        return new ToldValue(What.PHONE, stated, null, null, null, null, null, phones, null, null, null, null);
    }

    public static ToldValue coded(What what, Instant stated, Coded coded) {
        return new ToldValue(what, stated, null, null, null, null, null, null, coded, null, null, null);
    }

    public static ToldValue text(What what, Instant stated, String text) {
        return new ToldValue(what, stated, null, null, null, null, null, null, null, text, null, null);
    }

    public static ToldValue relatives(Instant stated, List<RelatedPerson> relatives) {
        return new ToldValue(What.RELATIVES, stated, null, null, null, null, null, null, null, null, relatives, null);
    }

    public static ToldValue yes(What what, Instant stated, boolean yes) {
        return new ToldValue(what, stated, null, null, null, null, null, null, null, null, null, yes);
    }

    /** The same, said at another time. */
    public ToldValue statedAt(Instant at) {
        return new ToldValue(what, at, names, time, sex, numbers, addresses, phones, coded, text, relatives, yes);
    }
}
