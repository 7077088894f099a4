package vn.emr.core.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The vital signs of a patient at one time (dấu hiệu sinh tồn), as somebody measured and entered them here for a visit.
 *
 * @param key of the request that entered it, with who asked
 * @param reason why this version was made; null for the first
 */
public record VitalSigns(
        UUID id,
        int version,
        UUID patientId,
        UUID encounterId,
        String key,
        Details details,
        String reason,
        Provenance origin)
        implements Noun {
    /** How awake the person is (ACVPU). */
    public enum Consciousness {
        ALERT,
        /** Newly confused. */
        CONFUSION,
        VOICE,
        PAIN,
        UNRESPONSIVE
    }

    /** Whether it counts. */
    public enum Status {
        CURRENT,
        /** Taken back: kept in history, and counted by nobody. */
        ENTERED_IN_ERROR
    }

    /**
     * What was measured.
     *
     * @param signs each kind at most once
     * @param oxygen whether the person was given oxygen; null: not said
     * @param consciousness null: not said
     * @param basis by what it is scored, as that stood when it was entered
     */
    public record Details(
            Instant taken,
            List<VitalSign> signs,
            Boolean oxygen,
            Consciousness consciousness,
            String note,
            EarlyWarning.Basis basis,
            Status status) {
        public Details {
            signs = List.copyOf(signs);
        }

        public Optional<BigDecimal> sign(VitalSign.Kind kind) {
            return signs.stream()
                    .filter(s -> s.kind() == kind)
                    .map(VitalSign::value)
                    .findFirst();
        }

        /** The same, taken back. */
        public Details inError() {
            return new Details(taken, signs, oxygen, consciousness, note, basis, Status.ENTERED_IN_ERROR);
        }
    }

    /** The next version. */
    public VitalSigns next(Details said, String because, Provenance by) {
        return new VitalSigns(id, version + 1, patientId, encounterId, key, said, because, by);
    }

    public boolean stands() {
        return details.status() == Status.CURRENT;
    }

    @Override
    public NounKind kind() {
        return NounKind.VITAL_SIGNS;
    }
}
