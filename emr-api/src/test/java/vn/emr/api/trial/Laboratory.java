package vn.emr.api.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import vn.emr.api.bench.PackagedServer;
import vn.emr.api.bench.ResultMessages;
import vn.emr.api.bench.Sender;

/** A laboratory that sends results over several connections and repeats what was not answered, writing its ledger. */
final class Laboratory {
    static final int VALUES = 5;
    static final int PATIENTS = 200;
    /** One message in so many carries a document; one in so many of these is larger than what stays in the row. */
    private static final int DOCUMENT_EVERY = 40;

    private static final int LARGE_EVERY = 3;
    /** One unanswered message in so many is never sent again: it must be there whole, or not at all. */
    private static final int GIVEN_UP_EVERY = 4;

    private final PackagedServer server;
    private final Ledger ledger;
    private final ResultMessages messages;
    private final AtomicLong next = new AtomicLong(1);
    private final AtomicBoolean closing = new AtomicBoolean();
    private final ConcurrentLinkedQueue<Long> unanswered = new ConcurrentLinkedQueue<>();

    Laboratory(PackagedServer server, Ledger ledger, char mark) {
        this.server = server;
        this.ledger = ledger;
        this.messages = new ResultMessages(mark, PATIENTS, VALUES, Instant.now());
    }

    ResultMessages messages() {
        return messages;
    }

    static boolean hasDocument(long number) {
        return number % DOCUMENT_EVERY == 0;
    }

    byte[] frame(long number) {
        return hasDocument(number) ? messages.withDocument(number, VALUES, document(number)) : messages.frame(number);
    }

    private static byte[] document(long number) {
        boolean large = number / DOCUMENT_EVERY % LARGE_EVERY == 0;
        byte[] content = new byte[large ? 300_000 : 20_000];
        new Random(number).nextBytes(content);
        byte[] head = "%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, content, 0, head.length);
        System.arraycopy("\n%%EOF\n".getBytes(StandardCharsets.US_ASCII), 0, content, content.length - 7, 7);
        return content;
    }

    /** Sends results of people nobody has registered: each is kept and waits. */
    void park(int count) throws IOException {
        try (Sender sender = new Sender(server.lisPort())) {
            for (int number = 1; number <= count; number++) {
                String code = Sender.code(sender.send(frame(number)));
                if (!code.equals("AA")) {
                    throw new IOException("a result was answered " + code);
                }
            }
        }
    }

    /** Registers the people the results are about. */
    void register() throws IOException {
        try (Sender his = new Sender(server.hisPort())) {
            for (int patient = 0; patient < PATIENTS; patient++) {
                String code = Sender.code(his.send(messages.registration(patient)));
                if (!code.equals("AA")) {
                    throw new IOException("a registration was answered " + code);
                }
            }
        }
    }

    /** Sends new results until {@link #close}; keeps trying while nobody listens. */
    List<Future<?>> open(ExecutorService threads, int connections) {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            running.add(threads.submit(() -> {
                connection();
                return null;
            }));
        }
        return running;
    }

    void close() {
        closing.set(true);
    }

    /** How many messages were answered AA so far. */
    long accepted() {
        return ledger.answers().size();
    }

    private void connection() throws InterruptedException {
        while (!closing.get()) {
            try (Sender sender = new Sender(server.lisPort())) {
                while (!closing.get()) {
                    Long again = unanswered.poll();
                    send(sender, again == null ? next.getAndIncrement() : again, again == null ? 1 : 2);
                }
            } catch (IOException e) {
                // Killed or not there yet. The message in hand is in the ledger and in the queue.
                Thread.sleep(20);
            }
        }
    }

    private void send(Sender sender, long number, int attempt) throws IOException {
        ledger.trying(number, attempt);
        byte[] answer;
        try {
            answer = sender.send(frame(number));
        } catch (IOException e) {
            ledger.answered(number, attempt, null);
            if (number % GIVEN_UP_EVERY != 0) {
                unanswered.add(number);
            }
            throw e;
        }
        String acknowledgement = Sender.acknowledgement(answer);
        if (Sender.code(answer).equals("AE")) {
            // Our own temporary fault: nothing is stored, sending again is right.
            ledger.answered(number, attempt, null);
            unanswered.add(number);
            return;
        }
        ledger.answered(number, attempt, acknowledgement);
    }

    /** After healing: everything unanswered that was not given up is sent again, and each answered once more. */
    void settle() throws IOException {
        try (Sender sender = new Sender(server.lisPort())) {
            for (Long number = unanswered.poll(); number != null; number = unanswered.poll()) {
                send(sender, number, 3);
            }
        }
    }

    /** Sends the numbers given, each once, over several connections, and returns their MSA segments by number. */
    List<String> send(long from, int count, int connections) throws InterruptedException, IOException {
        String[] answers = new String[count];
        AtomicLong place = new AtomicLong();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(() -> {
                    try (Sender sender = new Sender(server.lisPort())) {
                        for (long n = place.getAndIncrement(); n < count; n = place.getAndIncrement()) {
                            answers[(int) n] = Sender.acknowledgement(sender.send(messages.frame(from + n)));
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a connection failed", e.getCause());
        }
        return List.of(answers);
    }
}
