package vn.emr.core.record;

import java.util.UUID;

/**
 * A diagnosis (chẩn đoán), as a system told it or as a person says it.
 *
 * @param sourceId the system that told it, null when a person says it
 * @param key what makes it the same diagnosis on a repeat: its set id or code within the visit; of a person, the request
 * @param rank {@code referral}, {@code admission}, {@code working}, {@code discharge} or {@code primary}, {@code secondary},
 *     {@code complication}
 * @param active false: not any more, or withdrawn as wrong
 * @param reason why a person says it otherwise than before, or withdraws it; else null
 */
public record Condition(
        UUID id,
        int version,
        UUID patientId,
        UUID encounterId,
        UUID sourceId,
        String key,
        Coded code,
        String rank,
        boolean active,
        TimePoint diagnosed,
        Provenance origin,
        String reason)
        implements Noun {
    /** As it is first said, or told. */
    public Condition(
            UUID id,
            int version,
            UUID patientId,
            UUID encounterId,
            UUID sourceId,
            String key,
            Coded code,
            String rank,
            boolean active,
            TimePoint diagnosed,
            Provenance origin) {
        this(id, version, patientId, encounterId, sourceId, key, code, rank, active, diagnosed, origin, null);
    }

    /** The next version, said otherwise. */
    public Condition restated(Coded nextCode, String nextRank, String because, Provenance by) {
        return next(nextCode, nextRank, true, because, by);
    }

    /** The next version, withdrawn as wrong. */
    public Condition withdrawn(String because, Provenance by) {
        return next(code, rank, false, because, by);
    }

    private Condition next(Coded nextCode, String nextRank, boolean stands, String because, Provenance by) {
        return new Condition(
                id,
                version + 1,
                patientId,
                encounterId,
                sourceId,
                key,
                nextCode,
                nextRank,
                stands,
                diagnosed,
                by,
                because);
    }

    @Override
    public NounKind kind() {
        return NounKind.CONDITION;
    }
}
