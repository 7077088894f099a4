package vn.emr.core.record;

import java.util.UUID;

/**
 * A diagnosis (chẩn đoán).
 *
 * @param key what makes it the same diagnosis on a repeat: its set id or code within the visit
 * @param rank {@code referral}, {@code admission}, {@code working}, {@code discharge} or {@code primary}, {@code secondary},
 *     {@code complication}
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
        Provenance origin)
        implements Noun {
    @Override
    public NounKind kind() {
        return NounKind.CONDITION;
    }
}
