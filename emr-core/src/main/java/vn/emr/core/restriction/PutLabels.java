package vn.emr.core.restriction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.record.NounKind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/**
 * Labels that people put on a whole record, a visit, a report or a document: who, when and why. One is ended, never deleted, and
 * only by somebody to whom it opens or who put it: nobody reads by ending.
 */
@ApplicationScoped
public class PutLabels {
    private static final Set<NounKind> PARTS = EnumSet.of(
            NounKind.PATIENT,
            NounKind.ENCOUNTER,
            NounKind.DIAGNOSTIC_REPORT,
            NounKind.CLINICAL_DOCUMENT,
            NounKind.SHEET);
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;

    /**
     * A label that was put.
     *
     * @param nameVi null when it is closed to the caller and its kind may not be said; then part and reason are null too
     * @param mayEnd whether the caller may end it
     */
    public record Put(
            UUID id,
            String nameVi,
            String nameEn,
            NounKind part,
            UUID objectId,
            Instant at,
            String by,
            String reason,
            Instant endedAt,
            String endedBy,
            String endReason,
            boolean mayEnd) {}

    /**
     * What is put where.
     *
     * @param part {@code PATIENT}, {@code ENCOUNTER}, {@code DIAGNOSTIC_REPORT}, {@code CLINICAL_DOCUMENT} or {@code SHEET}
     * @param objectId which; null for the whole record
     */
    public record Asked(UUID labelId, NounKind part, UUID objectId, String reason) {}

    /** Why it ends. */
    public record Ended(String reason) {}

    private static final String PUT = """
            select x.id, n.roles, n.told, n.name_vi, n.name_en, x.part, x.object_id, x.put_at, x.put_by, x.reason, x.ended_at,
                   x.end_reason, p.display_name as by, e.display_name as ended_by
            from labelled x
            join label_now n on n.label_id = x.label_id
            join account p on p.id = x.put_by
            left join account e on e.id = x.ended_by
            where x.tenant_id = ? and x.patient_id = any (?)
            order by (x.ended_at is null) desc, x.put_at desc
            limit 200
            """;

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public PutLabels(Access access, Database database, AuditTrail trail, Clock clock) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /** What was put on the chart: what lasts first, then the newest; at most 200. */
    public List<Put> on(Caller caller, Grant grant) {
        return database.inTransaction(t -> on(t, caller, grant));
    }

    /**
     * Puts a label. Whom it does not open to no longer sees what it is put on.
     *
     * @throws Refusal with pointers; NOT_FOUND when the chart does not show the object, CONFLICT when it has the label
     */
    public List<Put> put(Caller caller, Grant grant, Asked asked) {
        access.require(caller, "LABEL", null, Right.RECORD_RESTRICT);
        if (asked == null || asked.labelId() == null || asked.part() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which label, and on what", "/labelId", "/part");
        }
        if (!PARTS.contains(asked.part())) {
            throw new Refusal(Code.MALFORMED_FIELD, "a whole record, a visit, a report or a document", "/part");
        }
        String reason = reason(asked.reason());
        boolean whole = asked.part() == NounKind.PATIENT;
        UUID object = whole ? grant.patientId() : asked.objectId();
        UUID under = whole ? grant.patientId() : access.filedUnder(grant, asked.part(), object);
        Instant now = now();
        try {
            return database.inTransaction(t -> {
                mustBeInForce(t, caller, asked.labelId());
                t.update(
                        """
                        insert into labelled (id, tenant_id, label_id, patient_id, part, object_id, put_at, put_by, reason)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                        Ids.next(),
                        caller.tenantId(),
                        asked.labelId(),
                        under,
                        asked.part(),
                        object,
                        now,
                        caller.id(),
                        reason);
                trace(t, caller, grant, asked.labelId(), asked.part() + ": - -> put");
                return on(t, caller, grant);
            });
        } catch (StoreFault fault) {
            if (fault.kind() == StoreFault.Kind.CONSTRAINT) {
                throw new Refusal(Code.CONFLICT, "it has this label already");
            }
            throw fault;
        }
    }

    /**
     * Ends a label that was put.
     *
     * @throws Refusal NOT_FOUND when the chart has no such label, FORBIDDEN when it is closed to the caller and somebody else put
     *     it, CONFLICT when it has ended
     */
    public List<Put> end(Caller caller, Grant grant, UUID putId, Ended ended) {
        access.require(caller, "LABEL", putId, Right.RECORD_RESTRICT);
        String reason = reason(ended == null ? null : ended.reason());
        Instant now = now();
        Put put = on(caller, grant).stream()
                .filter(p -> p.id().equals(putId))
                .findFirst()
                .orElseThrow(() -> access.missing(caller, "LABEL", putId));
        if (put.endedAt() != null) {
            throw new Refusal(Code.CONFLICT, "it has ended already");
        }
        if (!put.mayEnd()) {
            throw access.refuse(caller, grant, "LABEL", putId);
        }
        return database.inTransaction(t -> {
            UUID label = t.first("""
                            update labelled set ended_at = ?, ended_by = ?, end_reason = ? where id = ? and ended_at is null
                            returning label_id
                            """, row -> row.uuid("label_id"), now, caller.id(), reason, putId)
                    .orElseThrow(() -> new Refusal(Code.CONFLICT, "it has ended already"));
            trace(t, caller, grant, label, put.part() + ": put -> -");
            return on(t, caller, grant);
        });
    }

    private List<Put> on(Transaction t, Caller caller, Grant grant) {
        return t.query(PUT, row -> put(row, caller, grant), caller.tenantId(), grant.filedUnder());
    }

    private static Put put(Row row, Caller caller, Grant grant) {
        boolean open = grant.byOneOf(List.of(row.<String>array("roles")))
                || caller.id().equals(row.uuid("put_by"));
        boolean told = open || row.bool("told");
        return new Put(
                row.uuid("id"),
                told ? row.text("name_vi") : null,
                told ? row.text("name_en") : null,
                open ? NounKind.valueOf(row.text("part")) : null,
                open ? row.uuid("object_id") : null,
                row.instant("put_at"),
                row.text("by"),
                open ? row.text("reason") : null,
                row.instant("ended_at"),
                row.text("ended_by"),
                open ? row.text("end_reason") : null,
                open && row.instant("ended_at") == null);
    }

    private static void mustBeInForce(Transaction t, Caller caller, UUID label) {
        if (t.first(
                        "select 1 as one from label_now n where n.label_id = ? and n.tenant_id = ? and n.enabled",
                        row -> row.integer("one"),
                        label,
                        caller.tenantId())
                .isEmpty()) {
            throw new Refusal(Code.MALFORMED_FIELD, "no such label", "/labelId");
        }
    }

    private static String reason(String text) {
        String reason = text == null ? "" : text.strip();
        if (reason.length() < SHORTEST_REASON || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw new Refusal(Code.MALFORMED_FIELD, "a reason of 10 to 500 characters", "/reason");
        }
        return reason;
    }

    /** The label is named by its id only: who reads the trace need not be one to whom it opens. The reason stands with what was put. */
    private void trace(Transaction t, Caller caller, Grant grant, UUID label, String changes) {
        trail.append(
                t,
                access.event(caller, Kind.RIGHTS, grant.patientId(), "LABEL", label)
                        .changing(changes));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
