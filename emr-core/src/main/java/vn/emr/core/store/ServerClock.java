package vn.emr.core.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.net.ntp.NTPUDPClient;
import org.apache.commons.net.ntp.TimeInfo;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Whether the clock of this server may be believed: a record says when things were. It is held against the clock of the database,
 * against what was traced last, and against the hospital's time server where one is named (RFC 5905). Nothing stops for a wrong
 * clock, for a ward may need to read; it is told until it is right.
 */
@ApplicationScoped
public class ServerClock {
    private static final Logger LOG = Logger.getLogger(ServerClock.class);
    private static final Duration MOST = Duration.ofSeconds(1);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);

    /** What is wrong, by more than a second. */
    public enum Trouble {
        /** The database has another time. */
        DATABASE,
        /** Something was traced at a time that has not come: the clock was set back, or another server's goes before. */
        SET_BACK,
        /** The time server has another time. */
        TIME_SERVER,
        /** The time server does not answer, or has no time itself. */
        TIME_SERVER_SILENT
    }

    /** @param offMillis how far the time server is before this clock; null without one or without its answer */
    public record Standing(List<Trouble> troubles, Long offMillis) {}

    private final Database database;
    private final Clock clock;
    private final String server;
    private final int port;
    private volatile Standing standing = new Standing(List.of(), null);

    /** @param server name or address of the hospital's time server, with a port where it is not 123; empty: none */
    @Inject
    public ServerClock(
            Database database, Clock clock, @ConfigProperty(name = "emr.time.server") Optional<String> server) {
        this.database = database;
        this.clock = clock;
        String[] named = server.orElse("").strip().split(":(?=\\d+$)");
        this.server = named[0];
        this.port = named.length > 1 ? Integer.parseInt(named[1]) : NTPUDPClient.DEFAULT_PORT;
    }

    /** How it stood when it was looked at last. */
    public Standing standing() {
        return standing;
    }

    /** Compares; called every minute. While the database is down, only the time server is asked. */
    public void look() {
        List<Trouble> troubles = new ArrayList<>();
        try {
            stored(troubles);
        } catch (StoreFault down) {
            LOG.debugf("the clock of the database: %s", down.getMessage());
        }
        Long off = server.isEmpty() ? null : told(troubles);
        if (!troubles.equals(standing.troubles())) {
            LOG.warnf("clock of the server: %s", troubles.isEmpty() ? "right again" : troubles);
        }
        standing = new Standing(List.copyOf(troubles), off);
    }

    private void stored(List<Trouble> troubles) {
        Instant before = clock.instant();
        // Ids grow with time, so the newest line of the trace is found without reading a partition.
        record Stored(Instant now, Instant newest) {}
        Stored stored = database.first("""
                        select clock_timestamp() as now, (select at from audit_event order by id desc limit 1) as newest
                        """, row -> new Stored(row.instant("now"), row.instant("newest")))
                .orElseThrow();
        Instant after = clock.instant();
        if (stored.now().isBefore(before.minus(MOST)) || stored.now().isAfter(after.plus(MOST))) {
            troubles.add(Trouble.DATABASE);
        }
        if (stored.newest() != null && stored.newest().isAfter(after.plus(MOST))) {
            troubles.add(Trouble.SET_BACK);
        }
    }

    private Long told(List<Trouble> troubles) {
        try (NTPUDPClient client = new NTPUDPClient()) {
            client.setDefaultTimeout(ANSWERS_WITHIN);
            TimeInfo answer = client.getTime(InetAddress.getByName(server), port);
            answer.computeDetails();
            int stratum = answer.getMessage().getStratum();
            Long off = answer.getOffset();
            // RFC 5905 chapter 7.3: stratum 0 is a refusal, 16 a server that has no time.
            if (off == null || stratum == 0 || stratum >= 16) {
                troubles.add(Trouble.TIME_SERVER_SILENT);
                return null;
            }
            if (Math.abs(off) > MOST.toMillis()) {
                troubles.add(Trouble.TIME_SERVER);
            }
            return off;
        } catch (IOException e) {
            LOG.debugf("time server: %s", e.getClass().getName());
            troubles.add(Trouble.TIME_SERVER_SILENT);
            return null;
        }
    }
}
