package vn.emr.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.postgres.TestDatabase;

/** D17: hanging instead of failing. Each limit is felt, and each says that the database is away rather than that we erred. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DatabaseWaitsTest {
    private static final DatabaseWaits SHORT = new DatabaseWaits(
            Duration.ofMillis(300), Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofSeconds(1));

    private final DatabaseAddress address = TestDatabase.fresh();

    private Database database(DatabaseWaits waits) {
        var source = new PGSimpleDataSource();
        source.setUrl(address.jdbcUrl());
        source.setUser(address.application().user());
        source.setPassword(address.application().password());
        waits.driverProperties().forEach((name, value) -> {
            try {
                source.setProperty(name, value);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        return new Database(source);
    }

    private static void isAway(String sqlState, StoreFault fault) {
        assertEquals(StoreFault.Kind.UNAVAILABLE, fault.kind());
        assertEquals(sqlState, fault.sqlState());
    }

    @Test
    void D17_a_statement_that_takes_too_long_is_ended() {
        isAway("57014", assertThrows(StoreFault.class, () -> database(SHORT).query("select pg_sleep(20)", row -> 1)));
    }

    @Test
    void D17_a_lock_nobody_gives_back_is_not_waited_for() throws Exception {
        var locked = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        Thread holder = Thread.ofVirtual()
                .start(() -> database(DatabaseWaits.STANDARD).run(transaction -> {
                    transaction.query("select pg_advisory_xact_lock(4711)", row -> 1);
                    locked.countDown();
                    try {
                        release.await(30, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
        assertTrue(locked.await(20, TimeUnit.SECONDS));
        isAway("55P03", assertThrows(StoreFault.class, () -> database(SHORT)
                .query("select pg_advisory_xact_lock(4711)", row -> 1)));
        release.countDown();
        holder.join();
    }

    @Test
    void D17_a_transaction_nobody_speaks_in_is_ended_by_the_server() {
        Database ours = database(SHORT);
        Database other = database(DatabaseWaits.STANDARD);
        StoreFault fault = assertThrows(
                StoreFault.class,
                () -> ours.run(transaction -> {
                    int process = transaction
                            .first("select pg_backend_pid() as pid", row -> row.integer("pid"))
                            .orElseThrow();
                    while (!other.query("select 1 from pg_stat_activity where pid = ?", row -> 1, process)
                            .isEmpty()) {
                        Thread.onSpinWait();
                    }
                    transaction.query("select 1 as one", row -> 1);
                }));
        assertEquals(StoreFault.Kind.UNAVAILABLE, fault.kind(), fault.getMessage());
    }

    @Test
    void D17_a_server_that_says_nothing_is_given_up() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var source = new PGSimpleDataSource();
            source.setServerNames(new String[] {"127.0.0.1"});
            source.setPortNumbers(new int[] {silent.getLocalPort()});
            source.setDatabaseName("emr");
            SHORT.driverProperties().forEach((name, value) -> {
                try {
                    source.setProperty(name, value);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            StoreFault fault = assertThrows(StoreFault.class, () -> new Database(source).query("select 1", row -> 1));
            assertEquals(StoreFault.Kind.UNAVAILABLE, fault.kind());
        }
    }

    @Test
    void within_the_limits_nothing_is_felt() {
        assertEquals(List.of(1), database(DatabaseWaits.STANDARD).query("select 1 as one", row -> row.integer("one")));
    }
}
