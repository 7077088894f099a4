package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import vn.emr.core.testing.House;

/** The messages of many stories, one story after the other and each in an order of its own. */
record Shuffled(List<Delivery> messages) {
    static Shuffled stories(int count, Random random, IntFunction<List<Delivery>> story) {
        List<Delivery> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Delivery> messages = new ArrayList<>(story.apply(i));
            Collections.shuffle(messages, random);
            all.addAll(messages);
        }
        return new Shuffled(all);
    }

    /**
     * Sends all of them over several connections at once. Each takes the next message when its last one was answered: stories
     * overlap and their messages race.
     *
     * @param answers what a sender may be told
     */
    void send(Inbox inbox, int connections, Set<Outcome.Kind> answers) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> senders = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(connections)) {
            for (int c = 0; c < connections; c++) {
                senders.add(pool.submit(() -> {
                    for (int n = next.getAndIncrement(); n < messages.size(); n = next.getAndIncrement()) {
                        Outcome.Kind kind = inbox.receive(messages.get(n))
                                .toCompletableFuture()
                                .join()
                                .kind();
                        assertTrue(answers.contains(kind), () -> "a sender was answered " + kind);
                    }
                }));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
        }
    }

    /** Applies what waits and could go on by now, until there is none. */
    static void settle(House house, Inbox inbox) {
        for (List<UUID> late = house.intake.overdue(1000); !late.isEmpty(); late = house.intake.overdue(1000)) {
            late.forEach(
                    id -> inbox.applyAgain(id, "test").toCompletableFuture().join());
        }
    }
}
