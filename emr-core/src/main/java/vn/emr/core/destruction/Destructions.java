package vn.emr.core.destruction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.destruction.Destruction.Act;
import vn.emr.core.destruction.Destruction.Line;
import vn.emr.core.destruction.Destruction.Member;
import vn.emr.core.destruction.Destruction.Outcome;
import vn.emr.core.destruction.Destruction.State;
import vn.emr.core.destruction.Destruction.Step;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.retention.RetentionClass;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** The rounds of destroying records: where each stands, what became of every record, and the minutes. No patient data. */
@ApplicationScoped
public class Destructions {
    static final String WHAT = "DESTRUCTION";
    private static final int MOST = 200;

    /** @param destructions the newest first */
    public record Listed(List<Destruction> destructions) {}

    /** A round as it is kept, with who may not approve it. */
    record Kept(UUID id, UUID tenantId, UUID madeBy, Destruction told, List<UUID> hadPart) {}

    private final Access access;
    private final Database database;
    private final AuditTrail trail;

    @Inject
    public Destructions(Access access, Database database, AuditTrail trail) {
        this.access = access;
        this.database = database;
        this.trail = trail;
    }

    /**
     * The newest 200 rounds of the hospital.
     *
     * @throws Refusal FORBIDDEN, traced
     */
    public Listed list(Caller caller) {
        access.require(caller, WHAT, null, Right.DESTROY, Right.DESTROY_APPROVE);
        return new Listed(database.inTransaction(t -> t
                .query(
                        "select id from destruction where tenant_id = ? order by made_at desc, id desc limit ?",
                        row -> row.uuid("id"),
                        caller.tenantId(),
                        MOST)
                .stream()
                .map(id -> kept(t, caller.tenantId(), id, false).orElseThrow())
                .map(kept -> shown(caller, kept))
                .toList()));
    }

    /**
     * One round whole.
     *
     * @throws Refusal FORBIDDEN, NOT_FOUND; both traced
     */
    public Destruction one(Caller caller, UUID id) {
        access.require(caller, WHAT, id, Right.DESTROY, Right.DESTROY_APPROVE);
        return shown(
                caller,
                database.inTransaction(t -> kept(t, caller.tenantId(), id, true))
                        .orElseThrow(() -> access.missing(caller, WHAT, id)));
    }

    /**
     * The minutes as PDF; traced each time.
     *
     * @throws Refusal as {@link #one}; NOT_FOUND while it has not ended
     */
    public byte[] minutes(Caller caller, UUID id) {
        one(caller, id);
        return database.inTransaction(t -> t.first(
                                "select pdf from destruction_minutes where destruction_id = ?",
                                row -> row.bytes("pdf"),
                                id)
                        .map(pdf -> {
                            trail.append(t, access.event(caller, Kind.PRINT, null, WHAT, id));
                            return pdf;
                        }))
                .orElseThrow(() -> access.missing(caller, WHAT, id));
    }

    /** What a caller may do with a round now; what cannot work is not offered. */
    private static Destruction shown(Caller caller, Kept kept) {
        Destruction d = kept.told();
        boolean keeps = caller.may(Right.DESTROY);
        boolean approves = caller.may(Right.DESTROY_APPROVE);
        boolean open = d.state() != State.REFUSED
                && d.state() != State.WITHDRAWN
                && d.state() != State.RUNNING
                && d.state() != State.ENDED;
        boolean judged = d.state() == State.APPRAISED || d.state() == State.HALF_APPROVED;
        List<Act> allowed = Stream.of(
                        keeps && d.state() == State.LISTED ? Act.APPRAISED : null,
                        approves && judged && !kept.hadPart().contains(caller.id()) ? Act.APPROVED : null,
                        approves && open && d.state() != State.LISTED ? Act.REFUSED : null,
                        keeps && open ? Act.WITHDRAWN : null,
                        keeps && d.state() == State.APPROVED ? Act.STARTED : null)
                .filter(Objects::nonNull)
                .toList();
        return new Destruction(
                d.id(),
                d.number(),
                d.version(),
                d.state(),
                d.facility(),
                d.ground(),
                d.madeAt(),
                d.madeBy(),
                d.folders(),
                d.destroyed(),
                d.leftOut(),
                d.members(),
                d.steps(),
                d.lines(),
                allowed);
    }

