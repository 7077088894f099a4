package vn.emr.his;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
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
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;

/** Takes one request: cuts it into items, sends each through the route in order, and gathers what became of them. */
@ApplicationScoped
public class NoticesDoor {
    /** Items of one request that may wait for their commit; enough to fill a shared commit, few enough to hold. */
    static final int IN_FLIGHT_LIMIT = 64;

    /** KiB of request bodies being read at one time, over all requests. */
    private static final int BODY_BUDGET_KIB = 128 * 1024;

    private static final long ROOM_WAIT_SECONDS = 10;
    private static final long COMMIT_WAIT_SECONDS = 120;

    /** What is answered to a request. */
    record Answered(int status, List<NoticeAnswer> items) {
        /** Whether the same request again could not become anything else. */
        boolean settled() {
            return status == 207 || status == 413;
        }
    }

    private record Pending(int index, String pointer, CompletableFuture<Outcome> outcome) {}

    private final NoticeTranslator translator;
    private final CamelContext camel;
    private final Semaphore budget = new Semaphore(BODY_BUDGET_KIB);

    @Inject
    public NoticesDoor(NoticeTranslator translator, CamelContext camel) {
        this.translator = translator;
        this.camel = camel;
    }

    /**
     * Reads the body to its end and answers after the last commit.
     *
     * @param contentLength as announced, negative when it was not
     * @throws Refusal TOO_LARGE before anything was read, OVERLOADED when too many bodies are being read
     */
    Answered take(InputStream body, long contentLength, boolean lines, Source source, String peer) throws IOException {
        if (contentLength > NoticeTranslator.SIZE_LIMIT) {
            throw new Refusal(Code.TOO_LARGE, "a request may hold 32 MiB");
        }
        long size = contentLength < 0 ? NoticeTranslator.SIZE_LIMIT : contentLength;
        int kib = (int) (size / 1024) + 1;
        if (!room(kib)) {
            throw new Refusal(Code.OVERLOADED, "too many requests are being read");
        }
        try (AsyncProducer producer = producer()) {
            return take(new ItemStream(body, lines), source, peer, producer);
        } finally {
            budget.release(kib);
        }
    }

    private Answered take(ItemStream stream, Source source, String peer, AsyncProducer producer) throws IOException {
        List<NoticeAnswer> answers = new ArrayList<>();
        Deque<Pending> pending = new ArrayDeque<>();
        boolean tooLarge = false;
        int index = 0;
        for (Optional<ItemStream.Item> next = stream.next(); next.isPresent(); next = stream.next()) {
            ItemStream.Item item = next.get();
            if (item.bytes().length == 0 && item.refusal() != null) {
                tooLarge |= item.refusal().code() == Code.TOO_LARGE;
                pending.add(new Pending(index, null, CompletableFuture.completedFuture(notKept(item.refusal()))));
            } else {
                Delivery delivery = delivery(item, source, peer);
                pending.add(new Pending(index, pointer(delivery), send(producer, delivery)));
            }
            index++;
            if (pending.size() >= IN_FLIGHT_LIMIT) {
                answers.add(settled(pending.remove()));
            }
        }
        while (!pending.isEmpty()) {
            answers.add(settled(pending.remove()));
        }
        return new Answered(status(answers, tooLarge), answers);
    }

    /** 2xx is never said when the fate of an item is not known; 429 when the only reason is that too many wait. */
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

    private Delivery delivery(ItemStream.Item item, Source source, String peer) {
        return item.refusal() == null
                ? translator.read(item.bytes(), NoticesRoute.DOOR, peer, Sources.only(source))
                : translator.unreadable(item.bytes(), NoticesRoute.DOOR, peer, source, item.refusal());
    }

    private static String pointer(Delivery delivery) {
        return delivery.refusal() == null || delivery.refusal().fields().isEmpty()
                ? null
                : delivery.refusal().fields().getFirst();
    }

    /** In the caller's thread, so that the inbox sees the items in their order. */
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
            return NoticeAnswer.of(
                    pending.index, pending.outcome.get(COMMIT_WAIT_SECONDS, TimeUnit.SECONDS), pending.pointer);
        } catch (ExecutionException | TimeoutException e) {
            return NoticeAnswer.of(pending.index, failed(), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NoticeAnswer.of(pending.index, failed(), null);
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
        return new Outcome(Outcome.Kind.REFUSED, refusal.code(), refusal.getMessage(), null, null, List.of());
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
