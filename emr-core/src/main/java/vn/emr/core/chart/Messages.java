package vn.emr.core.chart;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.MessageGrant;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;

/** What became of one message, and its bytes for those who may see them. */
@ApplicationScoped
public class Messages {
    public record Event(Instant at, String kind, String code, String detail, String actor) {}

    /** @param fields where the fault is, of a message that waits or waited for a person; empty when unknown */
    public record Message(
            UUID id,
            Instant receivedAt,
            ParkedList.Sender source,
            String door,
            String format,
            String messageType,
            String controlId,
            int size,
            String outcome,
            String code,
            String detail,
            List<String> fields,
            int observationsIn,
            int observationsOut,
            List<String> remarks,
            String charsetRule,
            List<Event> events) {}

    private record Kept(byte[] body, String sha256, int size) {}

    private static final String MESSAGE = """
            select i.id, i.received_at, i.door, i.format, i.message_type, i.control_id, i.size, i.outcome, i.code, i.detail,
                   i.observations_in, i.observations_out, i.charset_rule,
                   array(select jsonb_array_elements_text(i.remarks)) as remarks,
                   array(select jsonb_array_elements_text(p.fields)) as fields,
                   s.id as source_id, s.name as source_name, s.kind as source_kind
            from inbound i
            left join source s on s.id = i.source_id
            left join parked p on p.inbound_id = i.id and p.code = i.code
            where i.id = ? and i.received_at = ? and i.tenant_id = ?
            """;

    private static final String EVENTS = """
            select at, kind, code, detail, actor from inbound_event
            where inbound_id = ? and tenant_id = ?
            order by at desc, id desc
            limit 200
            """;

    private static final String BODY = """
            select body, body_sha256, size from inbound where id = ? and received_at = ? and tenant_id = ?
            """;

    private final Database database;
    private final BlobStore blobs;

    @Inject
    public Messages(Database database, BlobStore blobs) {
        this.database = database;
        this.blobs = blobs;
    }

    public Message message(MessageGrant grant) {
        List<Event> events = database.query(
                EVENTS,
                row -> new Event(
                        row.instant("at"), row.text("kind"), row.text("code"), row.text("detail"), row.text("actor")),
                grant.inboundId(),
                grant.tenantId());
        return database.first(
                        MESSAGE,
                        row -> new Message(
                                row.uuid("id"),
                                row.instant("received_at"),
                                row.uuid("source_id") == null
                                        ? null
                                        : new ParkedList.Sender(
                                                row.uuid("source_id"),
                                                row.text("source_name"),
                                                row.text("source_kind")),
                                row.text("door"),
                                row.text("format"),
                                row.text("message_type"),
                                row.text("control_id"),
                                row.integer("size"),
                                row.text("outcome"),
                                row.text("code"),
                                row.text("detail"),
                                List.of(row.<String>array("fields")),
                                row.integer("observations_in"),
                                row.integer("observations_out"),
                                Arrays.asList(row.<String>array("remarks")),
                                row.text("charset_rule"),
                                events),
                        grant.inboundId(),
                        grant.receivedAt(),
                        grant.tenantId())
                .orElseThrow(Messages::gone);
    }

    /**
     * The message exactly as it came.
     *
     * @throws IllegalArgumentException when the grant is for the outcome only
     */
    public byte[] body(MessageGrant grant) {
        if (!grant.body()) {
            throw new IllegalArgumentException("this grant does not reach the bytes");
        }
        return bytes(grant);
    }

    /**
     * The bytes for those who make a view without content of them: with a grant for the outcome only, nothing that a sender
     * wrote about a person may leave the server.
     */
    public byte[] bytes(MessageGrant grant) {
        Kept kept = database.first(
                        BODY,
                        row -> new Kept(row.bytes("body"), row.text("body_sha256"), row.integer("size")),
                        grant.inboundId(),
                        grant.receivedAt(),
                        grant.tenantId())
                .orElseThrow(Messages::gone);
        return blobs.content(kept.body(), kept.sha256(), kept.size());
    }

    private static Refusal gone() {
        return new Refusal(Code.NOT_FOUND, "no such message");
    }
}
