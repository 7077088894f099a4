package vn.emr.api.start;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Waits until a server on this machine says it is ready; for the launcher script, which may have no HTTP client. */
public final class AwaitReady {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private AwaitReady() {}

    /**
     * Exit code 0 when ready, 1 when the server's process ended or 15 minutes passed (a crash recovery may take long).
     *
     * @param args the server's address and its process number
     */
    public static void main(String... args) throws InterruptedException {
        URI ready = URI.create(args[0] + "/q/health/ready");
        long server = Long.parseLong(args[1]);
        long limit = System.nanoTime() + LONGEST.toNanos();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            while (System.nanoTime() < limit && ProcessHandle.of(server).isPresent()) {
                if (answers(client, ready)) {
                    System.exit(0);
                }
                Thread.sleep(LOOK_EVERY);
            }
        }
        System.exit(1);
    }

    private static boolean answers(HttpClient client, URI ready) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            // Not listening yet.
            return false;
        }
    }
}
