package vn.emr.core.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.emr.core.store.Transaction;

/** The queries by which {@link MessageAccess} judges one message. */
final class MessageJudgement {
    private MessageJudgement() {}

    /** One message, as far as judging needs it. */
    record Message(UUID id, Instant receivedAt, UUID sourceId, UUID facilityId) {}

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
                from record_commit c
                join audit_event e on e.at = c.at and e.commit_id = c.id and e.tenant_id = c.tenant_id
                  and e.id between (left(c.id::text, 18) || '-8000-000000000000')::uuid
                               and (left(c.id::text, 18) || '-bfff-ffffffffffff')::uuid
                where c.inbound_id = ? and c.tenant_id = ? and e.patient_id is not null
                """, row -> row.uuid("patient_id"), message.id(), caller.tenantId());
        for (UUID person : people) {
            Judgement.Found found = Judgement.person(t, caller, person, now, caller.purpose());
            // The bytes may say what the chart hides.
            if (found == null
                    || !found.allowed()
                    || found.disclosed() != null
                    || !found.restricted().isEmpty()) {
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
