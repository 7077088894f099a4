package vn.emr.core.disclosure;

import java.time.LocalDate;
import java.util.Set;

/**
 * A paper that was shown: who somebody is, or that they may ask.
 *
 * @param kind one of {@link #IDENTITIES} or {@link #MANDATES}
 * @param by who issued it, may be null
 * @param on when it was issued, may be null
 */
public record Proof(String kind, String number, String by, LocalDate on) {
    static final String CONSENT = "PATIENT_CONSENT";
    static final Set<String> IDENTITIES = Set.of("CCCD", "PASSPORT", "VNEID", "OFFICE_CARD", "OTHER");
    static final Set<String> MANDATES = Set.of(
            "MANDATE",
            "GUARDIANSHIP",
            "BIRTH_CERTIFICATE",
            "MARRIAGE_CERTIFICATE",
            "INHERITANCE",
            "LAWYER_REGISTRATION",
            "OFFICIAL_LETTER",
            "DECISION",
            CONSENT,
            "OTHER");

    /** The same in order, one of these kinds. */
    Proof checked(Set<String> kinds, LocalDate today, String at) {
        Words.must(kind != null && kinds.contains(kind), "a kind of paper", at + "/kind");
        Words.must(on == null || !on.isAfter(today), "a day that was", at + "/on");
        return new Proof(kind, Words.needed(number, 60, at + "/number"), Words.optional(by, 200, at + "/by"), on);
    }
}
