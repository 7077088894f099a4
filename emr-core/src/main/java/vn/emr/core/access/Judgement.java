package vn.emr.core.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import vn.emr.core.record.NounKind;
import vn.emr.core.store.Transaction;

/** The queries by which {@link Access} judges one person or one message. */
final class Judgement {
    private Judgement() {}

    /** One message, as far as judging needs it. */
    record Message(UUID id, Instant receivedAt, UUID sourceId, UUID facilityId) {}

    /** Who a person is within the tenant and whether the rule reaches it; null when the tenant has no such person. */
    static Access.Found person(Transaction t, Caller caller, UUID patientId, Instant now, Purpose purpose) {
        ReadRule rule = ReadRule.of(caller, now);
        String sql = """
                select link_root(p.tenant_id, p.patient_id) as root,
                       array(select link_set(p.tenant_id, p.patient_id)) as people,
                       array(select chart_filed(p.tenant_id, array(select link_set(p.tenant_id, p.patient_id)))) as filed,
                       exists (select 1 from (%s) counted
                               where counted.patient_id in (select link_set(p.tenant_id, p.patient_id))) as allowed,
                       exists (select 1 from audit_event e
                               where e.tenant_id = p.tenant_id
                                 and e.patient_id = link_root(p.tenant_id, p.patient_id)
                                 and e.at > ? and e.kind = 'GRANT' and e.session_id = ? and e.purpose = ?) as opened,
                       has_table_privilege('audit_event', 'INSERT') as traceable
                from patient p
                where p.tenant_id = ? and p.patient_id = ?
                """.formatted(rule.counted());
        List<Object> parameters = new ArrayList<>(List.of(rule.parameters()));
        parameters.addAll(
                Arrays.asList(now.minus(Access.ONE_VISIT), caller.sessionId(), purpose, caller.tenantId(), patientId));
        return t.first(
                        sql,
                        row -> new Access.Found(
                                row.uuid("root"),
                                List.of(row.<UUID>array("people")),
                                List.of(row.<UUID>array("filed")),
                                row.bool("allowed"),
                                row.bool("opened"),
                                row.bool("traceable")),
                        parameters.toArray())
                .orElse(null);
    }

    /** Whether the caller may say who this person is; null when the tenant has no such person. */
    static Boolean mayMatch(Transaction t, Caller caller, UUID patientId, Instant now) {
        ReadRule rule = ReadRule.ofMatching(caller, now);
        String sql = """
                select exists (select 1 from (%s) counted where counted.patient_id = p.patient_id) as allowed
                from patient p where p.tenant_id = ? and p.patient_id = ?
                """.formatted(rule.counted());
        List<Object> parameters = new ArrayList<>(Arrays.asList(rule.parameters()));
        parameters.addAll(List.of(caller.tenantId(), patientId));
        return t.first(sql, row -> row.bool("allowed"), parameters.toArray()).orElse(null);
    }

    /** Whether a report, document or order shows in the grant's chart. */
    static boolean belongs(Transaction t, Grant grant, NounKind kind, UUID id) {
        String key =
                switch (kind) {
                    case DIAGNOSTIC_REPORT -> "report_id";
                    case CLINICAL_DOCUMENT -> "document_id";
                    case SERVICE_ORDER -> "order_id";
                    default -> throw new IllegalArgumentException("nothing of kind " + kind + " is opened by itself");
                };
        String sql = """
                select 1 as one from %s o
                where o.tenant_id = ? and o.%s = ? and %s
                """.formatted(kind.name().toLowerCase(Locale.ROOT), key, InChart.row("o"));
        return t.first(sql, row -> row.integer("one"), grant.tenantId(), id, grant.filedUnder(), grant.people())
                .isPresent();
    }

    /** The message, when the tenant has it; else null. */
    static Message message(Transaction t, Caller caller, UUID inboundId) {
        return t.first(
                        """
                        select i.id, i.received_at, i.source_id, s.facility_id
                        from inbound i left join source s on s.id = i.source_id
                        where i.id = ? and i.tenant_id = ?
                        """,
                        row -> new Message(
                                row.uuid("id"),
                                row.instant("received_at"),
                                row.uuid("source_id"),
                                row.uuid("facility_id")),
                        inboundId,
                        caller.tenantId())
                .orElse(null);
    }

    /**
     * Everybody the message was filed under must be readable; a message filed under nobody needs the right to messages as
     * such, and a sender of the own facility or one that belongs to no single facility.
     */
    static boolean mayReadBody(Transaction t, Caller caller, Message message, Instant now) {
        List<UUID> people = t.query("""
                select distinct e.patient_id
                from record_commit c join audit_event e on e.commit_id = c.id and e.tenant_id = c.tenant_id
                where c.inbound_id = ? and c.tenant_id = ? and e.patient_id is not null
                """, row -> row.uuid("patient_id"), message.id(), caller.tenantId());
        for (UUID person : people) {
            Access.Found found = person(t, caller, person, now, Purpose.of(caller.role()));
            if (found == null || !found.allowed()) {
                return false;
            }
        }
        return !people.isEmpty()
                || caller.may(Right.MESSAGE_READ)
                        && (message.facilityId() == null || message.facilityId().equals(caller.facilityId()));
    }

    /** Everybody of the tenant who holds a number; more than a handful is nobody's number. */
    static List<UUID> holders(Transaction t, Caller caller, String number) {
        return t.query(
                "select distinct patient_id from patient_identifier where tenant_id = ? and value = ? and active limit 20",
                row -> row.uuid("patient_id"),
                caller.tenantId(),
                number);
    }
}
