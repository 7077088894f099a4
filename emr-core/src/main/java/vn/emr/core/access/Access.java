package vn.emr.core.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.StoreFault;

/**
 * The one key to a record. Whoever wants to read data of a patient asks here; the answer is a grant whose trace is already committed,
 * or a refusal that is traced as well. When the trace cannot be written, nobody reads anything.
 */
@ApplicationScoped
public class Access {
    /** Opening the same chart again within this time is the same visit to the chart: one row. */
    static final Duration ONE_VISIT = Duration.ofMinutes(15);

    private final Database database;
    private final AuditTrail trail;
    private final Networks networks;
    private final Clock clock;

    @Inject
    public Access(Database database, AuditTrail trail, Networks networks) {
        this(database, trail, networks, Clock.systemUTC());
    }

    /** Where no networks are declared. */
    public Access(Database database, AuditTrail trail) {
        this(database, trail, new Networks(Optional.empty()));
    }

    /** The same, by a clock of its own. */
    public Access(Database database, AuditTrail trail, Clock clock) {
        this(database, trail, new Networks(Optional.empty()), clock);
    }

    private Access(Database database, AuditTrail trail, Networks networks, Clock clock) {
        this.networks = networks;
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * The key to one patient's record.
     *
     * @param patientId the person, or one merged into it
     * @throws Refusal FORBIDDEN inside the tenant, NOT_FOUND for unknown people and those of other tenants, TEMPORARY when
     *     the trace cannot be written
     */
    public Grant open(Caller caller, Purpose purpose, UUID patientId) {
        require(caller, "PATIENT", patientId, Right.PATIENT_READ);
        Opening opening = new Opening(trail, caller, purpose, outside(caller), now());
        Opening.Judged judged = traced(() -> database.inTransaction(t -> opening.judge(t, patientId)));
        if (judged.grant() == null) {
            boolean known = judged.refused() == Code.FORBIDDEN;
            throw refused(caller, judged.refused(), known ? patientId : null, "PATIENT", patientId);
        }
        return judged.grant();
    }

    /**
     * A person decides who is who; the decision itself leaves its own trace.
     *
     * @throws Refusal FORBIDDEN unless the caller may decide about each of them, NOT_FOUND for people of nobody or of another
     *     tenant
     */
    public void match(Caller caller, UUID... people) {
        require(caller, "PATIENT", null, Right.MATCH);
        Instant now = now();
        for (UUID person : people) {
            if (person == null) {
                throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which patient");
            }
            Boolean reached = database.inTransaction(t -> Judgement.mayMatch(t, caller, person, now));
            if (!Boolean.TRUE.equals(reached)) {
                boolean known = reached != null;
                Code code = known ? Code.FORBIDDEN : Code.NOT_FOUND;
                throw refused(caller, code, known ? person : null, "PATIENT", person);
            }
        }
    }

    /** A section of an opened chart, such as its laboratory grid: traced once within the visit to the chart. */
    public void section(Grant grant, String section) {
        once(grant, section, null, null);
    }

    /**
     * One report of an opened chart: traced once within the visit.
     *
     * @throws Refusal NOT_FOUND when the record has no such report; the attempt is traced
     */
    public void report(Grant grant, UUID reportId) {
        Judgement.Filed filed = filed(grant, NounKind.DIAGNOSTIC_REPORT, reportId);
        once(grant, NounKind.DIAGNOSTIC_REPORT.name(), reportId, filed.encounterId());
    }

    /**
     * One imaging study of an opened chart: traced once within the visit.
     *
     * @throws Refusal NOT_FOUND when the record has no such study; the attempt is traced
     */
    public void study(Grant grant, UUID studyId) {
        Judgement.Filed filed = filed(grant, NounKind.IMAGING_STUDY, studyId);
        once(grant, NounKind.IMAGING_STUDY.name(), studyId, filed.encounterId());
    }

    /** One record folder of an opened chart: traced once within the visit to the chart. */
    public void folder(Grant grant, UUID folderId, UUID encounterId) {
        once(grant, NounKind.RECORD_FOLDER.name(), folderId, encounterId);
    }

    /**
     * One sheet of an opened chart: traced once within the visit.
     *
     * @throws Refusal NOT_FOUND when the chart shows no such sheet; the attempt is traced
     */
    public void sheet(Grant grant, UUID sheetId) {
        Judgement.Filed filed = filed(grant, NounKind.SHEET, sheetId);
        once(grant, NounKind.SHEET.name(), sheetId, filed.encounterId());
    }

    /**
     * What was ever said under one diagnosis of an opened chart: traced once within the visit.
     *
     * @throws Refusal NOT_FOUND when the chart shows no such diagnosis; the attempt is traced
     */
    public void diagnosis(Grant grant, UUID conditionId) {
        Judgement.Filed filed = filed(grant, NounKind.CONDITION, conditionId);
        once(grant, NounKind.CONDITION.name(), conditionId, filed.encounterId());
    }

    /** One request for the opened record: traced once within the visit. */
    public void disclosure(Grant grant, UUID requestId) {
        once(grant, "DISCLOSURE", requestId, null);
    }

    /**
     * The content of one document: traced each time.
     *
     * @throws Refusal NOT_FOUND when the record has no such document; the attempt is traced
     */
    public void document(Grant grant, UUID documentId) {
        Judgement.Filed filed = filed(grant, NounKind.CLINICAL_DOCUMENT, documentId);
        record(opening(grant, Kind.OPEN, NounKind.CLINICAL_DOCUMENT.name(), documentId, now())
                .ofVisit(filed.encounterId()));
    }

    /**
     * A person is about to change one order of an opened chart.
     *
     * @throws Refusal NOT_FOUND when the record has no such order; the attempt is traced
     */
    public void order(Grant grant, UUID orderId) {
        filed(grant, NounKind.SERVICE_ORDER, orderId);
    }

    /**
     * What a person is about to do with the record of one visit.
     *
     * @param encounterId the visit; null: the newest that goes on, else the newest
     * @throws Refusal FORBIDDEN, traced, when no role that reaches the patient allows it while that record is in its state
     */
    public void allow(Grant grant, Right right, UUID encounterId) {
        State state = state(grant, encounterId);
        if (!grant.may(right, state)) {
            throw refused(grant.caller(), Code.FORBIDDEN, grant.patientId(), right + " " + state, encounterId);
        }
    }

    /** Whether {@link #allow} would let the caller, for pages that show no button that cannot work; not traced. */
    public boolean allows(Grant grant, Right right, UUID encounterId) {
        return grant.may(right, state(grant, encounterId));
    }

    private State state(Grant grant, UUID encounterId) {
        return traced(() -> database.inTransaction(t -> Judgement.state(t, grant, encounterId)));
    }

    /**
     * Under whom a visit, report or document of an opened chart is filed.
     *
     * @throws Refusal NOT_FOUND when the chart does not show it; the attempt is traced
     */
    public UUID filedUnder(Grant grant, NounKind kind, UUID id) {
        return filed(grant, kind, id).patientId();
    }

    private Judgement.Filed filed(Grant grant, NounKind kind, UUID id) {
        return traced(() -> database.inTransaction(t -> Judgement.filed(t, grant, kind, id)))
                .orElseThrow(() -> refused(grant.caller(), Code.NOT_FOUND, grant.patientId(), kind.name(), id));
    }

    /** What leaves the chart, judged before it is looked for: the answer does not tell whether there is such a thing. */
    Judgement.Filed takenOut(Grant grant, Right right, NounKind kind, UUID id) {
        Optional<Judgement.Filed> filed =
                traced(() -> database.inTransaction(t -> Judgement.filed(t, grant, kind, id)));
        allow(grant, right, filed.map(Judgement.Filed::encounterId).orElse(null));
        return filed.orElseThrow(() -> missing(grant, kind.name(), id));
    }

    /**
     * A record folder is about to be taken out as data: traced each time.
     *
     * @throws Refusal FORBIDDEN when no role that reaches the patient may export while the record is in its state, whether or not
     *     the chart shows such a folder; NOT_FOUND when it does not; both traced
     */
    public void export(Grant grant, UUID folderId) {
        Judgement.Filed filed = takenOut(grant, Right.RECORD_EXPORT, NounKind.RECORD_FOLDER, folderId);
        record(opening(grant, Kind.EXPORT, NounKind.RECORD_FOLDER.name(), folderId, now())
                .ofVisit(filed.encounterId()));
    }

    /** The refusal of something that the opened chart does not have, traced. */
    public Refusal missing(Grant grant, String objectKind, UUID objectId) {
        return refused(grant.caller(), Code.NOT_FOUND, grant.patientId(), objectKind, objectId);
    }

    /** The refusal of something of the opened chart that was destroyed by decision, traced. */
    public Refusal destroyed(Grant grant, String objectKind, UUID objectId, String minutes) {
        refused(grant.caller(), Code.DESTROYED, grant.patientId(), objectKind, objectId);
        return new Refusal(Code.DESTROYED, "destroyed by decision, minutes number " + minutes);
    }

    /** The refusal of something that an opened chart does not include, traced. */
    public Refusal refuse(Caller caller, Grant grant, String objectKind, UUID objectId) {
        return refused(caller, Code.FORBIDDEN, grant.patientId(), objectKind, objectId);
    }

    /**
     * Refuses to a guest what belongs to no part of a request, such as who else cares for the patient.
     *
     * @throws Refusal FORBIDDEN, traced
     */
    public void noGuest(Grant grant, String objectKind) {
        if (grant.request() != null) {
            throw refuse(grant.caller(), grant, objectKind, null);
        }
    }

    /** A hidden number in full: traced each time. */
    public void reveal(Grant grant, IdentifierKind kind) {
        record(opening(grant, Kind.REVEAL, "IDENTIFIER " + kind, null, now()));
    }

    /** A section of an opened chart was printed, or is about to be: traced each time. */
    public void print(Grant grant, String section) {
        record(opening(grant, Kind.PRINT, section, null, now()));
    }

    private void once(Grant grant, String objectKind, UUID objectId, UUID encounterId) {
        Instant now = now();
        traced(() -> database.inTransaction(t -> {
            if (!Judgement.alreadyOpened(t, grant, objectKind, objectId, now)) {
                trail.append(
                        t, opening(grant, Kind.OPEN, objectKind, objectId, now).ofVisit(encounterId));
            }
            return null;
        }));
    }

    /** The refusal of something of the house, no patient's, that the caller's hospital does not have; traced. */
    public Refusal missing(Caller caller, String objectKind, UUID objectId) {
        return refused(caller, Code.NOT_FOUND, null, objectKind, objectId);
    }

    /** Refuses a whole request of a known caller, and traces it. */
    public Refusal refuse(Caller caller, String route, String safeDetail) {
        return refuse(caller, route, new Refusal(Code.FORBIDDEN, safeDetail));
    }

    /** The same with another code; its sentence goes into the trace. */
    public Refusal refuse(Caller caller, String route, Refusal refusal) {
        record(caller.line(Kind.REFUSED, false, now(), null, route, null, caller.purpose(), refusal.getMessage()));
        return refusal;
    }

    /** Refuses, and traces it, unless the caller has one of the rights. */
    public void require(Caller caller, String objectKind, UUID objectId, Right... any) {
        for (Right right : any) {
            if (caller.may(right)) {
                return;
            }
        }
        Refusal refusal = refused(caller, Code.FORBIDDEN, null, objectKind, objectId);
        String scopes = caller.isSource() ? Scope.enough(any) : "";
        throw scopes.isEmpty() ? refusal : new Refusal(Code.FORBIDDEN, "this key lacks the scope " + scopes);
    }

    /** Whether somebody comes from outside the networks of the hospital. */
    boolean outside(Caller caller) {
        return networks.outside(caller.address());
    }

    Refusal refused(Caller caller, Code code, UUID patientId, String objectKind, UUID objectId) {
        record(caller.line(Kind.REFUSED, false, now(), patientId, objectKind, objectId, caller.purpose(), code.name()));
        return new Refusal(code, code == Code.NOT_FOUND ? "no such object" : "not permitted for this caller");
    }

    /** A line of what happens with something of an opened chart, for those who write it with the act. */
    AuditEvent event(Grant grant, Kind kind, String objectKind, UUID objectId) {
        return opening(grant, kind, objectKind, objectId, now());
    }

    private AuditEvent opening(Grant grant, Kind kind, String objectKind, UUID objectId, Instant now) {
        return grant.caller()
                .line(kind, true, now, grant.patientId(), objectKind, objectId, grant.purpose(), grant.note());
    }

    /** A line of what a caller did, for those who write it with the act. */
    public AuditEvent event(Caller caller, Kind kind, UUID patientId, String objectKind, UUID objectId) {
        return caller.line(kind, true, now(), patientId, objectKind, objectId, caller.purpose(), null);
    }

    void record(AuditEvent event) {
        traced(() -> {
            trail.append(List.of(event));
            return null;
        });
    }

    /** Whatever keeps the trace from being written keeps the data from being read. */
    static <T> T traced(Supplier<T> work) {
        try {
            return work.get();
        } catch (StoreFault fault) {
            throw new Refusal(Code.TEMPORARY, "the trace cannot be written");
        }
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
