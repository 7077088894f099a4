package vn.emr.core.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.store.Database;

/** How far the views and lists of a source were read. */
@ApplicationScoped
public class PullPositions {
    private final Database database;
    private final Clock clock;

    @Inject
    public PullPositions(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The mark up to which everything was kept; empty before the first. */
    public Optional<String> of(UUID sourceId, String mapping) {
        return database.first("""
                select mark from pull_position where source_id = ? and mapping = ?
                """, row -> row.text("mark"), sourceId, mapping);
    }

    /** Everything up to this mark is kept; whoever calls sees to it that marks grow. */
    public void keep(UUID sourceId, String mapping, String mark) {
        database.update("""
                insert into pull_position (source_id, mapping, mark, changed_at) values (?, ?, ?, ?)
                on conflict (source_id, mapping) do update
                set mark = excluded.mark, changed_at = excluded.changed_at
                """, sourceId, mapping, mark, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
