package vn.emr.core.record;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One visit (lượt khám, đợt điều trị), keyed by its source and the source's visit number. Status, class, times and stays
 * are what {@link VisitCourse} reads off the movements.
 *
 * @param movements what the senders stated, newest statement per key; null in versions written before they were kept
 * @param told who said last what no movement decides; null in the same versions
 */
public record Encounter(
        UUID id,
        int version,
        UUID patientId,
        UUID sourceId,
        String visitNumber,
        EncounterClass encounterClass,
        EncounterStatus status,
        UUID facilityId,
        TimePoint start,
        TimePoint end,
        List<DepartmentStay> stays,
        String attendingDoctor,
        String reason,
        List<Movement> movements,
        Told told,
        Provenance origin)
        implements Noun {

    /**
     * Facts that follow the newest statement, each with the time it was stated.
     *
     * @param endErased when a sender last emptied the end; what was said of the end before counts no more
     */
    public record Told(
            TimePoint start,
            Instant startStated,
            String attendingDoctor,
            Instant attendingDoctorStated,
            String reason,
            Instant reasonStated,
            Instant endErased) {
        /** Nothing told yet. */
        public static final Told NOTHING = new Told(null, null, null, null, null, null, null);

        /** The newer statement of each fact; of two at one time the other's. */
        public Told newest(Told other) {
            boolean ofStart = older(startStated, other.startStated);
            boolean ofDoctor = older(attendingDoctorStated, other.attendingDoctorStated);
            boolean ofReason = older(reasonStated, other.reasonStated);
            return new Told(
                    ofStart ? other.start : start,
                    ofStart ? other.startStated : startStated,
                    ofDoctor ? other.attendingDoctor : attendingDoctor,
                    ofDoctor ? other.attendingDoctorStated : attendingDoctorStated,
                    ofReason ? other.reason : reason,
                    ofReason ? other.reasonStated : reasonStated,
                    older(endErased, other.endErased) ? other.endErased : endErased);
        }

        private static boolean older(Instant mine, Instant other) {
            return other != null && (mine == null || !other.isBefore(mine));
        }
    }

    /** The same facts under another version number. */
    public Encounter asVersion(int next) {
        return new Encounter(
                id,
                next,
                patientId,
                sourceId,
                visitNumber,
                encounterClass,
                status,
                facilityId,
                start,
                end,
                stays,
                attendingDoctor,
                reason,
                movements,
                told,
                origin);
    }

    @Override
    public NounKind kind() {
        return NounKind.ENCOUNTER;
    }
}
