package vn.emr.his.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Rounds;
import vn.emr.core.intake.Sources;
import vn.emr.core.intake.StreamPositions;
import vn.emr.core.intake.Translator;
import vn.emr.core.organization.Source;

/**
 * Reads the messages of a topic. Each record is a message like any other: kept, judged, answered (nobody hears the answer);
 * one that cannot be read is refused or parked and the partition goes on. A position is kept after the commit of what lies
 * before it, here first and then at the broker; what comes twice is known by its own number and content.
 */
final class TopicReader implements Rounds.Call {
    /** Name of the door, also of the sources that may use it beside others. */
    static final String DOOR = "kafka";

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LOOKS_AT_ENDS_EVERY = Duration.ofSeconds(15);
    private static final Duration WAITS_FOR_ENDS = Duration.ofSeconds(2);
    private static final Duration PATIENCE_WITHOUT_PARTITION = Duration.ofSeconds(30);
    private static final long COMMIT_WAIT_SECONDS = 120;

    private record Sent(ConsumerRecord<byte[], byte[]> at, CompletableFuture<Outcome> outcome) {}

    private final Source source;
    private final String topic;
    private final Translator translator;
    private final Function<Delivery, CompletionStage<Outcome>> inbox;
    private final StreamPositions positions;
    private final Consumer<byte[], byte[]> consumer;
    private final Door door;
    private final Clock clock;
    private final Runnable closing;
    private final Map<Integer, Instant> newest = new HashMap<>();
    private Instant withoutPartition;
    private Instant nextLook = Instant.MIN;

    TopicReader(
            Source source,
            String topic,
            Translator translator,
            Function<Delivery, CompletionStage<Outcome>> inbox,
            StreamPositions positions,
            Consumer<byte[], byte[]> consumer,
            Door door,
            Clock clock,
            Runnable closing) {
        this.source = source;
        this.topic = topic;
        this.translator = translator;
        this.inbox = inbox;
        this.positions = positions;
        this.consumer = consumer;
        this.door = door;
        this.clock = clock;
        this.closing = closing;
        consumer.subscribe(List.of(topic), new FromOurPositions());
    }

    /** Takes what is there. Returns soon when nothing is, so that a changed source is taken up. */
    @Override
    public synchronized Instant step() throws InterruptedException {
        try {
            for (ConsumerRecords<byte[], byte[]> records = consumer.poll(LOOK);
                    !records.isEmpty();
                    records = consumer.poll(LOOK)) {
                boolean kept = take(records);
                lookAtEnds();
                if (!kept) {
                    return clock.instant().plus(PAUSE);
                }
            }
            showState();
            lookAtEnds();
            return clock.instant();
        } catch (InterruptException | WakeupException e) {
            throw new InterruptedException();
        } catch (KafkaException e) {
            door.down("Máy chủ Kafka: " + e.getClass().getSimpleName());
            return clock.instant().plus(PAUSE);
        }
    }

    /** A group has its partitions after some seconds; one that has none for longer has no broker, or too many readers. */
    private void showState() {
        if (!consumer.assignment().isEmpty()) {
            withoutPartition = null;
            door.up();
            return;
        }
        Instant now = clock.instant();
        withoutPartition = withoutPartition == null ? now : withoutPartition;
        if (withoutPartition.plus(PATIENCE_WITHOUT_PARTITION).isBefore(now)) {
            door.down("Không được giao phân vùng nào: không tới được Kafka, chưa có topic, hoặc thừa bộ đọc");
        }
    }

    /** Asks the broker now and then where the partitions end, so that a person sees how far behind we are. */
    private void lookAtEnds() {
        Instant now = clock.instant();
        Set<TopicPartition> ours = consumer.assignment();
        if (ours.isEmpty() || now.isBefore(nextLook)) {
            return;
        }
        nextLook = now.plus(LOOKS_AT_ENDS_EVERY);
        try {
            Map<Integer, StreamPositions.Look> looks = new HashMap<>();
            consumer.endOffsets(ours, WAITS_FOR_ENDS)
                    .forEach((partition, end) -> looks.put(
                            partition.partition(),
                            new StreamPositions.Look(
                                    consumer.position(partition, WAITS_FOR_ENDS),
                                    end,
                                    newest.get(partition.partition()))));
            positions.looked(source.id, topic, looks);
        } catch (org.apache.kafka.common.errors.TimeoutException silent) {
            // The page shows when the broker last answered.
        }
    }

    /** True when everything was kept; else what was not is read again later. */
    private boolean take(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        door.up();
        List<Sent> sent = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            sent.add(new Sent(record, send(record)));
        }
        Map<TopicPartition, Long> next = new HashMap<>();
        Set<TopicPartition> stopped = new HashSet<>();
        for (Sent one : sent) {
            TopicPartition partition =
                    new TopicPartition(one.at().topic(), one.at().partition());
            if (stopped.contains(partition)) {
                continue;
            }
            if (kept(one)) {
                next.put(partition, one.at().offset() + 1);
                newest.merge(
                        partition.partition(), Instant.ofEpochMilli(one.at().timestamp()), TopicReader::later);
            } else {
                stopped.add(partition);
                consumer.seek(partition, one.at().offset());
            }
        }
        commit(next);
        return stopped.isEmpty();
    }

    /** In the order of the partition, so that the inbox sees the messages of a patient in theirs. */
    private CompletableFuture<Outcome> send(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            // A tombstone of a compacted topic says nothing.
            return CompletableFuture.completedFuture(null);
        }
        door.received();
        String peer = "kafka:" + record.topic() + "/" + record.partition() + "@" + record.offset();
        return inbox.apply(translator.read(record.value(), DOOR, peer, Sources.only(source)))
                .toCompletableFuture();
    }

    private boolean kept(Sent one) throws InterruptedException {
        try {
            Outcome outcome = one.outcome().get(COMMIT_WAIT_SECONDS, TimeUnit.SECONDS);
            if (outcome != null && outcome.kind() == Outcome.Kind.FAILED) {
                door.failed(String.valueOf(outcome.detail()));
                return false;
            }
            return true;
        } catch (ExecutionException | TimeoutException unknown) {
            door.failed("Chưa biết bản tin đã được lưu hay chưa; sẽ đọc lại");
            return false;
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void commit(Map<TopicPartition, Long> next) {
        if (next.isEmpty()) {
            return;
        }
        Map<Integer, Long> ours = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> theirs = new HashMap<>();
        next.forEach((partition, position) -> {
            ours.put(partition.partition(), position);
            theirs.put(partition, new OffsetAndMetadata(position));
        });
        positions.keep(source.id, topic, ours);
        try {
            consumer.commitSync(theirs);
        } catch (RetriableException | org.apache.kafka.clients.consumer.CommitFailedException gone) {
            // The partition is another reader's by now, which starts at our own position; repeats are known.
            door.failed("Vị trí đọc chưa ghi được ở Kafka: " + gone.getClass().getSimpleName());
        }
    }

    /** Waits for the step under way: a consumer is used by one thread at a time. */
    @Override
    public synchronized void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(5)));
        closing.run();
    }

    /** A partition that is given to us is read from where we stand. */
    private final class FromOurPositions implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // Everything that was polled is kept or will be read again by whoever gets the partition.
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            Map<Integer, Long> ours = positions.of(source.id, topic);
            for (TopicPartition partition : partitions) {
                Long position = ours.get(partition.partition());
                if (position != null) {
                    consumer.seek(partition, position);
                }
            }
        }
    }
}
