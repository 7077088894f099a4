package vn.emr.core.disclosure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.store.Row;

/**
 * Where a request stands.
 *
 * @param step the newest; whoever acts names it, so that nobody acts on what has changed meanwhile
 */
record Standing(
        UUID id,
        UUID patientId,
        String number,
        State state,
        int step,
        int version,
        Requester requester,
        LocalDate dueOn,
        Instant receivedAt) {
    /** The columns of the view {@code disclosure_now} under the alias d. */
    static final String COLUMNS =
            "d.id, d.patient_id, d.year, d.seq, d.state, d.step, d.version, d.requester, d.due_on::text as due_on, d.received_at";

    /** How far a request is. */
    enum State {
        /** Waits for a decision. */
        RECEIVED,
        PAPERS_ASKED,
        APPROVED,
        PARTLY,
        REFUSED,
        /** Something was given out. */
        DELIVERED,
        CLOSED;

        static final Set<State> GRANTED = EnumSet.of(APPROVED, PARTLY, DELIVERED);
        static final Set<State> UNDECIDED = EnumSet.of(RECEIVED, PAPERS_ASKED);
        static final Set<State> UNANSWERED = EnumSet.of(RECEIVED, PAPERS_ASKED, APPROVED, PARTLY);
    }

    static Standing of(Row row) {
        return new Standing(
                row.uuid("id"),
                row.uuid("patient_id"),
                number(row.integer("year"), row.integer("seq")),
                State.valueOf(row.text("state")),
                row.integer("step"),
                row.integer("version"),
                Requester.valueOf(row.text("requester")),
                LocalDate.parse(row.text("due_on")),
                row.instant("received_at"));
    }

    /** As it stands in the register and on paper. */
    static String number(int year, int seq) {
        return "%d-%05d".formatted(year, seq);
    }

    /** @throws Refusal CONFLICT when it was another step the person saw, or an act that does not fit where it stands */
    void mustBe(Set<State> fitting, Integer seen) {
        if (seen == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a required field is missing", "/step");
        }
        if (seen != step) {
            throw new Refusal(Code.CONFLICT, "the request changed meanwhile");
        }
        if (!fitting.contains(state)) {
            throw new Refusal(Code.CONFLICT, "the request does not stand where this can be done");
        }
    }
}
