package vn.emr.core.intake;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.intake.Outcome.Kind;
import vn.emr.core.store.Database;
import vn.emr.core.store.IntakeStore;
import vn.emr.core.store.Question;
import vn.emr.core.store.WorkingSet;

/** Judges a message by today's record and rules without writing a row. */
final class Rehearsing {
    private final Database database;
    private final IntakeStore store;
    private final Judge judge;
    private final Clock clock;

    Rehearsing(Database database, IntakeStore store, Judge judge, Clock clock) {
        this.database = database;
        this.store = store;
        this.judge = judge;
        this.clock = clock;
    }

    /** @param again whether the message is one that is kept already */
    Rehearsal rehearse(Delivery delivery, boolean again) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Task task = Task.of(delivery, Ids.next(), now, again, "rehearsal", null, null);
        UUID tenant = delivery.source() == null ? store.tenant() : delivery.source().tenantId;
        return database.inTransaction(transaction -> {
            WorkingSet record = new WorkingSet(transaction, tenant);
            transaction.ask(List.of(Question.plansByIndexKept(), Preload.people(record, List.of(task))));
            Preload.lockAndLoad(record, List.of(task));
            Judge.Verdict verdict = judge.judge(task, record.draft(), now, again, List.of());
            Outcome judged = verdict.outcome();
            Outcome plain = judged.of(null);
            List<Rehearsal.Change> changes = judged.kind() == Kind.APPLIED
                    ? verdict.draft().changes().stream()
                            .map(n -> new Rehearsal.Change(n.kind(), n.id(), n.patientId(), n.version()))
                            .toList()
                    : List.of();
            return new Rehearsal(delivery, plain.answered(delivery.answering().apply(plain)), changes);
        });
    }
}
