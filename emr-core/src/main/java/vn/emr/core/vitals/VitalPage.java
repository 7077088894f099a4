package vn.emr.core.vitals;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import vn.emr.core.record.EarlyWarning;
import vn.emr.core.record.EarlyWarning.Basis;
import vn.emr.core.record.EarlyWarningScore;
import vn.emr.core.record.VitalSign;
import vn.emr.core.record.VitalSigns;
import vn.emr.core.record.VitalSigns.Consciousness;
import vn.emr.core.record.VitalSigns.Status;

/**
 * Vital signs of a chart.
 *
 * @param kinds what can be entered, with its limits
 * @param visits of which readings may be entered or are shown, the newest first
 * @param readings the newest first, also those taken back
 * @param told by systems, under a known code
 */
public record VitalPage(List<Limits> kinds, List<OfVisit> visits, List<Reading> readings, List<Told> told) {
    /** What the caller may do now. */
    public enum Act {
        RECORD,
        CHANGE,
        DECIDE
    }

    /** Between which values a vital sign can be at all, and between which nobody asks. */
    public record Limits(
            VitalSign.Kind kind,
            String unit,
            BigDecimal lowest,
            BigDecimal highest,
            BigDecimal usualLow,
            BigDecimal usualHigh,
            int decimals) {
        static List<Limits> all() {
            return Stream.of(VitalSign.Kind.values())
                    .filter(VitalSign.Kind::measured)
                    .map(k -> new Limits(k, k.unit, k.lowest, k.highest, k.usualLow, k.usualHigh, k.decimals))
                    .toList();
        }
    }

    /**
     * @param tellings the same visit as each system tells it; a reading names one of them
     * @param basis by what a reading entered now is scored, or why not
     * @param decided what a doctor decided of it; null: nothing
     */
    public record OfVisit(
            UUID encounterId,
            List<UUID> tellings,
            String visitNumber,
            Instant start,
            Instant end,
            Basis basis,
            Decided decided,
            Set<Act> allowed) {}

    public record Decided(int version, EarlyWarning.Use use, String reason, String by, Instant at) {
        static Decided of(EarlyWarning w) {
            return w == null
                    ? null
                    : new Decided(
                            w.version(),
                            w.use(),
                            w.reason(),
                            w.origin().sourceName(),
                            w.origin().recorded());
        }
    }

    /**
     * One version of a reading.
     *
     * @param score null when it is not scored: {@code basis} says why
     * @param reason why this version was made
     */
    public record Reading(
            UUID id,
            int version,
            UUID encounterId,
            Instant at,
            List<VitalSign> signs,
            Boolean oxygen,
            Consciousness consciousness,
            String note,
            Basis basis,
            EarlyWarningScore score,
            Status status,
            String reason,
            String by,
            Instant recorded) {
        static Reading of(VitalSigns v) {
            VitalSigns.Details d = v.details();
            return new Reading(
                    v.id(),
                    v.version(),
                    v.encounterId(),
                    d.taken(),
                    d.signs(),
                    d.oxygen(),
                    d.consciousness(),
                    d.note(),
                    d.basis(),
                    EarlyWarningScore.of(d).orElse(null),
                    d.status(),
                    v.reason(),
                    v.origin().sourceName(),
                    v.origin().recorded());
        }
    }

    /** @param unit as sent */
    public record Told(Instant at, VitalSign.Kind kind, BigDecimal value, String unit, String source) {}
}
