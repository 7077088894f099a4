package vn.emr.core.desk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.MessageGrant;
import vn.emr.core.chart.Messages;
import vn.emr.core.intake.Correction;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Rehearsal;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * A person mends a message that was not applied: by a corrected copy, which is a message of its own, or by saying that
 * nothing is to be done. The message itself stays for ever as it came.
 */
@ApplicationScoped
public class Corrections {
    /** Nobody edits more than this by hand. */
    public static final int LARGEST = 1 << 20;

    private static final int SHORTEST_REASON = 3;
    private static final int LONGEST_REASON = 500;

    /** The copies that were made of a message, or what it was made from. */
    public record Made(UUID inboundId, UUID correctsId, Instant at, String actor, String reason) {}

    private final Database database;
    private final AuditTrail trail;
    private final Messages messages;
    private final Inbox inbox;
    private final Clock clock;

    @Inject
    public Corrections(Database database, AuditTrail trail, Messages messages, Inbox inbox, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.messages = messages;
        this.inbox = inbox;
        this.clock = clock;
    }

    /**
     * What would become of the corrected copy.
     *
     * @param grant to the content of the message
     * @throws Refusal as {@link #apply}
     */
    public Rehearsal rehearse(MessageGrant grant, byte[] corrected) {
        check(grant, corrected);
        return inbox.rehearse(grant.inboundId(), corrected);
    }

    /**
     * Applies the corrected copy.
     *
     * @param grant to the content of the message
     * @param reason 3 to 500 characters
     * @throws Refusal CONFLICT when the message is in the record already, INVALID_REQUEST when nothing was changed,
     *     TOO_LARGE, MALFORMED_FIELD for a bad reason
     */
    public CompletionStage<Outcome> apply(MessageGrant grant, Caller caller, byte[] corrected, String reason) {
        String why = reason(reason);
        check(grant, corrected);
        return inbox.applyCorrected(new Correction(grant.inboundId(), caller.actor(), why), corrected);
    }

    private void check(MessageGrant grant, byte[] corrected) {
        if (corrected.length > LARGEST) {
            throw new Refusal(Code.TOO_LARGE, "a corrected message may have 1 MiB", "/text");
        }
        if (Arrays.equals(corrected, messages.body(grant))) {
            throw new Refusal(Code.INVALID_REQUEST, "nothing was changed", "/text");
        }
        if (standing(grant).equals("APPLIED")) {
            throw new Refusal(Code.CONFLICT, "the message is in the record already; its sender must send a correction");
        }
    }

    private String standing(MessageGrant grant) {
        return database.first("""
                        select coalesce((select e.kind from inbound_event e
                                         where e.inbound_id = i.id and e.kind in ('APPLIED', 'PARKED', 'REFUSED')
                                         order by e.at desc, e.id desc limit 1), i.outcome) as standing
                        from inbound i where i.id = ? and i.received_at = ? and i.tenant_id = ?
                        """, row -> row.text("standing"), grant.inboundId(), grant.receivedAt(), grant.tenantId())
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "no such message"));
    }

    /**
     * Takes a message off the parked list: nothing is to be done about it. Traced in the same transaction.
     *
     * @param reason 3 to 500 characters, kept with the message
     * @throws Refusal CONFLICT when it does not wait any more
     */
    public void dismiss(Caller caller, UUID inboundId, String reason) {
        String why = reason(reason);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean dismissed = database.inTransaction(t -> {
            boolean waited = t.update("""
                    update parked set state = 'DISMISSED', changed_at = ?
                    where inbound_id = ? and tenant_id = ? and state = 'WAITING'
                    """, now, inboundId, caller.tenantId()) > 0;
            if (waited) {
                event(t, caller, inboundId, now, why);
                trail.append(
                        t,
                        DeskTrace.done(caller, DeskTrace.INBOUND, inboundId, now, "dismiss")
                                .because(why));
            } else {
                trail.append(
                        t,
                        DeskTrace.refused(caller, DeskTrace.INBOUND, inboundId, now, "dismiss")
                                .because(why));
            }
            return waited;
        });
        if (!dismissed) {
            throw new Refusal(Code.CONFLICT, "the message does not wait any more");
        }
    }

    private static void event(Transaction t, Caller caller, UUID inboundId, Instant now, String why) {
        t.update("""
                insert into inbound_event (id, inbound_id, at, tenant_id, kind, detail, actor)
                values (?, ?, ?, ?, 'DISMISSED', ?, ?)
                """, Ids.next(), inboundId, now, caller.tenantId(), why, caller.name());
    }

    /** What was corrected in this message's place, and what it corrects. */
    public List<Made> of(MessageGrant grant) {
        return database.query(
                """
                select * from correction where tenant_id = ? and (inbound_id = ? or corrects_id = ?)
                order by at desc limit 50
                """,
                row -> new Made(
                        row.uuid("inbound_id"),
                        row.uuid("corrects_id"),
                        row.instant("at"),
                        row.text("actor_name"),
                        row.text("reason")),
                grant.tenantId(),
                grant.inboundId(),
                grant.inboundId());
    }

    /** @throws Refusal MALFORMED_FIELD */
    static String reason(String sent) {
        String plain = sent == null ? "" : sent.strip();
        if (plain.length() < SHORTEST_REASON || plain.length() > LONGEST_REASON || plain.indexOf('\0') >= 0) {
            throw new Refusal(Code.MALFORMED_FIELD, "a reason of 3 to 500 characters", "/reason");
        }
        return plain;
    }
}
