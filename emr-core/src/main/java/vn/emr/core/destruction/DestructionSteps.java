package vn.emr.core.destruction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Consumer;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.destruction.Destruction.Act;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/**
 * What people do with a list of records to be destroyed: write down how each was appraised, approve, refuse, withdraw, begin. Each is
 * traced with the act. The database keeps the order and that two others approve.
 */
@ApplicationScoped
public class DestructionSteps {
    private static final int LONGEST_REASON = 500;

    /** @param reason needed for a refusal and a withdrawal */
    public record Decided(Integer version, String reason) {}

    private final Access access;
    private final Judgement judgement;
    private final Destructions destructions;
    private final DestructionRunner runner;
    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public DestructionSteps(
            Access access,
            Judgement judgement,
            Destructions destructions,
            DestructionRunner runner,
            Database database,
            AuditTrail trail,
            Clock clock) {
        this.access = access;
        this.judgement = judgement;
        this.destructions = destructions;
        this.runner = runner;
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Writes down how the records were appraised, and by whom: once, every record of the list.
     *
     * @throws Refusal FORBIDDEN, NOT_FOUND, traced; CONFLICT when somebody acted meanwhile; MALFORMED_FIELD for fewer than three or more
     *     than nine members, a record that is left out or foreign, one kept on without a day to come and a reason
     */
    public Destruction appraise(Caller caller, UUID id, Appraisal asked) {
        access.require(caller, Destructions.WHAT, id, Right.DESTROY);
        Destruction d = destructions.one(caller, id);
        Appraisal appraisal = Appraisal.checked(asked, d, judgement.today());
        act(caller, d, Act.APPRAISED, appraisal.version(), null, t -> appraisal.write(t, id));
        return destructions.one(caller, id);
    }

    /**
     * Approves as one of two.
     *
     * @throws Refusal FORBIDDEN, NOT_FOUND; NOT_APPLICABLE for who made the list, wrote the appraisal down or approved already: all traced;
     *     CONFLICT when somebody acted meanwhile, or there is nothing to approve
     */
    public Destruction approve(Caller caller, UUID id, Decided asked) {
        access.require(caller, Destructions.WHAT, id, Right.DESTROY_APPROVE);
        Destruction d = destructions.one(caller, id);
        boolean hadPart = database.inTransaction(t -> Destructions.kept(t, caller.tenantId(), id, false))
                .orElseThrow()
                .hadPart()
                .contains(caller.id());
        if (hadPart) {
            throw access.refuse(
                    caller,
                    Destructions.WHAT,
                    new Refusal(Code.NOT_APPLICABLE, "two others approve, who had no part in the list"));
        }
        return decide(caller, d, Act.APPROVED, asked, null);
    }

    /** Refuses the whole round, for a reason. @throws Refusal as {@link #approve}, but whoever may approve may refuse */
    public Destruction refuse(Caller caller, UUID id, Decided asked) {
        access.require(caller, Destructions.WHAT, id, Right.DESTROY_APPROVE);
        return decide(caller, destructions.one(caller, id), Act.REFUSED, asked, reason(asked));
    }

    /** Takes the list back, for a reason, as long as nothing was begun. @throws Refusal as {@link #appraise} */
    public Destruction withdraw(Caller caller, UUID id, Decided asked) {
        access.require(caller, Destructions.WHAT, id, Right.DESTROY);
        return decide(caller, destructions.one(caller, id), Act.WITHDRAWN, asked, reason(asked));
    }

    /**
     * Begins to destroy what two approved; the server goes on by itself, and cannot be stopped.
     *
     * @throws Refusal FORBIDDEN, NOT_FOUND, traced; CONFLICT unless two approved and nobody acted since
     */
    public Destruction start(Caller caller, UUID id, Decided asked) {
        access.require(caller, Destructions.WHAT, id, Right.DESTROY);
        decide(caller, destructions.one(caller, id), Act.STARTED, asked, null);
        runner.nudge();
        return destructions.one(caller, id);
    }

    private static String reason(Decided asked) {
        return Words.needed(asked == null ? null : asked.reason(), 3, LONGEST_REASON, "/reason");
    }

    private Destruction decide(Caller caller, Destruction d, Act act, Decided asked, String reason) {
        if (asked == null || asked.version() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the version that was seen", "/version");
        }
        act(caller, d, act, asked.version(), reason, t -> {});
        return destructions.one(caller, d.id());
    }

    private void act(Caller caller, Destruction d, Act act, int seen, String reason, Consumer<Transaction> also) {
        if (seen != d.version()) {
            throw meanwhile();
        }
        try {
            database.run(t -> {
                t.update("""
                        insert into destruction_act (destruction_id, number, act, at, account_id, reason)
                        values (?, ?, ?, ?, ?, ?)
                        """, d.id(), seen + 1, act, now(), caller.id(), reason);
                also.accept(t);
                trail.append(
                        t,
                        access.event(caller, Kind.DESTRUCTION, null, Destructions.WHAT, d.id())
                                .noting(act.name())
                                .because(reason));
            });
        } catch (StoreFault fault) {
            if (fault.kind() == StoreFault.Kind.CONSTRAINT) {
                throw meanwhile();
            }
            throw fault;
        }
    }

    private static Refusal meanwhile() {
        return new Refusal(Code.CONFLICT, "somebody acted meanwhile, or this is not the next step", "/version");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
