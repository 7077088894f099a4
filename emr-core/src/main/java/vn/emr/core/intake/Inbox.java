package vn.emr.core.intake;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.MessageGrant;
import vn.emr.core.organization.Source;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.Patient;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;
import vn.emr.core.store.DiskSpace;
import vn.emr.core.store.IntakeStore;

/**
 * The one way in: takes deliveries from all doors, has them judged and written in shared transactions, and answers each
 * after its commit.
 */
@ApplicationScoped
public class Inbox {
    private static final Logger LOG = Logger.getLogger(Inbox.class);
    /** Messages up to this size stay in the row; larger ones are blobs. */
    static final int LARGEST_ROW_BODY = 256 * 1024;

    private final Lanes lanes = new Lanes();
    private final Turns turns = new Turns();
    private final Writers writers = new Writers(lanes);
    private final IntakeStore store;
    private final BlobStore blobs;
    private final KeptMessages kept;
    private final Clock clock;
    private final Traffic traffic;
    private final Database database;
    private final DiskSpace disk;
    private Rehearsing rehearsing;

    @Inject
    public Inbox(
            Database database,
            IntakeStore store,
            BlobStore blobs,
            @Any Instance<Translator> translators,
            Sources sources,
            Clock clock,
            Traffic traffic,
            DiskSpace disk) {
        this(database, store, blobs, (Iterable<Translator>) translators, sources, clock, traffic, disk);
    }

    /** For use without a container. */
    public Inbox(
            Database database,
            IntakeStore store,
            BlobStore blobs,
            Iterable<Translator> translators,
            Sources sources,
            Clock clock,
            Traffic traffic,
            DiskSpace disk) {
        this.traffic = traffic;
        this.disk = disk;
        this.store = store;
        this.blobs = blobs;
        this.kept = new KeptMessages(store, blobs, translators, sources);
        this.clock = clock;
        this.database = database;
    }

    /** Starts the writers. */
    @PostConstruct
    public void start() {
        Judge judge = new Judge(new Places(database), kept::translator);
        rehearsing = new Rehearsing(database, store, judge, clock);
        writers.start(new BatchWriter(database, store, judge, clock, this::wake));
    }

    /** Writes and answers what is waiting, then ends. */
    @PreDestroy
    public void stop() {
        writers.stop();
    }

    /** Messages that wait for a writer now. */
    public int depth() {
        return lanes.depth();
    }

    /**
     * Judges, stores and answers one message. The stage completes after COMMIT; it fails with {@link OutcomeUnknown} when
     * the commit's fate is not known, and then no answer may be given. Large content is written to the blob store by the
     * calling thread.
     */
    public CompletionStage<Outcome> receive(Delivery delivery) {
        return offer(delivery, Ids.next(), false, Task.SERVER, null, null);
    }

    /**
     * Reads a kept message again, with today's configuration, and judges it anew. Its first outcome stays; the new one is
     * added to its history.
     *
     * @param actor who asked: a person's account name, or the server itself
     * @throws Refusal NOT_FOUND when there is no such message
     */
    public CompletionStage<Outcome> applyAgain(UUID inboundId, String actor) {
        return applyAgain(inboundId, actor, null);
    }

    /**
     * Reads and judges a kept message again as a person who has confirmed what it was held for.
     *
     * @param confirmed the reason, such as EMPTY_OVER_FINAL; null when nothing was confirmed
     * @throws Refusal NOT_FOUND when there is no such message
     */
    public CompletionStage<Outcome> applyAgain(UUID inboundId, String actor, Code confirmed) {
        return offer(kept.read(inboundId, null).confirmed(confirmed), inboundId, true, actor, null, null);
    }

    /**
     * Files a waiting message under a patient that a person chose: the numbers that were sent are linked to that patient,
     * and the message is judged anew.
     *
     * @param attempts of the parked message as the page showed it
     * @param remember whether the next message with these numbers finds the patient by itself
     * @throws Refusal CONFLICT when the message was dealt with meanwhile or its patient has come, NOT_APPLICABLE when it
     *     cannot be read or speaks of several people
     */
    public CompletionStage<Outcome> fileUnder(
            PatientLinks links,
            PatientLinks.Decision decision,
            UUID inboundId,
            int attempts,
            UUID chosen,
            boolean remember) {
        Delivery delivery = kept.read(inboundId, null);
        if (delivery.reading() == null) {
            throw new Refusal(Code.NOT_APPLICABLE, "the message cannot be read, so it cannot be filed");
        }
        List<Identifier> sent = Task.named(delivery.reading().notices());
        UUID place = links.placeFor(decision, inboundId, attempts, sent, chosen, remember);
        return offer(delivery, inboundId, true, decision.who().name(), place, null);
    }

