package vn.emr.his.pull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** The way to another system, which can be closed and opened again at the same port. */
final class Gate implements AutoCloseable {
    private final int to;
    private final int port;
    private final List<Socket> open = new ArrayList<>();
    private ServerSocket server;
    private Thread listening;

    Gate(int to) throws IOException {
        this.to = to;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = server.getLocalPort();
        listening = listen(server);
    }

    int port() {
        return port;
    }

    void open() throws IOException {
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        listening = listen(server);
    }

    @Override
    public void close() throws IOException {
        shut();
    }

    /** Nothing passes any more when it returns, also nobody who came while it was closing. */
    void shut() throws IOException {
        server.close();
        try {
            listening.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    private Thread listen(ServerSocket at) {
        return Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket one = at.accept();
                    Socket other = new Socket(InetAddress.getLoopbackAddress(), to);
                    open.add(one);
                    open.add(other);
                    pass(one, other);
                    pass(other, one);
                }
            } catch (IOException closed) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void pass(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to;
                    InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                in.transferTo(out);
            } catch (IOException closed) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
