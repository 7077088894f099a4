package vn.emr.his.kafka;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.Inbox;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.Broker;
import vn.emr.core.testing.Declared;
import vn.emr.core.testing.House;
import vn.emr.his.NoticeTranslator;

/** A HIS that talks through topics of a real broker, one topic for each test. */
abstract class OnABroker {
    static final int PARTITIONS = 4;
    static final int PEOPLE = 40;
    static Broker broker;
    private static int topics;
    final House house = new House();
    final NoticeTranslator translator = new NoticeTranslator();
    final Door door = new Doors().register("kafka/thử", "Kafka", "thử");
    String topic;
    Inbox inbox;
    Source source;

    @BeforeAll
    static void start() throws IOException {
        broker = new Broker();
    }

    @AfterAll
    static void stop() throws IOException {
        broker.close();
    }

    @BeforeEach
    void open() throws Exception {
        inbox = house.inbox(List.of(translator));
        source = house.addSource("HIS Kafka", TopicReader.DOOR);
        topic = "emr.ingest." + ++topics;
        broker.topic(topic, PARTITIONS);
        house.settings(
                source,
                Declared.processor(
                        Map.of("kafka-servers", broker.servers(), "kafka-topic", topic, "kafka-out-topic", topic)));
    }

    @AfterEach
    void close() {
        house.mustBeWhole();
        house.close();
    }

    static String person(int number, int version) {
        return """
                {"kind":"patient","id":"%d-%d","statedAt":"2026-03-01T05:%02d:00Z","patient":{
                 "identifiers":[{"kind":"PATIENT_NUMBER","value":"%07d"}],"names":["Người thứ %d"]}}
                """.formatted(number, version, version, number, version);
    }
}
