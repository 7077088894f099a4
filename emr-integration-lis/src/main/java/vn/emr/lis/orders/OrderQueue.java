package vn.emr.lis.orders;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.Hl7Text;
import vn.emr.core.hl7.LineTls;
import vn.emr.core.hl7.LineTrouble;
import vn.emr.core.hl7.MllpLine;
import vn.emr.core.hl7.Remarks;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Outcome;
import vn.emr.core.organization.Source;
import vn.emr.core.outbox.Outgoing;
import vn.emr.core.outbox.Outgoing.Message;

/**
 * Empties the queue of one destination: the oldest message first, one in flight. AA ends it; AE and silence are tried
 * again later, with the same bytes; AR stops it for a person. A destination that cannot be reached costs no try. When the
 * oldest gets no answer for too long, one of another order is tried in between: if that is answered and the oldest still
 * is not, the oldest is at fault and stops for a person; otherwise the destination is, and everything keeps its place.
 */
final class OrderQueue implements AutoCloseable {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final long COMMIT_WAIT_SECONDS = 60;

    /** What came of one step. */
    enum Step {
        /** Nothing to do. */
        IDLE,
        /** Something went out of the queue. */
        MOVED,
        /** Wait before the next try. */
        HELD
    }

    private final Source destination;
    private final OrderSettings settings;
    private final Outgoing outgoing;
    private final Function<Delivery, CompletionStage<Outcome>> inbox;
    private final Door door;
    private final OrderAnswers answers;
    private final MllpLine line;
    private int failures;
    /** The message whose own try just now got no answer. */
    private UUID silent;
    /** The message that got none while another order's was answered. */
    private UUID othersAnswered;

    OrderQueue(
            Source destination,
            OrderSettings settings,
            Outgoing outgoing,
            Function<Delivery, CompletionStage<Outcome>> inbox,
            Door door,
            LineTls tls,
            Clock clock) {
        this.destination = destination;
        this.settings = settings;
        this.outgoing = outgoing;
        this.inbox = inbox;
        this.door = door;
        this.answers = new OrderAnswers(clock);
        this.line = new MllpLine(settings.host(), settings.port(), settings.tls() ? tls : null, settings.patience());
    }

    /** How long to wait after so many failures in a row: 1, 2, 4 … 60 s. */
    Duration pause() {
        Duration pause = Duration.ofSeconds(1L << Math.min(Math.max(0, failures - 1), 6));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** Takes one message as far as it goes now. */
    Step step() throws InterruptedException {
        outgoing.collect(destination, settings.message(), told -> OrderText.write(destination, settings, told));
        Optional<Message> oldest = outgoing.next(destination);
        if (oldest.isEmpty()) {
            failures = 0;
            return Step.IDLE;
        }
        Message first = oldest.get();
        boolean doubtful = first.answer() == null && first.attempts() >= settings.tries();
        boolean probe = doubtful && first.id().equals(silent);
        Message one = probe ? outgoing.besides(destination, first).orElse(first) : first;
        silent = null;
        if (one.answer() != null) {
            return settle(one, one.answer());
        }
        try {
            byte[] answer = line.ask(one.body(), one.controlId());
            door.up();
            door.received();
            othersAnswered = one == first ? null : first.id();
            return taken(one, answer);
        } catch (LineTrouble trouble) {
            return held(one, trouble);
        }
    }

    private Step held(Message one, LineTrouble trouble) {
        failures++;
        if (!trouble.reached()) {
            door.down(trouble.getMessage());
            return Step.HELD;
        }
        door.failed(trouble.getMessage());
        if (one.id().equals(othersAnswered)) {
            outgoing.parked(one, trouble.getMessage() + "; các chỉ định khác vẫn được trả lời");
            return Step.MOVED;
        }
        outgoing.tried(one, trouble.getMessage());
        silent = one.id();
        return Step.HELD;
    }

    private Step taken(Message one, byte[] answer) throws InterruptedException {
        Hl7Message message = Hl7Text.read(answer, null);
        switch (OrderAnswers.verdict(message)) {
            case "AA", "AR" -> {
                outgoing.answered(one, answer);
                return settle(one, answer);
            }
            default -> {
                String reason = OrderAnswers.reason(message);
                String said = "Hệ thống nhận báo lỗi tạm thời (AE)" + (reason == null ? "" : ": " + reason);
                failures++;
                if (one.attempts() + 1 >= settings.tries()) {
                    outgoing.parked(one, said);
                    return Step.MOVED;
                }
                outgoing.tried(one, said);
                return Step.HELD;
            }
        }
    }

    /** The answer is stored; what it says is applied now, or after the next start. */
    private Step settle(Message one, byte[] answer) throws InterruptedException {
        if (!applied(answers.delivery(destination, one, answer))) {
            failures++;
            return Step.HELD;
        }
        failures = 0;
        // Applied, it has left the queue already; not so when the same answer had come before.
        String trouble =
                OrderAnswers.reply(Hl7Text.read(answer, null), new Remarks()).trouble();
        if (trouble == null) {
            outgoing.done(one);
        } else {
            outgoing.parked(one, trouble);
        }
        return Step.MOVED;
    }

    private boolean applied(Delivery delivery) throws InterruptedException {
        try {
            Outcome outcome = inbox.apply(delivery).toCompletableFuture().get(COMMIT_WAIT_SECONDS, TimeUnit.SECONDS);
            return outcome.kind() != Outcome.Kind.FAILED;
        } catch (ExecutionException | TimeoutException unknown) {
            return false;
        }
    }

    Instant nextAfter(Instant now, Step step) {
        return step == Step.HELD ? now.plus(pause()) : now;
    }

    @Override
    public void close() {
        line.close();
    }
}
