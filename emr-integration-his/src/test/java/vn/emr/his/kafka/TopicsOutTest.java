package vn.emr.his.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Sources;
import vn.emr.core.outbox.ChangeReaders;
import vn.emr.core.outbox.Outbox;
import vn.emr.core.privacy.EgressGate;
import vn.emr.core.store.AuditTrail;

/** What changed is told to a topic in order, with settings that can work. */
class TopicsOutTest extends OnABroker {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void what_changed_is_told_as_cloud_events_in_order_for_each_patient() throws Exception {
        EgressGate gate = new EgressGate(house.database, new AuditTrail(house.database), Clock.systemUTC());
        ChangeReaders readers = new ChangeReaders(house.database, new Outbox(house.database), gate, Clock.systemUTC());
        String out = topic + ".out";
        broker.topic(out, PARTITIONS);
        TopicWriter writer = new TopicWriter(
                out,
                readers.ofTopic(source),
                new KafkaProducer<>(KafkaSettings.of(source).telling(), new StringSerializer(), new StringSerializer()),
                door,
                Clock.systemUTC(),
                () -> {});
        writer.step();
        for (int version = 0; version < 5; version++) {
            for (int person = 0; person < PEOPLE; person++) {
                inbox.receive(translator.read(
                                person(person, version).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                "his-rest",
                                "127.0.0.1",
                                Sources.only(source)))
                        .toCompletableFuture()
                        .join();
            }
        }
        writer.step();
        writer.step();
        writer.close();
        Map<String, Integer> versions = new HashMap<>();
        List<ConsumerRecord<String, String>> told = broker.all(out, PARTITIONS);
        for (ConsumerRecord<String, String> record : told) {
            JsonNode event = JSON.readTree(record.value());
            assertEquals(event.get("subject").asText(), record.key());
            assertEquals("1.0", event.get("specversion").asText());
            int version = event.at("/data/version").asInt();
            assertEquals(versions.getOrDefault(record.key(), 0) + 1, version);
            versions.put(record.key(), version);
        }
        assertEquals(5 * PEOPLE, told.size());
        assertEquals(PEOPLE, versions.size());
    }

    @Test
    void the_order_holds_from_the_first_record_while_the_partitions_are_still_being_made() throws Exception {
        for (int made = 0; made < 10; made++) {
            String fresh = topic + ".new." + made;
            broker.topic(fresh, PARTITIONS);
            try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                    KafkaSettings.of(source).telling(), new StringSerializer(), new StringSerializer())) {
                for (int number = 0; number < 2_000; number++) {
                    producer.send(new ProducerRecord<>(fresh, "P" + number % PEOPLE, Integer.toString(number)));
                }
            }
            Map<String, Integer> last = new HashMap<>();
            List<ConsumerRecord<String, String>> told = broker.all(fresh, PARTITIONS);
            for (ConsumerRecord<String, String> record : told) {
                int number = Integer.parseInt(record.value());
                int before = last.getOrDefault(record.key(), number % PEOPLE - PEOPLE);
                assertEquals(before + PEOPLE, number);
                last.put(record.key(), number);
            }
            assertEquals(2_000, told.size());
        }
    }

    @Test
    void settings_that_cannot_work_are_said() {
        for (Map<String, String> wrong : List.of(
                Map.of("kafka-servers", "kafka.example:9092", "kafka-topic", "t"),
                Map.of("kafka-servers", "localhost", "kafka-topic", "t"),
                Map.of("kafka-servers", "localhost:1", "kafka-topic", "có dấu"),
                Map.of("kafka-servers", "localhost:1", "kafka-topic", "t", "kafka-security", "SASL_SSL"),
                Map.of("kafka-servers", "localhost:1", "kafka-topic", "t", "kafka-security", "KHONG"))) {
            source.settings = wrong;
            assertThrows(Refusal.class, () -> KafkaSettings.of(source));
        }
        source.settings = Map.of("kafka-servers", "kafka.example:9092", "kafka-topic", "t", "kafka-security", "SSL");
        assertEquals("SSL", KafkaSettings.of(source).reading().get("security.protocol"));
        assertFalse(KafkaSettings.tells(source));
    }
}
