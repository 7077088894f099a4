package vn.emr.core.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.record.NounKind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * The keys to paper. Each print is a line of the trace, whose id is the code on the paper, and beside it stands which version of what it
 * shows, so that the paper can be verified.
 *
 * @see Access the key to one record
 */
@ApplicationScoped
public class PrintAccess {
    /**
     * One thing that a print shows.
     *
     * @param version null: as it was typed, and not kept
     * @param form by which it is printed, and its title
     */
    public record Shown(NounKind kind, UUID id, Integer version, String form, String title) {}

    /** A line of the trace: its id is the code on the paper, its time the time on the paper. */
    public record Line(UUID id, Instant at) {}

    /** Whoever asks. @param caller null: nobody signed in */
    public record Visitor(Caller caller, String address, String device, String requestId) {
        Actor actor() {
            return caller == null
                    ? new Actor(ActorKind.PERSON, null, null, null, null, address, requestId, device)
                    : caller.actor();
        }

        UUID tenant(Database database) {
            return caller == null ? Attempts.anyTenant(database) : caller.tenantId();
        }
    }

    private final Access access;
    private final Database database;
    private final AuditTrail trail;

    @Inject
    public PrintAccess(Access access, Database database, AuditTrail trail) {
        this.access = access;
        this.database = database;
        this.trail = trail;
    }

    /**
     * A person wants one thing of an opened chart on paper.
     *
     * @throws Refusal FORBIDDEN when no role that reaches the patient may print while the record is in its state, whether or not
     *     the chart shows such a thing; NOT_FOUND when it does not; both traced
     */
    public void may(Grant grant, NounKind kind, UUID id) {
        access.takenOut(grant, Right.RECORD_PRINT, kind, id);
    }

    /**
     * One thing of an opened chart is about to be printed: traced each time.
     *
     * @param safeDetail how much of it; null: the whole
     * @param shown what is on the paper
     * @return the line of the trace, by which the paper is found again
     * @throws Refusal as {@link #may}
     */
    public Line print(Grant grant, NounKind kind, UUID id, String safeDetail, List<Shown> shown) {
        return print(grant, kind, id, safeDetail, shown, null);
    }

    /**
     * The same, or the same paper once more when it was lost before anybody had it: under its line while it shows the same.
     *
     * @param lost its line; null: there was none
     */
    public Line print(Grant grant, NounKind kind, UUID id, String safeDetail, List<Shown> shown, Line lost) {
        Judgement.Filed filed = access.takenOut(grant, Right.RECORD_PRINT, kind, id);
        AuditEvent opening = access.event(grant, Kind.PRINT, kind.name(), id).ofVisit(filed.encounterId());
        AuditEvent line = safeDetail == null ? opening : opening.noting(safeDetail);
        return Access.traced(() -> database.inTransaction(t -> {
            if (lost != null && kept(t, grant, lost.id()).equals(shown)) {
                return lost;
            }
            trail.append(t, line);
            keep(t, grant, line.id(), shown);
            return new Line(line.id(), line.at());
        }));
    }

    /**
     * Somebody looked up the code on a paper or a signed document: traced each time. Who did not sign in is an address; the code leads
     * to whose it is.
     *
     * @param what PRINT, or SIGNED_DOCUMENT
     * @param tenantId whose; null: nothing has this code
     */
    public void lookedUp(Transaction t, Visitor visitor, String what, UUID code, UUID tenantId) {
        boolean found = tenantId != null;
        trail.append(
                t,
                new AuditEvent(
                        Ids.next(),
                        access.now(),
                        found ? tenantId : visitor.tenant(database),
                        found ? Kind.SEARCH : Kind.REFUSED,
                        found,
                        visitor.actor(),
                        null,
                        null,
                        what,
                        code,
                        null,
                        null,
                        found ? null : Code.NOT_FOUND.name()));
    }

    private static List<Shown> kept(Transaction t, Grant grant, UUID line) {
        return t.query(
                """
                select object_kind, object_id, version, form, title from printed
                where print_id = ? and tenant_id = ? order by part
                """,
                row -> new Shown(
                        NounKind.valueOf(row.text("object_kind")),
                        row.uuid("object_id"),
                        row.integer("version"),
                        row.text("form"),
                        row.text("title")),
                line,
                grant.tenantId());
    }

    private static void keep(Transaction t, Grant grant, UUID line, List<Shown> shown) {
        t.update(
                """
                insert into printed (print_id, part, tenant_id, patient_id, object_kind, object_id, version, form, title)
                select ?, p.part, ?, coalesce(s.patient_id, d.patient_id), p.kind, p.id, p.version::integer, p.form, p.title
                from unnest(?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[]) with ordinality
                       as p (kind, id, version, form, title, part)
                left join sheet s on p.kind = 'SHEET' and s.tenant_id = ? and s.patient_id = any (?) and s.sheet_id = p.id
                left join diagnostic_report d on p.kind = 'DIAGNOSTIC_REPORT' and d.tenant_id = ?
                                             and d.patient_id = any (?) and d.report_id = p.id
                """,
                line,
                grant.tenantId(),
                shown.stream().map(s -> s.kind().name()).toArray(String[]::new),
                shown.stream().map(Shown::id).toArray(UUID[]::new),
                shown.stream()
                        .map(s -> s.version() == null ? null : s.version().toString())
                        .toArray(String[]::new),
                shown.stream().map(Shown::form).toArray(String[]::new),
                shown.stream().map(Shown::title).toArray(String[]::new),
                grant.tenantId(),
                grant.filedUnder(),
                grant.tenantId(),
                grant.filedUnder());
    }
}
