package vn.emr.core.outbox;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Rounds;
import vn.emr.core.organization.Source;
import vn.emr.core.outbox.Outbox.Change;
import vn.emr.core.outbox.Outbox.Cursor;
import vn.emr.core.outgoing.OutgoingHttp;
import vn.emr.core.privacy.Pass;

/**
 * Tells one subscriber what changed: one event at a time in the order of the changes, so also in order for each patient;
 * at least once. Any 2xx takes it. A subscriber that cannot be reached costs no try; what it answers otherwise is tried
 * again after 1, 2, 4 … 60 s and parked after the last try.
 */
final class WebhookCall implements Rounds.Call {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final String KEPT_BACK = "Người bệnh không đồng ý hoặc đã rút lại sự đồng ý";

    /** What came of one sending; null trouble when it was taken, null answer when no answer came. */
    private record Sent(String trouble, boolean reached, Integer answer) {
        private boolean taken() {
            return trouble == null;
        }
    }

    private final Source subscriber;
    private final Webhook webhook;
    private final WebhookQueue queue;
    private final OutgoingHttp http;
    private final Door door;
    private final Clock clock;
    private final Runnable closing;
    private int failures;

    WebhookCall(
            Source subscriber,
            Webhook webhook,
            WebhookQueue queue,
            OutgoingHttp http,
            Door door,
            Clock clock,
            Runnable closing) {
        this.subscriber = subscriber;
        this.webhook = webhook;
        this.queue = queue;
        this.http = http;
        this.door = door;
        this.clock = clock;
        this.closing = closing;
    }

    @Override
    public Instant step() throws InterruptedException {
        boolean goesOn = tellAgain() && tellNew();
        long parked = queue.parked();
        if (parked > 0) {
            door.down(parked + " tin không được nhận sau mọi lần thử, chờ người quyết định");
        } else if (goesOn) {
            door.up();
        }
        return goesOn ? clock.instant() : clock.instant().plus(pause());
    }

    /** What a person wants told again goes first, one try each. */
    private boolean tellAgain() throws InterruptedException {
        for (Optional<Change> next = queue.again(); next.isPresent(); next = queue.again()) {
            Optional<Pass> pass = queue.pass(next.get());
            if (pass.isEmpty()) {
                queue.settled(next.get(), false, KEPT_BACK);
                continue;
            }
            Sent sent = send(next.get(), pass.get());
            if (!sent.reached()) {
                return held(sent);
            }
            queue.settled(next.get(), sent.taken(), sent.trouble());
            queue.reader().toldAgain(sent.taken(), sent.answer());
        }
        return true;
    }

    private boolean tellNew() throws InterruptedException {
        ChangeReader.Standing standing = queue.reader().standing();
        Cursor at = standing.cursor();
        int attempts = standing.attempts();
        List<Change> page = queue.reader().page(at);
        for (Change change : page) {
            Optional<Pass> pass = concerns(change) ? queue.pass(change) : Optional.empty();
            if (pass.isPresent()) {
                Sent sent = send(change, pass.get());
                boolean last = !sent.taken() && sent.reached() && attempts + 1 >= webhook.tries();
                if (last) {
                    queue.parked(change, attempts + 1, sent.trouble(), sent.answer());
                } else if (!sent.taken()) {
                    return held(sent);
                } else {
                    queue.reader().told(change.cursor(), sent.answer());
                }
                attempts = 0;
            }
            at = change.cursor();
        }
        if (!at.equals(standing.cursor())) {
            queue.reader().passed(at);
        }
        return true;
    }

    private boolean concerns(Change change) {
        return change.tenantId().equals(subscriber.tenantId) && webhook.kinds().contains(change.kind());
    }

    private boolean held(Sent sent) {
        failures++;
        queue.reader()
                .held(
                        sent.reached(),
                        sent.trouble(),
                        sent.answer(),
                        clock.instant().plus(pause()));
        if (sent.reached()) {
            door.failed(sent.trouble());
        } else {
            door.down(sent.trouble());
        }
        return false;
    }

    private Duration pause() {
        Duration pause = Duration.ofSeconds(1L << Math.min(Math.max(0, failures - 1), 6));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private Sent send(Change change, Pass pass) throws InterruptedException {
        ChangeEvent event = ChangeEvent.of(change, pass);
        String body = event.json();
        long second = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(webhook.address())
                .header("Content-Type", "application/cloudevents+json; charset=utf-8")
                .header("webhook-id", event.id().toString())
                .header("webhook-timestamp", Long.toString(second))
                .header("webhook-signature", webhook.signature(event.id(), second, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            int status = http.tell(request, PATIENCE);
            if (status / 100 == 2) {
                failures = 0;
                door.received();
                return new Sent(null, true, status);
            }
            return new Sent("Hệ thống nhận trả lời HTTP " + status, true, status);
        } catch (HttpConnectTimeoutException | ConnectException e) {
            return new Sent("Không kết nối được tới hệ thống nhận", false, null);
        } catch (HttpTimeoutException e) {
            return new Sent("Hệ thống nhận không trả lời trong " + PATIENCE.toSeconds() + " giây", true, null);
        } catch (IOException e) {
            return new Sent("Kết nối tới hệ thống nhận bị ngắt", false, null);
        }
    }

    @Override
    public void close() {
        closing.run();
    }
}
