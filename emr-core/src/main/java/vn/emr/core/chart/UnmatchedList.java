package vn.emr.core.chart;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.access.Caller;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** Waiting messages that found no patient, or several, newest first. Holds no patient data. */
public final class UnmatchedList {
    private UnmatchedList() {}

    /** @param attempts to be named with a decision, so that two people do not decide at once */
    public record Unmatched(
            UUID inboundId,
            Instant receivedAt,
            ParkedList.Sender source,
            String messageType,
            String controlId,
            Code code,
            String detail,
            int attempts) {}

    private static final String UNMATCHED = """
            select p.inbound_id, p.received_at, p.message_type, p.code, p.detail, p.attempts, i.control_id,
                   s.id as source_id, s.name as source_name, s.kind as source_kind
            from parked p
            join inbound i on i.id = p.inbound_id and i.received_at = p.received_at
            left join source s on s.id = p.source_id
            where p.tenant_id = ? and p.state = 'WAITING' and p.code in ('UNKNOWN_PATIENT', 'AMBIGUOUS_PATIENT')
              and (p.received_at, p.inbound_id) < (?, ?) and (s.facility_id is null or s.facility_id = ?)
            order by p.received_at desc, p.inbound_id desc
            limit ?
            """;

    static PageOf<Unmatched> read(Transaction t, Caller caller, String cursor, int limit) {
        PageOf.Cursor after = PageOf.Cursor.of(cursor);
        List<Unmatched> found = t.query(
                UNMATCHED,
                UnmatchedList::unmatched,
                caller.tenantId(),
                after.at(),
                after.id(),
                caller.facilityId(),
                PageOf.ask(limit));
        return PageOf.of(
                found,
                limit,
                List.copyOf(PageOf.shown(found, limit)),
                u -> new PageOf.Cursor(u.receivedAt(), u.inboundId(), u.inboundId()));
    }

    private static Unmatched unmatched(Row row) {
        UUID source = row.uuid("source_id");
        return new Unmatched(
                row.uuid("inbound_id"),
                row.instant("received_at"),
                source == null ? null : new ParkedList.Sender(source, row.text("source_name"), row.text("source_kind")),
                row.text("message_type"),
                row.text("control_id"),
                Code.valueOf(row.text("code")),
                row.text("detail"),
                row.integer("attempts"));
    }
}
