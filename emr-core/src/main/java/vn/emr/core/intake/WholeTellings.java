package vn.emr.core.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.intake.ToldNotice.WholeVisitStated;
import vn.emr.core.store.IntakeStore;
import vn.emr.core.store.IntakeStore.Telling;
import vn.emr.core.store.IntakeWriting;
import vn.emr.core.store.Transaction;

/**
 * Which telling of a visit as a whole stands: of those made on the same day, the one that arrived last.
 *
 * <ul>
 *   <li>What stands, sent once more, is a repeat.
 *   <li>What was told before it, sent once more, is told anew: its sender goes back to it. Not so when its day is an earlier
 *       one; the newer day stays.
 *   <li>A sending that came before is a repeat whatever was told since: a request with the same key, a file or an import
 *       that is gone on with after a crash. A request without a key has no name; told again, it counts as told anew.
 *   <li>A kept message that is applied again does not overturn what was told after it.
 * </ul>
 *
 * The tables are asked only about what came before.
 */
final class WholeTellings {
    private final UUID tenantId;
    private final IntakeStore store;
    private final Transaction transaction;
    private final IntakeWriting writing;
    private final Map<String, List<Telling>> here = new HashMap<>();

    WholeTellings(UUID tenantId, IntakeStore store, Transaction transaction, IntakeWriting writing) {
        this.tenantId = tenantId;
        this.store = store;
        this.transaction = transaction;
        this.writing = writing;
    }

    /** Whether a message tells its visit anew although the same content came before. */
    boolean anew(Task task, UUID sameContent) {
        if (!WholeVisitRule.told(task.notices())) {
            return false;
        }
        List<Telling> all = all(task);
        String sending = task.delivery().sending();
        return !all.isEmpty()
                && !all.getLast().inboundId().equals(sameContent)
                && !stated(task).stated().isBefore(all.getLast().stated())
                && all.stream().anyMatch(t -> t.inboundId().equals(sameContent))
                && (sending == null || all.stream().noneMatch(t -> sending.equals(t.sending())));
    }

    /** Whether a kept message would overturn what was told after it. */
    boolean overtaken(Task task) {
        if (!task.again() || !WholeVisitRule.told(task.notices())) {
            return false;
        }
        List<Telling> all = all(task);
        return !all.isEmpty()
                && !all.getLast().inboundId().equals(task.inboundId())
                && all.getLast().id().compareTo(task.inboundId()) > 0
                && !all.getLast().stated().isBefore(stated(task).stated());
    }

    /** Remembers a telling that was applied. */
    void add(Task task, UUID inboundId) {
        if (!WholeVisitRule.told(task.notices())) {
            return;
        }
        Telling telling = new Telling(
                task.inboundId(),
                inboundId,
                task.delivery().sending(),
                stated(task).stated());
        if (task.again() && all(task).stream().anyMatch(t -> t.id().equals(telling.id()))) {
            return;
        }
        here.computeIfAbsent(key(task), k -> new ArrayList<>()).add(telling);
        writing.told(task.delivery().source().id, task.delivery().controlId(), telling);
    }

    private List<Telling> all(Task task) {
        List<Telling> all = new ArrayList<>(store.tellings(
                transaction,
                tenantId,
                task.delivery().source().id,
                task.delivery().controlId()));
        all.addAll(here.getOrDefault(key(task), List.of()));
        return all;
    }

    private static String key(Task task) {
        return task.delivery().source().id + "|" + task.delivery().controlId();
    }

    private static WholeVisitStated stated(Task task) {
        return (WholeVisitStated) task.notices().getLast();
    }
}
