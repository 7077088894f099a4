package vn.emr.core.chart;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/** Messages that wait for a person, newest first. Holds reasons and never patient data. */
@ApplicationScoped
public class ParkedList {
    public static final int MOST = 200;
    private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

    public record Sender(UUID id, String name, String kind) {}

    /** @param fields where in the message the fault is: {@code PID-3}, a JSON pointer, TABLE/FIELD of a claim; empty when unknown */
    public record Item(
            UUID inboundId,
            Instant receivedAt,
            Sender source,
            String door,
            String messageType,
            String controlId,
            Code code,
            String detail,
            List<String> fields,
            int attempts) {}

    /** @param next cursor of the next page, null on the last */
    public record Page(List<Item> items, String next, long total) {}

    private static final String WAITING = """
            select p.inbound_id, p.received_at, p.message_type, p.code, p.detail, p.attempts,
                   array(select jsonb_array_elements_text(p.fields)) as fields, i.door, i.control_id,
                   s.id as source_id, s.name as source_name, s.kind as source_kind
            from parked p
            join inbound i on i.id = p.inbound_id and i.received_at = p.received_at
            left join source s on s.id = p.source_id
            where p.tenant_id = ? and p.state = 'WAITING' and (p.received_at, p.inbound_id) < (?, ?)
            order by p.received_at desc, p.inbound_id desc
            limit ?
            """;

    private static final String TOTAL = """
            select count(*) as total from parked where tenant_id = ? and state = 'WAITING'
            """;

    private final Database database;

    @Inject
    public ParkedList(Database database) {
        this.database = database;
    }

    /** One page of the caller's tenant. */
    public Page page(Caller caller, String cursor, int limit) {
        int rows = Math.clamp(limit, 1, MOST);
        Instant before = FAR;
        UUID id = new UUID(-1, -1);
        if (cursor != null && !cursor.isEmpty()) {
            try {
                id = UUID.fromString(cursor.substring(0, 36));
                before = Instant.parse(cursor.substring(37));
            } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeParseException e) {
                throw new Refusal(Code.MALFORMED_FIELD, "not a cursor of this list", "cursor");
            }
        }
        List<Item> found = database.query(WAITING, ParkedList::item, caller.tenantId(), before, id, rows + 1);
        boolean more = found.size() > rows;
        List<Item> shown = more ? found.subList(0, rows) : found;
        String next = more ? shown.getLast().inboundId() + "_" + shown.getLast().receivedAt() : null;
        return new Page(shown, next, waiting(caller.tenantId()));
    }

    /** How many messages of a tenant wait. */
    public long waiting(UUID tenantId) {
        return database.first(TOTAL, row -> row.number("total"), tenantId).orElse(0L);
    }

    private static Item item(Row row) {
        UUID source = row.uuid("source_id");
        return new Item(
                row.uuid("inbound_id"),
                row.instant("received_at"),
                source == null ? null : new Sender(source, row.text("source_name"), row.text("source_kind")),
                row.text("door"),
                row.text("message_type"),
                row.text("control_id"),
                Code.valueOf(row.text("code")),
                row.text("detail"),
                List.of(row.<String>array("fields")),
                row.integer("attempts"));
    }
}
