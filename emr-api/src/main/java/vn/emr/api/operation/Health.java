package vn.emr.api.operation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.access.Networks;
import vn.emr.core.access.PasswordProfile;
import vn.emr.core.access.Passwords;
import vn.emr.core.chart.Feeds;
import vn.emr.core.chart.ParkedList;
import vn.emr.core.hl7.MllpDoors;
import vn.emr.core.hl7.dialect.Dialects;
import vn.emr.core.intake.DoorState;
import vn.emr.core.intake.Doors;
import vn.emr.core.outbox.Destinations;
import vn.emr.core.postgres.Backup;
import vn.emr.core.seal.Checkpoints;
import vn.emr.core.setup.KeyList;
import vn.emr.core.store.Database;
import vn.emr.core.store.DiskSpace;
import vn.emr.core.store.ServerClock;
import vn.emr.core.store.StoreFault;

/** Gathers how doors, database, backup and disk stand. */
@ApplicationScoped
class Health {
    /** A day without a backup is a day that can be lost. */
    private static final Duration BACKUP_AGE = Duration.ofHours(24);

    /** The database stops when the disk is full; this much is time to act. */
    private static final long LEAST_FREE = 2L * 1024 * 1024 * 1024;

    /** An order that was not taken for so long needs a telephone call. */
    private static final Duration SENT_WITHIN = Duration.ofMinutes(10);

    enum Status {
        UP,
        WARN,
        DOWN
    }

    public record DoorRow(
            String name,
            String protocol,
            String address,
            Status state,
            int connections,
            long received,
            Instant lastReceivedAt,
            String lastError,
            Instant lastErrorAt) {}

    /** @param durable a commit survives a power cut: fsync and synchronous_commit are on */
    public record DatabaseRow(String version, boolean embedded, boolean durable) {}

    public record BackupRow(Instant lastAt, boolean ok) {}

    /** @param takesMessages false while so little is free that senders are told to wait */
    public record DiskRow(long freeBytes, boolean ok, boolean takesMessages) {}

    public record Depth(long depth) {}

    public record Waiting(long waiting) {}

    /**
     * A sender that asks for a person.
     *
     * @param silent nothing came for longer than {@code silentAfter} minutes
     * @param plainText it may send patient data over the network without TLS
     */
    public record SenderRow(
            UUID id, String name, boolean silent, Integer silentAfter, Instant lastMessageAt, boolean plainText) {}

    /**
     * @param keys keys of sending systems that end soon or ended, and nothing took their place
     * @param seal how far the trace is sealed and told outside; null while the database is down
     * @param clock whether the clock of this server may be believed
     * @param networksDeclared whether those who come from outside the hospital are told apart, and need a second factor
     * @param passwordProfile what makes a password good enough
     */
    public record Report(
            Status status,
            List<DoorRow> doors,
            String tlsTrouble,
            List<SenderRow> senders,
            List<KeyList.EndingKey> keys,
            List<Destinations.Queue> destinations,
            DatabaseRow database,
            BackupRow backup,
            DiskRow disk,
            Depth outbox,
            Waiting parked,
            List<Dialects.State> dialects,
            Checkpoints.Standing seal,
            ServerClock.Standing clock,
            boolean networksDeclared,
            PasswordProfile passwordProfile,
            String version,
            Instant startedAt) {}

