package vn.emr.lis.orders;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.Hl7Text;

/** A laboratory that speaks MLLP over a real socket and behaves as it is told, message by message; at last it accepts. */
final class FakeLaboratory implements AutoCloseable {
    /** What it does with one message. */
    enum Mood {
        ACCEPT,
        PLAIN_ACK,
        REJECT,
        BUSY,
        OTHER_ID,
        SILENT,
        CLOSE,
        HALF_ANSWER,
        /** Answers, but only when the sender has given up on this connection. */
        LATE,
        /** Answers, and sends the same answer once more. */
        TWICE
    }

    final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Mood> moods = new ArrayDeque<>();
    private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch over = new CountDownLatch(1);
    private final int port;
    private ServerSocket server;
    private String alwaysFor = "";
    private Mood always;

    FakeLaboratory() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = server.getLocalPort();
        listen();
    }

    private void listen() {
        ServerSocket mine = server;
        Thread.ofVirtual().start(() -> {
            while (!mine.isClosed()) {
                try {
                    Socket socket = mine.accept();
                    open.add(socket);
                    Thread.ofVirtual().start(() -> talk(socket));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    String address() {
        return "mllp://127.0.0.1:" + port;
    }

    /** The next messages, in this order. */
    synchronized void mood(Mood... next) {
        moods.addAll(List.of(next));
    }

    /** Every message that contains this text. */
    synchronized void always(String text, Mood mood) {
        alwaysFor = text;
        always = mood;
    }

    synchronized void goDown() throws IOException {
        server.close();
        for (Socket socket : List.copyOf(open)) {
            socket.close();
        }
    }

    synchronized void comeUp() throws IOException {
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        listen();
    }

    /** MSH-10 of what came, in the order it came. */
    List<String> controlIds() {
        return List.copyOf(received).stream().map(FakeLaboratory::controlId).toList();
    }

    static String controlId(String message) {
        return Hl7Text.read(message).header().controlId();
    }

    private synchronized Mood next(String message) {
        if (always != null && message.contains(alwaysFor)) {
            return always;
        }
        return moods.isEmpty() ? Mood.ACCEPT : moods.poll();
    }

    private void talk(Socket socket) {
        try (socket) {
            for (String message = read(socket.getInputStream());
                    message != null;
                    message = read(socket.getInputStream())) {
                Mood mood = next(message);
                received.add(message);
                if (!act(socket, message, mood)) {
                    return;
                }
            }
        } catch (IOException | InterruptedException end) {
            // The test looks at what was received.
        }
    }

    private boolean act(Socket socket, String message, Mood mood) throws IOException, InterruptedException {
        switch (mood) {
            case ACCEPT -> write(socket, answer(message, "AA", controlId(message)));
            case PLAIN_ACK ->
                write(
                        socket,
                        "MSH|^~\\&|LIS|BV|EMR|BV|20261120100000||ACK|A1|P|2.5\rMSA|AA|" + controlId(message) + "\r");
            case REJECT -> write(socket, answer(message, "AR", controlId(message)));
            case BUSY -> write(socket, answer(message, "AE", controlId(message)));
            case OTHER_ID -> write(socket, answer(message, "AA", "SOMETHING-ELSE"));
            case TWICE -> {
                write(socket, answer(message, "AA", controlId(message)));
                write(socket, answer(message, "AA", controlId(message)));
            }
            case HALF_ANSWER -> {
                socket.getOutputStream().write("\u000bMSH|^~".getBytes(StandardCharsets.UTF_8));
                return false;
            }
            case CLOSE -> {
                return false;
            }
            case LATE -> {
                if (socket.getInputStream().read() < 0) {
                    write(socket, answer(message, "AA", controlId(message)));
                }
            }
            case SILENT -> over.await();
        }
        return true;
    }

    static String answer(String message, String verdict, String controlId) {
        Hl7Message asked = Hl7Text.read(message);
        String placer = asked.first("ORC").orElseThrow().field(2);
        boolean cancels = asked.first("ORC").orElseThrow().value(1).equals("CA");
        String filler = "L" + placer.replaceAll("\\D", "");
        String orc = verdict.equals("AA") ? (cancels ? "CR" : "OK") : "UA";
        String err = verdict.equals("AA") ? "" : "ERR|||207^x^HL70357|E||||Chưa có mã xét nghiệm này\r";
        return "MSH|^~\\&|LIS|BV|EMR|BV|20261120100000+0700||ORL^O22^ORL_O22|R" + controlId + "|P|2.5.1\rMSA|" + verdict
                + "|" + controlId + "\r" + err + "ORC|" + orc + "|" + placer + "|" + filler + "^LIS\r";
    }

    private static void write(Socket socket, String message) throws IOException {
        socket.getOutputStream().write(("\u000b" + message + "\u001c\r").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static String read(InputStream in) throws IOException {
        int b = in.read();
        while (b == '\r') {
            b = in.read();
        }
        if (b < 0) {
            return null;
        }
        var bytes = new java.io.ByteArrayOutputStream();
        for (b = in.read(); b != 0x1C; b = in.read()) {
            if (b < 0) {
                return null;
            }
            bytes.write(b);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        goDown();
    }
}
