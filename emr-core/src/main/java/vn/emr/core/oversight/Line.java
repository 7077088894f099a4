package vn.emr.core.oversight;

import java.time.Instant;
import java.util.UUID;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.Row;

/** Reads lines of the trace as they were written. */
final class Line {
    static final String COLUMNS = """
            select a.id, a.at, a.tenant_id, a.kind, a.success, a.actor_kind, a.actor_id, a.actor_name, a.role, a.session_id,
                   a.source_id, a.patient_id, a.object_kind, a.object_id, a.commit_id, a.purpose, a.address, a.request_id,
                   a.detail, a.device, a.encounter_id, a.changes, a.reason
            from audit_event a
            """;

    private Line() {}

    static AuditEvent of(Row row) {
        UUID id = row.uuid("id");
        Instant at = row.instant("at");
        Actor actor = new Actor(
                ActorKind.valueOf(row.text("actor_kind")),
                row.uuid("actor_id"),
                row.text("actor_name"),
                row.text("role"),
                row.uuid("session_id"),
                row.text("address"),
                row.text("request_id"),
                row.text("device"));
        return new AuditEvent(
                id,
                at,
                row.uuid("tenant_id"),
                Kind.valueOf(row.text("kind")),
                row.bool("success"),
                actor,
                row.uuid("source_id"),
                row.uuid("patient_id"),
                row.text("object_kind"),
                row.uuid("object_id"),
                row.uuid("commit_id"),
                row.text("purpose"),
                row.text("detail"),
                row.uuid("encounter_id"),
                row.text("changes"),
                row.text("reason"));
    }
}
