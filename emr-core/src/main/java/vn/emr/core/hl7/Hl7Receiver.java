package vn.emr.core.hl7;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Sources;

/**
 * What every MLLP door does with a frame: translate, hand to the inbox, answer after the commit. Small messages are
 * translated on the socket's own thread; what takes long or touches the disk (large frames, embedded documents) goes to a
 * virtual thread. When the outcome is unknown the stage fails and the door gives no answer.
 */
@ApplicationScoped
public class Hl7Receiver implements FrameReceiver {
    /** Translating this much takes about a millisecond; also the largest message that is kept in a row. */
    static final int LARGEST_ON_SOCKET_THREAD = 256 * 1024;

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
    public CompletionStage<byte[]> receive(byte[] frame, String doorName, String peer) {
        CompletionStage<Outcome> outcome = frame.length > LARGEST_ON_SOCKET_THREAD
                ? aside(() -> inbox.apply(translator.read(frame, doorName, peer, sources)))
                : keep(translator.read(frame, doorName, peer, sources));
        return outcome.thenApply(Outcome::answer);
    }

    /** Documents are written to the disk before the message is queued. */
    private CompletionStage<Outcome> keep(Delivery delivery) {
        return hasDocuments(delivery) ? aside(() -> inbox.apply(delivery)) : inbox.apply(delivery);
    }

    private static CompletionStage<Outcome> aside(java.util.function.Supplier<CompletionStage<Outcome>> work) {
        return CompletableFuture.supplyAsync(work, ASIDE).thenCompose(Function.identity());
    }

    private static boolean hasDocuments(Delivery delivery) {
        return delivery.reading() != null
                && delivery.reading().notices().stream()
                        .anyMatch(notice -> notice instanceof Notice.ReportStated report
                                && !report.documents().isEmpty());
    }
}
