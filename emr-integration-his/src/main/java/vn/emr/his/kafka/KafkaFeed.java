package vn.emr.his.kafka;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.stream.StreamSupport;
import org.apache.camel.builder.RouteBuilder;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Rounds;
import vn.emr.core.intake.Sources;
import vn.emr.core.intake.StreamPositions;
import vn.emr.core.intake.Translator;
import vn.emr.core.organization.Source;
import vn.emr.core.outbox.ChangeReaders;

/** The route that keeps the topics of all sources moving; nothing runs for a server whose sources name no broker. */
@ApplicationScoped
public class KafkaFeed extends RouteBuilder {
    private static final Logger LOG = Logger.getLogger(KafkaFeed.class);

    private final Iterable<Translator> translators;
    private final Inbox inbox;
    private final StreamPositions positions;
    private final ChangeReaders changes;
    private final Doors doors;
    private final Clock clock;
    private final Rounds reading;
    private final Rounds telling;

    @Inject
    public KafkaFeed(
            @Any Instance<Translator> translators,
            Inbox inbox,
            StreamPositions positions,
            ChangeReaders changes,
            Sources sources,
            Doors doors,
            Clock clock) {
        this((Iterable<Translator>) translators, inbox, positions, changes, sources, doors, clock);
    }

    KafkaFeed(
            Iterable<Translator> translators,
            Inbox inbox,
            StreamPositions positions,
            ChangeReaders changes,
            Sources sources,
            Doors doors,
            Clock clock) {
        this.translators = translators;
        this.inbox = inbox;
        this.positions = positions;
        this.changes = changes;
        this.doors = doors;
        this.clock = clock;
        this.reading = new Rounds(
                "kafka in",
                () -> sources.all().stream().filter(KafkaSettings::reads).toList(),
                source -> open(source, "kafka/", this::reader),
                clock);
        this.telling = new Rounds(
                "kafka out",
                () -> sources.all().stream().filter(KafkaSettings::tells).toList(),
                source -> open(source, "kafka-ra/", this::writer),
                clock);
    }

    @Override
    public void configure() {
        from("timer:kafka?period=1000&delay=1000").routeId("kafka").process(exchange -> tick());
    }

    /** Lets go of the partitions; what was not kept is read again, what was not acknowledged is told again. */
    @PreDestroy
    void stop() {
        reading.stop();
        telling.stop();
    }

    void tick() {
        reading.tick();
        telling.tick();
    }

    private interface Opening {
        Rounds.Call open(Source source, KafkaSettings settings, Door door, Runnable closing);
    }

    private Rounds.Call open(Source source, String prefix, Opening opening) {
        String name = prefix + source.name;
        Door door = doors.register(name, "Kafka", source.settings.get(KafkaSettings.SERVERS));
        Runnable closing = () -> doors.forget(name);
        try {
            return opening.open(source, KafkaSettings.of(source), door, closing);
        } catch (Refusal | KafkaException unusable) {
            door.down(unusable instanceof Refusal ? unusable.getMessage() : "Thiết lập Kafka không dùng được");
            LOG.warnf("kafka of %s: the source's settings are not usable", source.name);
            return new Rounds.Unusable(closing);
        }
    }

    private Rounds.Call reader(Source source, KafkaSettings settings, Door door, Runnable closing) {
        Translator translator = StreamSupport.stream(translators.spliterator(), false)
                .filter(t -> t.format().equals(settings.format()))
                .findFirst()
                .orElseThrow(
                        () -> new Refusal(Code.MALFORMED_FIELD, "kafka-format không phải một định dạng được biết"));
        return new TopicReader(
                source,
                settings.topic(),
                translator,
                inbox::receive,
                positions,
                new KafkaConsumer<>(settings.reading(), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                door,
                clock,
                closing);
    }

    private Rounds.Call writer(Source source, KafkaSettings settings, Door door, Runnable closing) {
        return new TopicWriter(
                settings.outTopic(),
                changes.ofTopic(source),
                new KafkaProducer<>(settings.telling(), new StringSerializer(), new StringSerializer()),
                door,
                clock,
                closing);
    }
}
