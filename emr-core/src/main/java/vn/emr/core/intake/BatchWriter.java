package vn.emr.core.intake;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.Unforeseen;
import vn.emr.core.intake.Outcome.Kind;
import vn.emr.core.store.Database;
import vn.emr.core.store.IntakeStore;
import vn.emr.core.store.IntakeStore.Earlier;
import vn.emr.core.store.IntakeStore.Known;
import vn.emr.core.store.IntakeStore.MessageKey;
import vn.emr.core.store.IntakeWriting;
import vn.emr.core.store.Question;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;
import vn.emr.core.store.VersionConflict;
import vn.emr.core.store.WorkingSet;

/**
 * Writes a batch of messages in one transaction and answers each after the commit. A batch that fails is rolled back and
 * repeated one by one in order of arrival, so a bad message never fails its neighbours nor lets a later one pass it.
 */
final class BatchWriter {
    private static final Logger LOG = Logger.getLogger(BatchWriter.class);
    /** A race with another writer (the same new patient under two numbers) is over after one repeat; three is ample. */
    private static final int RACES = 3;

    private static final long BETWEEN_LINES_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Database database;
    private final IntakeStore store;
    private final Judge judge;
    private final Clock clock;
    private final Consumer<List<UUID>> wake;
    private volatile long saidUnavailable = System.nanoTime() - BETWEEN_LINES_NANOS;

    /** @param wake told of kept messages that a commit woke, oldest first, before its answers are given */
    BatchWriter(Database database, IntakeStore store, Judge judge, Clock clock, Consumer<List<UUID>> wake) {
        this.database = database;
        this.store = store;
        this.judge = judge;
        this.clock = clock;
        this.wake = wake;
    }

    /** Writes and answers all of them. */
    void write(List<Task> tasks) {
        try {
            commit(tasks);
        } catch (StoreFault fault) {
            if (fault.kind() == StoreFault.Kind.OUTCOME_UNKNOWN) {
                LOG.warnf(
                        "commit of %d messages: outcome unknown, no answers given (%s)",
                        tasks.size(), fault.getMessage());
                tasks.forEach(task -> task.answer().completeExceptionally(new OutcomeUnknown()));
                return;
            }
            if (fault.kind() == StoreFault.Kind.UNAVAILABLE) {
                sayUnavailable(fault);
                tasks.forEach(task -> fail(task));
                return;
            }
            oneByOne(tasks, fault);
        } catch (RuntimeException fault) {
            oneByOne(tasks, fault);
        }
    }

    /** Senders repeat at once and without end: one line for many of them. */
    private void sayUnavailable(StoreFault fault) {
        long now = System.nanoTime();
        if (now - saidUnavailable > BETWEEN_LINES_NANOS) {
            saidUnavailable = now;
            LOG.warnf("messages are answered AE, the sender repeats them: %s", fault.getMessage());
        }
    }

    /** Woken messages queue up before the sender is free to send the next one, so that nothing newer passes them. */
    private void commit(List<Task> tasks) {
        Judged judged = database.inTransaction(transaction -> judge(transaction, tasks));
        wake.accept(judged.woken);
        tasks.forEach(task -> task.answer().complete(judged.outcomes.get(task)));
    }

    private void oneByOne(List<Task> tasks, RuntimeException fault) {
        if (tasks.size() == 1) {
            single(tasks.getFirst(), fault);
            return;
        }
        LOG.debugf("batch of %d repeated one by one: %s", tasks.size(), name(fault));
        tasks.forEach(task -> write(List.of(task)));
    }

    private void single(Task task, RuntimeException first) {
        RuntimeException fault = first;
        for (int race = 0; race < RACES && races(fault); race++) {
            try {
                commit(List.of(task));
                return;
            } catch (RuntimeException again) {
                fault = again;
            }
        }
        if (task.forced() != null || fault instanceof StoreFault f && f.kind() == StoreFault.Kind.UNAVAILABLE) {
            LOG.errorf("message %s could not be kept: %s", task.inboundId(), name(fault));
            fail(task);
            return;
        }
        LOG.errorf("message %s could not be applied, parked: %s", task.inboundId(), name(fault));
        write(List.of(task.parkedBecause(
                new Refusal(Code.NOT_APPLICABLE, "the message could not be applied; it is kept for the operator"))));
    }

    private static boolean races(RuntimeException fault) {
        return fault instanceof VersionConflict
                || fault instanceof StoreFault f && f.kind() == StoreFault.Kind.CONSTRAINT;
    }

    private static String name(RuntimeException fault) {
        return fault instanceof StoreFault ? fault.getMessage() : Unforeseen.at(fault);
    }

