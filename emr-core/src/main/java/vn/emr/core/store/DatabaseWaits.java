package vn.emr.core.store;

import java.time.Duration;
import java.util.Map;

/**
 * How long the application waits for its database before it counts as away: nothing may hang for ever, whatever happens to
 * the server, to a lock or to the network between. A message is then answered AE, or not at all when it happened during
 * COMMIT. Upgrades of the schema have a connection of their own without these limits.
 *
 * @param statement the server ends a statement that runs longer (57014)
 * @param lock and one that waits longer for another transaction (55P03)
 * @param idleInTransaction and a transaction nobody speaks in (25P03)
 * @param socket the driver gives up on a server that says nothing for so long; longer than {@code statement}
 */
public record DatabaseWaits(Duration statement, Duration lock, Duration idleInTransaction, Duration socket) {
    /** 25 s a statement, 10 s a lock, 30 s between two statements, 30 s of silence. */
    public static final DatabaseWaits STANDARD = new DatabaseWaits(
            Duration.ofSeconds(25), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30));

    /** The same as properties of the PostgreSQL driver. */
    public Map<String, String> driverProperties() {
        String server = "-c statement_timeout=" + statement.toMillis()
                + " -c lock_timeout=" + lock.toMillis()
                + " -c idle_in_transaction_session_timeout=" + idleInTransaction.toMillis();
        return Map.of(
                "options",
                server,
                "socketTimeout",
                Long.toString(Math.max(1, socket.toSeconds())),
                "connectTimeout",
                "10",
                "tcpKeepAlive",
                "true");
    }
}
