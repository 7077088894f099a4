package vn.emr.his.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Rounds;
import vn.emr.core.outbox.ChangeEvent;
import vn.emr.core.outbox.ChangeReader;

/**
 * Tells a topic what changed: CloudEvents in structured JSON, keyed by patient, so in order for each patient; at least
 * once. The cursor goes on when the broker has acknowledged.
 */
final class TopicWriter implements Rounds.Call {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final String topic;
    private final ChangeReader changes;
    private final Producer<String, String> producer;
    private final Door door;
    private final Clock clock;
    private final Runnable closing;

    TopicWriter(
            String topic,
            ChangeReader changes,
            Producer<String, String> producer,
            Door door,
            Clock clock,
            Runnable closing) {
        this.topic = topic;
        this.changes = changes;
        this.producer = producer;
        this.door = door;
        this.clock = clock;
        this.closing = closing;
    }

    @Override
    public Instant step() throws InterruptedException {
        try {
            ChangeReader.Next next = changes.next();
            while (!next.changes().isEmpty() || next.more()) {
                tell(next.changes());
                if (next.changes().isEmpty()) {
                    changes.passed(next.cursor());
                } else {
                    changes.told(next.cursor(), null);
                }
                next = changes.next();
            }
            door.up();
            return clock.instant();
        } catch (InterruptException e) {
            throw new InterruptedException();
        } catch (ExecutionException | KafkaException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            String trouble = "Máy chủ Kafka: " + cause.getClass().getSimpleName();
            Instant nextTry = clock.instant().plus(PAUSE);
            changes.held(false, trouble, null, nextTry);
            door.down(trouble);
            return nextTry;
        }
    }

    private void tell(List<ChangeEvent> events) throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
        for (ChangeEvent event : events) {
            ProducerRecord<String, String> record =
                    new ProducerRecord<>(topic, event.subject().toString(), event.json());
            record.headers()
                    .add(
                            "content-type",
                            "application/cloudevents+json; charset=UTF-8".getBytes(StandardCharsets.UTF_8));
            acknowledgements.add(producer.send(record));
        }
        for (Future<RecordMetadata> acknowledgement : acknowledgements) {
            acknowledgement.get();
            door.received();
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        closing.run();
    }
}
