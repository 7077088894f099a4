package vn.emr.core.medication;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.record.MedicationAdministration.Details;
import vn.emr.core.record.MedicationAdministration.Outcome;
import vn.emr.core.record.MedicationAdministration.Status;
import vn.emr.core.record.MedicationPlan;

/**
 * What somebody records of a dose.
 *
 * @param due for which it is; null for what is given as needed, and for orders of which no time is known
 * @param amount null: as ordered
 * @param because needed for everything but a dose that was given as ordered
 * @param witness name of the second person, for high-alert medicines
 */
public record DoseForm(
        Outcome outcome, Instant due, Instant at, BigDecimal amount, String site, String because, String witness) {
    /** Clocks of screens run ahead a little. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final String AT = "/dose";
    private static final int SHORT = 100;
    private static final int LONGEST = 500;
    private static final int MOST_INTEGERS = 7;
    private static final int MOST_DECIMALS = 4;

    /**
     * As the record keeps it.
     *
     * @param plan as it stood then; null for what a system told
     * @throws Refusal with pointers to what is missing or cannot be
     */
    Details checked(Visit visit, MedicationPlan plan, String by, Instant now) {
        if (outcome == null || at == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "what came of it, and when", AT + "/outcome", AT + "/at");
        }
        Instant start = visit.start() == null ? null : visit.start().from();
        if (start != null && at.isBefore(start) || at.isAfter(now.plus(AHEAD))) {
            throw new Refusal(Code.MALFORMED_FIELD, "a time of the visit that has passed", AT + "/at");
        }
        String why = Words.line(because, LONGEST, AT + "/because");
        if (why == null && outcome != Outcome.GIVEN) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "why it was not given as ordered", AT + "/because");
        }
        String second = Words.line(witness, SHORT, AT + "/witness");
        if (second == null && given() && plan != null && plan.highAlert()) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a second person who looked at it too", AT + "/witness");
        }
        return new Details(
                outcome,
                Status.CURRENT,
                due == null ? null : due.truncatedTo(ChronoUnit.MICROS),
                at.truncatedTo(ChronoUnit.SECONDS),
                amount(plan),
                plan == null ? null : plan.unit(),
                given() ? Words.line(site, SHORT, AT + "/site") : null,
                why,
                by,
                given() ? second : null);
    }

    boolean given() {
        return outcome == Outcome.GIVEN || outcome == Outcome.PARTLY_GIVEN;
    }

    private BigDecimal amount(MedicationPlan plan) {
        if (!given()) {
            return null;
        }
        if (amount == null) {
            if (outcome == Outcome.PARTLY_GIVEN && plan != null) {
                throw new Refusal(Code.REQUIRED_FIELD_MISSING, "how much was given", AT + "/amount");
            }
            return plan == null ? null : plan.dose();
        }
        boolean part = outcome == Outcome.PARTLY_GIVEN && plan != null && amount.compareTo(plan.dose()) >= 0;
        if (amount.signum() <= 0
                || amount.precision() - amount.scale() > MOST_INTEGERS
                || amount.scale() > MOST_DECIMALS
                || part) {
            throw new Refusal(
                    Code.MALFORMED_FIELD, "an amount above nothing, and of a part less than ordered", AT + "/amount");
        }
        return Amounts.plain(amount);
    }
}
