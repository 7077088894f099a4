package vn.emr.core.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;

/**
 * How often one may ask, by account and by address. A share of the time that is over is given back at every moment, so
 * who waits a little may ask again. The first refusal of a quarter of an hour is traced, the others are not. Counted in the
 * memory of this server; sending systems have turns of their own instead.
 */
@ApplicationScoped
public class Pace {
    /** What is asked. */
    public enum Of {
        SIGN_IN,
        SEARCH,
        EXPORT,
        /** Images of a study, hundreds for each look: counted by themselves and not among anything. */
        IMAGE,
        ANYTHING;

        /** What it is counted as besides. */
        public Of general() {
            return this == IMAGE ? IMAGE : ANYTHING;
        }
    }

    /** Too often; nothing was done. */
    public static final class TooOften extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final long seconds;

        TooOften(long seconds) {
            super("too many requests", null, false, false);
            this.seconds = seconds;
        }

        /** When to come again, at least 1. */
        public long seconds() {
            return seconds;
        }
    }

    private static final Logger LOG = Logger.getLogger(Pace.class);
    private static final Duration TOLD_AGAIN = Duration.ofMinutes(15);

    /** Accounts and addresses kept in mind; who is forgotten begins anew. */
    private static final int MOST = 50_000;

    private record Who(Of what, Object who) {}

    private record Rate(int most, Duration within) {
        private long step() {
            return within.toNanos() / most;
        }
    }

    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;
    private final Ticker ticker;
    private final Map<Of, Rate> ofAccount = new EnumMap<>(Of.class);
    private final Map<Of, Rate> ofAddress = new EnumMap<>(Of.class);

    /** For each, the moment at which all it asked is paid for. */
    private final Cache<Who, Long> paidAt;

    private final Cache<Who, Boolean> told;

    @Inject
    Pace(
            Database database,
            AuditTrail trail,
            Clock clock,
            @ConfigProperty(name = "emr.sign.ins.per.minute", defaultValue = "120") int signIns,
            @ConfigProperty(name = "emr.searches.per.minute", defaultValue = "120") int searches,
            @ConfigProperty(name = "emr.exports.per.hour", defaultValue = "30") int exports,
            @ConfigProperty(name = "emr.images.per.minute", defaultValue = "20000") int images,
            @ConfigProperty(name = "emr.requests.per.minute", defaultValue = "1200") int requests,
            @ConfigProperty(name = "emr.requests.of.address.per.minute", defaultValue = "6000") int requestsOfAddress) {
        this(database, trail, clock, Ticker.systemTicker());
        Duration minute = Duration.ofMinutes(1);
        ofAddress.put(Of.SIGN_IN, new Rate(signIns, minute));
        ofAddress.put(Of.ANYTHING, new Rate(requestsOfAddress, minute));
        ofAccount.put(Of.SEARCH, new Rate(searches, minute));
        ofAccount.put(Of.EXPORT, new Rate(exports, Duration.ofHours(1)));
        ofAccount.put(Of.IMAGE, new Rate(images, minute));
        ofAccount.put(Of.ANYTHING, new Rate(requests, minute));
    }

    private Pace(Database database, AuditTrail trail, Clock clock, Ticker ticker) {
        this.database = database;
        this.trail = trail;
        this.clock = clock;
        this.ticker = ticker;
        this.paidAt = Caffeine.newBuilder()
                .maximumSize(MOST)
                .ticker(ticker)
                .expireAfterWrite(Duration.ofHours(1))
                .build();
        this.told = Caffeine.newBuilder()
                .maximumSize(MOST)
                .ticker(ticker)
                .expireAfterWrite(TOLD_AGAIN)
                .build();
    }

    /** For tests: so many of anything, of each, in a minute. */
    static Pace of(Database database, AuditTrail trail, Ticker ticker, int most) {
        Pace pace = new Pace(database, trail, Clock.systemUTC(), ticker);
        for (Of what : Of.values()) {
            pace.ofAccount.put(what, new Rate(most, Duration.ofMinutes(1)));
            pace.ofAddress.put(what, new Rate(most, Duration.ofMinutes(1)));
        }
        return pace;
    }

    /**
     * Counts one request of somebody who is not known yet.
     *
     * @param address as the server believes it; null: none to count
     * @throws TooOften when it has to wait
     */
    public void address(Of what, String address, String device, String requestId) {
        if (address != null) {
            Actor actor = new Actor(ActorKind.PERSON, null, null, null, null, address, requestId, device);
            count(ofAddress.get(what), new Who(what, address), actor, null);
        }
    }

    /**
     * Counts one request of a person or of a sending system.
     *
     * @throws TooOften when it has to wait
     */
    public void account(Of what, Caller caller) {
        count(ofAccount.get(what), new Who(what, caller.id()), caller.actor(), caller);
    }

    private void count(Rate rate, Who who, Actor actor, Caller caller) {
        if (rate == null) {
            return;
        }
        long now = ticker.read();
        long[] wait = new long[1];
        paidAt.asMap().compute(who, (key, before) -> {
            long from = before == null || before - now < 0 ? now : before;
            wait[0] = from + rate.step() - now - rate.within().toNanos();
            return wait[0] > 0 ? from : from + rate.step();
        });
        if (wait[0] > 0) {
            trace(who, actor, caller);
            throw new TooOften(Math.ceilDiv(wait[0], Duration.ofSeconds(1).toNanos()));
        }
    }

    private void trace(Who who, Actor actor, Caller caller) {
        if (told.asMap().putIfAbsent(who, true) != null) {
            return;
        }
        LOG.warnf("too many requests (%s) from %s", who.what(), actor.address());
        trail.append(List.of(new AuditEvent(
                Ids.next(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                caller == null ? Attempts.anyTenant(database) : caller.tenantId(),
                Kind.REFUSED,
                false,
                actor,
                caller != null && caller.isSource() ? caller.id() : null,
                null,
                "PACE " + who.what(),
                null,
                null,
                caller == null ? null : caller.purpose().name(),
                Code.TOO_OFTEN.name())));
    }
}
