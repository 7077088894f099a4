package vn.emr.api.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vn.emr.api.bench.PackagedServer;
import vn.emr.core.access.Caller;
import vn.emr.core.desk.ReplayRunner;
import vn.emr.core.desk.Replays;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.testing.People;
import vn.emr.core.testing.Role;

/** A replay whose server is killed in its middle goes on by itself and applies each message once. */
class ReplayKillIT {
    private static final int MESSAGES = 120;
    private static final int PER_SECOND = 40;

    @Test
    void a_replay_goes_on_after_its_server_and_then_all_of_it_is_killed() throws Exception {
        Path folder = Folders.scratch("emr-replay-");
        try (PackagedServer server = Folders.server(folder);
                Ledger ledger = new Ledger(folder.resolve("ledger"))) {
            server.start();
            park(server, new Laboratory(server, ledger, 'P'));
            UUID replay = ask(server);
            Record record = new Record(server);
            awaitDone(record, MESSAGES / 4);
            server.killServer();
            long first = done(record);
            server.start();
            awaitDone(record, Math.toIntExact(first) + MESSAGES / 4);
            server.killServer();
            server.killDatabase();
            server.start();
            awaitDone(record, MESSAGES);
            awaitRow(record, "replay where state = 'DONE' and id = '" + replay + "'");
            assertTrue(first < MESSAGES, "killed in its middle, after " + first);
            assertEquals(MESSAGES, record.count("replay_item where outcome = 'APPLIED'"));
            assertEquals(MESSAGES, record.count("inbound_event where kind = 'APPLIED' and actor = 'hoso'"));
            assertEquals(MESSAGES, record.count("diagnostic_report"));
            assertEquals(0, record.count("parked where state = 'WAITING'"));
            assertEquals(2, record.count("audit_event where object_kind = 'REPLAY' and kind = 'PARKED_ACTION'"));
            record.mustBeWhole();
        }
        Folders.remove(folder);
    }

    /** Results that came before their people, whose wake-ups are lost: only a replay finds them. */
    private static void park(PackagedServer server, Laboratory laboratory) throws Exception {
        laboratory.park(MESSAGES);
        try (Connection owner = server.database("emr", "emr_owner").getConnection();
                Statement sql = owner.createStatement()) {
            assertTrue(sql.executeUpdate("delete from parked_wait") >= MESSAGES);
        }
        laboratory.register();
    }

    /** As the page asks; the running server sees it at its next look. */
    private static UUID ask(PackagedServer server) throws Exception {
        Database database = new Database(server.database("emr", "emr_owner"));
        UUID tenant = database.first("select tenant_id from parked limit 1", row -> row.uuid("tenant_id"))
                .orElseThrow();
        Caller clerk = People.caller(tenant, null, "hoso", Role.RECORDS_CLERK);
        AuditTrail trail = new AuditTrail(database);
        ReplayRunner elsewhere = new ReplayRunner(database, trail, null, Clock.systemUTC());
        Replays replays = new Replays(database, trail, Clock.systemUTC(), elsewhere, MESSAGES);
        return replays.ask(clerk, new Replays.Asked(null, null, null, null, null, PER_SECOND, "thử"))
                .id();
    }

    private static long done(Record record) {
        return record.count("replay_item where outcome is not null");
    }

    private static void awaitDone(Record record, int messages) throws InterruptedException {
        awaitRow(record, "(select count(*) as n from replay_item where outcome is not null) d where n >= " + messages);
    }

    private static void awaitRow(Record record, String rows) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (record.count(rows) == 0) {
            assertTrue(System.nanoTime() < limit, "the replay does not go on: " + done(record));
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
