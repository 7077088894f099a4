package vn.emr.core.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import vn.emr.core.record.EarlyWarning;
import vn.emr.core.record.EarlyWarningScore;
import vn.emr.core.record.VitalSigns;

/** The rows of readings, with their score, by which the sickest of a ward are found, and of what was decided of it. */
final class VitalRows {
    private VitalRows() {}

    static void signs(UUID tenant, VitalSigns v, Instant at, RowBatch batch) {
        EarlyWarningScore score = EarlyWarningScore.of(v.details()).orElse(null);
        batch.add(
                Table.VITAL_SIGNS,
                tenant,
                v.patientId(),
                v.id(),
                v.version(),
                at,
                v.encounterId(),
                v.key(),
                v.details().taken().truncatedTo(ChronoUnit.MICROS),
                v.details().status().name(),
                score == null ? null : score.total(),
                score != null && score.red());
    }

    static void earlyWarning(UUID tenant, EarlyWarning w, Instant at, RowBatch batch) {
        batch.add(
                Table.EARLY_WARNING,
                tenant,
                w.patientId(),
                w.id(),
                w.version(),
                at,
                w.encounterId(),
                w.use().name());
    }
}
