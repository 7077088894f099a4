package vn.emr.core.outbox;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.apache.camel.builder.RouteBuilder;
import org.jboss.logging.Logger;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.Rounds;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.outgoing.OutgoingHttp;
import vn.emr.core.store.Database;

/** The route that tells all subscribers what changed: each second those that may go on do, each on a thread of its own. */
@ApplicationScoped
public class WebhookFeed extends RouteBuilder {
    private static final Logger LOG = Logger.getLogger(WebhookFeed.class);

    private final Database database;
    private final ChangeReaders readers;
    private final Doors doors;
    private final Clock clock;
    private final Rounds rounds;
    private final OutgoingHttp http = new OutgoingHttp();

    @Inject
    public WebhookFeed(Database database, ChangeReaders readers, Sources sources, Doors doors, Clock clock) {
        this.database = database;
        this.readers = readers;
        this.doors = doors;
        this.clock = clock;
        this.rounds = new Rounds(
                "webhooks", () -> sources.all().stream().filter(Webhook::wants).toList(), this::open, clock);
    }

    @Override
    public void configure() {
        from("timer:webhooks?period=1000&delay=1000").routeId("webhooks").process(exchange -> tick());
    }

    /** Ends the sendings under way; what was not taken is told again after the next start. */
    @PreDestroy
    void stop() {
        rounds.stop();
        http.close();
    }

    void tick() {
        rounds.tick();
    }

    private Rounds.Call open(Source subscriber) {
        String name = "bao-tin/" + subscriber.name;
        Door door = doors.register(name, "Webhook", subscriber.settings.get(Webhook.ADDRESS));
        try {
            return new WebhookCall(
                    subscriber,
                    Webhook.of(subscriber),
                    new WebhookQueue(database, readers.ofWebhook(subscriber)),
                    http,
                    door,
                    clock,
                    () -> doors.forget(name));
        } catch (Refusal unusable) {
            door.down(unusable.getMessage());
            LOG.warnf("webhook of %s: the source's settings are not usable", subscriber.name);
            return new Rounds.Unusable(() -> doors.forget(name));
        }
    }
}
