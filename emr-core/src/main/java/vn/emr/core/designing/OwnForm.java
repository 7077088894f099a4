package vn.emr.core.designing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A version of a form that the hospital draws, as lists show it.
 *
 * @param standsFor the shipped version whose place it takes; null: none
 * @param from since when it is in force, or will be; null while nobody approved it
 * @param until the first day on which it is in force no more
 * @param number of the newest thing that was done with it; who does the next names it as seen
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OwnForm(
        UUID id,
        String code,
        String version,
        String title,
        String standsFor,
        State state,
        LocalDate from,
        LocalDate until,
        int number,
        Instant at,
        String by) {

    /** Which of the hospital's versions of the code it is. */
    int ownNumber() {
        return Integer.parseInt(version.substring(version.indexOf('.') + 1));
    }

    /** Where it is on its way. */
    public enum State {
        /** Being written. */
        DRAFT,
        /** Somebody else is to judge it. */
        SENT,
        APPROVED,
        /** In force no more; sheets written with it stay in it. */
        WITHDRAWN,
        /** Given up before it was approved. */
        DROPPED
    }

    /** What is done with it. */
    public enum Act {
        WRITTEN(State.DRAFT),
        SENT(State.SENT),
        RETURNED(State.DRAFT),
        APPROVED(State.APPROVED),
        WITHDRAWN(State.WITHDRAWN),
        DROPPED(State.DROPPED);

        private final State then;

        Act(State then) {
            this.then = then;
        }

        State then() {
            return then;
        }

        /** Whether it may follow. */
        boolean after(State state) {
            return switch (this) {
                case WRITTEN, SENT -> state == State.DRAFT;
                case RETURNED, APPROVED -> state == State.SENT;
                case WITHDRAWN -> state == State.APPROVED;
                case DROPPED -> state == State.DRAFT || state == State.SENT;
            };
        }
    }

    /** One thing that was done. @param from the day that an approval or a withdrawal names */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Done(int number, Act act, Instant at, String by, String reason, LocalDate from) {}

    /**
     * A form open before somebody.
     *
     * @param definition as it was typed last
     * @param faults what keeps it from being approved
     * @param sample answers to try it on, of nobody
     * @param before the version that it was copied from
     * @param history the newest first
     * @param allowed what this person may do with it now
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Open(
            OwnForm form,
            JsonNode definition,
            List<Definition.Fault> faults,
            JsonNode sample,
            JsonNode before,
            List<Done> history,
            Set<Act> allowed) {}

    /** Something to be done. @param seen the number of the newest thing the screen saw; @param from of an approval or a withdrawal */
    public record Step(Integer seen, String reason, LocalDate from) {}

    /** A definition to be kept. @param seen as above */
    public record Typed(Integer seen, JsonNode definition) {}

    /** What is copied. @param as the code of a new form; null: a version that takes the place of this one */
    public record Copied(String code, String version, String as, String title, String titleEn) {}
}
