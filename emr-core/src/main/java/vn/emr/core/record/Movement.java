package vn.emr.core.record;

import java.time.Instant;
import java.util.UUID;

/**
 * One event of a visit as its sender stated it. What a visit is at any time follows from its movements alone
 * ({@link VisitCourse}), so the order in which they arrive does not matter.
 *
 * @param key the movement's own number (ZBE-1), else made from the event, so that a repeat replaces it
 * @param occurred when it happened, as far as it is known
 * @param end the end of the visit as stated with it
 * @param stated when the sender said it; of two statements under one key the newer stands
 * @param cancelled when its sender took it back, else null; a later statement of the movement stands again
 * @param said by whom, when a person of the hospital said it here; null for what a system told
 */
public record Movement(
        String key,
        VisitEvent event,
        TimePoint occurred,
        TimePoint end,
        EncounterClass encounterClass,
        UUID departmentId,
        String departmentCode,
        String room,
        String bed,
        String attendingDoctor,
        Instant stated,
        Instant cancelled,
        Said said) {
    /**
     * What a person who says a movement here adds to it.
     *
     * @param version counts what was said of this movement
     * @param by their account, and their name as it was then
     * @param reason why; null where nothing was said
     * @param discharge how the treatment ended, with a discharge
     * @param destination where a discharged person was sent
     * @param because why it was said otherwise, or taken back; null of what was said once
     */
    public record Said(
            int version,
            UUID by,
            String name,
            Instant at,
            String reason,
            RecordFolder.Discharge discharge,
            String destination,
            String because) {}

    /** A movement known only by its being taken back; whatever is stated about it fills it. */
    public static Movement onlyCancelled(String key, VisitEvent event, Instant cancelled) {
        return new Movement(
                key,
                event,
                null,
                null,
                EncounterClass.UNKNOWN,
                null,
                null,
                null,
                null,
                null,
                Instant.EPOCH,
                cancelled,
                null);
    }

    /** True while nothing but its being taken back is known. */
    public boolean onlyCancelled() {
        return stated.equals(Instant.EPOCH);
    }

    /** False while it is taken back. */
    public boolean stands() {
        return cancelled == null || stated.isAfter(cancelled);
    }

    /** Taken back at that time, unless a later time is known already. */
    public Movement cancelledAt(Instant at) {
        return with(room, bed, cancelled == null || cancelled.isBefore(at) ? at : cancelled, said);
    }

    /** This statement, with what it leaves open as an older statement of the same movement has it. */
    public Movement filledBy(Movement older) {
        boolean placed = departmentCode != null;
        return new Movement(
                key,
                event,
                occurred == null ? older.occurred : occurred,
                end == null ? older.end : end,
                encounterClass == EncounterClass.UNKNOWN ? older.encounterClass : encounterClass,
                placed ? departmentId : older.departmentId,
                placed ? departmentCode : older.departmentCode,
                placed ? room : older.room,
                placed ? bed : older.bed,
                attendingDoctor == null ? older.attendingDoctor : attendingDoctor,
                stated,
                cancelled,
                said);
    }

    /** The same as a person takes it back: at that time, and in these words. */
    public Movement takenBack(Said words) {
        return with(room, bed, words.at(), words);
    }

    /** The same, in another room and bed. */
    Movement in(String otherRoom, String otherBed) {
        return with(otherRoom, otherBed, cancelled, said);
    }

    private Movement with(String inRoom, String inBed, Instant takenBack, Said words) {
        return new Movement(
                key,
                event,
                occurred,
                end,
                encounterClass,
                departmentId,
                departmentCode,
                inRoom,
                inBed,
                attendingDoctor,
                stated,
                takenBack,
                words);
    }

    /**
     * The best guess at the instant it happened: when it was said, if the time it happened at allows for that, else that
     * time's beginning. A discharge of "today" is not at midnight.
     */
    public Instant effective() {
        if (occurred == null || event.effect() == VisitEvent.Effect.CANCEL || event == VisitEvent.UPDATED) {
            return stated;
        }
        boolean within = !stated.isBefore(occurred.from()) && stated.isBefore(occurred.to());
        return within ? stated : occurred.from();
    }
}
