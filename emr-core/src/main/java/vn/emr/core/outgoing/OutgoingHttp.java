package vn.emr.core.outgoing;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How other systems are asked and told over HTTP: only where the request says, by no redirect and no proxy, with a limit of
 * time that holds for the whole answer. Before each request the name is looked up and no address of it may be one where no
 * system of a hospital is ({@link Elsewhere}); Java keeps what it looked up for 30 s, so the connection goes to what was
 * looked at. Its threads begin with the first request: a server that sends none does not pay.
 */
public final class OutgoingHttp implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    /** Bytes of an answer that are passed over for its status before the connection is given up. */
    private static final int PASSED_OVER = 64 * 1024;

    private final Lookup lookup;
    private HttpClient client;

    /** Finds the addresses of a name. */
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    public OutgoingHttp() {
        this(InetAddress::getAllByName);
    }

    OutgoingHttp(Lookup lookup) {
        this.lookup = lookup;
    }

    /** What is answered is longer than the limit. */
    public static final class TooLong extends IOException {
        private static final long serialVersionUID = 1;
    }

    /**
     * The whole answer.
     *
     * @param longest bytes of its body
     * @throws TooLong when its body is longer
     * @throws HttpTimeoutException when it is not whole in time
     * @throws IOException when no connection came about, or it broke
     */
    public HttpResponse<byte[]> ask(HttpRequest request, int longest, Duration time)
            throws IOException, InterruptedException {
        return send(request, head -> new LimitedBody(longest), time);
    }

    /**
     * The status of the answer: it stands once it came, whatever becomes of the body behind it.
     *
     * @throws HttpTimeoutException when none came in time
     * @throws IOException when no connection came about, or it broke before
     */
    public int tell(HttpRequest request, Duration time) throws IOException, InterruptedException {
        AtomicInteger status = new AtomicInteger();
        try {
            send(
                    request,
                    head -> {
                        status.set(head.statusCode());
                        return new LimitedBody(PASSED_OVER);
                    },
                    time);
        } catch (IOException broken) {
            if (status.get() == 0) {
                throw broken;
            }
        }
        return status.get();
    }

    /**
     * The answer while it comes. Who took its body closes it.
     *
     * @param longest bytes of its body; reading further throws {@link TooLong}
     * @param time for the whole answer; reading later throws an exception
     * @throws HttpTimeoutException when not even its head came in time
     * @throws IOException when no connection came about, or it broke
     */
    public HttpResponse<InputStream> open(HttpRequest request, long longest, Duration time)
            throws IOException, InterruptedException {
        return send(request, head -> new StreamedBody(longest, time), time);
    }

    /** The client's own time limit ends with the head of the answer; this one holds for all of it. */
    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body, Duration time)
            throws IOException, InterruptedException {
        mustLeadToASystem(request.uri().getHost());
        CompletableFuture<HttpResponse<T>> answer = client().sendAsync(request, body);
        try {
            return answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("not answered in time");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /** An attacker who owns a name can let it mean something else from one moment to the next, so each time it is looked at. */
    private void mustLeadToASystem(String host) throws ConnectException {
        try {
            for (InetAddress address : lookup.addresses(host)) {
                if (Elsewhere.is(address)) {
                    throw new ConnectException("no system of a hospital is there");
                }
            }
        } catch (UnknownHostException nobody) {
            throw new ConnectException("the name leads nowhere");
        }
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_LIMIT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .build();
        }
        return client;
    }

    /** Gives up what is under way. */
    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
