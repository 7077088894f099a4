package vn.emr.core.record;

import java.util.List;
import java.util.UUID;

/**
 * An appointment (lịch hẹn).
 *
 * @param key the scheduling system's number of it (SCH-1, else SCH-2)
 */
public record Appointment(
        UUID id,
        int version,
        UUID patientId,
        UUID encounterId,
        UUID sourceId,
        String key,
        Details details,
        Provenance origin)
        implements Told<Appointment.Details> {

    /** Where an appointment stands; HL7 table 0278. */
    public enum Status {
        WAITLISTED,
        BOOKED,
        STARTED,
        COMPLETED,
        NO_SHOW,
        CANCELLED,
        /** Made by mistake (SIU^S17): hidden everywhere, kept in history. */
        ENTERED_IN_ERROR
    }

    /**
     * What was agreed.
     *
     * @param departmentCode as sent
     * @param practitioner a person, else what was booked
     */
    public record Details(
            Status status,
            TimePoint start,
            TimePoint end,
            Coded service,
            String reason,
            String departmentCode,
            String room,
            String practitioner,
            List<String> notes)
            implements Told.Details<Details> {

        @Override
        public Details filledBy(Details older) {
            return new Details(
                    status,
                    start == null ? older.start : start,
                    start == null ? older.end : end,
                    service == null ? older.service : service,
                    reason == null ? older.reason : reason,
                    departmentCode == null ? older.departmentCode : departmentCode,
                    departmentCode == null ? older.room : room,
                    practitioner == null ? older.practitioner : practitioner,
                    notes.isEmpty() ? older.notes : notes);
        }

        /** The same, as made by mistake. */
        public Details takenBack() {
            return new Details(
                    Status.ENTERED_IN_ERROR, start, end, service, reason, departmentCode, room, practitioner, notes);
        }
    }

    @Override
    public Appointment restated(int version, UUID encounterId, Details details, Provenance origin) {
        return new Appointment(id, version, patientId, encounterId, sourceId, key, details, origin);
    }

    @Override
    public NounKind kind() {
        return NounKind.APPOINTMENT;
    }
}
