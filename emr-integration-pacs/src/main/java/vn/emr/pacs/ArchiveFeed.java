package vn.emr.pacs;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
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
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;

/**
 * The route that walks all configured archives: each second it starts a look at those whose time has come, each on its
 * own thread, so that one that hangs holds up no other. A changed source is taken up within seconds.
 */
@ApplicationScoped
public class ArchiveFeed extends RouteBuilder {
    private static final Logger LOG = Logger.getLogger(ArchiveFeed.class);

    /** One archive as configured now. */
    private static final class Watched {
        private final String configuration;
        private final String doorName;
        private final ArchiveWatch watch;
        private final ArchiveSettings settings;
        private Instant nextLook = Instant.MIN;
        private boolean looking;

        private Watched(String configuration, String doorName, ArchiveWatch watch, ArchiveSettings settings) {
            this.configuration = configuration;
            this.doorName = doorName;
            this.watch = watch;
            this.settings = settings;
        }
    }

    private final Sources sources;
    private final Function<Delivery, CompletionStage<Outcome>> inbox;
    private final Doors doors;
    private final StudyTranslator translator;
    private final Clock clock;
    private final HttpClient http = ImagingArchive.client();
    private final ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<UUID, Watched> watched = new HashMap<>();
    private boolean sourcesKnown = true;

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
        this.sources = sources;
        this.inbox = inbox;
        this.doors = doors;
        this.translator = translator;
        this.clock = clock;
    }

    @Override
    public void configure() {
        from("timer:pacs-look?period=1000&delay=1000").routeId("pacs-feed").process(exchange -> tick());
    }

    /** Ends the looks under way; what they had not delivered is met again after the next start. */
    @PreDestroy
    void stop() {
        looks.shutdownNow();
        http.shutdownNow();
    }

    /** Starts the looks that are due. Never throws: a second later it is called again. */
    synchronized void tick() {
        List<Source> archives;
        try {
            archives = sources.archives();
            sourcesKnown = true;
        } catch (RuntimeException e) {
            if (sourcesKnown) {
                LOG.warnf("sources cannot be read: %s", e.getClass().getName());
            }
            sourcesKnown = false;
            return;
        }
        Set<UUID> configured = new HashSet<>();
        for (Source source : archives) {
            configured.add(source.id);
            Watched one = watched.compute(source.id, (id, known) -> current(source, known));
            if (one.watch != null && !one.looking && !clock.instant().isBefore(one.nextLook)) {
                one.looking = true;
                looks.execute(() -> look(one));
            }
        }
        watched.entrySet().removeIf(e -> {
            boolean gone = !configured.contains(e.getKey());
            if (gone) {
                doors.forget(e.getValue().doorName);
            }
            return gone;
        });
    }

    private void look(Watched one) {
        try {
            one.watch.look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.errorf("look at %s: %s", one.doorName, e.getClass().getName());
        } finally {
            synchronized (this) {
                one.looking = false;
                one.nextLook = clock.instant().plus(one.settings.period());
            }
        }
    }

    private Watched current(Source source, Watched known) {
        String configuration = source.name + "\n" + source.address + "\n" + source.settings + "\n" + source.zone + "\n"
                + source.patientDomain + "\n" + source.allowedTypes + "\n" + source.door;
        if (known != null && known.configuration.equals(configuration)) {
            return known;
        }
        String doorName = "pacs/" + source.name;
        if (known != null && !known.doorName.equals(doorName)) {
            doors.forget(known.doorName);
        }
        try {
            ArchiveSettings settings = ArchiveSettings.of(source);
            Door door = doors.register(doorName, "DICOMweb", settings.base().toString());
            ImagingArchive archive = new ImagingArchive(settings, http);
            return new Watched(
                    configuration,
                    doorName,
                    new ArchiveWatch(source, settings, archive, translator, inbox, door, clock),
                    settings);
        } catch (ArchiveTrouble trouble) {
            doors.register(doorName, "DICOMweb", "-").down(trouble.getMessage());
            LOG.warnf("image archive %s: %s", source.name, trouble.getMessage());
            return new Watched(configuration, doorName, null, null);
        }
    }
}