    private final Database database;
    private final Doors doors;
    private final MllpDoors mllp;
    private final Feeds feeds;
    private final KeyList keys;
    private final ParkedList parked;
    private final Destinations destinations;
    private final Dialects dialects;
    private final DiskSpace disk;
    private final ServerClock clock;
    private final Checkpoints checkpoints;
    private final Networks networks;
    private final Passwords passwords;
    private final Path dataDir;
    private final String version;
    private final boolean embedded;
    private final Instant startedAt =
            Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());

    @Inject
    Health(
            Database database,
            Doors doors,
            MllpDoors mllp,
            Feeds feeds,
            KeyList keys,
            ParkedList parked,
            Destinations destinations,
            Dialects dialects,
            DiskSpace disk,
            ServerClock clock,
            Checkpoints checkpoints,
            Networks networks,
            Passwords passwords,
            @ConfigProperty(name = "emr.data.dir") String dataDir,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "0") String version,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String jdbcUrl) {
        this.database = database;
        this.doors = doors;
        this.mllp = mllp;
        this.feeds = feeds;
        this.keys = keys;
        this.parked = parked;
        this.destinations = destinations;
        this.dialects = dialects;
        this.disk = disk;
        this.clock = clock;
        this.checkpoints = checkpoints;
        this.networks = networks;
        this.passwords = passwords;
        this.dataDir = Path.of(dataDir);
        this.version = version;
        // The embedded server keeps its files in the data folder.
        this.embedded = jdbcUrl.startsWith("jdbc:postgresql://127.0.0.1")
                && Files.isDirectory(this.dataDir.resolve("postgres"));
    }

    Report report(UUID tenantId) {
        List<DoorRow> states = doors.states().stream().map(Health::row).toList();
        DatabaseRow stored = databaseRow();
        BackupRow backup = backup();
        DiskRow space = disk();
        boolean up = stored.version() != null;
        String tlsTrouble = mllp.tlsTrouble().orElse(null);
        List<SenderRow> senders = up ? senders(tenantId) : List.of();
        List<KeyList.EndingKey> ending = up ? keys.ending(tenantId) : List.of();
        List<Dialects.State> spoken = dialects(up ? tenantId : null);
        Checkpoints.Standing seal = up ? checkpoints.standing() : null;
        boolean well = stored.durable()
                && backup.ok()
                && space.ok()
                && tlsTrouble == null
                && senders.isEmpty()
                && ending.isEmpty()
                && spoken.stream().allMatch(d -> d.fault() == null)
                && clock.standing().troubles().isEmpty()
                && (seal == null || seal.troubles().isEmpty())
                && states.stream().allMatch(d -> d.state() == Status.UP);
        List<Destinations.Queue> queues = up ? destinations.queues(tenantId) : List.of();
        boolean flowing = queues.stream().allMatch(Health::flows);
        return new Report(
                !up ? Status.DOWN : well && flowing ? Status.UP : Status.WARN,
                states,
                tlsTrouble,
                senders,
                ending,
                queues,
                stored,
                backup,
                space,
                new Depth(up ? outbox() : 0),
                new Waiting(up ? parked.waiting(tenantId) : 0),
                spoken,
                seal,
                clock.standing(),
                networks.declared(),
                passwords.profile(),
                version,
                startedAt);
    }

    private List<SenderRow> senders(UUID tenantId) {
        Instant now = Instant.now();
        return feeds.senders(tenantId).stream()
                .filter(s -> s.enabled() && (s.plainText() || s.silent(now)))
                .map(s -> new SenderRow(
                        s.id(), s.name(), s.silent(now), s.silentAfter(), s.lastMessageAt(), s.plainText()))
                .toList();
    }

    /** Nothing waits for a person, and nothing waits longer than a laboratory may be restarted. */
    private static boolean flows(Destinations.Queue queue) {
        Instant since = queue.waitingSince();
        return queue.parked() == 0
                && (since == null || since.isAfter(Instant.now().minus(SENT_WITHIN)));
    }

    private DatabaseRow databaseRow() {
        try {
            return database.first("""
                            select current_setting('server_version') as version,
                                   current_setting('fsync') = 'on' and current_setting('synchronous_commit') <> 'off' as durable
                            """, row -> new DatabaseRow(row.text("version"), embedded, row.bool("durable")))
                    .orElseThrow();
        } catch (StoreFault e) {
            return new DatabaseRow(null, embedded, false);
        }
    }

    /** An estimate from statistics: counting all rows would be work for the database. */
    private long outbox() {
        return database.first(
                        "select greatest(reltuples, 0)::int8 as rows from pg_class where oid = 'outbox'::regclass",
                        row -> row.number("rows"))
                .orElse(0L);
    }

    /** The dialects here, and those a sender is registered with that are not here. */
    private List<Dialects.State> dialects(UUID tenantId) {
        List<Dialects.State> all = new ArrayList<>(dialects.states());
        if (tenantId != null) {
            database
                    .query(
                            "select distinct dialect from source where tenant_id = ? and enabled order by dialect",
                            row -> row.text("dialect"),
                            tenantId)
                    .stream()
                    .filter(name -> all.stream().noneMatch(here -> here.name().equals(name)))
                    .forEach(name -> all.add(Dialects.State.withoutFile(name)));
        }
        return all;
    }

    private BackupRow backup() {
        Instant last = Backup.last(dataDir).orElse(null);
        return new BackupRow(last, last != null && last.isAfter(Instant.now().minus(BACKUP_AGE)));
    }

    private DiskRow disk() {
        try {
            long free = disk.free();
            return new DiskRow(free, free > LEAST_FREE && !disk.full(), !disk.full());
        } catch (UncheckedIOException e) {
            return new DiskRow(0, false, !disk.full());
        }
    }

    private static DoorRow row(DoorState d) {
        return new DoorRow(
                d.name(),
                d.protocol(),
                d.address(),
                d.up() ? Status.UP : Status.DOWN,
                d.connections(),
                d.received(),
                d.lastReceivedAt(),
                d.lastError(),
                d.lastErrorAt());
    }
}
