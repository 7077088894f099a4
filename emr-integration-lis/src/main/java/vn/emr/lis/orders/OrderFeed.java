package vn.emr.lis.orders;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.apache.camel.builder.RouteBuilder;
import org.jboss.logging.Logger;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.outbox.Outgoing;

/**
 * The route that keeps the queues of all destinations moving: each second those that may go on do, each on its own thread,
 * so that one that hangs holds up no other. A changed source is taken up within seconds.
 */
@ApplicationScoped
public class OrderFeed extends RouteBuilder {
    private static final Logger LOG = Logger.getLogger(OrderFeed.class);
    private static final String PROTOCOL = "MLLP";

    /** One destination as configured now; the queue is null while the configuration is not usable. */
    private static final class Running {
        private final String configuration;
        private final String doorName;
        private final OrderQueue queue;
        private Instant nextStep = Instant.MIN;
        private boolean stepping;

        private Running(String configuration, String doorName, OrderQueue queue) {
            this.configuration = configuration;
            this.doorName = doorName;
            this.queue = queue;
        }
    }

    private final Sources sources;
    private final Outgoing outgoing;
    private final Function<Delivery, CompletionStage<Outcome>> inbox;
    private final Doors doors;
    private final Clock clock;
    private final ExecutorService steps = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<UUID, Running> running = new HashMap<>();
    private boolean sourcesKnown = true;

    @Inject
    public OrderFeed(Sources sources, Outgoing outgoing, Inbox inbox, Doors doors, Clock clock) {
        this(sources, outgoing, inbox::receive, doors, clock);
    }

    OrderFeed(
            Sources sources,
            Outgoing outgoing,
            Function<Delivery, CompletionStage<Outcome>> inbox,
            Doors doors,
            Clock clock) {
        this.sources = sources;
        this.outgoing = outgoing;
        this.inbox = inbox;
        this.doors = doors;
        this.clock = clock;
    }

    @Override
    public void configure() {
        from("timer:orders-out?period=1000&delay=1000").routeId("orders-out").process(exchange -> tick());
    }

    /** Ends the steps under way; a message without an answer is sent again after the next start. */
    @PreDestroy
    synchronized void stop() {
        steps.shutdownNow();
        running.values().stream().filter(r -> r.queue != null).forEach(r -> r.queue.close());
    }

    /** Starts the steps that are due. Never throws: a second later it is called again. */
    synchronized void tick() {
        List<Source> destinations;
        try {
            destinations = sources.destinations();
            sourcesKnown = true;
        } catch (RuntimeException e) {
            if (sourcesKnown) {
                LOG.warnf("sources cannot be read: %s", e.getClass().getName());
            }
            sourcesKnown = false;
            return;
        }
        Set<UUID> configured = new HashSet<>();
        for (Source source : destinations) {
            configured.add(source.id);
            Running known = running.get(source.id);
            if (known == null || !known.stepping) {
                Running one = current(source, known);
                running.put(source.id, one);
                start(one);
            }
        }
        running.entrySet().removeIf(e -> !configured.contains(e.getKey()) && gone(e.getValue()));
    }

    private void start(Running one) {
        if (one.queue != null && !clock.instant().isBefore(one.nextStep)) {
            one.stepping = true;
            steps.execute(() -> steps(one));
        }
    }

    private void steps(Running one) {
        Instant next = clock.instant();
        try {
            OrderQueue.Step step = one.queue.step();
            while (step == OrderQueue.Step.MOVED) {
                step = one.queue.step();
            }
            next = one.queue.nextAfter(clock.instant(), step);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            StackTraceElement[] trace = e.getStackTrace();
            LOG.errorf(
                    "orders to %s: %s at %s", one.doorName, e.getClass().getName(), trace.length == 0 ? "?" : trace[0]);
            next = clock.instant().plusSeconds(10);
        } finally {
            synchronized (this) {
                one.stepping = false;
                one.nextStep = next;
            }
        }
    }

    private boolean gone(Running one) {
        if (one.stepping) {
            return false;
        }
        if (one.queue != null) {
            one.queue.close();
        }
        doors.forget(one.doorName);
        return true;
    }

    private Running current(Source source, Running known) {
        String configuration = String.join(
                "\n",
                source.name,
                source.address,
                String.valueOf(source.settings),
                source.zone,
                source.patientDomain,
                source.door,
                source.sendingApplication,
                source.sendingFacility);
        if (known != null && known.configuration.equals(configuration)) {
            return known;
        }
        if (known != null) {
            gone(known);
        }
        String doorName = "chi-dinh/" + source.name;
        Door door = doors.register(doorName, PROTOCOL, source.address);
        try {
            OrderSettings settings = OrderSettings.of(source);
            door.up();
            return new Running(configuration, doorName, new OrderQueue(source, settings, outgoing, inbox, door, clock));
        } catch (Refusal | IllegalArgumentException unusable) {
            door.down(unusable instanceof Refusal r ? r.getMessage() : "Địa chỉ không đọc được");
            LOG.warnf("orders to %s: the source's settings are not usable", source.name);
            return new Running(configuration, doorName, null);
        }
    }
}
