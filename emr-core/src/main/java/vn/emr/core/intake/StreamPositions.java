package vn.emr.core.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.store.Database;

/** How far the streams of a source were read. Kept here and not only at the broker, which may forget or go back. */
@ApplicationScoped
public class StreamPositions {
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
}
