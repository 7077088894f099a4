package vn.emr.core.vitals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.chart.Entries;
import vn.emr.core.chart.VisitRow;
import vn.emr.core.record.EarlyWarning;
import vn.emr.core.record.EarlyWarning.Basis;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.VitalSigns;
import vn.emr.core.store.Database;
import vn.emr.core.store.RecordStore;
import vn.emr.core.store.Transaction;

/**
 * Readings of vital signs as people enter them. Each correction names the version it changes and makes the next; what was wrong is taken
 * back with a reason and stays readable. By which scale a reading is scored is kept with it, so a later decision changes no score
 * that somebody acted on.
 */
@ApplicationScoped
public class Vitals {
    private static final String SECTION = "VITALS";
    private static final int LONGEST_PERIOD = 366;

    /** @param requestId of the screen: the same request twice enters one reading */
    public record New(UUID requestId, UUID encounterId, VitalForm reading) {}

    /**
     * @param version that was seen
     * @param reading as it is right; null: it was entered in error, and is taken back
     */
    public record Change(Integer version, String reason, VitalForm reading) {}

    /** @param version of the decision that was seen; null or 0 when there was none */
    public record Decision(UUID encounterId, Integer version, EarlyWarning.Use use, String reason) {}

    private final Access access;
    private final Charts charts;
    private final Database database;
    private final Entries entries;

    @Inject
    public Vitals(Access access, Charts charts, Database database, RecordStore records, Clock clock) {
        this.access = access;
        this.charts = charts;
        this.database = database;
        this.entries = new Entries(access, records, clock);
    }

    /** What was measured in the last {@code days}, 1 to 366; traced once within the visit to the chart. */
    public VitalPage of(Grant grant, int days) {
        access.section(grant, SECTION);
        return page(grant, days);
    }

    /**
     * The versions of one reading, the newest first.
     *
     * @throws Refusal NOT_FOUND, traced, when the chart shows no such reading
     */
    public List<VitalPage.Reading> versions(Grant grant, UUID id) {
        access.section(grant, SECTION);
        List<VitalSigns> versions = database.inTransaction(t -> KeptVitals.versions(t, grant, id));
        if (versions.isEmpty()) {
            throw access.missing(grant, NounKind.VITAL_SIGNS.name(), id);
        }
        return versions.stream().map(VitalPage.Reading::of).toList();
    }

