package vn.emr.core.oversight;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import vn.emr.core.Ids;
import vn.emr.core.oversight.Anomalies.Anomaly;
import vn.emr.core.store.Database;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/** Notices once, and not with each request, that somebody opens more charts within an hour than work explains. */
@ApplicationScoped
public class BulkReading {
    private static final Logger LOG = Logger.getLogger(BulkReading.class);

    private final Database database;
    private final Clock clock;
    private final int charts;

    @Inject
    public BulkReading(
            Database database,
            Clock clock,
            @ConfigProperty(name = "emr.bulk.reading.above", defaultValue = "100") int charts) {
        this.database = database;
        this.clock = clock;
        this.charts = charts;
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void now() {
        try {
            int found = look();
            if (found > 0) {
                LOG.warnf(
                        "%d people opened more than %d charts within an hour; see the page of the trace",
                        found, charts);
            }
        } catch (StoreFault fault) {
            LOG.debugf("bulk reading: %s", fault.getMessage());
        }
    }

    /** Looks at the last hour; returns of how many people and hours it was noticed just now. */
    public int look() {
        Instant now = clock.instant();
        Instant from = now.minus(Duration.ofHours(1));
        return database.inTransaction(
                t -> t.update("""
                insert into audit_alert (tenant_id, kind, actor_id, hour, actor_name, role, count, at)
                select a.tenant_id, 'BULK', a.actor_id, date_trunc('hour', max(a.at)), a.actor_name, a.role,
                       count(distinct a.patient_id), ?::timestamptz
                from audit_event a
                where a.id >= ? and a.at >= ? and a.kind = 'GRANT' and a.actor_kind = 'PERSON' and a.patient_id is not null
                  and not exists (select 1 from audit_alert l where l.actor_id = a.actor_id and l.kind = 'BULK' and l.at > ?)
                group by a.tenant_id, a.actor_id, a.actor_name, a.role
                having count(distinct a.patient_id) > ?
                on conflict do nothing
                """, now, Ids.first(from.minus(Oversight.SKEW)), from, from, charts));
    }

    static List<Anomaly> within(Transaction t, UUID tenant, Instant from, Instant to) {
        return t.query("""
                select kind, actor_id, actor_name, role, hour as since, count as n from audit_alert
                where tenant_id = ? and at >= ? and at < ? order by hour desc limit 1000
                """, Anomalies::anomaly, tenant, from, to);
    }
}
