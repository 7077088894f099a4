package vn.emr.pacs;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.camel.builder.RouteBuilder;
import org.jboss.logging.Logger;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Rounds;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.outgoing.OutgoingHttp;

/** The route that walks all configured archives: each second it starts a look at those whose time has come. */
@ApplicationScoped
public class ArchiveFeed extends RouteBuilder {
    private static final Logger LOG = Logger.getLogger(ArchiveFeed.class);

    private final OutgoingHttp http = new OutgoingHttp();
    private final Rounds rounds;

    @Inject
    public ArchiveFeed(Sources sources, Inbox inbox, Doors doors, StudyTranslator translator, Clock clock) {
        this(sources, inbox::receive, doors, translator, clock);
    }

    ArchiveFeed(
            Sources sources,
            Function<Delivery, CompletionStage<Outcome>> inbox,
            Doors doors,
            StudyTranslator translator,
            Clock clock) {
        this.rounds = new Rounds(
                "image archives",
                sources::archives,
                source -> open(source, new Opening(http, inbox, doors, translator, clock)),
                clock);
    }

    @Override
    public void configure() {
        from("timer:pacs-look?period=1000&delay=1000").routeId("pacs-feed").process(exchange -> tick());
    }

    /** Ends the looks under way; what they had not delivered is met again after the next start. */
    @PreDestroy
    void stop() {
        rounds.stop();
        http.close();
    }

    void tick() {
        rounds.tick();
    }

    private record Opening(
            OutgoingHttp http,
            Function<Delivery, CompletionStage<Outcome>> inbox,
            Doors doors,
            StudyTranslator translator,
            Clock clock) {}

    private static Rounds.Call open(Source source, Opening with) {
        String doorName = "pacs/" + source.name;
        try {
            ArchiveSettings settings = ArchiveSettings.of(source);
            Door door =
                    with.doors.register(doorName, "DICOMweb", settings.base().toString());
            ImagingArchive archive = new ImagingArchive(settings, with.http);
            ArchiveWatch watch =
                    new ArchiveWatch(source, settings, archive, with.translator, with.inbox, door, with.clock);
            return new Look(watch, settings.period(), doorName, with);
        } catch (ArchiveTrouble trouble) {
            with.doors.register(doorName, "DICOMweb", "-").down(trouble.getMessage());
            LOG.warnf("image archive %s: %s", source.name, trouble.getMessage());
            return new Rounds.Unusable(() -> with.doors.forget(doorName));
        }
    }

    /** Looks at one archive. */
    private record Look(ArchiveWatch watch, Duration period, String doorName, Opening with) implements Rounds.Call {
        @Override
        public Instant step() throws InterruptedException {
            watch.look();
            return with.clock.instant().plus(period);
        }

        @Override
        public void close() {
            with.doors.forget(doorName);
        }
    }
}