    /**
     * Enters a reading of a visit.
     *
     * @throws Refusal NOT_FOUND for a visit that the chart does not show, FORBIDDEN by right and state of the record (both traced),
     *     with pointers what cannot be, NOT_APPLICABLE for what is unusual and not confirmed, KEY_REUSED
     */
    public VitalPage.Reading record(Caller caller, Grant grant, New asked) {
        if (asked == null || asked.requestId() == null || asked.encounterId() == null || asked.reading() == null) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING,
                    "which visit, the number of the request, and the reading",
                    "/encounterId",
                    "/requestId",
                    "/reading");
        }
        Visit visit = visit(grant, asked.encounterId());
        access.allow(grant, Right.RECORD_CREATE, visit.id());
        Instant now = entries.now();
        String key = caller.id() + "|" + asked.requestId();
        return VitalPage.Reading.of(database.inTransaction(t -> {
            VisitRow row = locked(t, grant, visit, Right.RECORD_CREATE);
            VitalSigns.Details said = asked.reading()
                    .checked(visit, basis(t, grant, visit, asked.reading().at()), now);
            VitalSigns before = KeptVitals.byKey(t, grant, key).orElse(null);
            if (before != null) {
                return repeated(before, row);
            }
            return entries.commit(
                    t,
                    caller,
                    "vital signs entered",
                    new VitalSigns(
                            Ids.next(), 1, row.patientId(), row.id(), key, said, null, Entries.by(t, caller, now)));
        }));
    }

    private static VitalSigns repeated(VitalSigns before, VisitRow visit) {
        if (!before.encounterId().equals(visit.id())) {
            throw new Refusal(Code.KEY_REUSED, "this request entered another reading", "/requestId");
        }
        return before;
    }

    /**
     * Corrects a reading, or takes it back as entered in error. It stays scored by the scale it was entered under.
     *
     * @throws Refusal as {@link #record}; CONFLICT when it changed or was taken back meanwhile, REQUIRED_FIELD_MISSING without a
     *     reason
     */
    public VitalPage.Reading change(Caller caller, Grant grant, UUID id, Change asked) {
        VitalSigns shown = database.inTransaction(t -> KeptVitals.current(t, grant, id))
                .orElseThrow(() -> access.missing(grant, NounKind.VITAL_SIGNS.name(), id));
        access.allow(grant, Right.RECORD_EDIT, shown.encounterId());
        if (asked == null || asked.version() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the version that was seen", "/version");
        }
        String reason = Words.reason(asked.reason());
        Visit visit = visit(grant, shown.encounterId());
        Instant now = entries.now();
        return VitalPage.Reading.of(database.inTransaction(t -> {
            locked(t, grant, visit, Right.RECORD_EDIT);
            VitalSigns old = KeptVitals.current(t, grant, id)
                    .filter(v -> v.version() == asked.version() && v.stands())
                    .orElseThrow(() -> new Refusal(Code.CONFLICT, "it changed meanwhile", "/version"));
            VitalSigns.Details said = asked.reading() == null
                    ? old.details().inError()
                    : asked.reading().checked(visit, old.details().basis(), now);
            return entries.commit(
                    t,
                    caller,
                    asked.reading() == null ? "vital signs taken back" : "vital signs corrected",
                    old.next(said, reason, Entries.by(t, caller, now)));
        }));
    }

    /**
     * Decides by which scale further readings of a visit are scored, or that they are not: who says the diagnosis decides.
     *
     * @throws Refusal as {@link #change}
     */
    public VitalPage.Decided decide(Caller caller, Grant grant, Decision asked) {
        if (asked == null || asked.encounterId() == null || asked.use() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which visit, and what is decided", "/encounterId", "/use");
        }
        Visit visit = visit(grant, asked.encounterId());
        access.allow(grant, Right.DIAGNOSIS_WRITE, visit.id());
        String reason = Words.reason(asked.reason());
        int seen = asked.version() == null ? 0 : asked.version();
        Instant now = entries.now();
        return VitalPage.Decided.of(database.inTransaction(t -> {
            VisitRow row = locked(t, grant, visit, Right.DIAGNOSIS_WRITE);
            EarlyWarning old = of(KeptVitals.decisions(t, grant), visit);
            if ((old == null ? 0 : old.version()) != seen) {
                throw new Refusal(Code.CONFLICT, "it changed meanwhile", "/version");
            }
            Provenance by = Entries.by(t, caller, now);
            EarlyWarning next = old == null
                    ? new EarlyWarning(Ids.next(), 1, row.patientId(), row.id(), asked.use(), reason, by)
                    : old.next(asked.use(), reason, by);
            return entries.commit(t, caller, "early-warning score decided", next);
        }));
    }

    private VitalPage page(Grant grant, int days) {
        Instant now = entries.now();
        Instant since = now.minus(Duration.ofDays(Math.clamp(days, 1, LONGEST_PERIOD)));
        List<Visit> visits = charts.visits(grant).stream()
                .filter(v -> v.status() != EncounterStatus.CANCELLED)
                .toList();
        return database.inTransaction(t -> {
            List<EarlyWarning> decisions = KeptVitals.decisions(t, grant);
            Set<UUID> pregnant = KeptVitals.pregnant(t, grant);
            TimePoint birth = KeptVitals.patient(t, grant).birth();
            return new VitalPage(
                    VitalPage.Limits.all(),
                    visits.stream()
                            .map(v -> ofVisit(grant, v, birth, pregnant, of(decisions, v), now))
                            .toList(),
                    KeptVitals.since(t, grant, since).stream()
                            .map(VitalPage.Reading::of)
                            .toList(),
                    KeptVitals.told(t, grant, since));
        });
    }

    private static VitalPage.OfVisit ofVisit(
            Grant grant, Visit v, TimePoint birth, Set<UUID> pregnant, EarlyWarning decided, Instant now) {
        Set<VitalPage.Act> allowed = EnumSet.noneOf(VitalPage.Act.class);
        if (grant.may(Right.RECORD_CREATE, v.state())) {
            allowed.add(VitalPage.Act.RECORD);
        }
        if (grant.may(Right.RECORD_EDIT, v.state())) {
            allowed.add(VitalPage.Act.CHANGE);
        }
        if (grant.may(Right.DIAGNOSIS_WRITE, v.state())) {
            allowed.add(VitalPage.Act.DECIDE);
        }
        Instant end = v.end() == null ? null : v.end().from();
        return new VitalPage.OfVisit(
                v.id(),
                Entries.tellings(v).toList(),
                v.visitNumber(),
                v.start() == null ? null : v.start().from(),
                end,
                ScoreBasis.of(
                        birth, end == null ? now : end, Entries.tellings(v).anyMatch(pregnant::contains), decided),
                VitalPage.Decided.of(decided),
                allowed);
    }

    private static Basis basis(Transaction t, Grant grant, Visit visit, Instant at) {
        return ScoreBasis.of(
                KeptVitals.patient(t, grant).birth(),
                at == null ? Instant.EPOCH : at,
                Entries.tellings(visit).anyMatch(KeptVitals.pregnant(t, grant)::contains),
                of(KeptVitals.decisions(t, grant), visit));
    }

    private static EarlyWarning of(List<EarlyWarning> decisions, Visit visit) {
        return decisions.stream()
                .filter(w -> Entries.tellings(visit).anyMatch(w.encounterId()::equals))
                .findFirst()
                .orElse(null);
    }

    /** The visit as all systems together tell it. */
    private Visit visit(Grant grant, UUID encounterId) {
        Visit visit = entries.visit(charts, grant, encounterId);
        if (visit.status() == EncounterStatus.CANCELLED) {
            throw new Refusal(Code.NOT_APPLICABLE, "a cancelled visit takes no vital signs", "/encounterId");
        }
        return visit;
    }

    private static VisitRow locked(Transaction t, Grant grant, Visit visit, Right right) {
        return Entries.locked(
                t,
                grant,
                visit,
                right,
                () -> new Refusal(Code.CONFLICT, "the record takes no vital signs in its state"));
    }
}
