package vn.emr.core.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/** How far the streams of a source were read. Kept here and not only at the broker, which may forget or go back. */
@ApplicationScoped
public class StreamPositions {
    /**
     * How a partition stood when its reader last asked the broker.
     *
     * @param position of the next record to read
     * @param end of the next record to be written
     * @param lastMessageAt the broker's time of the newest record that was read; null before the first
     */
    public record Look(long position, long end, Instant lastMessageAt) {}

    /**
     * A topic that a source is read from, and one of its partitions; without a look before the first.
     *
     * @param partition null as long as the broker named none
     * @param lag records to be read; null as long as the broker named none
     * @param lookedAt when the broker was last asked with success
     * @param parked messages of the source that wait for a person
     */
    public record Standing(
            UUID sourceId,
            String name,
            boolean enabled,
            String topic,
            Integer partition,
            Long position,
            Long end,
            Long lag,
            Instant lastMessageAt,
            Instant lookedAt,
            long parked) {}

    private final Database database;
    private final Clock clock;

    @Inject
    public StreamPositions(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The next record to read of each partition that was read before. */
    public Map<Integer, Long> of(UUID sourceId, String topic) {
        Map<Integer, Long> positions = new HashMap<>();
        database.query("""
                select partition, position from stream_position where source_id = ? and topic = ?
                """, row -> positions.put(row.integer("partition"), row.number("position")), sourceId, topic);
        return positions;
    }

    /** Everything before these positions is kept; they never go back. */
    public void keep(UUID sourceId, String topic, Map<Integer, Long> next) {
        database.run(t -> next.forEach((partition, position) -> t.update(
                """
                insert into stream_position (source_id, topic, partition, position, changed_at) values (?, ?, ?, ?, ?)
                on conflict (source_id, topic, partition) do update
                set position = excluded.position, changed_at = excluded.changed_at
                where stream_position.position < excluded.position
                """, sourceId, topic, partition, position, clock.instant().truncatedTo(ChronoUnit.MICROS))));
    }

    /** What the broker said of partitions; for people only, reading goes by {@link #keep}. */
    public void looked(UUID sourceId, String topic, Map<Integer, Look> looks) {
        database.run(t -> looks.forEach((partition, look) -> t.update(
                """
                insert into stream_end (source_id, topic, partition, position, end_position, last_message_at, looked_at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (source_id, topic, partition) do update
                set position = excluded.position, end_position = excluded.end_position, looked_at = excluded.looked_at,
                    last_message_at = coalesce(excluded.last_message_at, stream_end.last_message_at)
                """,
                sourceId,
                topic,
                partition,
                look.position(),
                look.end(),
                look.lastMessageAt(),
                clock.instant().truncatedTo(ChronoUnit.MICROS))));
    }

    /** The topics that sources of a hospital are read from, and how far; the broker is not asked. */
    public List<Standing> standings(UUID tenantId) {
        return database.query("""
                select s.id, s.name, s.enabled, s.settings->>'kafka-topic' as topic, e.partition, e.end_position,
                       greatest(e.position, p.position) as position, e.last_message_at, e.looked_at,
                       (select count(*) from parked k
                        where k.tenant_id = s.tenant_id and k.source_id = s.id and k.state = 'WAITING') as parked
                from source s
                left join stream_end e on e.source_id = s.id and e.topic = s.settings->>'kafka-topic'
                left join stream_position p on p.source_id = e.source_id and p.topic = e.topic and p.partition = e.partition
                where s.tenant_id = ? and s.settings->>'kafka-servers' is not null and s.settings->>'kafka-topic' is not null
                order by s.name, s.id, e.partition
                """, StreamPositions::standing, tenantId);
    }

    private static Standing standing(Row row) {
        Long position = row.number("position");
        Long end = row.number("end_position");
        return new Standing(
                row.uuid("id"),
                row.text("name"),
                row.bool("enabled"),
                row.text("topic"),
                row.integer("partition"),
                position,
                end,
                end == null ? null : Math.max(0, end - position),
                row.instant("last_message_at"),
                row.instant("looked_at"),
                row.number("parked"));
    }
}
