package vn.emr.core.hl7;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Peer;
import vn.emr.core.intake.Sources;

/**
 * What every MLLP door does with a frame: translate, hand to the inbox, answer after the commit. Small messages are
 * translated on the socket's own thread; what takes long or touches the disk (large frames, batches, embedded documents)
 * goes to a virtual thread. When the outcome is unknown the stage fails and the door gives no answer.
 */
@ApplicationScoped
public class Hl7Receiver implements FrameReceiver {
    /** Translating this much takes about a millisecond; also the largest message that is kept in a row. */
    static final int LARGEST_ON_SOCKET_THREAD = 256 * 1024;

    /** Messages of one batch that wait for a writer at once: enough to fill its commits, and other senders get between. */
    private static final int BATCH_IN_HAND = 256;

    private static final Executor ASIDE =
            work -> Thread.ofVirtual().name("large-message").start(work);

    private final Hl7Translator translator;
    private final Sources sources;
    private final Function<Delivery, CompletionStage<Outcome>> inbox;

    @Inject
    public Hl7Receiver(Hl7Translator translator, Sources sources, Inbox inbox) {
        this(translator, sources, inbox::receive);
    }

    Hl7Receiver(Hl7Translator translator, Sources sources, Function<Delivery, CompletionStage<Outcome>> inbox) {
        this.translator = translator;
        this.sources = sources;
        this.inbox = inbox;
    }

    @Override
    public CompletionStage<byte[]> receive(byte[] frame, String doorName, Peer peer) {
        Sources senders = sources.as(peer);
        if (frame.length > LARGEST_ON_SOCKET_THREAD) {
            return aside(() -> Hl7Batch.isBatch(frame)
                    ? batch(frame, doorName, peer.name(), senders)
                    : single(translator.read(frame, doorName, peer.name(), senders)));
        }
        if (Hl7Batch.isBatch(frame)) {
            return aside(() -> batch(frame, doorName, peer.name(), senders));
        }
        Delivery delivery = translator.read(frame, doorName, peer.name(), senders);
        return hasDocuments(delivery) ? aside(() -> single(delivery)) : single(delivery);
    }

    /** Documents are written to the disk before the message is queued: not on the socket's thread. */
    private CompletionStage<byte[]> single(Delivery delivery) {
        return inbox.apply(delivery).thenApply(Outcome::answer);
    }

    /**
     * Each message of a batch by itself, in the order sent; they share commits as messages of many connections do. When the
     * outcome of one is unknown there is no answer at all: the sender repeats the batch, and what was done is only
     * answered again.
     */
    private CompletionStage<byte[]> batch(byte[] frame, String doorName, String peer, Sources senders) {
        Optional<Hl7Batch> batch = Hl7Batch.of(frame);
        if (batch.isEmpty()) {
            return single(translator.read(frame, doorName, peer, senders));
        }
        List<CompletableFuture<byte[]>> answers = new ArrayList<>();
        Iterator<byte[]> messages = batch.get().messages();
        while (messages.hasNext()) {
            Delivery delivery = translator.read(messages.next(), doorName, peer, senders);
            if (!messages.hasNext()) {
                delivery = delivery.remarked(batch.get().remarks());
            }
            answers.add(single(delivery).toCompletableFuture());
            if (answers.size() >= BATCH_IN_HAND) {
                answers.get(answers.size() - BATCH_IN_HAND).join();
            }
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all -> translator.batchAnswer(
                        batch.get(),
                        answers.stream().map(CompletableFuture::join).toList()));
    }

    private static CompletionStage<byte[]> aside(Supplier<CompletionStage<byte[]>> work) {
        return CompletableFuture.supplyAsync(work, ASIDE).thenCompose(Function.identity());
    }

    private static boolean hasDocuments(Delivery delivery) {
        return delivery.reading() != null
                && delivery.reading().notices().stream()
                        .anyMatch(notice -> !notice.documents().isEmpty());
    }
}
