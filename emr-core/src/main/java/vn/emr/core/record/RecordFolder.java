package vn.emr.core.record;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * The legal file of one treatment episode (hồ sơ bệnh án), Luật KBCB 15/2023 art. 69. Versions written before people acted on
 * folders have none of the parts after {@code closed}.
 *
 * @param completed when who treated declared it complete; null while that does not stand
 * @param closed when it was checked and closed; null while that does not stand
 * @param archived when it went into the archive; null while that does not stand
 * @param admissionNumber số vào viện, as the hospital's system gave it
 * @param archiveNumber số lưu trữ: given once, kept whatever becomes of the folder
 * @param discharge what was said when it was completed
 * @param partOf the folder that stands for this visit, where several systems told it; null: this one
 * @param step what a person last did with it; null: it is as the messages say
 * @param hold it must not be destroyed; null: nothing holds it
 * @param received the treatment was elsewhere, and this is what that hospital gave out of it; null: it is our own
 */
public record RecordFolder(
        UUID id,
        int version,
        UUID patientId,
        UUID encounterId,
        UUID facilityId,
        EncounterClass treatment,
        State state,
        TimePoint opened,
        TimePoint completed,
        TimePoint closed,
        TimePoint archived,
        String admissionNumber,
        String archiveNumber,
        Discharge discharge,
        UUID partOf,
        Step step,
        Hold hold,
        Received received,
        Provenance origin)
        implements Noun {

    /** Đang điều trị → hoàn thành → đóng → lưu trữ; cancelled with its admission, or by a person. */
    public enum State {
        IN_TREATMENT,
        COMPLETED,
        CLOSED,
        ARCHIVED,
        CANCELLED
    }

    /** What people do with a folder. */
    public enum Act {
        COMPLETE,
        CLOSE,
        ARCHIVE,
        REOPEN,
        CANCEL,
        RESTORE,
        HOLD,
        RELEASE,
        /** Taken in as another hospital gave it out. */
        RECEIVE
    }

    /** One act; its time is that of the version. */
    public record Step(Act act, UUID by, String name, String reason) {}

    /**
     * How the treatment ended, by the codes of QĐ 130/QĐ-BYT as amended.
     *
     * @param kind MA_LOAI_RV
     * @param outcome KET_QUA_DTRI
     */
    public record Discharge(String kind, String outcome) {
        public static final Set<String> KINDS = Set.of("1", "2", "3", "4", "5");
        /** Those that are sent to another hospital. */
        public static final Set<String> ELSEWHERE = Set.of("2", "5");

        public static final Set<String> OUTCOMES = Set.of("1", "2", "3", "4", "5", "6", "7", "8");
    }

    /** Why it must not be destroyed, since when and by whose word. */
    public record Hold(String reason, Instant since, String by) {}

    /**
     * Where a record of another hospital came from. Its numbers are those of that hospital.
     *
     * @param sender by name, and {@code senderCode} as it is known to the ministry; null where that was not set
     * @param inboundId the message that keeps the file byte for byte
     * @param sha256 of the file
     * @param content of what the file says, the same as XML and as JSON
     * @param by who took it in, and when
     */
    public record Received(
            String sender,
            String senderCode,
            String admissionNumber,
            String archiveNumber,
            UUID inboundId,
            String sha256,
            String content,
            String by,
            Instant at) {}

    /** A folder as a visit opens it. */
    public static RecordFolder opened(UUID id, Encounter visit) {
        return new RecordFolder(
                id,
                1,
                visit.patientId(),
                visit.id(),
                visit.facilityId(),
                visit.encounterClass(),
                State.IN_TREATMENT,
                visit.start(),
                null,
                null,
                null,
                visit.visitNumber(),
                null,
                null,
                null,
                null,
                null,
                null,
                visit.origin());
    }

    /** The same in another state, as a message says. */
    public RecordFolder told(State next, int number, Provenance from) {
        return new RecordFolder(
                id,
                number,
                patientId,
                encounterId,
                facilityId,
                treatment,
                next,
                opened,
                completed,
                closed,
                archived,
                admissionNumber,
                archiveNumber,
                discharge,
                partOf,
                step,
                hold,
                received,
                from);
    }

    /** The next version, after an act that leads to this state; times of what does not stand any more are dropped. */
    public RecordFolder stepped(Step taken, State next, Provenance from) {
        TimePoint now = TimePoint.at(from.recorded());
        boolean moved = next != state;
        return new RecordFolder(
                id,
                version + 1,
                patientId,
                encounterId,
                facilityId,
                treatment,
                next,
                opened,
                at(State.COMPLETED, next, moved ? now : completed, completed),
                at(State.CLOSED, next, moved ? now : closed, closed),
                at(State.ARCHIVED, next, moved ? now : archived, archived),
                admissionNumber,
                archiveNumber,
                discharge,
                partOf,
                taken,
                hold,
                received,
                from);
    }

    private static TimePoint at(State reached, State next, TimePoint now, TimePoint before) {
        if (next == State.CANCELLED || next.compareTo(reached) < 0) {
            return null;
        }
        return next == reached ? now : before;
    }

    /** The same with its number in the archive. */
    public RecordFolder numbered(String number) {
        return with(number, discharge, partOf, hold, received);
    }

    /** The same with how the treatment ended. */
    public RecordFolder discharged(Discharge said) {
        return with(archiveNumber, said, partOf, hold, received);
    }

    /** The same, under the folder that stands for its visit. */
    public RecordFolder under(UUID leading) {
        return with(archiveNumber, discharge, leading, hold, received);
    }

    /** The same, held or let go. */
    public RecordFolder held(Hold by) {
        return with(archiveNumber, discharge, partOf, by, received);
    }

    /** The next version, as it was taken in from another hospital: closed since then, unless it went further or was cancelled. */
    public RecordFolder received(Received as, Step taken, Provenance from) {
        RecordFolder next = stepped(taken, state, from).with(archiveNumber, discharge, partOf, hold, as);
        return state == State.CLOSED && closed == null ? next.closedAt(TimePoint.at(from.recorded())) : next;
    }

    private RecordFolder closedAt(TimePoint at) {
        return new RecordFolder(
                id,
                version,
                patientId,
                encounterId,
                facilityId,
                treatment,
                state,
                opened,
                completed,
                at,
                archived,
                admissionNumber,
                archiveNumber,
                discharge,
                partOf,
                step,
                hold,
                received,
                origin);
    }

    private RecordFolder with(String number, Discharge said, UUID leading, Hold by, Received as) {
        return new RecordFolder(
                id,
                version,
                patientId,
                encounterId,
                facilityId,
                treatment,
                state,
                opened,
                completed,
                closed,
                archived,
                admissionNumber,
                number,
                said,
                leading,
                step,
                by,
                as,
                origin);
    }

    @Override
    public NounKind kind() {
        return NounKind.RECORD_FOLDER;
    }
}
