package vn.emr.core.record;

import java.util.UUID;

/**
 * A lasting problem of a person (vấn đề sức khỏe): an illness or a state that whoever treats them must know of, in this visit and the
 * next. It belongs to the person; in which visit it was seen is a link.
 *
 * @param key of the request that recorded it, with who asked
 * @param reason why this version was made; null for the first
 */
public record Problem(
        UUID id, int version, UUID patientId, String key, Details details, String reason, Provenance origin)
        implements Noun {
    /** How it stands. */
    public enum Status {
        /** Goes on (đang tồn tại). */
        ACTIVE,
        /** Still there, and quiet (đã ổn). */
        STABLE,
        /** Over (đã khỏi). */
        RESOLVED,
        /** Taken back: kept in history, and minded by nobody. */
        ENTERED_IN_ERROR
    }

    /** Whether it bears on every treatment. */
    public enum Importance {
        HIGH,
        NORMAL
    }

    /**
     * What was said.
     *
     * @param what by ICD-10, in words, or both
     * @param since as exact as it is known; null: not known
     * @param seenIn the visit in which it was seen; null: not said
     */
    public record Details(Coded what, TimePoint since, Status status, Importance importance, String note, UUID seenIn) {
        /** The same, with another state. */
        public Details as(Status other) {
            return new Details(what, since, other, importance, note, seenIn);
        }
    }

    /** The next version. */
    public Problem next(Details said, String because, Provenance by) {
        return new Problem(id, version + 1, patientId, key, said, because, by);
    }

    /** Whether it is still there. */
    public boolean stands() {
        return details.status() == Status.ACTIVE || details.status() == Status.STABLE;
    }

    @Override
    public NounKind kind() {
        return NounKind.PROBLEM;
    }
}