    private record Told(Step step, UUID by) {}

    /** A round of the tenant. @param lines whether with its records */
    static Optional<Kept> kept(Transaction t, UUID tenant, UUID id, boolean lines) {
        List<Told> acts = t.query("""
                select x.act, x.at, x.account_id, a.display_name, x.reason
                from destruction_act x join account a on a.id = x.account_id
                where x.destruction_id = ? order by x.number
                """, row -> told(row), id);
        List<Member> members = t.query(
                "select name, position from destruction_member where destruction_id = ? order by place",
                row -> new Member(row.text("name"), row.text("position")),
                id);
        List<Line> listed = lines ? lines(t, id) : null;
        return t.first("""
                select d.*, f.name as facility, a.display_name,
                       (select count(*) from destruction_folder x where x.destruction_id = d.id)::int as folders,
                       (select count(*) from destruction_outcome x where x.destruction_id = d.id and x.reason is null)::int as gone,
                       (select count(*) from destruction_outcome x where x.destruction_id = d.id and x.reason is not null)::int as left_out
                from destruction d
                join facility f on f.id = d.facility_id
                join account a on a.id = d.made_by
                where d.tenant_id = ? and d.id = ?
                """, row -> kept(row, acts, members, listed), tenant, id);
    }

    private static Told told(Row row) {
        return new Told(
                new Step(Act.valueOf(row.text("act")), row.instant("at"), row.text("display_name"), row.text("reason")),
                row.uuid("account_id"));
    }

    private static Kept kept(Row row, List<Told> acts, List<Member> members, List<Line> lines) {
        List<Step> steps = acts.stream().map(Told::step).toList();
        Destruction told = new Destruction(
                row.uuid("id"),
                row.integer("seq") + "/" + row.integer("year"),
                acts.size(),
                state(steps),
                row.text("facility"),
                row.text("ground"),
                row.instant("made_at"),
                row.text("display_name"),
                row.integer("folders"),
                row.integer("gone"),
                row.integer("left_out"),
                members,
                steps,
                lines,
                null);
        List<UUID> hadPart = Stream.concat(
                        Stream.of(row.uuid("made_by")), acts.stream().map(Told::by))
                .toList();
        return new Kept(row.uuid("id"), row.uuid("tenant_id"), row.uuid("made_by"), told, hadPart);
    }

    private static State state(List<Step> steps) {
        if (steps.isEmpty()) {
            return State.LISTED;
        }
        Map<Act, Long> counts = steps.stream().collect(Collectors.groupingBy(Step::act, Collectors.counting()));
        return switch (steps.getLast().act()) {
            case APPRAISED -> State.APPRAISED;
            case APPROVED -> counts.get(Act.APPROVED) > 1 ? State.APPROVED : State.HALF_APPROVED;
            case REFUSED -> State.REFUSED;
            case WITHDRAWN -> State.WITHDRAWN;
            case STARTED -> State.RUNNING;
            case ENDED -> State.ENDED;
        };
    }

    private static List<Line> lines(Transaction t, UUID id) {
        return t.query("""
                select f.*, f.ended_on::text as ended, f.retain_until::text as until_day, a.destroy, a.keep_until::text as keep_day,
                       a.reason as appraised, o.reason as left_out, o.at
                from destruction_folder f
                left join destruction_appraisal a on a.destruction_id = f.destruction_id and a.folder_id = f.folder_id
                left join destruction_outcome o on o.destruction_id = f.destruction_id and o.folder_id = f.folder_id
                where f.destruction_id = ? order by f.place
                """, Destructions::line, id);
    }

    private static Line line(Row row) {
        String keep = row.text("keep_day");
        return new Line(
                row.uuid("folder_id"),
                row.integer("place"),
                row.text("archive_number"),
                EncounterClass.valueOf(row.text("treatment")),
                LocalDate.parse(row.text("ended")),
                RetentionClass.valueOf(row.text("kept_as")),
                LocalDate.parse(row.text("until_day")),
                row.bool("destroy"),
                keep == null ? null : LocalDate.parse(keep),
                row.text("appraised"),
                row.instant("at") == null ? null : new Outcome(row.text("left_out"), row.instant("at")));
    }
}
