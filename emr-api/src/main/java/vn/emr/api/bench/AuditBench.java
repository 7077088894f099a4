package vn.emr.api.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import vn.emr.core.Ids;
import vn.emr.core.access.Access;
import vn.emr.core.access.Assignment;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Purpose;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.oversight.Oversight;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Condition;
import vn.emr.core.record.Noun;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.TimePoint;
import vn.emr.core.seal.CheckpointFile;
import vn.emr.core.seal.Epochs;
import vn.emr.core.seal.Sealer;
import vn.emr.core.seal.SigningKey;
import vn.emr.core.seal.Verification;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.ChangeSet;
import vn.emr.core.store.Database;
import vn.emr.core.store.RecordStore;

/**
 * What the trace and its seal cost a writer and a chart page, how fast a million sealed rows are verified, and how long it takes to say who opened
 * one record among ten million lines. All of it in a database beside the server's, of the same schema: the server itself cannot
 * do without.
 */
final class AuditBench {
    private static final double BAR_SHARE = 0.9;
    private static final double BAR_VERIFY_SECONDS = 60;
    private static final double BAR_OPENED_SECONDS = 5;
    private static final int COMMITS = 300_000;
    private static final int SEALED = 1_000_000;
    private static final int LINES = 10_000_000;
    private static final int AT_ONCE = 1_000;
    private static final int CONNECTIONS = 8;

    private final PackagedServer server;
    private final int part;
    private final PrintStream out;
    private final Figures figures;
    private final UUID tenant = Ids.next();

    /** @param part of the rows that are written: 1 for all, 10 for a tenth */
    AuditBench(PackagedServer server, int part, PrintStream out, Figures figures) {
        this.server = server;
        this.part = part;
        this.out = out;
        this.figures = figures;
    }

    void run() throws Exception {
        server.start();
        RowImages images = images();
        PageTraceBench.run(server, ResultMessages.person(0), out, figures);
        DataSource bare = BareDatabase.make(server);
        cost(images, bare);
        Database database = new Database(bare);
        database.update("insert into tenant (id, code, name) values (?, 'B', 'Bench')", tenant);
        verify(database);
        opened(database);
        server.stop();
    }

    /** The rows of results as the server wrote them. */
    private RowImages images() throws Exception {
        ResultMessages messages = new ResultMessages('S', 200, 5, Instant.now());
        try (Sender his = new Sender(server.hisPort());
                Sender lis = new Sender(server.lisPort())) {
            for (int patient = 0; patient < 200; patient++) {
                his.send(messages.registration(patient));
                his.send(messages.visit(patient));
            }
            for (int number = 1; number <= 500; number++) {
                lis.send(messages.frame(number));
            }
        }
        try (var owner = server.database("emr", "emr_owner").getConnection()) {
            return RowImages.read(owner, "S%", 300);
        }
    }

    /** Plain JDBC with and without the lines of the trace, the former with the sealer beside it; they take turns. */
    private void cost(RowImages images, DataSource bare) throws Exception {
        RowImages without = images.without("audit_event");
        Sealer sealer = sealer(new Database(bare));
        Load.run(CONNECTIONS, 8, () -> new Bare(images, bare));
        sealer.round();
        List<Double> ratios = new ArrayList<>();
        List<Double> sealed = new ArrayList<>();
        for (int pair = 0; pair < 5; pair++) {
            double plain =
                    Load.run(CONNECTIONS, 4, () -> new Bare(without, bare)).perSecond();
            double traced =
                    Load.run(CONNECTIONS, 4, () -> new Bare(images, bare)).perSecond();
            double both = besideTheSealer(sealer, images, bare);
            ratios.add(both / plain);
            sealed.add(both / traced);
        }
        out.printf(
                "%nTrace and seal at %d connections: with both / without %.2f, with the seal / with the trace alone %.2f%n",
                CONNECTIONS, Load.median(ratios), Load.median(sealed));
        figures.atLeast("audit: with trace and seal / without", Load.median(ratios), "", BAR_SHARE);
        figures.atLeast("audit: with the seal / without it", Load.median(sealed), "", BAR_SHARE);
    }

    private static double besideTheSealer(Sealer sealer, RowImages images, DataSource bare) throws Exception {
        try (var each = Executors.newSingleThreadScheduledExecutor()) {
            each.scheduleWithFixedDelay(sealer::round, 0, 2, TimeUnit.SECONDS);
            double perSecond =
                    Load.run(CONNECTIONS, 4, () -> new Bare(images, bare)).perSecond();
            each.shutdownNow();
            return perSecond;
        }
    }

    private Sealer sealer(Database database) {
        return new Sealer(database, epochs(database), Clock.systemUTC());
    }

    private Epochs epochs(Database database) {
        String folder = keys().toString();
        return new Epochs(
                database,
                new CheckpointFile(Optional.empty(), folder),
                new SigningKey(folder),
                folder,
                Clock.systemUTC());
    }

    private Path keys() {
        return server.data().resolve("bench");
    }

