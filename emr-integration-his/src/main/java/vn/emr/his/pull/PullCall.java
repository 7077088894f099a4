package vn.emr.his.pull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Rounds;
import vn.emr.core.organization.PullSettings;

/**
 * Fetches from one source: each of its mappings in turn, then a rest. A trouble with one mapping keeps no other from its
 * turn, unless the whole system is away; then it is asked again after 10, 20, 40 … 320 s.
 */
final class PullCall implements Rounds.Call {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final int MOST_DOUBLINGS = 6;

    private record At(Mapping mapping, Reading reading) {}

    private final PullSettings settings;
    private final Mappings mappings;
    private final Function<Mapping, Reading> opening;
    private final Door door;
    private final Clock clock;
    private final Runnable closing;
    private final Map<String, At> readings = new HashMap<>();
    private int failures;

    /** @param opening makes the reading of a mapping */
    PullCall(
            PullSettings settings,
            Mappings mappings,
            Function<Mapping, Reading> opening,
            Door door,
            Clock clock,
            Runnable closing) {
        this.settings = settings;
        this.mappings = mappings;
        this.opening = opening;
        this.door = door;
        this.clock = clock;
        this.closing = closing;
    }

    @Override
    public Instant step() throws InterruptedException {
        PullTrouble first = null;
        for (String name : settings.mappings()) {
            try {
                reading(name).round();
            } catch (PullTrouble trouble) {
                first = first == null ? trouble : first;
                if (trouble.away()) {
                    break;
                }
            }
        }
        if (first == null) {
            failures = 0;
            door.up();
            return clock.instant().plus(settings.every());
        }
        door.down(first.getMessage());
        return clock.instant().plus(rest(first));
    }

    private Duration rest(PullTrouble trouble) {
        if (!trouble.away()) {
            failures = 0;
            return settings.every();
        }
        failures = Math.min(failures + 1, MOST_DOUBLINGS);
        return FIRST_PAUSE.multipliedBy(1L << failures - 1);
    }

    private Reading reading(String name) throws PullTrouble {
        Mapping mapping = mappings.named(name);
        At at = readings.get(name);
        if (at == null || at.mapping() != mapping) {
            boolean fits = (mapping.view() != null) == (settings.database() != null);
            if (!fits) {
                throw new PullTrouble(
                        "Tệp ánh xạ " + name + ": view cần pull-database, request cần pull-address", false);
            }
            at = new At(mapping, opening.apply(mapping));
            readings.put(name, at);
        }
        return at.reading();
    }

    @Override
    public void close() {
        closing.run();
    }
}
