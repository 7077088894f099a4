package vn.emr.his.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.OutcomeUnknown;
import vn.emr.core.intake.StreamPositions;

/** What comes through a topic is kept once and in order, whatever fails between. */
class TopicsTest extends OnABroker {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final StreamPositions positions = new StreamPositions(house.database, Clock.systemUTC());

    @Test
    void every_message_is_kept_once_and_in_order_through_rebalances_restarts_and_unknown_commits() throws Exception {
        AtomicInteger received = new AtomicInteger();
        // Every hundredth time nobody knows whether the commit came through: it did, and is read again.
        Function<Delivery, CompletionStage<Outcome>> shaky = delivery -> inbox.receive(delivery)
                .thenCompose(outcome -> received.incrementAndGet() % 100 == 0
                        ? CompletableFuture.failedFuture(new OutcomeUnknown())
                        : CompletableFuture.completedFuture(outcome));
        send(0, 10);
        TopicReader first = reader(shaky);
        until(() -> house.count("inbound") >= 100, first);
        TopicReader second = reader(shaky);
        send(10, 10);
        until(() -> house.count("inbound") >= 500, first, second);
        broker.stop();
        broker.start();
        send(20, 10);
        until(() -> house.count("inbound") >= 900, first, second);
        first.close();
        until(() -> read() == 30L * PEOPLE, second);
        second.close();
        assertEquals(30L * PEOPLE, house.count("inbound"));
        // A statement that comes after a newer one makes no version: so none did.
        assertEquals(30L * PEOPLE, house.count("revision where kind = 'PATIENT'"));
        assertEquals(PEOPLE, house.count("patient where name = 'Người thứ 29'"));
    }

    @Test
    void a_message_that_cannot_be_read_is_kept_with_its_reason_and_the_partition_goes_on() throws Exception {
        broker.send(topic, "P1", "không phải JSON");
        broker.send(topic, "P1", "{\"kind\":\"patient\",\"id\":\"x\"}");
        try (KafkaProducer<String, String> producer = broker.producer()) {
            producer.send(new ProducerRecord<>(topic, "P1", null)).get();
        }
        broker.send(topic, "P1", person(1, 1));
        TopicReader reader = reader(inbox::receive);
        until(() -> read() == 4, reader);
        reader.close();
        assertEquals(3, house.count("inbound"));
        assertEquals(2, house.count("inbound where outcome = 'REFUSED'"));
        assertEquals(1, house.count("patient"));
        assertEquals(3, house.count("inbound where door = 'kafka' and peer like 'kafka:" + topic + "/%@%'"));
    }

    @Test
    void a_broker_that_forgets_where_a_group_stands_is_read_from_our_own_position() throws Exception {
        send(0, 3);
        TopicReader reader = reader(inbox::receive);
        until(() -> read() == 3L * PEOPLE, reader);
        reader.close();
        broker.forget(KafkaSettings.of(source).group());
        AtomicInteger again = new AtomicInteger();
        TopicReader later = reader(delivery -> {
            again.incrementAndGet();
            return inbox.receive(delivery);
        });
        send(3, 1);
        until(() -> read() == 4L * PEOPLE, later);
        later.close();
        assertEquals(PEOPLE, again.get());
    }

    @Test
    void while_messages_cannot_be_stored_nothing_is_passed_over() throws Exception {
        send(0, 1);
        AtomicInteger refused = new AtomicInteger();
        TopicReader reader = reader(delivery -> refused.incrementAndGet() <= 2 * PEOPLE
                ? CompletableFuture.failedFuture(new OutcomeUnknown())
                : inbox.receive(delivery));
        until(() -> read() == PEOPLE, reader);
        reader.close();
        assertEquals(PEOPLE, house.count("patient"));
        assertTrue(refused.get() >= 3 * PEOPLE);
    }

    @Test
    void how_far_behind_we_are_is_seen_also_while_nothing_can_be_stored_and_without_asking_the_broker()
            throws Exception {
        send(0, 1);
        TopicReader stuck = reader(delivery -> CompletableFuture.failedFuture(new OutcomeUnknown()));
        until(() -> lag() == PEOPLE, stuck);
        stuck.close();
        assertEquals(0, read());
        TopicReader reader = reader(inbox::receive);
        until(() -> read() == PEOPLE, reader);
        broker.stop();
        try {
            List<StreamPositions.Standing> standings = positions.standings(house.tenant);
            assertEquals(PARTITIONS, standings.size());
            assertEquals(0, lag());
            assertEquals(topic, standings.getFirst().topic());
            assertTrue(standings.stream().anyMatch(s -> s.lastMessageAt() != null));
            assertTrue(positions.standings(Ids.next()).isEmpty());
            Instant before = Instant.now();
            reader.step();
            assertTrue(Duration.between(before, Instant.now()).toSeconds() < 10);
        } finally {
            broker.start();
        }
        reader.close();
    }

    /** What is to be read of all partitions as a person sees it; -1 before the broker named any. */
    private long lag() {
        return positions.standings(house.tenant).stream()
                .mapToLong(s -> s.lag() == null ? -1 : s.lag())
                .sum();
    }

    @Test
    void a_reader_that_is_closed_while_it_reads_ends_after_its_step() throws Exception {
        TopicReader reader = reader(inbox::receive);
        Thread reading = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    reader.step();
                }
            } catch (InterruptedException | IllegalStateException closed) {
                Thread.currentThread().interrupt();
            }
        });
        send(0, 1);
        Instant end = Instant.now().plus(PATIENCE);
        while (read() < PEOPLE) {
            assertTrue(Instant.now().isBefore(end), "it did not come about in time");
            Thread.onSpinWait();
        }
        reader.close();
        reading.join(PATIENCE);
        assertFalse(reading.isAlive());
        assertEquals(PEOPLE, house.count("patient"));
    }

    private TopicReader reader(Function<Delivery, CompletionStage<Outcome>> into) {
        return new TopicReader(
                source,
                topic,
                translator,
                into,
                positions,
                new KafkaConsumer<>(
                        KafkaSettings.of(source).reading(), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                door,
                Clock.systemUTC(),
                () -> {});
    }

    /** Takes steps in turn until something holds. */
    private static void until(BooleanSupplier holds, TopicReader... readers) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!holds.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), "it did not come about in time");
            for (TopicReader reader : readers) {
                reader.step();
            }
        }
    }

    /** How many records lie before our positions. */
    private long read() {
        return positions.of(source.id, topic).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Some statements about each person, each newer than the last, keyed by person. */
    private void send(int from, int count) throws Exception {
        List<java.util.concurrent.Future<?>> sent = new ArrayList<>();
        try (KafkaProducer<String, String> producer = broker.producer()) {
            for (int version = from; version < from + count; version++) {
                for (int person = 0; person < PEOPLE; person++) {
                    sent.add(producer.send(new ProducerRecord<>(topic, "P" + person, person(person, version))));
                }
            }
            for (java.util.concurrent.Future<?> one : sent) {
                one.get();
            }
        }
    }
}