    /**
     * The person a kept message speaks of, as its sender describes them: a patient that is not in the record, with the
     * numbers and whatever name, birth, sex, addresses and phones were sent. Empty when that cannot be told.
     *
     * @throws IllegalArgumentException when the grant is for the outcome only
     */
    public Optional<Patient> described(MessageGrant grant) {
        return kept.described(grant);
    }

    /**
     * Judges a person's corrected copy of a kept message as a message of its own, of the same sender. The original stays as
     * it came; it leaves the parked list when the copy is applied.
     *
     * @throws Refusal NOT_FOUND when there is no such message, NOT_APPLICABLE when nothing reads its format
     */
    public CompletionStage<Outcome> applyCorrected(Correction correction, byte[] bytes) {
        Delivery delivery = kept.read(correction.correctsId(), bytes);
        return offer(delivery, Ids.next(), false, correction.by().name(), null, correction);
    }

    /**
     * What would become of a kept message if it were applied again now. Nothing is kept.
     *
     * @param corrected the bytes a person would put in place of those that came; null for the message itself
     * @throws Refusal as {@link #applyCorrected}
     */
    public Rehearsal rehearse(UUID inboundId, byte[] corrected) {
        return rehearsing.rehearse(kept.read(inboundId, corrected), corrected == null);
    }

    /** What would become of a message that is not kept yet. Nothing is kept. */
    public Rehearsal rehearse(Delivery delivery) {
        return rehearsing.rehearse(delivery, false);
    }

    /** Applies waiting messages whose patient has come meanwhile; called now and then, and at start. */
    public int applyOverdue() {
        List<UUID> overdue = store.overdue(500);
        wake(overdue);
        return overdue.size();
    }

    private CompletionStage<Outcome> offer(
            Delivery delivery, UUID inboundId, boolean again, String actor, UUID filedUnder, Correction correction) {
        Refusal refusal = delivery.refusal();
        if (refusal != null && refusal.code().sendAgain()) {
            // It could not be judged now, for a reason of ours: nothing is kept, the sender sends it again.
            return failed(delivery, refusal.code(), refusal.getMessage());
        }
        if (disk.full()) {
            return failed(delivery, Code.TEMPORARY, "the disk of this server is nearly full");
        }
        try {
            String blob = !again && delivery.bytes().length > LARGEST_ROW_BODY ? blobs.put(delivery.bytes()) : null;
            documents(delivery, content -> blobs.put(content));
            Task task = Task.of(
                            delivery,
                            inboundId,
                            clock.instant().truncatedTo(ChronoUnit.MICROS),
                            again,
                            actor,
                            blob,
                            filedUnder)
                    .correcting(correction);
            return again || correction != null ? enter(task) : inTurn(task);
        } catch (UncheckedIOException e) {
            LOG.errorf("blob store: %s", e.getCause().getClass().getName());
            return failed(delivery, Code.TEMPORARY, "the document store cannot be written now");
        }
    }

    /** A message applied again, or corrected by a person, does not wait for its sender's turn: nothing newer may pass it. */
    private CompletionStage<Outcome> enter(Task task) {
        if (!lanes.offer(task)) {
            task.answer().complete(overloaded(task.delivery()));
        }
        return task.answer();
    }

    private CompletionStage<Outcome> inTurn(Task task) {
        Source source = task.delivery().source();
        long begun = System.nanoTime();
        task.answer().whenComplete((outcome, error) -> {
            turns.give(source);
            if (source != null) {
                traffic.count(
                        source.id, outcome == null ? Outcome.Kind.FAILED : outcome.kind(), System.nanoTime() - begun);
            }
        });
        turns.take(source, () -> enter(task));
        return task.answer();
    }

    private static Outcome overloaded(Delivery delivery) {
        return unkept(delivery, Code.OVERLOADED, "too many messages wait to be written");
    }

    private static CompletionStage<Outcome> failed(Delivery delivery, Code code, String detail) {
        return CompletableFuture.completedFuture(unkept(delivery, code, detail));
    }

    private static Outcome unkept(Delivery delivery, Code code, String detail) {
        Outcome failed = new Outcome(Outcome.Kind.FAILED, code, detail, null, null, List.of());
        return failed.answered(delivery.answering().apply(failed));
    }

    private static void documents(Delivery delivery, Consumer<byte[]> keep) {
        if (delivery.reading() != null) {
            for (Notice notice : delivery.reading().notices()) {
                notice.documents().forEach(document -> keep.accept(document.content()));
            }
        }
    }

    private void wake(List<UUID> inboundIds) {
        for (UUID id : inboundIds) {
            try {
                applyAgain(id, Task.SERVER);
            } catch (RuntimeException e) {
                LOG.warnf("message %s stays parked: %s", id, e.getClass().getName());
            }
        }
    }
}
