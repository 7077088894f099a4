package vn.emr.core.destruction;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.retention.RetentionClass;

/**
 * One round of destroying records (đợt tiêu hủy). No patient data: records go by their archive numbers.
 *
 * @param number of its minutes: {@code 3/2036}
 * @param version counts its acts; whoever acts names it
 * @param destroyed so many of the list are gone, and {@code leftOut} so many were kept when their turn came
 * @param lines none in a list of rounds
 * @param allowed what the caller may do now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Destruction(
        UUID id,
        String number,
        int version,
        State state,
        String facility,
        String ground,
        Instant madeAt,
        String madeBy,
        int folders,
        int destroyed,
        int leftOut,
        List<Member> members,
        List<Step> steps,
        List<Line> lines,
        List<Act> allowed) {

    /** Where a round stands. */
    public enum State {
        LISTED,
        APPRAISED,
        /** One of two approved. */
        HALF_APPROVED,
        APPROVED,
        REFUSED,
        WITHDRAWN,
        /** It is being carried out. */
        RUNNING,
        ENDED
    }

    /** What is done with a round. */
    public enum Act {
        APPRAISED,
        APPROVED,
        REFUSED,
        WITHDRAWN,
        STARTED,
        /** By the server, when every record has its outcome and the minutes are written. */
        ENDED
    }

    /** Who appraised. */
    public record Member(String name, String position) {}

    /** One act. @param reason of a refusal or withdrawal */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(Act act, Instant at, String by, String reason) {}

    /**
     * One record of the list, as it stood when the list was made.
     *
     * @param destroy as it was appraised; null: not yet
     * @param keepUntil and {@code reason}: of one that is kept on
     * @param outcome null: its turn is still to come
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            UUID folder,
            int place,
            String archiveNumber,
            EncounterClass treatment,
            LocalDate endedOn,
            RetentionClass keptAs,
            LocalDate retainUntil,
            Boolean destroy,
            LocalDate keepUntil,
            String reason,
            Outcome outcome) {}

    /** What became of a record. @param leftOut why it was kept; null: it is destroyed */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Outcome(String leftOut, Instant at) {}
}
