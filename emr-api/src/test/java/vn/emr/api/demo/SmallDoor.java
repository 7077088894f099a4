package vn.emr.api.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A message door of a few lines: keeps what it gets, answers what it is told, closes when that is null. */
final class SmallDoor implements AutoCloseable {
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final UnaryOperator<String> answering;
    private final List<String> received = new ArrayList<>();
    private int connections;

    SmallDoor(UnaryOperator<String> answering) throws IOException {
        this.answering = answering;
        this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    synchronized List<String> received() {
        return List.copyOf(received);
    }

    synchronized int connections() {
        return connections;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                synchronized (this) {
                    connections++;
                }
                threads.execute(() -> talk(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            for (String message = frame(in); message != null; message = frame(in)) {
                synchronized (this) {
                    received.add(message);
                }
                String answer = answering.apply(message);
                if (answer == null) {
                    return;
                }
                out.write(("\u000B" + answer + "\u001C\r").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            // The sender went away.
        }
    }

    private static String frame(InputStream in) throws IOException {
        if (in.read() != 0x0B) {
            return null;
        }
        var text = new ByteArrayOutputStream();
        for (int b = in.read(); b != 0x1C; b = in.read()) {
            text.write(b);
        }
        return in.read() == '\r' ? text.toString(StandardCharsets.UTF_8) : null;
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
