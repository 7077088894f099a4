package vn.emr.core.desk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.MessageListGrant;
import vn.emr.core.chart.ParkedList.Sender;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/**
 * Finding messages by what is known of them, newest first, at any number of messages: every way in is an index. What they
 * say is not searched and not shown here.
 */
@ApplicationScoped
public class MessageSearch {
    /** A page a person can look through. */
    public static final int MOST = 200;

    private static final int LONGEST_NUMBER = 200;

    /** What is looked for by its outcome: the first one, or {@code WAITING} for what a person must still help with. */
    public enum Standing {
        APPLIED,
        PARKED,
        REFUSED,
        WAITING
    }

    /**
     * What is looked for; null means anything.
     *
     * @param patientNumber exactly as issued; the grant was given for it
     * @param orderNumber of the ordering or the filling side, or the accession number, exactly
     * @param controlId the sender's message number, exactly
     * @param from received at or after
     * @param to received before
     * @param cursor from the page before
     */
    public record Asked(
            String patientNumber,
            String orderNumber,
            UUID sourceId,
            String controlId,
            String messageType,
            Standing outcome,
            Code code,
            Instant from,
            Instant to,
            String cursor,
            Integer limit) {
        /** Everything, newest first. */
        public static final Asked ANYTHING =
                new Asked(null, null, null, null, null, null, null, null, null, null, null);

        /** The same with empty texts taken as not asked. */
        public Asked plain() {
            return new Asked(
                    text(patientNumber),
                    text(orderNumber),
                    sourceId,
                    text(controlId),
                    text(messageType),
                    outcome,
                    code,
                    from,
                    to,
                    cursor,
                    limit);
        }

        private static String text(String sent) {
            String plain = sent == null ? "" : sent.strip();
            if (plain.length() > LONGEST_NUMBER) {
                throw new Refusal(Code.MALFORMED_FIELD, "longer than any number");
            }
            return plain.isEmpty() || plain.indexOf('\0') >= 0 ? null : plain;
        }

        /** Names of the filters that are set, for the trace. */
        public String filters() {
            StringBuilder set = new StringBuilder();
            Object[] values = {patientNumber, orderNumber, sourceId, controlId, messageType, outcome, code, from, to};
            String[] names = {"patient", "order", "source", "control", "type", "outcome", "code", "from", "to"};
            for (int i = 0; i < values.length; i++) {
                set.append(values[i] == null ? "" : set.isEmpty() ? names[i] : " " + names[i]);
            }
            return set.isEmpty() ? "all" : set.toString();
        }
    }

    /**
     * One message.
     *
     * @param outcome the first one, as answered
     * @param standing where it stands now: APPLIED, PARKED, REFUSED or DISMISSED
     * @param corrects the message it is a corrected copy of, or null
     */
    public record Found(
            UUID id,
            Instant receivedAt,
            Sender source,
            String door,
            String messageType,
            String controlId,
            int size,
            String outcome,
            String standing,
            String code,
            UUID corrects) {}

    /** @param next cursor of the next page, null on the last */
    public record Page(List<Found> messages, String next) {}

    private final Database database;

    @Inject
    public MessageSearch(Database database) {
        this.database = database;
    }

    /**
     * One page.
     *
     * @throws Refusal MALFORMED_FIELD for a cursor that is not ours
     */
    public Page page(MessageListGrant grant, Asked asked) {
        int limit = asked.limit() == null ? 50 : Math.clamp(asked.limit(), 1, MOST);
        Place place = Place.of(asked.cursor());
        List<Object> parameters = new ArrayList<>();
        String page = new MessageQuery(grant, asked, place, limit + 1).write(parameters);
        List<Found> found = database.query(SHOWN.formatted(page), MessageSearch::found, parameters.toArray());
        boolean more = found.size() > limit;
        List<Found> shown = more ? found.subList(0, limit) : found;
        Found last = more ? shown.getLast() : null;
        return new Page(shown, last == null ? null : new Place(last.receivedAt(), last.id()).toString());
    }

    private static final String SHOWN = """
            with page as materialized (%s)
            select i.id, i.received_at, i.door, i.message_type, i.control_id, i.size, i.outcome, i.code,
                   s.id as source_id, s.name as source_name, s.kind as source_kind, c.corrects_id,
                   coalesce((select e.kind from inbound_event e
                             where e.inbound_id = i.id and e.kind <> 'REPLAYED'
                             order by e.at desc, e.id desc limit 1), i.outcome) as standing
            from page
            join inbound i on i.id = page.id and i.received_at = page.received_at
            left join source s on s.id = i.source_id
            left join correction c on c.inbound_id = i.id
            order by i.received_at desc, i.id desc
            """;

    private static Found found(Row row) {
        UUID source = row.uuid("source_id");
        return new Found(
                row.uuid("id"),
                row.instant("received_at"),
                source == null ? null : new Sender(source, row.text("source_name"), row.text("source_kind")),
                row.text("door"),
                row.text("message_type"),
                row.text("control_id"),
                row.integer("size"),
                row.text("outcome"),
                row.text("standing"),
                row.text("code"),
                row.uuid("corrects_id"));
    }
}
