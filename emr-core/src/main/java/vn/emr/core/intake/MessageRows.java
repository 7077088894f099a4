package vn.emr.core.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.intake.Notice.OrderAnswered;
import vn.emr.core.intake.OrderReply.Verdict;
import vn.emr.core.intake.Outcome.Kind;
import vn.emr.core.organization.Source;
import vn.emr.core.record.Noun;
import vn.emr.core.store.ChangeSet;
import vn.emr.core.store.IntakeStore;
import vn.emr.core.store.IntakeStore.Earlier;
import vn.emr.core.store.IntakeWriting;
import vn.emr.core.store.Transaction;

/** Turns verdicts into rows: the message with its answer, its effect and its trace. */
final class MessageRows {
    private final UUID tenantId;
    private final IntakeStore store;
    private final Transaction transaction;
    private final IntakeWriting writing;
    private final Instant now;
    private final ParkedRows parked;

    MessageRows(
            UUID tenantId,
            IntakeStore store,
            Transaction transaction,
            IntakeWriting writing,
            Instant now,
            ParkedRows parked) {
        this.tenantId = tenantId;
        this.store = store;
        this.transaction = transaction;
        this.writing = writing;
        this.now = now;
        this.parked = parked;
    }

    /** The first answer again; a message that was refused is judged anew, or was accepted since and is answered so. */
    Optional<Outcome> replay(Task task, Earlier earlier) {
        if (earlier.outcome().equals("REFUSED")) {
            return store.acceptedLater(transaction, earlier.inboundId())
                    ? Optional.of(accepted(task, earlier.inboundId()))
                    : Optional.empty();
        }
        Code code = earlier.code() == null ? null : Code.valueOf(earlier.code());
        return Optional.of(replay(
                new Outcome(Kind.REPLAYED, code, earlier.detail(), earlier.inboundId(), earlier.answer(), List.of())));
    }

    private Outcome accepted(Task task, UUID inboundId) {
        Outcome plain = replay(new Outcome(Kind.REPLAYED, null, null, inboundId, null, List.of()));
        return plain.answered(task.delivery().answering().apply(plain));
    }

    /** The answer a message of this batch had; one that was refused is judged anew. */
    Optional<Outcome> again(Outcome before) {
        return before.kind() == Kind.REFUSED ? Optional.empty() : Optional.of(replay(before));
    }

    private Outcome replay(Outcome first) {
        writing.event(first.inboundId(), now, "REPLAYED", null, null, Task.SERVER);
        return new Outcome(
                Kind.REPLAYED,
                first.code(),
                first.detail(),
                first.fields(),
                first.inboundId(),
                first.answer(),
                first.remarks());
    }

    /**
     * Everything one judged message writes; returns the outcome with the answer it gets.
     *
     * @param kept the same content under the same number, which came before and is judged anew
     */
    Outcome add(Task task, Judge.Verdict verdict, Optional<UUID> kept) {
        UUID id = kept.orElse(task.inboundId());
        Outcome plain = verdict.outcome().of(id);
        Outcome outcome = plain.answered(task.delivery().answering().apply(plain));
        if (outcome.kind() == Kind.APPLIED) {
            effect(task, id, verdict);
        }
        if (task.again() || kept.isPresent()) {
            writing.event(id, now, outcome.kind().name(), code(outcome), outcome.detail(), task.actor());
        } else {
            writing.inbound(inbound(task, verdict, outcome));
            if (task.correction() != null) {
                corrected(task, id, outcome);
            }
        }
        parked.add(task, id, outcome);
        if (outcome.kind() != Kind.APPLIED) {
            trace(task, id, outcome);
        }
        return outcome;
    }

    private void effect(Task task, UUID inboundId, Judge.Verdict verdict) {
        List<Noun> nouns = verdict.draft().changes();
        verdict.draft().accept();
        task.notices().forEach(notice -> answered(task, notice));
        if (nouns.isEmpty()) {
            return;
        }
        writing.change(new ChangeSet(
                actor(task, inboundId),
                now,
                task.delivery().messageType(),
                task.delivery().source().id,
                inboundId,
                nouns));
        parked.arrived(nouns);
    }

    private void answered(Task task, Notice notice) {
        if (notice instanceof OrderAnswered n && n.reply().verdict() != Verdict.TRY_AGAIN) {
            UUID destination = task.delivery().source().id;
            store.answered(transaction, destination, n.asked(), n.reply().trouble(), now);
        }
    }

    private IntakeStore.Inbound inbound(Task task, Judge.Verdict verdict, Outcome outcome) {
        Delivery d = task.delivery();
        return new IntakeStore.Inbound(
                task.inboundId(),
                task.receivedAt(),
                d.source() == null ? null : d.source().id,
                d.door(),
                d.peer(),
                d.format(),
                d.messageType(),
                d.controlId(),
                d.contentDigest(),
                task.blob() == null ? d.bytes() : null,
                task.blob(),
                d.bytes().length,
                d.charsetRule(),
                outcome.kind().name(),
                code(outcome),
                outcome.detail(),
                d.reading() == null ? 0 : d.reading().observationsIn(),
                verdict.observationsOut(),
                outcome.remarks(),
                outcome.answer());
    }

    /** Names the original. */
    private void corrected(Task task, UUID id, Outcome outcome) {
        Correction made = task.correction();
        writing.correction(id, made.correctsId(), now, made.by(), made.reason());
        writing.audit(new AuditEvent(
                        Ids.next(),
                        now,
                        tenantId,
                        AuditEvent.Kind.PARKED_ACTION,
                        true,
                        made.by(),
                        sourceId(task),
                        null,
                        "INBOUND",
                        made.correctsId(),
                        null,
                        null,
                        "corrected as " + id)
                .because(made.reason()));
        if (outcome.kind() == Kind.APPLIED) {
            parked.replaced(made);
        }
    }

    private void trace(Task task, UUID id, Outcome outcome) {
        AuditEvent.Kind kind = outcome.kind() == Kind.PARKED ? AuditEvent.Kind.PARKED : AuditEvent.Kind.MESSAGE_REFUSED;
        writing.audit(new AuditEvent(
                Ids.next(),
                now,
                tenantId,
                kind,
                outcome.kind() == Kind.PARKED,
                actor(task, id),
                sourceId(task),
                null,
                "INBOUND",
                id,
                null,
                null,
                code(outcome)));
    }

    private static UUID sourceId(Task task) {
        return task.delivery().source() == null ? null : task.delivery().source().id;
    }

    /** A message is its own request: what it left in the trace is found by the id it is kept under. */
    private static Actor actor(Task task, UUID inboundId) {
        if (task.correction() != null) {
            return task.correction().by();
        }
        Source source = task.delivery().source();
        return source == null
                ? new Actor(
                        ActorKind.SOURCE,
                        IntakeStore.NO_SOURCE,
                        "unknown",
                        null,
                        null,
                        task.delivery().peer(),
                        inboundId.toString())
                : new Actor(
                        ActorKind.SOURCE,
                        source.id,
                        source.name,
                        null,
                        null,
                        task.delivery().peer(),
                        inboundId.toString());
    }

    private static String code(Outcome outcome) {
        return outcome.code() == null ? null : outcome.code().name();
    }
}
