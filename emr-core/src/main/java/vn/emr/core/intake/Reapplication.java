package vn.emr.core.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.record.DepartmentStay;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.Movement;
import vn.emr.core.record.TimePoint;
import vn.emr.core.store.ChangeSet;
import vn.emr.core.store.Database;
import vn.emr.core.store.IntakeStore;
import vn.emr.core.store.Lookup;
import vn.emr.core.store.RecordStore;
import vn.emr.core.store.Transaction;
import vn.emr.core.store.WorkingSet;

/**
 * After codes were mapped: stays in a department that nobody knew, or was mapped wrongly, find it, as a new version of the
 * visit that says who mapped the code; and messages that wait for a code are judged anew.
 */
@ApplicationScoped
public class Reapplication {
    /** As many at once as a person waits for; asked again it goes on. */
    static final int MOST = 500;

    /** Visits with a stay whose code is none of ours and is mapped to another department than it stands in. */
    private static final String MISPLACED = """
            select distinct e.source_id, e.visit_number, e.patient_id
            from department_stay s
            join encounter e on e.tenant_id = s.tenant_id and e.patient_id = s.patient_id and e.encounter_id = s.encounter_id
            join lateral (
              select m.code from code_mapping m
              where m.tenant_id = s.tenant_id and m.kind = 'DEPARTMENT' and m.local_system = ''
                and m.local_code = s.department_code and (m.source_id is null or m.source_id = e.source_id)
                and daterange(m.valid_from, m.valid_to)
                    @> (coalesce(s.start_from, e.start_from) at time zone 'Asia/Ho_Chi_Minh')::date
              order by m.source_id nulls last limit 1) meant on true
            join lateral (
              select d.id from department d join facility f on f.id = d.facility_id
              where d.tenant_id = s.tenant_id and lower(d.code) = lower(meant.code)
                and (e.facility_id is null or d.facility_id = e.facility_id)
              order by f.code, d.code limit 1) ours on true
            where s.tenant_id = ? and s.department_id is distinct from ours.id
              and not exists (
                select 1 from department d
                where d.tenant_id = s.tenant_id and lower(d.code) = lower(s.department_code)
                  and (e.facility_id is null or d.facility_id = e.facility_id))
            order by e.patient_id
            limit ?
            """;

    private record Visit(UUID sourceId, String number, UUID patientId) {}

    private final Database database;
    private final RecordStore records;
    private final IntakeStore messages;
    private final Inbox inbox;
    private final Clock clock;

    @Inject
    public Reapplication(Database database, RecordStore records, IntakeStore messages, Inbox inbox, Clock clock) {
        this.database = database;
        this.records = records;
        this.messages = messages;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** Places stays whose department code is mapped, or mapped otherwise, by now; tells how many visits changed, 500 at most. */
    public int visits(Actor who, UUID tenantId) {
        Places places = new Places(database);
        List<Visit> found = database.query(
                MISPLACED,
                row -> new Visit(row.uuid("source_id"), row.text("visit_number"), row.uuid("patient_id")),
                tenantId,
                MOST);
        int changed = 0;
        for (Visit visit : found) {
            changed += database.inTransaction(t -> place(t, who, tenantId, visit, places)) ? 1 : 0;
        }
        return changed;
    }

    /** Has messages judged anew that wait for a code; tells how many were asked for, 500 at most. */
    public int messages(Actor who, UUID tenantId) {
        List<UUID> waiting = messages.waitingForCodes(tenantId, MOST);
        waiting.forEach(id -> inbox.applyAgain(id, who.name()));
        return waiting.size();
    }

    private boolean place(Transaction t, Actor who, UUID tenantId, Visit visit, Places places) {
        WorkingSet record = new WorkingSet(t, tenantId);
        Lookup lookup = Lookup.visit(visit.sourceId(), visit.number());
        record.lockAndLoad(List.of(visit.patientId()), List.of(lookup));
        Optional<Encounter> known = record.draft().find(lookup).stream()
                .map(Encounter.class::cast)
                .filter(e -> e.patientId().equals(visit.patientId()))
                .findFirst();
        Optional<Encounter> next = known.map(e -> placed(e, tenantId, places)).filter(e -> !e.equals(known.get()));
        next.ifPresent(e -> records.commit(t, tenantId, List.of(change(who, e))));
        return next.isPresent();
    }

    private ChangeSet change(Actor who, Encounter e) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new ChangeSet(who, now, "department code mapped", null, null, List.of(e.asVersion(e.version() + 1)));
    }

    private static Encounter placed(Encounter e, UUID tenantId, Places places) {
        List<DepartmentStay> stays = e.stays().stream()
                .map(s -> new DepartmentStay(
                        s.key(),
                        department(e, tenantId, places, s.departmentId(), s.departmentCode(), s.start()),
                        s.departmentCode(),
                        s.room(),
                        s.bed(),
                        s.start(),
                        s.end(),
                        s.cancelled()))
                .toList();
        List<Movement> movements = e.movements() == null
                ? null
                : e.movements().stream()
                        .map(m -> new Movement(
                                m.key(),
                                m.event(),
                                m.occurred(),
                                m.end(),
                                m.encounterClass(),
                                department(e, tenantId, places, m.departmentId(), m.departmentCode(), m.occurred()),
                                m.departmentCode(),
                                m.room(),
                                m.bed(),
                                m.attendingDoctor(),
                                m.stated(),
                                m.cancelled(),
                                m.said()))
                        .toList();
        return new Encounter(
                e.id(),
                e.version(),
                e.patientId(),
                e.sourceId(),
                e.visitNumber(),
                e.encounterClass(),
                e.status(),
                e.facilityId(),
                e.start(),
                e.end(),
                stays,
                e.attendingDoctor(),
                e.reason(),
                movements,
                e.told(),
                e.origin());
    }

    /** What the code was mapped to, else what it was before: a mapping that was removed moves nobody. */
    private static UUID department(Encounter e, UUID tenantId, Places places, UUID before, String code, TimePoint at) {
        TimePoint when = at == null ? e.start() : at;
        if (code == null
                || when == null
                || places.department(tenantId, e.facilityId(), null, code).isPresent()) {
            return before;
        }
        return places.mapped(tenantId, e.facilityId(), null, code, e.sourceId(), when.from())
                .orElse(before);
    }
}
