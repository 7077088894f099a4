package vn.emr.core.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import vn.emr.core.Unforeseen;
import vn.emr.core.organization.Source;

/**
 * Calls on all sources of one kind, each when its time has come and on a thread of its own, so that one that hangs holds up
 * no other. A changed source is taken up at the next tick after the call under way; a removed one is closed.
 */
public final class Rounds {
    private static final Logger LOG = Logger.getLogger(Rounds.class);
    private static final long AFTER_A_FAULT_SECONDS = 10;

    /** What is done at one source, as it is configured now. */
    public interface Call {
        /**
         * Does what is to be done now.
         *
         * @return when to call again, {@link Instant#MAX} for not before the source is changed
         */
        Instant step() throws InterruptedException;

        /** Lets go of what it holds. No step is under way then, unless the server ends: then it is interrupted just now. */
        void close();
    }

    /** A source whose settings are not usable: nothing is done before they change. */
    public record Unusable(Runnable closing) implements Call {
        @Override
        public Instant step() {
            return Instant.MAX;
        }

        @Override
        public void close() {
            closing.run();
        }
    }

    private static final class Stop {
        private final int version;
        private final Call call;
        private Instant next;
        private boolean busy;

        private Stop(int version, Call call) {
            this.version = version;
            this.call = call;
            this.next = call instanceof Unusable ? Instant.MAX : Instant.MIN;
        }
    }

    private final String what;
    private final Supplier<List<Source>> sources;
    private final Function<Source, Call> opening;
    private final Clock clock;
    private final ExecutorService threads;
    private final Map<UUID, Stop> stops = new HashMap<>();
    private boolean sourcesKnown = true;

    /**
     * @param what for the log
     * @param sources those to call on, asked at each tick; may throw while the database is away
     * @param opening makes the call for a source; for wrong settings makes an {@link Unusable} one
     */
    public Rounds(String what, Supplier<List<Source>> sources, Function<Source, Call> opening, Clock clock) {
        this(what, sources, opening, clock, Executors.newVirtualThreadPerTaskExecutor());
    }

    Rounds(
            String what,
            Supplier<List<Source>> sources,
            Function<Source, Call> opening,
            Clock clock,
            ExecutorService threads) {
        this.threads = threads;
        this.what = what;
        this.sources = sources;
        this.opening = opening;
        this.clock = clock;
    }

    /** Starts the calls that are due. Never throws: it is called again soon. */
    public synchronized void tick() {
        List<Source> configured;
        try {
            configured = sources.get();
            sourcesKnown = true;
        } catch (RuntimeException e) {
            if (sourcesKnown) {
                LOG.warnf("%s: sources cannot be read: %s", what, e.getClass().getName());
            }
            sourcesKnown = false;
            return;
        }
        Set<UUID> named = new HashSet<>();
        for (Source source : configured) {
            named.add(source.id);
            Stop stop = stops.get(source.id);
            if (stop == null || !stop.busy) {
                start(stops.compute(source.id, (id, known) -> current(source, known)), source.name);
            }
        }
        stops.entrySet().removeIf(e -> !named.contains(e.getKey()) && left(e.getValue()));
    }

    /** Interrupts the calls under way and closes all. */
    public synchronized void stop() {
        threads.shutdownNow();
        stops.values().forEach(stop -> stop.call.close());
        stops.clear();
    }

    private Stop current(Source source, Stop known) {
        if (known != null && known.version == source.version) {
            return known;
        }
        if (known != null) {
            known.call.close();
        }
        return new Stop(source.version, opened(source));
    }

    /** One source that cannot even be opened holds up no other; it is tried again when it is changed. */
    private Call opened(Source source) {
        try {
            return opening.apply(source);
        } catch (RuntimeException e) {
            said(source.name, e);
            return new Unusable(() -> {});
        }
    }

    private void start(Stop stop, String name) {
        if (!clock.instant().isBefore(stop.next)) {
            stop.busy = true;
            threads.execute(() -> step(stop, name));
        }
    }

    private void step(Stop stop, String name) {
        Instant next = clock.instant().plusSeconds(AFTER_A_FAULT_SECONDS);
        try {
            next = stop.call.step();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            said(name, e);
        } finally {
            synchronized (this) {
                stop.busy = false;
                stop.next = next;
            }
        }
    }

    private void said(String name, RuntimeException e) {
        LOG.errorf("%s, %s: %s", what, name, Unforeseen.at(e));
    }

    private static boolean left(Stop stop) {
        if (stop.busy) {
            return false;
        }
        stop.call.close();
        return true;
    }
}
