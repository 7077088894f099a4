package vn.emr.core.upkeep;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import vn.emr.core.access.Sessions;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.RequestKeys;
import vn.emr.core.restriction.Emergencies;
import vn.emr.core.staff.DormantAccounts;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;
import vn.emr.core.store.DiskSpace;
import vn.emr.core.store.Partitions;
import vn.emr.core.store.ServerClock;
import vn.emr.core.store.StoreFault;

/**
 * What the server does by itself, now and then: room on the disk, partitions ahead of time, lost wake-ups, blobs nobody
 * names, dormant accounts, old sessions, answers too old to be asked for.
 */
@ApplicationScoped
public class Upkeep {
    private static final Logger LOG = Logger.getLogger(Upkeep.class);

    private final Inbox inbox;
    private final BlobStore blobs;
    private final DiskSpace disk;
    private final Sessions sessions;
    private final DormantAccounts dormant;
    private final Emergencies emergencies;
    private final RequestKeys requestKeys;
    private final Partitions partitions;
    private final Clock clock;
    private final ServerClock serverClock;
    private final Database database;
    private final AuditTrail trail;
    private final String version;

    @Inject
    public Upkeep(
            Inbox inbox,
            BlobStore blobs,
            DiskSpace disk,
            Sessions sessions,
            DormantAccounts dormant,
            Emergencies emergencies,
            RequestKeys requestKeys,
            Clock clock,
            ServerClock serverClock,
            Database database,
            AuditTrail trail,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "0") String version,
            @ConfigProperty(name = "quarkus.flyway.jdbc-url") String jdbcUrl,
            @ConfigProperty(name = "quarkus.flyway.username") String owner,
            @ConfigProperty(name = "quarkus.flyway.password") String password) {
        this.inbox = inbox;
        this.blobs = blobs;
        this.disk = disk;
        this.sessions = sessions;
        this.dormant = dormant;
        this.emergencies = emergencies;
        this.requestKeys = requestKeys;
        this.clock = clock;
        this.serverClock = serverClock;
        this.database = database;
        this.trail = trail;
        this.version = version;
        this.partitions = new Partitions(jdbcUrl, owner, password);
    }

    void atStart(@Observes StartupEvent started) {
        partitions();
        started();
    }

    /** When the server ran and when not is part of the trace. */
    private void started() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        try {
            database.run(t -> t.query("select id from tenant order by id limit 1000", row -> row.uuid("id"))
                    .forEach(tenant -> trail.append(
                            t,
                            AuditEvent.ofHouse(
                                            now, tenant, AuditEvent.Kind.START, AuditEvent.Actor.SYSTEM, "SERVER", null)
                                    .noting(version))));
        } catch (StoreFault fault) {
            LOG.warnf("the start is not in the trace: %s", fault.getMessage());
        }
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void disk() {
        disk.look();
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void serverClock() {
        serverClock.look();
    }

    @Scheduled(every = "12h", delayed = "12h")
    void partitions() {
        try {
            List<String> made = partitions.ensure(clock.instant());
            if (!made.isEmpty()) {
                LOG.debugf("new partitions: %s", made);
            }
        } catch (StoreFault fault) {
            // The default partition takes the rows meanwhile; the next round tries again.
            LOG.warnf("partitions: %s", fault.getMessage());
        }
    }

    /** A wake-up can only be lost in a crash, so half a minute is soon enough. */
    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void parked() {
        try {
            inbox.applyOverdue();
        } catch (StoreFault fault) {
            LOG.debugf("parked messages: %s", fault.getMessage());
        }
    }

    @Scheduled(every = "24h", delayed = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void blobs() {
        int swept = blobs.sweep(clock.instant());
        if (swept > 0) {
            LOG.infof("%d blobs that no row named for a day were removed", swept);
        }
    }

    @Scheduled(every = "24h", delayed = "3h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void dormantAccounts() {
        try {
            int off = dormant.disable();
            if (off > 0) {
                LOG.infof("%d accounts without a sign-in for 45 days were switched off", off);
            }
        } catch (StoreFault fault) {
            LOG.warnf("dormant accounts: %s", fault.getMessage());
        }
    }

    /** Access that ended by itself ended at its time; here the trace is told. */
    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void emergencies() {
        try {
            emergencies.closeExpired();
        } catch (StoreFault fault) {
            LOG.debugf("emergencies: %s", fault.getMessage());
        }
    }

    @Scheduled(every = "24h", delayed = "2h")
    void sessions() {
        try {
            sessions.forgetOld();
        } catch (StoreFault fault) {
            LOG.debugf("old sessions: %s", fault.getMessage());
        }
    }

    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void answers() {
        try {
            requestKeys.forgetOld();
        } catch (StoreFault fault) {
            LOG.debugf("old answers: %s", fault.getMessage());
        }
    }
}
