package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vn.emr.core.organization.Source;

class RoundsTest {
    private static final int UNOPENED = 13;
    private static final Instant START = Instant.parse("2026-11-20T01:00:00Z");

    private final List<String> seen = new ArrayList<>();
    private List<Source> configured = List.of();
    private Instant next = Instant.MAX;
    private boolean broken;
    private Instant now = START;
    private final Rounds rounds = new Rounds("test", this::configured, this::open, new Hand(), new Here());

    @Test
    void a_source_is_called_on_again_only_when_its_time_has_come() {
        configured = List.of(source(1));
        next = START.plusSeconds(5);
        assertEquals(List.of("open 1", "step 1"), tick());
        now = START.plusSeconds(4);
        assertEquals(List.of(), tick());
        now = START.plusSeconds(5);
        assertEquals(List.of("step 1"), tick());
    }

    @Test
    void a_changed_source_is_closed_and_opened_anew() {
        configured = List.of(source(1));
        tick();
        configured = List.of(source(2));
        assertEquals(List.of("close 1", "open 2", "step 2"), tick());
        assertEquals(List.of(), tick());
    }

    @Test
    void a_removed_source_is_closed_and_one_that_only_cannot_be_read_now_stays() {
        configured = List.of(source(1));
        tick();
        configured = null;
        assertEquals(List.of(), tick());
        configured = List.of();
        assertEquals(List.of("close 1"), tick());
    }

    @Test
    void a_call_that_fails_is_repeated_ten_seconds_later() {
        configured = List.of(source(1));
        broken = true;
        tick();
        broken = false;
        now = START.plusSeconds(9);
        assertEquals(List.of(), tick());
        now = START.plusSeconds(10);
        assertEquals(List.of("step 1"), tick());
    }

    @Test
    void a_source_that_cannot_be_opened_holds_up_no_other_and_is_opened_when_it_is_changed() {
        Source other = source(7);
        other.id = new UUID(9, 2);
        configured = List.of(source(UNOPENED), other);
        assertEquals(List.of("open 13", "open 7", "step 7"), tick());
        assertEquals(List.of(), tick());
        configured = List.of(source(2), other);
        assertEquals(List.of("open 2", "step 2"), tick());
    }

    @Test
    void stopping_closes_every_call() {
        configured = List.of(source(1));
        tick();
        rounds.stop();
        assertEquals(List.of("close 1"), seen);
    }

    private List<String> tick() {
        seen.clear();
        rounds.tick();
        List<String> now = List.copyOf(seen);
        seen.clear();
        return now;
    }

    private List<Source> configured() {
        if (configured == null) {
            throw new IllegalStateException("no database");
        }
        return configured;
    }

    private Rounds.Call open(Source source) {
        seen.add("open " + source.version);
        if (source.version == UNOPENED) {
            throw new IllegalStateException("cannot be opened");
        }
        return new Rounds.Call() {
            @Override
            public Instant step() {
                if (broken) {
                    throw new IllegalStateException("broken");
                }
                seen.add("step " + source.version);
                return next;
            }

            @Override
            public void close() {
                seen.add("close " + source.version);
            }
        };
    }

    private static Source source(int version) {
        Source source = new Source();
        source.id = new UUID(9, 1);
        source.name = "one";
        source.version = version;
        return source;
    }

    private final class Hand extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Runs at once, on the calling thread. */
    private static final class Here extends AbstractExecutorService {
        @Override
        public void execute(Runnable work) {
            work.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return true;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
