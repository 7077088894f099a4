package vn.emr.core.record;

import java.util.List;
import java.util.UUID;

/**
 * An allergy or intolerance of a person (dị ứng, không dung nạp), or the statement that none is known: as FHIR has it, both are one
 * thing (AllergyIntolerance). It belongs to the person and to no visit.
 *
 * @param sourceId the system that tells it; null when people stated it here
 * @param key what makes it the same one on a repeat: the system's number of it or its substance; of people the number of their request
 * @param reason why this version was made; null for the first, and for what a system tells
 */
public record Allergy(
        UUID id,
        int version,
        UUID patientId,
        UUID sourceId,
        String key,
        Details details,
        String reason,
        Provenance origin)
        implements Noun {
    /** The key of the statement that none is known: each system, and the people here, make one of a person. */
    public static final String NONE = "none-known";

    /** What it is. */
    public enum Kind {
        ALLERGY,
        INTOLERANCE,
        /** None is known: nothing but a note is said beside it. */
        NONE_KNOWN
    }

    /** Of what sort the substance is. */
    public enum Category {
        DRUG,
        FOOD,
        ENVIRONMENT,
        OTHER
    }

    /** How bad the worst reaction was. */
    public enum Severity {
        MILD,
        MODERATE,
        SEVERE,
        LIFE_THREATENING
    }

    /** How sure it is. */
    public enum Certainty {
        SUSPECTED,
        CONFIRMED
    }

    /** Whether it is to be minded. */
    public enum Status {
        ACTIVE,
        RESOLVED,
        /** Taken back: kept in history, and minded by nobody. */
        ENTERED_IN_ERROR
    }

    /**
     * What was stated.
     *
     * @param category null only for the statement that none is known
     * @param substance free words, or a code with its words; null only for that statement
     * @param severity null: not known
     * @param certainty null: not said
     * @param onset as exact as it is known
     */
    public record Details(
            Kind kind,
            Category category,
            Coded substance,
            List<String> reactions,
            Severity severity,
            Certainty certainty,
            TimePoint onset,
            String note,
            Status status) {
        public Details {
            reactions = reactions == null ? List.of() : List.copyOf(reactions);
        }

        /** The statement that none is known. */
        public static Details noneKnown(String note, Status status) {
            return new Details(Kind.NONE_KNOWN, null, null, List.of(), null, null, null, note, status);
        }

        /** The same with another status. */
        public Details as(Status other) {
            return new Details(kind, category, substance, reactions, severity, certainty, onset, note, other);
        }
    }

    /** The next version. */
    public Allergy next(int next, Details said, String because, Provenance by) {
        return new Allergy(id, next, patientId, sourceId, key, said, because, by);
    }

    /** Whether somebody must mind it now. */
    public boolean stands() {
        return details.status() == Status.ACTIVE && details.kind() != Kind.NONE_KNOWN;
    }

    /**
     * Whether the statement that none is known still holds beside the others of the person: it lapses with every allergy that was
     * recorded since, and is worth nothing while one stands.
     */
    public boolean noneKnownBeside(List<Allergy> others) {
        return details.kind() == Kind.NONE_KNOWN
                && details.status() == Status.ACTIVE
                && others.stream()
                        .filter(o -> o.details().kind() != Kind.NONE_KNOWN
                                && o.details().status() != Status.ENTERED_IN_ERROR)
                        .noneMatch(o -> o.stands() || !o.origin().recorded().isBefore(origin.recorded()));
    }

    @Override
    public NounKind kind() {
        return NounKind.ALLERGY;
    }
}
