package vn.emr.his;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;

/** Hands the messages of one request to the inbox in their order and gathers what became of each. */
@ApplicationScoped
public class Handover {
    /** Messages of one request that may wait for their commit: those of a shared commit under way and of the next one. */
    static final int IN_FLIGHT_LIMIT = 192;

    /** Bytes of such messages, unless it is one alone. */
    private static final long BYTES_IN_FLIGHT_LIMIT = 32L * 1024 * 1024;

    /** KiB of request bodies being read at one time, over all requests. */
    private static final int BODY_BUDGET_KIB = 128 * 1024;

    private static final long ROOM_WAIT_SECONDS = 10;
    private static final long COMMIT_WAIT_SECONDS = 120;

    /**
     * One message of a request.
     *
     * @param delivery null when nothing of it can be kept
     * @param refusal why not; else null
     */
    public record Piece(Delivery delivery, Refusal refusal) {
        Piece of(String sending) {
            return delivery == null ? this : new Piece(delivery.of(sending), refusal);
        }
    }

    /** The messages of a request, read while it arrives. */
    public interface Pieces {
        /** The next message, empty at the end of the request. */
        Optional<Piece> next() throws IOException;

        /** The same, each named as part of a sending. */
        default Pieces of(String sending) {
            int[] count = new int[1];
            return () -> next().map(piece -> piece.of(sending + "/" + ++count[0]));
        }

        /** What a source sent over HTTP, cut into messages; what is said of the whole is remarked at the last. */
        static Pieces of(FileFormat format, FileFormat.Messages messages, Source source, String peer) {
            Sources alone = Sources.only(source);
            return () -> messages.next().map(message -> format.read(message, NoticesRoute.DOOR, peer, alone)
                    .map(delivery -> new Piece(delivery.remarked(messages.remarks()), null))
                    .orElseGet(() -> new Piece(null, message.refusal())));
        }
    }

    /** What is answered to a request: 207, 413 when it was not read to its end, 429 or 503 when something must be sent again. */
    public record Answered(int status, List<NoticeAnswer> items) {
        /** Whether the same request again could not become anything else. */
        boolean settled() {
            return status == 207 || status == 413;
        }
    }

    private record Pending(int index, int bytes, CompletableFuture<Outcome> outcome) {}

    private final CamelContext camel;
    private final Semaphore budget = new Semaphore(BODY_BUDGET_KIB);

    @Inject
    public Handover(CamelContext camel) {
        this.camel = camel;
    }

    /**
     * Reads the request to its end and answers after the last commit.
     *
     * @param held bytes of it that may be in memory at once
     * @throws Refusal OVERLOADED when too many requests are being read
     */
    public Answered take(Pieces pieces, long held) throws IOException {
        int kib = (int) (held / 1024) + 1;
        if (!room(kib)) {
            throw new Refusal(Code.OVERLOADED, "too many requests are being read");
        }
        try (AsyncProducer producer = producer()) {
            return take(pieces, producer);
        } finally {
            budget.release(kib);
        }
    }

    private static Answered take(Pieces pieces, AsyncProducer producer) throws IOException {
        List<NoticeAnswer> answers = new ArrayList<>();
        Deque<Pending> pending = new ArrayDeque<>();
        boolean tooLarge = false;
        long bytes = 0;
        for (Optional<Piece> next = pieces.next(); next.isPresent(); next = pieces.next()) {
            Piece piece = next.get();
            int index = answers.size() + pending.size();
            Delivery delivery = piece.delivery();
            tooLarge |= delivery == null && piece.refusal().code() == Code.TOO_LARGE;
            pending.add(
                    delivery == null
                            ? new Pending(index, 0, CompletableFuture.completedFuture(notKept(piece.refusal())))
                            : new Pending(index, delivery.bytes().length, send(producer, delivery)));
            bytes += pending.getLast().bytes();
            while (pending.size() >= IN_FLIGHT_LIMIT || bytes > BYTES_IN_FLIGHT_LIMIT) {
                bytes -= pending.getFirst().bytes();
                answers.add(settled(pending.remove()));
            }
        }
        while (!pending.isEmpty()) {
            answers.add(settled(pending.remove()));
        }
        return new Answered(status(answers, tooLarge), answers);
    }

    /** 2xx is never said when the fate of a message is not known; 429 when the only reason is that too many wait. */
    private static int status(List<NoticeAnswer> answers, boolean tooLarge) {
        List<String> failed = answers.stream()
                .filter(a -> a.outcome().equals("failed"))
                .map(NoticeAnswer::code)
                .distinct()
                .toList();
        if (failed.isEmpty()) {
            return tooLarge ? 413 : 207;
        }
        return failed.equals(List.of(Code.OVERLOADED.name())) ? 429 : 503;
    }

    /** In the caller's thread, so that the inbox sees the messages in their order. */
    private static CompletableFuture<Outcome> send(AsyncProducer producer, Delivery delivery) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Exchange exchange = producer.getEndpoint().createExchange();
        exchange.getMessage().setBody(delivery);
        producer.process(exchange, done -> {
            if (exchange.getException() == null) {
                outcome.complete(exchange.getMessage().getBody(Outcome.class));
            } else {
                outcome.completeExceptionally(exchange.getException());
            }
        });
        return outcome;
    }

    /** A fault of ours, or a commit whose fate is unknown, is "failed": the sender repeats and the repeat is harmless. */
    private static NoticeAnswer settled(Pending pending) {
        try {
            return NoticeAnswer.of(pending.index, pending.outcome.get(COMMIT_WAIT_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return NoticeAnswer.of(pending.index, failed());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NoticeAnswer.of(pending.index, failed());
        }
    }

    private static Outcome failed() {
        return new Outcome(
                Outcome.Kind.FAILED,
                Code.TEMPORARY,
                "not known to be stored; send this item again, a repeat is harmless",
                null,
                null,
                List.of());
    }

    private static Outcome notKept(Refusal refusal) {
        return Outcome.refused(Outcome.Kind.REFUSED, refusal);
    }

    private boolean room(int kib) {
        try {
            return budget.tryAcquire(kib, ROOM_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private AsyncProducer producer() {
        try {
            Endpoint endpoint = camel.getEndpoint(NoticesRoute.ENDPOINT + "?block=false");
            AsyncProducer producer = endpoint.createAsyncProducer();
            producer.start();
            return producer;
        } catch (Exception e) {
            throw new Refusal(Code.TEMPORARY, "the door is closed");
        }
    }
}
