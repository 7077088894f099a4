package vn.emr.core.record;

import java.time.Instant;
import java.util.ArrayList;
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
    /** More movements than any visit has. */
    public static final int MOST_MOVEMENTS = 500;

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

    /** The visit as these movements, and what was told of it, say. */
    public Encounter read(List<Movement> all, Told facts, Provenance from) {
        VisitCourse course = new VisitCourse(all);
        TimePoint began = facts.start() != null ? facts.start() : course.start();
        TimePoint ended = course.end(facts.endErased());
        String doctor = course.doctorSince(facts.attendingDoctorStated()).orElse(facts.attendingDoctor());
        return new Encounter(
                id,
                version,
                patientId,
                sourceId,
                visitNumber,
                course.encounterClass(),
                course.status(),
                facilityId,
                began,
                ended,
                course.stays(began, ended),
                doctor,
                facts.reason(),
                all,
                facts,
                from);
    }

    /** What was told of it; in a version from before the times were kept everything is as old as the version. */
    public Told facts() {
        return told == null
                ? new Told(start, origin.stated(), attendingDoctor, origin.stated(), reason, origin.stated(), null)
                : told;
    }

    /** The movements kept with it; those of a version from before they were kept, told by its stays. */
    public List<Movement> course() {
        if (movements != null) {
            return movements;
        }
        List<Movement> all = new ArrayList<>();
        for (DepartmentStay s : stays) {
            Movement m = legacy(s.key(), all.isEmpty() ? VisitEvent.ADMITTED : VisitEvent.TRANSFERRED, s.start(), s);
            all.add(s.cancelled() ? m.cancelledAt(origin.stated()) : m);
        }
        if (all.isEmpty() && status != EncounterStatus.PLANNED) {
            Movement m = legacy(VisitEvent.ADMITTED.name(), VisitEvent.ADMITTED, start, null);
            all.add(status == EncounterStatus.CANCELLED ? m.cancelledAt(origin.stated()) : m);
        }
        if (status == EncounterStatus.FINISHED) {
            all.add(legacy(VisitEvent.DISCHARGED.name(), VisitEvent.DISCHARGED, end, null));
        }
        return List.copyOf(all);
    }

    private Movement legacy(String key, VisitEvent event, TimePoint occurred, DepartmentStay s) {
        Instant said = origin.stated();
        Instant stated = occurred == null || occurred.from().isAfter(said) ? said : occurred.from();
        return new Movement(
                key,
                event,
                occurred,
                null,
                encounterClass,
                s == null ? null : s.departmentId(),
                s == null ? null : s.departmentCode(),
                s == null ? null : s.room(),
                s == null ? null : s.bed(),
                null,
                stated,
                null,
                null);
    }

    @Override
    public NounKind kind() {
        return NounKind.ENCOUNTER;
    }
}
