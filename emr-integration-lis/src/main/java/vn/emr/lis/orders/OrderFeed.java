package vn.emr.lis.orders;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.camel.builder.RouteBuilder;
import org.jboss.logging.Logger;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.LineTls;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Rounds;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.outbox.Outgoing;

/** The route that keeps the queues of all destinations moving: each second those that may go on do. */
@ApplicationScoped
public class OrderFeed extends RouteBuilder {
    private static final Logger LOG = Logger.getLogger(OrderFeed.class);

    private final Rounds rounds;

    @Inject
    public OrderFeed(Sources sources, Outgoing outgoing, Inbox inbox, Doors doors, LineTls tls, Clock clock) {
        this(sources, outgoing, inbox::receive, doors, tls, clock);
    }

    OrderFeed(
            Sources sources,
            Outgoing outgoing,
            Function<Delivery, CompletionStage<Outcome>> inbox,
            Doors doors,
            LineTls tls,
            Clock clock) {
        this.rounds = new Rounds(
                "orders", sources::destinations, source -> open(source, outgoing, inbox, doors, tls, clock), clock);
    }

    @Override
    public void configure() {
        from("timer:orders-out?period=1000&delay=1000").routeId("orders-out").process(exchange -> tick());
    }

    /** Ends the steps under way; a message without an answer is sent again after the next start. */
    @PreDestroy
    void stop() {
        rounds.stop();
    }

    void tick() {
        rounds.tick();
    }

    private static Rounds.Call open(
            Source source,
            Outgoing outgoing,
            Function<Delivery, CompletionStage<Outcome>> inbox,
            Doors doors,
            LineTls tls,
            Clock clock) {
        String doorName = "chi-dinh/" + source.name;
        Door door = doors.register(doorName, "MLLP", source.address);
        try {
            OrderSettings settings = OrderSettings.of(source);
            door.up();
            return new Queue(
                    new OrderQueue(source, settings, outgoing, inbox, door, tls, clock), doors, doorName, clock);
        } catch (Refusal | IllegalArgumentException unusable) {
            door.down(unusable instanceof Refusal r ? r.getMessage() : "Địa chỉ không đọc được");
            LOG.warnf("orders to %s: the source's settings are not usable", source.name);
            return new Rounds.Unusable(() -> doors.forget(doorName));
        }
    }

    /** The queue of one destination. */
    private record Queue(OrderQueue queue, Doors doors, String doorName, Clock clock) implements Rounds.Call {
        @Override
        public Instant step() throws InterruptedException {
            OrderQueue.Step step = queue.step();
            while (step == OrderQueue.Step.MOVED) {
                step = queue.step();
            }
            return queue.nextAfter(clock.instant(), step);
        }

        @Override
        public void close() {
            queue.close();
            doors.forget(doorName);
        }
    }
}
