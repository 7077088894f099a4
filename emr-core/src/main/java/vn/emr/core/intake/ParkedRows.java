package vn.emr.core.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.intake.Outcome.Kind;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.Noun;
import vn.emr.core.store.IntakeStore;
import vn.emr.core.store.IntakeStore.Waiting;
import vn.emr.core.store.IntakeWriting;
import vn.emr.core.store.Transaction;

/**
 * The parked list in one transaction: which messages wait and for what, which may now find it, and which wait no longer.
 */
final class ParkedRows {
    private static final int MOST_FIELDS = 10;
    private static final int LONGEST_FIELD = 200;

    private final UUID tenantId;
    private final IntakeStore store;
    private final Transaction transaction;
    private final IntakeWriting writing;
    private final Instant now;
    private final Set<UUID> woken = new LinkedHashSet<>();
    private final Set<UUID> settledHere = new HashSet<>();
    private final Map<UUID, List<Identifier.Key>> parkedHere = new LinkedHashMap<>();
    private final Set<Identifier.Key> arrived = new LinkedHashSet<>();

    ParkedRows(UUID tenantId, IntakeStore store, Transaction transaction, IntakeWriting writing, Instant now) {
        this.tenantId = tenantId;
        this.store = store;
        this.transaction = transaction;
        this.writing = writing;
        this.now = now;
    }

    /** Kept messages that now may find what they wait for; asked before this batch is written. */
    List<UUID> woken() {
        List<UUID> all = new ArrayList<>();
        if (!arrived.isEmpty()) {
            all.addAll(store.wokenBy(transaction, tenantId, arrived));
        }
        woken.stream().filter(id -> !all.contains(id)).forEach(all::add);
        all.removeAll(settledHere);
        return List.copyOf(all);
    }

    /**
     * Whether a woken message waits no longer: woken twice, it was applied by the first wake-up, or a person dismissed it
     * meanwhile. It stays as it is then.
     */
    Optional<Outcome> settled(Task task) {
        UUID id = task.inboundId();
        boolean waits = !task.woken()
                || !settledHere.contains(id)
                        && store.waiting(transaction, id)
                                .filter(w -> w.state().equals("WAITING"))
                                .isPresent();
        return waits ? Optional.empty() : Optional.of(new Outcome(Kind.REPLAYED, null, null, id, null, List.of()));
    }

    /** What these changes bring may be what other messages wait for. */
    void arrived(List<Noun> nouns) {
        List<Identifier.Key> numbers =
                nouns.stream().flatMap(n -> Awaited.wokenBy(n).stream()).toList();
        if (!numbers.isEmpty()) {
            arrived.addAll(numbers);
            parkedHere.forEach((id, awaited) -> {
                if (!Collections.disjoint(awaited, numbers)) {
                    woken.add(id);
                }
            });
        }
    }

    /** The place of a judged message on the list: it waits, or waits no longer. */
    void add(Task task, UUID id, Outcome outcome) {
        if (task.again() && outcome.kind() == Kind.APPLIED) {
            settledHere.add(id);
        }
        Delivery d = task.delivery();
        Optional<Waiting> standing = task.again() ? store.waiting(transaction, id) : Optional.empty();
        if (outcome.kind() != Kind.PARKED && standing.isEmpty()) {
            return;
        }
        String state =
                outcome.kind() == Kind.APPLIED ? "APPLIED" : outcome.kind() == Kind.REFUSED ? "DISMISSED" : "WAITING";
        List<Identifier.Key> waitsFor = waitsFor(task, outcome.code());
        parkedHere.put(id, waitsFor);
        writing.parked(
                new Waiting(
                        id,
                        standing.map(Waiting::receivedAt).orElse(task.receivedAt()),
                        d.source() == null ? null : d.source().id,
                        d.messageType() == null ? "?" : d.messageType(),
                        outcome.code() == null
                                ? standing.map(Waiting::code).orElse("?")
                                : outcome.code().name(),
                        outcome.detail(),
                        outcome.code() == null ? standing.map(Waiting::fields).orElse(List.of()) : fields(outcome),
                        standing.map(w -> w.attempts() + 1).orElse(1),
                        state),
                waitsFor,
                now);
    }

    private static List<String> fields(Outcome outcome) {
        return outcome.fields().stream()
                .limit(MOST_FIELDS)
                .map(field -> field.substring(0, Math.min(LONGEST_FIELD, field.length())))
                .toList();
    }

    private static List<Identifier.Key> waitsFor(Task task, Code code) {
        return task.notices().stream()
                .flatMap(n -> Awaited.by(task.delivery().source().id, n, code))
                .distinct()
                .toList();
    }

    /** Nobody need help any more with a message of which a corrected copy was applied. */
    void replaced(Correction made) {
        store.waiting(transaction, made.correctsId())
                .filter(w -> w.state().equals("WAITING"))
                .ifPresent(w -> {
                    writing.parked(
                            new Waiting(
                                    w.inboundId(),
                                    w.receivedAt(),
                                    w.sourceId(),
                                    w.messageType(),
                                    w.code(),
                                    w.detail(),
                                    w.fields(),
                                    w.attempts(),
                                    "DISMISSED"),
                            List.of(),
                            now);
                    writing.event(
                            w.inboundId(),
                            now,
                            "DISMISSED",
                            null,
                            "a corrected copy was applied in its place",
                            made.by().name());
                });
    }
}
