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

    Gate(int to) throws IOException {
        this.to = to;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = server.getLocalPort();
        listen(server);
    }

    int port() {
        return port;
    }

    void open() throws IOException {
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        listen(server);
    }

    @Override
    public void close() throws IOException {
        shut();
    }

    synchronized void shut() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    private void listen(ServerSocket at) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket one = at.accept();
                    Socket other = new Socket(InetAddress.getLoopbackAddress(), to);
                    synchronized (this) {
                        open.add(one);
                        open.add(other);
                    }
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
