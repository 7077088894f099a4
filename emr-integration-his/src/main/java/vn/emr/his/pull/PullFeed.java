package vn.emr.his.pull;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.camel.builder.RouteBuilder;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.OpenQuestions;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.PullPositions;
import vn.emr.core.intake.Rounds;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.PullSettings;
import vn.emr.core.organization.Source;
import vn.emr.core.outgoing.OutgoingHttp;
import vn.emr.his.NoticeTranslator;

/** The route that fetches from all sources of the door {@code pull}, each on a thread of its own; nothing runs for others. */
@ApplicationScoped
public class PullFeed extends RouteBuilder {
    private static final Logger LOG = Logger.getLogger(PullFeed.class);

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private final NoticeTranslator translator;
    private final Function<Delivery, CompletionStage<Outcome>> inbox;
    private final PullPositions positions;
    private final OpenQuestions questions;
    private final Doors doors;
    private final Clock clock;
    private final Mappings mappings;
    private final Drivers drivers;
    private final Rounds rounds;
    private final OutgoingHttp http = new OutgoingHttp();

    @Inject
    public PullFeed(
            NoticeTranslator translator,
            Inbox inbox,
            PullPositions positions,
            OpenQuestions questions,
            Sources sources,
            Doors doors,
            Clock clock,
            @ConfigProperty(name = "emr.data.dir", defaultValue = ".") Path dataDir) {
        this(translator, inbox::receive, positions, questions, sources, doors, clock, dataDir);
    }

    PullFeed(
            NoticeTranslator translator,
            Function<Delivery, CompletionStage<Outcome>> inbox,
            PullPositions positions,
            OpenQuestions questions,
            Sources sources,
            Doors doors,
            Clock clock,
            Path dataDir) {
        this.translator = translator;
        this.inbox = inbox;
        this.positions = positions;
        this.questions = questions;
        this.doors = doors;
        this.clock = clock;
        this.mappings = new Mappings(dataDir.resolve("mappings"));
        this.drivers = new Drivers(dataDir.resolve("drivers"));
        this.rounds = new Rounds(
                Source.PULL,
                () -> sources.all().stream()
                        .filter(source -> source.door.equals(Source.PULL))
                        .toList(),
                this::open,
                clock);
    }

    @Override
    public void configure() {
        from("timer:pull?period=1000&delay=1000").routeId(Source.PULL).process(exchange -> tick());
    }

    /** Ends the rounds under way; what was not kept is fetched again after the next start. */
    @PreDestroy
    void stop() {
        rounds.stop();
        http.close();
    }

    /** What is done at a source, as it is configured. */
    Rounds.Call call(Source source) {
        return open(source);
    }

    void tick() {
        rounds.tick();
    }

    private Rounds.Call open(Source source) {
        String name = "pull/" + source.name;
        Runnable closing = () -> doors.forget(name);
        try {
            PullSettings settings = PullSettings.of(source.settings, source.plainText);
            boolean database = settings.database() != null;
            String address =
                    database ? settings.database().shown() : settings.api().toString();
            Door door = doors.register(name, database ? "JDBC" : "HTTP", address);
            return new PullCall(
                    settings, mappings, mapping -> reading(source, settings, mapping, door), door, clock, closing);
        } catch (PullSettings.Fault fault) {
            doors.register(name, Source.PULL, "-").down(fault.setting() + ": " + fault.getMessage());
            LOG.warnf("pull from %s: the source's settings are not usable", source.name);
            return new Rounds.Unusable(closing);
        }
    }

    private Reading reading(Source source, PullSettings settings, Mapping mapping, Door door) {
        Takings takings = new Takings(source, mapping, translator, inbox, door);
        if (mapping.view() != null) {
            HospitalDatabase database = new HospitalDatabase(settings, drivers, HospitalDatabase.PATIENCE);
            return new ViewReading(source, mapping, database, positions, takings, clock);
        }
        HospitalApi api = new HospitalApi(settings, http, ANSWER_LIMIT);
        return mapping.request().asking() == Mapping.Asking.LIST
                ? new ListReading(source, settings, mapping, api, positions, takings, clock)
                : new NumberReading(source, settings, mapping, api, questions, takings, clock);
    }
}
