package vn.emr.core.chart;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/** How fresh each sending system's data is. Counted over one day, and again at most every 15 s. */
@ApplicationScoped
public class Feeds {
    /** A hospital's systems speak every few minutes by day; a night is quieter. */
    private static final Duration STALE_AFTER = Duration.ofHours(6);

    /** What can be said of a feed. */
    public enum State {
        FRESH,
        STALE,
        FAILING,
        SILENT
    }

    public record Feed(String kind, String name, State state, Instant lastMessageAt) {}

    public record LastDay(long applied, long parked, long refused) {}

    /**
     * A configured sender with what it sent.
     *
     * @param plainText may speak without TLS from another machine
     * @param silentAfter minutes; null when silence is no alarm
     * @param lastMessageAt of the last day; null when there was none
     */
    public record Sender(
            UUID id,
            String name,
            String kind,
            String door,
            String allowedTypes,
            String sendingApplication,
            String sendingFacility,
            boolean enabled,
            boolean plainText,
            Integer silentAfter,
            Instant lastMessageAt,
            LastDay last24h) {

        /** Nothing came for longer than this sender is ever silent. */
        public boolean silent(Instant now) {
            return enabled
                    && silentAfter != null
                    && (lastMessageAt == null || lastMessageAt.isBefore(now.minus(Duration.ofMinutes(silentAfter))));
        }
    }

    private static final String SENDERS = """
            select s.id, s.name, s.kind, s.door, s.allowed_types, s.sending_application, s.sending_facility, s.enabled,
                   s.plain_text, s.silent_after,
                   m.last_at, coalesce(m.applied, 0) as applied, coalesce(m.parked, 0) as parked,
                   coalesce(m.refused, 0) as refused
            from source s
            left join (
              select i.source_id, max(i.received_at) as last_at,
                     count(*) filter (where i.outcome = 'APPLIED') as applied,
                     count(*) filter (where i.outcome = 'PARKED') as parked,
                     count(*) filter (where i.outcome = 'REFUSED') as refused
              from inbound i
              where i.tenant_id = ? and i.received_at > ?
              group by i.source_id) m on m.source_id = s.id
            where s.tenant_id = ?
            order by s.kind, s.name, s.id
            limit 500
            """;

    private final Database database;
    private final Cache<UUID, List<Sender>> senders = Caffeine.newBuilder()
            .maximumSize(100)
            .expireAfterWrite(Duration.ofSeconds(15))
            .build();

    @Inject
    public Feeds(Database database) {
        this.database = database;
    }

    /** Every configured sender of a tenant; no patient data. */
    public List<Sender> senders(UUID tenantId) {
        return senders.get(
                tenantId,
                id -> database.query(SENDERS, Feeds::sender, id, Instant.now().minus(Duration.ofDays(1)), id));
    }

    /** What the source bar of a chart shows. */
    public List<Feed> of(UUID tenantId, Instant now) {
        return senders(tenantId).stream()
                .filter(Sender::enabled)
                .map(s -> new Feed(s.kind(), s.name(), state(s, now), s.lastMessageAt()))
                .toList();
    }

    private static State state(Sender s, Instant now) {
        if (s.lastMessageAt() == null) {
            return State.SILENT;
        }
        LastDay day = s.last24h();
        if (day.refused() > day.applied() + day.parked()) {
            return State.FAILING;
        }
        return s.lastMessageAt().isBefore(now.minus(STALE_AFTER)) ? State.STALE : State.FRESH;
    }

    private static Sender sender(Row row) {
        return new Sender(
                row.uuid("id"),
                row.text("name"),
                row.text("kind"),
                row.text("door"),
                row.text("allowed_types"),
                row.text("sending_application"),
                row.text("sending_facility"),
                row.bool("enabled"),
                row.bool("plain_text"),
                row.integer("silent_after"),
                row.instant("last_at"),
                new LastDay(row.number("applied"), row.number("parked"), row.number("refused")));
    }
}
