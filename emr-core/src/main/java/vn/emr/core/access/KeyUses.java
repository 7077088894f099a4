package vn.emr.core.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/**
 * When each key of a sending system was last used, and last refused and why: gathered in memory and written once a minute and
 * at the end, so no request waits for it. What is not written yet is lost in a crash.
 */
@ApplicationScoped
public class KeyUses {
    private static final Logger LOG = Logger.getLogger(KeyUses.class);

    /** A key that is refused again and again for one reason is traced and logged once in this time. */
    static final Duration TOLD_AGAIN = Duration.ofMinutes(15);

    /** Why a key was refused. */
    enum Reason {
        EXPIRED,
        REVOKED,
        NOT_YET,
        SOURCE_OFF,
        ADDRESS,
        SCOPE
    }

    private record Refused(long times, Instant at, Reason reason, String address) {}

    private record Told(UUID key, Reason reason) {}

    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;
    private final Map<UUID, Instant> used = new ConcurrentHashMap<>();
    private final Map<UUID, Refused> refused = new ConcurrentHashMap<>();
    private final Cache<Told, Boolean> told = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(TOLD_AGAIN)
            .build();

    @Inject
    public KeyUses(Database database, AuditTrail trail, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    void used(UUID key) {
        used.put(key, now());
    }

    /** Counts a refusal; the log and the trace name the reason, the caller is not told it. */
    void refused(Caller caller, Reason reason) {
        UUID key = caller.sessionId();
        refused.merge(
                key,
                new Refused(1, now(), reason, caller.address()),
                (before, last) -> new Refused(before.times() + 1, last.at(), last.reason(), last.address()));
        if (told.asMap().putIfAbsent(new Told(key, reason), true) != null) {
            return;
        }
        LOG.warnf("key %s of source %s refused: %s, from %s", key, caller.id(), reason, caller.address());
        // Of a scope that is missing the access room writes the trace.
        if (reason != Reason.SCOPE) {
            trace(caller, reason);
        }
    }

    /** A trace that could not be written is tried again with the next refusal. */
    private void trace(Caller caller, Reason reason) {
        try {
            trail.append(List.of(event(caller, reason)));
        } catch (StoreFault fault) {
            told.invalidate(new Told(caller.sessionId(), reason));
            throw fault;
        }
    }

    void stopping(@Observes ShutdownEvent end) {
        everyMinute();
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void everyMinute() {
        try {
            write();
        } catch (StoreFault fault) {
            LOG.debugf("uses of keys: %s", fault.getMessage());
        }
    }

    /** Writes what was gathered; a page that shows it calls this first. */
    public synchronized void write() {
        if (used.isEmpty() && refused.isEmpty()) {
            return;
        }
        Map<UUID, Instant> uses = Map.copyOf(used);
        Map<UUID, Refused> refusals = Map.copyOf(refused);
        Set<UUID> keys = new HashSet<>(uses.keySet());
        keys.addAll(refusals.keySet());
        database.run(t -> keys.stream().sorted().forEach(key -> write(t, key, uses.get(key), refusals.get(key))));
        uses.forEach(used::remove);
        refusals.forEach((key, written) -> refused.computeIfPresent(key, (k, now) -> rest(now, written)));
    }

    private static Refused rest(Refused now, Refused written) {
        long times = now.times() - written.times();
        return times == 0 ? null : new Refused(times, now.at(), now.reason(), now.address());
    }

    private static void write(Transaction t, UUID key, Instant use, Refused refusal) {
        if (use != null) {
            t.update("update source_key set last_used_at = greatest(last_used_at, ?) where id = ?", use, key);
        }
        if (refusal != null) {
            t.update("""
                    update source_key
                    set refusals = refusals + ?, refused_at = ?, refused_because = ?, refused_from = ?
                    where id = ?
                    """, refusal.times(), refusal.at(), refusal.reason().name(), refusal.address(), key);
        }
    }

    private AuditEvent event(Caller caller, Reason reason) {
        return new AuditEvent(
                Ids.next(),
                now(),
                caller.tenantId(),
                Kind.REFUSED,
                false,
                caller.actor(),
                caller.id(),
                null,
                "SOURCE_KEY",
                caller.sessionId(),
                null,
                null,
                reason.name());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
