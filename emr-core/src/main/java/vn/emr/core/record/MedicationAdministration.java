package vn.emr.core.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * One time at which a medicine was given to a patient, or was not (thực hiện y lệnh thuốc).
 *
 * @param orderId of the order, whether a person wrote it here or a system told it
 * @param key of the request that recorded it, with who asked
 * @param reason why it was marked as an error; else null
 */
public record MedicationAdministration(
        UUID id,
        int version,
        UUID patientId,
        UUID encounterId,
        UUID orderId,
        String key,
        Details details,
        String reason,
        Provenance origin)
        implements Noun {
    /** What came of it. */
    public enum Outcome {
        GIVEN,
        PARTLY_GIVEN,
        /** The patient did not want it. */
        REFUSED,
        NOT_GIVEN
    }

    /** Whether it counts. */
    public enum Status {
        CURRENT,
        /** Marked as an error: kept, and counted by nobody. */
        ENTERED_IN_ERROR
    }

    /**
     * What was recorded.
     *
     * @param due for which it was; null for what is given as needed, and for orders of which no time is known
     * @param at when it happened
     * @param amount in {@code unit}; null when nothing was given, or what a system ordered does not say it
     * @param site where on the body
     * @param because why less than ordered, none, or beyond what was ordered
     * @param by who gave it
     * @param witness who looked at a high-alert medicine too
     */
    public record Details(
            Outcome outcome,
            Status status,
            Instant due,
            Instant at,
            BigDecimal amount,
            String unit,
            String site,
            String because,
            String by,
            String witness) {
        private Details inError() {
            return new Details(outcome, Status.ENTERED_IN_ERROR, due, at, amount, unit, site, because, by, witness);
        }
    }

    /** The next version, marked as an error. */
    public MedicationAdministration inError(String why, Provenance marked) {
        return new MedicationAdministration(
                id, version + 1, patientId, encounterId, orderId, key, details.inError(), why, marked);
    }

    public boolean stands() {
        return details.status() == Status.CURRENT;
    }

    @Override
    public NounKind kind() {
        return NounKind.MEDICATION_ADMINISTRATION;
    }
}