    private void verify(Database database) {
        AuditTrail trail = new AuditTrail(database);
        RecordStore records = new RecordStore(database);
        Sealer sealer = sealer(database);
        long before = sealedRows(database);
        for (int done = 0; done < COMMITS / part; done += AT_ONCE) {
            records.commit(tenant, diagnoses());
        }
        for (int done = 0; done < (SEALED - 2 * COMMITS) / part; done += AT_ONCE) {
            trail.append(lines());
        }
        long began = System.nanoTime();
        sealer.round();
        double sealing = (System.nanoTime() - began) / 1e9;
        began = System.nanoTime();
        Verification.Result result =
                new Verification(database, n -> {}).run(List.of(), new SigningKey(keys().toString()).publicKey());
        double seconds = (System.nanoTime() - began) / 1e9;
        double perMillion = seconds * 1e6 / result.numbers();
        out.printf(
                "%,d rows sealed in %.1f s (%,.0f per second), %,d verified in %.1f s%n",
                result.numbers() - before, sealing, (result.numbers() - before) / sealing, result.numbers(), seconds);
        figures.add("audit: sealed per second", (result.numbers() - before) / sealing, "");
        figures.atMost("audit: verification of a million", perMillion, "s", BAR_VERIFY_SECONDS);
    }

    private static long sealedRows(Database database) {
        return database.first("select coalesce(max(last_number), 0) as n from seal", row -> row.number("n"))
                .orElseThrow();
    }

    private List<ChangeSet> diagnoses() {
        List<ChangeSet> all = new ArrayList<>();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        for (int i = 0; i < AT_ONCE; i++) {
            UUID id = Ids.next();
            Noun noun = new Condition(
                    id,
                    1,
                    Ids.next(),
                    null,
                    tenant,
                    id.toString(),
                    new Coded("I10", "ICD10", "Tăng huyết áp vô căn (nguyên phát)"),
                    "primary",
                    true,
                    TimePoint.at(now),
                    new Provenance(tenant, "HIS", null, now, now));
            all.add(new ChangeSet(Actor.SYSTEM, now, "ADT^A01", tenant, null, List.of(noun)));
        }
        return all;
    }

    private List<AuditEvent> lines() {
        List<AuditEvent> all = new ArrayList<>();
        Actor doctor = new Actor(
                ActorKind.PERSON, tenant, "bs.noi", "DOCTOR", tenant, "10.0.0.7", "r", "Mozilla/5.0 Firefox/130");
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        for (int i = 0; i < AT_ONCE; i++) {
            all.add(new AuditEvent(
                    Ids.next(),
                    now,
                    tenant,
                    Kind.OPEN,
                    true,
                    doctor,
                    null,
                    Ids.next(),
                    "LABORATORY",
                    null,
                    null,
                    "TREATMENT",
                    null));
        }
        return all;
    }

    /** Ten million lines of a hundred thousand people over three months, made by the database itself. */
    private void opened(Database database) throws Exception {
        UUID patient = new UUID(0x7777L << 16 | 0x7000L, 1);
        try (var owner = server.database("bare", "emr_owner").getConnection();
                var sql = owner.createStatement()) {
            sql.execute(PEOPLE_AND_LINES.formatted(tenant, LINES / part));
            sql.execute(
                    "insert into patient_identifier values ('%s', '%s', 1, 'PATIENT_NUMBER', 'BV', 'BN-1', true, true)"
                            .formatted(tenant, patient));
            sql.execute("analyze audit_event");
        }
        Caller officer = new Caller(
                ActorKind.PERSON,
                tenant,
                tenant,
                "quantri",
                List.of(new Assignment(
                        tenant,
                        "DATA_PROTECTION_OFFICER",
                        Purpose.OVERSIGHT,
                        Set.of(),
                        Set.of(Right.AUDIT_READ),
                        Map.of(),
                        null,
                        List.of(),
                        null,
                        10,
                        true)),
                null,
                Set.of(),
                tenant,
                null,
                "127.0.0.1",
                "bench",
                null);
        AuditTrail trail = new AuditTrail(database);
        Oversight oversight = new Oversight(database, new Access(database, trail), trail, Clock.systemUTC());
        double first = seconds(() -> oversight.opened(officer, "BN-1", null, null));
        double again = seconds(() -> oversight.opened(officer, "BN-1", null, null));
        double refused = seconds(() -> oversight.refused(officer, null, null, null));
        double unusual = seconds(() -> oversight.anomalies(officer, null, null));
        out.printf(
                "Who opened one record of %,d lines: %.2f s, again %.2f s; refused in 7 days %.2f s, anomalies of 7 days %.2f s%n",
                LINES / part, first, again, refused, unusual);
        figures.atMost("audit: who opened one record of 10 million", first, "s", BAR_OPENED_SECONDS);
        figures.atMost("audit: anomalies of 7 days of 10 million", unusual, "s", BAR_OPENED_SECONDS);
    }

    private static final String PEOPLE_AND_LINES = """
            insert into audit_event (id, at, tenant_id, kind, success, actor_kind, actor_id, actor_name, role, session_id,
                                     patient_id, object_kind, purpose, address, device, digest, digest_version)
            select (lpad(to_hex((extract(epoch from at) * 1000)::int8), 12, '0') || '7' || substr(md5(g::text), 1, 3) || '8'
                     || substr(md5(g::text), 4, 15))::uuid,
                   at, '%s', case when g %% 3 = 0 then 'GRANT' else 'OPEN' end, g %% 200 <> 0, 'PERSON',
                   ('00000000-0000-7000-8000-' || lpad((g %% 400)::text, 12, '0'))::uuid, 'u' || g %% 400, 'DOCTOR', null,
                   ('00000000-7777-7000-0000-' || lpad(to_hex((g::int8 * 7919) %% 100000), 12, '0'))::uuid, 'PATIENT', 'TREATMENT',
                   '10.0.0.7', 'Firefox', sha256(g::text::bytea), 2
            from (select g, now() - (g %% 7776000) * interval '1 second' as at from generate_series(1, %d) g) made
            """;

    private static double seconds(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e9;
    }
}
