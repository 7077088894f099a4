package vn.emr.core.disclosure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Part;
import vn.emr.core.access.Right;
import vn.emr.core.disclosure.Standing.State;
import vn.emr.core.disclosure.Steps.Opened;
import vn.emr.core.disclosure.Steps.Step;
import vn.emr.core.record.NounKind;
import vn.emr.core.store.Database;

/** What somebody else decides about a request: all, a part, or nothing of it; once. */
@ApplicationScoped
public class Decisions {
    private static final int LONGEST_REASON = 1000;
    private static final int MOST_VISITS = 300;

    /** All of what was asked, a part of it, or nothing. */
    public enum Outcome {
        APPROVED,
        PARTLY,
        REFUSED
    }

    /**
     * A decision.
     *
     * @param forms how it may be given
     * @param visits of which visits
     * @param outsideVisits also what belongs to no visit
     * @param parts which parts of the record
     * @param labels what these hide is given out too; only labels open to who decides
     * @param until the last day it may be given out
     * @param reason needed unless all is approved
     */
    public record Decided(
            Integer step,
            Outcome outcome,
            Set<Form> forms,
            List<UUID> visits,
            Boolean outsideVisits,
            Set<Part> parts,
            List<UUID> labels,
            LocalDate until,
            String reason) {}

    private final Access access;
    private final Steps steps;
    private final Database database;

    @Inject
    public Decisions(Access access, Steps steps, Database database) {
        this.access = access;
        this.steps = steps;
        this.database = database;
    }

    /**
     * Decides about a request.
     *
     * @throws Refusal NOT_APPLICABLE for one the caller took in or amended (traced) and for what the law does not give; NOT_YET with a
     *     pointer to each visit under treatment; CONFLICT when it is decided or changed meanwhile
     */
    public void decide(Caller caller, UUID id, Decided decided) {
        Opened opened = steps.open(caller, id, Right.DISCLOSE_DECIDE);
        if (decided == null || decided.outcome() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a required field is missing", "/outcome");
        }
        mustNotBeOnesOwn(caller, id);
        opened.standing().mustBe(EnumSet.of(State.RECEIVED), decided.step());
        String reason = decided.outcome() == Outcome.APPROVED
                ? Words.optional(decided.reason(), LONGEST_REASON, "/reason")
                : Words.needed(decided.reason(), LONGEST_REASON, "/reason");
        Decided what = decided.outcome() == Outcome.REFUSED ? NOTHING : granted(opened, decided);
        steps.next(
                caller,
                opened.standing(),
                Step.valueOf(decided.outcome().name()),
                reason,
                t -> t.update(
                        """
                insert into disclosure_decision (disclosure_id, step, decided_by, forms, visits, outside_visits, parts, labels, until)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?::date)
                """,
                        id,
                        opened.standing().step() + 1,
                        caller.id(),
                        what.forms().stream().map(Form::name).toArray(String[]::new),
                        what.visits().toArray(UUID[]::new),
                        what.outsideVisits(),
                        what.parts().stream().map(Part::name).toArray(String[]::new),
                        what.labels().toArray(UUID[]::new),
                        what.until() == null ? null : what.until().toString()));
    }

    private static final Decided NOTHING =
            new Decided(null, Outcome.REFUSED, Set.of(), List.of(), false, Set.of(), List.of(), null, null);

    private void mustNotBeOnesOwn(Caller caller, UUID id) {
        if (database.first(
                        "select 1 as own from disclosure_version where disclosure_id = ? and made_by = ? limit 1",
                        row -> row.integer("own"),
                        id,
                        caller.id())
                .isPresent()) {
            throw access.refuse(
                    caller,
                    "DISCLOSURE",
                    new Refusal(Code.NOT_APPLICABLE, "somebody else decides about a request you wrote"));
        }
    }

    private Decided granted(Opened opened, Decided d) {
        if (d.forms() == null || d.forms().isEmpty() || d.forms().stream().anyMatch(Objects::isNull)) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "what is given", "/forms");
        }
        if (!opened.standing().requester().forms().containsAll(d.forms())) {
            throw new Refusal(Code.NOT_APPLICABLE, "the law does not give this requester such a form", "/forms");
        }
        if (d.outcome() == Outcome.APPROVED && !d.forms().containsAll(asked(opened.standing()))) {
            throw new Refusal(Code.NOT_APPLICABLE, "who approves all gives what was asked for", "/outcome");
        }
        boolean outside = Boolean.TRUE.equals(d.outsideVisits());
        List<UUID> visits = distinct(d.visits(), "/visits");
        if (visits.isEmpty() && !outside) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "of which visits", "/visits");
        }
        if (d.parts() == null || d.parts().isEmpty() || d.parts().stream().anyMatch(Objects::isNull)) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which parts of the record", "/parts");
        }
        visits.forEach(visit -> access.filedUnder(opened.grant(), NounKind.ENCOUNTER, visit));
        mustBeCompleted(opened, d.visits() == null ? List.of() : d.visits());
        List<UUID> labels = distinct(d.labels(), "/labels");
        if (!new HashSet<>(Labels.open(database, opened.grant()).stream()
                        .map(Labels.Named::id)
                        .toList())
                .containsAll(labels)) {
            throw new Refusal(Code.MALFORMED_FIELD, "only labels of this record that are open to you", "/labels");
        }
        if (Labels.closed(database, opened.grant(), labels)) {
            throw new Refusal(Code.NOT_APPLICABLE, "a label closes the whole record: name it, or refuse", "/labels");
        }
        LocalDate today = steps.today();
        if (d.until() == null || d.until().isBefore(today) || d.until().isAfter(today.plusYears(1))) {
            throw new Refusal(Code.MALFORMED_FIELD, "expected: a day within a year", "/until");
        }
        return new Decided(null, d.outcome(), d.forms(), visits, outside, d.parts(), labels, d.until(), null);
    }

    private Set<Form> asked(Standing standing) {
        return database.first(
                        "select forms from disclosure_version where disclosure_id = ? and version = ?",
                        row -> Set.copyOf(Arrays.stream(row.<String>array("forms"))
                                .map(Form::valueOf)
                                .toList()),
                        standing.id(),
                        standing.version())
                .orElseThrow();
    }

    private void mustBeCompleted(Opened opened, List<UUID> visits) {
        Set<UUID> running = UnderTreatment.visits(database, opened);
        String[] at = IntStream.range(0, visits.size())
                .filter(i -> running.contains(visits.get(i)))
                .mapToObj(i -> "/visits/" + i)
                .toArray(String[]::new);
        if (at.length > 0) {
            throw new Refusal(
                    Code.NOT_YET, "the record of this visit is not completed: wait until it is, or refuse", at);
        }
    }

    private static List<UUID> distinct(List<UUID> ids, String at) {
        List<UUID> given = ids == null ? List.of() : ids;
        Words.must(given.size() <= MOST_VISITS && given.stream().noneMatch(Objects::isNull), "at most 300 entries", at);
        return given.stream().distinct().toList();
    }
}
