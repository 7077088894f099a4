package vn.emr.core.movements;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.chart.Entries;
import vn.emr.core.chart.Kept;
import vn.emr.core.chart.MovementList;
import vn.emr.core.chart.MovementList.Event;
import vn.emr.core.chart.MovementList.Line;
import vn.emr.core.chart.VisitRow;
import vn.emr.core.movements.MovementForm.Saying;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.Movement;
import vn.emr.core.record.Noun;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.RecordFolder.Discharge;
import vn.emr.core.store.ChangeSet;
import vn.emr.core.store.Database;
import vn.emr.core.store.RecordStore;
import vn.emr.core.store.Transaction;

/**
 * Where somebody is during a visit, as people of the hospital say it while its systems are silent: a transfer, another bed, the discharge.
 * It joins what systems tell of the visit, and counts before it ({@link vn.emr.core.record.VisitCourse}); no message takes it back.
 */
@ApplicationScoped
public class VisitMovements {
    /** @param requestId of the screen: the same request twice says one */
    public record New(UUID requestId, MovementForm movement) {}

    /**
     * What is changed, and why.
     *
     * @param version that was seen
     * @param movement as it is right; null: it was entered in error, and is taken back
     */
    public record Change(Integer version, String reason, MovementForm movement) {}

    private static final Kept<Encounter> VISITS =
            Kept.ofVisits(NounKind.ENCOUNTER, Encounter.class, "encounter", "encounter_id");
    private static final Kept<RecordFolder> FOLDERS =
            Kept.ofVisits(NounKind.RECORD_FOLDER, RecordFolder.class, "record_folder", "folder_id");

    private final Access access;
    private final Charts charts;
    private final Database database;
    private final RecordStore records;
    private final Entries entries;

    @Inject
    public VisitMovements(Access access, Charts charts, Database database, RecordStore records, Clock clock) {
        this.access = access;
        this.charts = charts;
        this.database = database;
        this.records = records;
        this.entries = new Entries(access, records, clock);
    }

    /**
     * Where somebody can be transferred to.
     *
     * @throws Refusal NOT_FOUND for a visit that the chart does not show, FORBIDDEN by right and state of the record (both traced)
     */
    public Departments departments(Caller caller, Grant grant, UUID encounterId) {
        Visit visit = allowed(caller, grant, encounterId, Right.VISIT_MOVE);
        return database.inTransaction(t -> Departments.of(t, grant, visit.id()));
    }

