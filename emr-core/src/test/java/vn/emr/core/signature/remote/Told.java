package vn.emr.core.signature.remote;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Where a service tells ends of transactions: keeps what it is told. */
final class Told implements AutoCloseable {
    private final BlockingQueue<byte[]> bodies = new LinkedBlockingQueue<>();
    private final HttpServer server;

    Told() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            bodies.add(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/told");
    }

    byte[] next() throws InterruptedException {
        byte[] body = bodies.poll(30, TimeUnit.SECONDS);
        if (body == null) {
            throw new IllegalStateException("nothing was told");
        }
        return body;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
