package vn.emr.api.demo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.Hl7Text;

/**
 * The sample's laboratory for machines that have none: takes our orders over MLLP on the loopback, answers each, and some
 * time later sends a final result through the door of results. What it accepted and has not sent when it ends is lost.
 */
final class StandInLaboratory implements AutoCloseable {
    private static final int CONNECTIONS = 4;

    private final ServerSocket server;
    private final LaboratoryMessages messages;
    private final MllpSender results;
    private final Duration resultAfter;
    private final ExecutorService connections;
    private final ScheduledExecutorService bench;
    /** The work on each order that was accepted, by its number; a repeated order is not worked on twice. */
    private final Map<String, Future<?>> work = new ConcurrentHashMap<>();

    /**
     * Starts serving.
     *
     * @param address such as {@code mllp://127.0.0.1:18043}; port 0 takes a free one
     * @param results to the door of results, from now on ours
     * @throws IOException when the port is taken
     */
    StandInLaboratory(URI address, SampleHospital sample, MllpSender results, Duration resultAfter) throws IOException {
        this.results = results;
        this.resultAfter = resultAfter;
        messages = new LaboratoryMessages(sample);
        server = new ServerSocket(address.getPort(), CONNECTIONS, InetAddress.getByName("127.0.0.1"));
        ThreadFactory threads =
                Thread.ofPlatform().daemon().name("laboratory ", 0).factory();
        connections = Executors.newFixedThreadPool(CONNECTIONS + 1, threads);
        bench = Executors.newSingleThreadScheduledExecutor(threads);
        connections.execute(this::listen);
    }

    int port() {
        return server.getLocalPort();
    }

    private void listen() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.execute(() -> talk(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                String answer = answer(Hl7Text.read(MllpSender.read(in)));
                socket.getOutputStream().write(MllpSender.framed(answer));
                socket.getOutputStream().flush();
            }
        } catch (IOException | Refusal e) {
            // Gone, or no message: whoever wants an answer connects and asks again.
        }
    }

    private String answer(Hl7Message order) {
        String number = order.first("ORC").map(orc -> orc.value(2)).orElse("");
        String control = order.first("ORC").map(orc -> orc.value(1)).orElse("");
        if (control.equals("CA")) {
            Future<?> accepted = work.get(number);
            boolean inTime = accepted == null || accepted.isCancelled() || accepted.cancel(false);
            return messages.answer(order, inTime ? "CR" : "UC", Instant.now());
        }
        if (number.isEmpty() || !messages.canDo(order)) {
            return messages.answer(order, "UA", Instant.now());
        }
        Instant taken = Instant.now();
        work.computeIfAbsent(number, n -> later(() -> send(order, taken)));
        return messages.answer(order, "OK", taken);
    }

    private Future<?> later(Runnable task) {
        return bench.schedule(task, resultAfter.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Until the door has said what becomes of it. */
    private void send(Hl7Message order, Instant taken) {
        Answer answer;
        try {
            answer = Answer.ofAcknowledgement(results.send(messages.result(order, taken, Instant.now())));
        } catch (IOException e) {
            answer = Answer.NONE;
        }
        if (answer == Answer.NONE || answer == Answer.TEMPORARY) {
            later(() -> send(order, taken));
        }
    }

    @Override
    public void close() {
        connections.shutdownNow();
        bench.shutdownNow();
        results.close();
        try {
            server.close();
        } catch (IOException e) {
            // It takes no more orders; nothing else was open.
        }
    }
}
