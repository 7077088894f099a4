package vn.emr.api.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.emr.api.bench.PackagedServer;
import vn.emr.core.testing.Broker;

/** The packaged server is killed and the broker restarted while a topic is read; every message is in the record once, in order. */
class KafkaKillIT {
    private static final String TOPIC = "emr.ingest.trial";
    private static final int PEOPLE = 500;
    private static final long LONGEST_SECONDS = 600;

    @Test
    void a_kill_and_a_broker_restart_lose_nothing_double_nothing_and_keep_the_order() throws Exception {
        interrupted(1, 6, 20261121L);
    }

    @Test
    @Tag("trial")
    void a_hundred_thousand_messages_come_once_and_in_order_through_kills_and_broker_restarts() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        interrupted(6, 200, seed);
    }

    /** @param rounds statements about each person */
    private static void interrupted(int times, int rounds, long seed) throws Exception {
        Random random = new Random(seed);
        Path folder = Folders.scratch("emr-kafka-kill-");
        try (Broker broker = new Broker();
                PackagedServer server = Folders.server(folder)) {
            broker.topic(TOPIC, 6);
            send(broker, rounds);
            server.start();
            reading(server, broker);
            long all = (long) rounds * PEOPLE;
            for (int time = 0; time < times; time++) {
                long wanted = all * (time + 1) / (times + 2) + random.nextLong(PEOPLE);
                await(server, wanted);
                if (time % 2 == 0) {
                    broker.stop();
                    broker.start();
                }
                server.killServer();
                server.start();
                reading(server, broker);
            }
            await(server, all);
            assertEquals(all, count(server, "select count(distinct control_id) from inbound where door = 'kafka'"));
            assertEquals(all, count(server, "select count(*) from inbound where door = 'kafka'"));
            // A statement that comes after a newer one makes no version.
            assertEquals(all, count(server, """
                    select count(*) from revision r join record_commit c on c.id = r.commit_id
                    join inbound i on i.id = c.inbound_id where i.door = 'kafka' and r.kind = 'PATIENT'
                    """));
            assertEquals(
                    PEOPLE,
                    count(server, "select count(*) from patient where name = 'Người thứ " + (rounds - 1) + "'"));
        }
        Folders.remove(folder);
    }

    private static void send(Broker broker, int rounds) {
        try (KafkaProducer<String, String> producer = broker.producer()) {
            for (int round = 0; round < rounds; round++) {
                for (int person = 0; person < PEOPLE; person++) {
                    producer.send(new ProducerRecord<>(
                            TOPIC, "K" + person, """
                            {"kind":"patient","id":"K%d-%d","statedAt":"2026-03-01T05:%02d:%02dZ","patient":{
                             "identifiers":[{"kind":"PATIENT_NUMBER","value":"K%07d"}],"names":["Người thứ %d"]}}
                            """.formatted(person, round, round / 60, round % 60, person, round)));
                }
            }
        }
    }

    /** Each start in the demo mode sets the sample's senders back. */
    private static void reading(PackagedServer server, Broker broker) throws Exception {
        try (Connection owner = server.database("emr", "emr_owner").getConnection();
                Statement sql = owner.createStatement()) {
            assertEquals(1, sql.executeUpdate("""
                    update source set allowed_types = '*', version = version + 1,
                           settings = coalesce(settings, '{}') || '{"kafka-servers": "%s", "kafka-topic": "%s"}'
                    where id = (select id from source where door = 'his-rest' and enabled order by name limit 1)
                    """.formatted(broker.servers(), TOPIC)));
        }
    }

    private static void await(PackagedServer server, long messages) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (count(server, "select count(*) from inbound where door = 'kafka'") < messages) {
            assertTrue(System.nanoTime() < end, "not within " + LONGEST_SECONDS + " s");
            Thread.sleep(100);
        }
    }

    private static long count(PackagedServer server, String query) throws Exception {
        try (Connection reader = server.database("emr", "emr_owner").getConnection();
                Statement sql = reader.createStatement();
                ResultSet result = sql.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }
}