    /**
     * Says it.
     *
     * @throws Refusal NOT_FOUND, FORBIDDEN as above, with pointers what does not fit, NOT_APPLICABLE for somebody who has not come or has
     *     gone, KEY_REUSED
     */
    public Line say(Caller caller, Grant grant, UUID encounterId, New asked) {
        if (asked == null
                || asked.requestId() == null
                || asked.movement() == null
                || asked.movement().event() == null) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING,
                    "the number of the request, and what happened",
                    "/requestId",
                    "/movement/event");
        }
        MovementForm form = asked.movement();
        Visit visit = allowed(caller, grant, encounterId, form.event().right());
        String key = asked.requestId().toString();
        return database.inTransaction(t -> {
            VisitRow row = locked(t, grant, visit, form.event().right());
            Encounter kept = VISITS.current(t, grant, row.id()).orElseThrow(VisitMovements::gone);
            Optional<Movement> before = found(kept, key);
            if (before.isPresent()) {
                return line(t, grant, kept, repeated(before.get(), caller, form.event()));
            }
            here(visit, kept, form.event());
            Instant now = entries.now();
            Saying saying = new Saying(key, 1, caller.id(), caller.displayName(t), now, null);
            Movement said = form.checked(visit, kept, Departments.of(t, grant, kept.id()), saying);
            List<Movement> all = new ArrayList<>(kept.course());
            all.add(said);
            commit(t, caller, grant, visit, kept, all, said, now);
            return line(t, grant, kept, said);
        });
    }

    /**
     * Says it otherwise, or takes it back as entered in error.
     *
     * @throws Refusal as {@link #say}; FORBIDDEN while a label hides what the visit is for, NOT_FOUND for what nobody said here, CONFLICT when it changed or was taken back meanwhile,
     *     REQUIRED_FIELD_MISSING without a version or a reason
     */
    public Line change(Caller caller, Grant grant, UUID encounterId, String key, Change asked) {
        Visit seen = entries.visit(charts, grant, encounterId);
        Event event = seen.movements().stream()
                .filter(m -> m.key().equals(key))
                .map(Line::event)
                .findFirst()
                .orElseThrow(() -> access.missing(grant, NounKind.ENCOUNTER.name(), encounterId));
        Visit visit = allowed(caller, grant, encounterId, event.right());
        if (!grant.tells(visit.id())) {
            throw access.refuse(caller, grant, NounKind.ENCOUNTER.name(), encounterId);
        }
        if (asked == null || asked.version() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the version that was seen", "/version");
        }
        String reason = Words.reason(asked.reason());
        if (asked.movement() != null && asked.movement().event() != event) {
            throw new Refusal(
                    Code.MALFORMED_FIELD, "what it was: take it back to say something else", "/movement/event");
        }
        return database.inTransaction(t -> {
            locked(t, grant, visit, event.right());
            Encounter kept = Entries.tellings(visit)
                    .flatMap(id -> VISITS.current(t, grant, id).stream())
                    .filter(e -> found(e, key).isPresent())
                    .findFirst()
                    .orElseThrow(VisitMovements::gone);
            Movement old = found(kept, key)
                    .filter(m -> m.stands() && m.said().version() == asked.version())
                    .orElseThrow(() -> new Refusal(Code.CONFLICT, "it changed meanwhile", "/version"));
            Instant now = entries.now();
            Saying saying = new Saying(key, old.said().version() + 1, caller.id(), caller.displayName(t), now, reason);
            Movement next = asked.movement() == null
                    ? takenBack(old, saying)
                    : otherwise(t, grant, visit, kept, old, asked.movement(), saying);
            List<Movement> all =
                    kept.course().stream().map(m -> m == old ? next : m).toList();
            commit(t, caller, grant, visit, kept, all, next, now);
            return line(t, grant, kept, next);
        });
    }

    /** Judged as if it had not been said before. */
    private static Movement otherwise(
            Transaction t, Grant grant, Visit visit, Encounter kept, Movement old, MovementForm form, Saying saying) {
        Encounter without =
                kept.read(kept.course().stream().filter(m -> m != old).toList(), kept.facts(), kept.origin());
        return form.checked(visit.endedBy(without.end()), without, Departments.of(t, grant, kept.id()), saying);
    }

    private static Movement takenBack(Movement old, Saying saying) {
        Movement.Said was = old.said();
        return old.takenBack(new Movement.Said(
                saying.version(),
                saying.by(),
                saying.name(),
                saying.now(),
                was.reason(),
                was.discharge(),
                was.destination(),
                saying.because()));
    }

    private static Movement repeated(Movement before, Caller caller, Event event) {
        if (!before.said().by().equals(caller.id()) || before.event() != event.of()) {
            throw new Refusal(Code.KEY_REUSED, "this request said something else", "/requestId");
        }
        return before;
    }

    private static void here(Visit visit, Encounter kept, Event event) {
        if (visit.status() == EncounterStatus.PLANNED || visit.status() == EncounterStatus.CANCELLED) {
            throw new Refusal(Code.NOT_APPLICABLE, "the patient has not come", "/movement");
        }
        if (event == Event.DISCHARGED && (visit.end() != null || kept.status() == EncounterStatus.FINISHED)) {
            throw new Refusal(Code.NOT_APPLICABLE, "the visit has ended already", "/movement");
        }
        if (kept.course().size() >= Encounter.MOST_MOVEMENTS) {
            throw new Refusal(
                    Code.NOT_APPLICABLE, "the visit already has more movements than a visit can have", "/movement");
        }
    }

    /** The visit's next version; how a treatment ended stands with its folder too, for papers and the closing. */
    private void commit(
            Transaction t,
            Caller caller,
            Grant grant,
            Visit visit,
            Encounter kept,
            List<Movement> all,
            Movement said,
            Instant now) {
        List<Noun> versions = new ArrayList<>();
        versions.add(kept.read(all, kept.facts(), kept.origin()).asVersion(kept.version() + 1));
        Discharge how = said.said().discharge();
        if (how != null && visit.folder() != null) {
            Discharge stands = said.stands() ? how : null;
            Provenance by = Entries.by(t, caller, now);
            FOLDERS.current(t, grant, visit.folder().id())
                    .map(f -> f.told(f.state(), f.version() + 1, by).discharged(stands))
                    .ifPresent(versions::add);
        }
        String why = said.stands() ? "movement said" : "movement taken back";
        records.commit(t, caller.tenantId(), List.of(new ChangeSet(caller.actor(), now, why, null, null, versions)));
    }

    private Visit allowed(Caller caller, Grant grant, UUID encounterId, Right right) {
        Visit visit = entries.visit(charts, grant, encounterId);
        if (!grant.may(right, MovementList.state(visit))) {
            String wanted = right + " " + MovementList.state(visit);
            throw access.refuse(caller, grant, wanted, visit.id());
        }
        return visit;
    }

    private static VisitRow locked(Transaction t, Grant grant, Visit visit, Right right) {
        VisitRow row = VisitRow.locked(t, grant, visit).orElseThrow(VisitMovements::gone);
        boolean kept = visit.folder() != null;
        if (kept && !grant.may(right, row.state())) {
            throw new Refusal(Code.CONFLICT, "the record takes no movements in its state");
        }
        return row;
    }

    private static Refusal gone() {
        return new Refusal(Code.NOT_FOUND, "no such object in this record");
    }

    private static Optional<Movement> found(Encounter kept, String key) {
        return kept.course().stream()
                .filter(m -> m.said() != null && m.key().equals(key))
                .findFirst();
    }

    private static Line line(Transaction t, Grant grant, Encounter kept, Movement m) {
        String department = Departments.of(t, grant, kept.id())
                .find(m.departmentId())
                .map(Departments.Department::name)
                .orElse(m.departmentCode());
        return MovementList.line(m, department);
    }
}