    private static void fail(Task task) {
        Outcome failed = new Outcome(
                Kind.FAILED, Code.TEMPORARY, "the record store is not reachable now", null, null, List.of());
        task.answer().complete(failed.answered(task.delivery().answering().apply(failed)));
    }

    private record Judged(Map<Task, Outcome> outcomes, List<UUID> woken) {}

    private Judged judge(Transaction transaction, List<Task> tasks) {
        // By identity: a task holds whole messages, whose hash is dear and says nothing.
        Map<Task, Outcome> outcomes = new IdentityHashMap<>();
        List<UUID> woken = new ArrayList<>();
        Map<UUID, List<Task>> byTenant = new LinkedHashMap<>();
        tasks.forEach(task ->
                byTenant.computeIfAbsent(tenant(task), t -> new ArrayList<>()).add(task));
        byTenant.forEach((tenant, mine) -> woken.addAll(judge(transaction, tenant, mine, outcomes)));
        return new Judged(outcomes, woken);
    }

    private UUID tenant(Task task) {
        return task.delivery().source() == null
                ? store.tenant()
                : task.delivery().source().tenantId;
    }

    private List<UUID> judge(Transaction transaction, UUID tenant, List<Task> tasks, Map<Task, Outcome> outcomes) {
        // Microseconds, as the database keeps them: a revision is found again by its time.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        WorkingSet record = new WorkingSet(transaction, tenant);
        Known[] known = new Known[tasks.size()];
        transaction.ask(List.of(
                Question.plansByIndexKept(),
                store.known(tenant, tasks.stream().map(BatchWriter::key).toList(), known),
                Preload.people(record, tasks)));
        Preload.lockAndLoad(record, tasks);
        IntakeWriting writing = new IntakeWriting(tenant);
        ParkedRows parked = new ParkedRows(tenant, store, transaction, writing, now);
        MessageRows rows = new MessageRows(tenant, store, transaction, writing, now, parked);
        WholeTellings tellings = new WholeTellings(tenant, store, transaction, writing);
        Map<String, Outcome> inThisBatch = new HashMap<>();
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            Optional<Earlier> earlier = task.again() ? Optional.empty() : known[i].earlier();
            String name = batchKey(task);
            Outcome before = task.again() ? null : inThisBatch.get(name);
            Optional<UUID> same = before != null ? Optional.of(before.inboundId()) : earlier.map(Earlier::inboundId);
            Optional<Outcome> replay =
                    same.filter(id -> tellings.anew(task, id)).isPresent()
                            ? Optional.empty()
                            : before != null ? rows.again(before) : earlier.flatMap(e -> rows.replay(task, e));
            replay = replay.isPresent() ? replay : parked.settled(task);
            if (replay.isPresent()) {
                outcomes.put(task, replay.get());
                continue;
            }
            List<String> flags = flags(task, known[i]);
            // A woken message has had no effect yet: that it was told before is no reason to forget when.
            boolean repeat = flags.contains("CONTENT_DUP") || task.again() && !task.woken();
            Judge.Verdict verdict = tellings.overtaken(task)
                    ? Judge.overtaken(task, record.draft(), flags)
                    : judge.judge(task, record.draft(), now, repeat, flags);
            Outcome outcome = rows.add(task, verdict, same);
            if (outcome.kind() == Kind.APPLIED && !verdict.draft().changes().isEmpty()) {
                tellings.add(task, outcome.inboundId());
            }
            inThisBatch.put(name, outcome);
            outcomes.put(task, outcome);
        }
        List<UUID> woken = parked.woken();
        writing.write(transaction);
        return woken;
    }

    private static List<String> flags(Task task, Known known) {
        List<String> flags = new ArrayList<>();
        // A corrected message keeps the number of the one it corrects, a visit told again as a whole its own: no fault.
        if (!task.again() && task.correction() == null && known.idReused() && !WholeVisitRule.told(task.notices())) {
            flags.add("ID_REUSED");
        }
        if (!task.again() && known.contentSeen()) {
            flags.add("CONTENT_DUP");
        }
        return flags;
    }

    private static MessageKey key(Task task) {
        Delivery d = task.delivery();
        return new MessageKey(
                d.source() == null ? IntakeStore.NO_SOURCE : d.source().id, d.controlId(), d.contentDigest());
    }

    private static String batchKey(Task task) {
        MessageKey key = key(task);
        return key.sourceId() + "|" + key.controlId() + "|" + Arrays.hashCode(key.digest()) + "|"
                + Arrays.toString(Arrays.copyOf(key.digest(), 8));
    }
}
