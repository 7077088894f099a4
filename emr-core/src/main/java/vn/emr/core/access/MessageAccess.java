package vn.emr.core.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.Database;

/** Who may list messages, read one, deal with those that wait, and act on many of them at once. */
@ApplicationScoped
public class MessageAccess {
    private final Access access;
    private final Database database;

    @Inject
    public MessageAccess(Access access, Database database) {
        this.access = access;
        this.database = database;
    }

    /**
     * The key to a list of messages. Who may only read content (a doctor) must name a patient; whoever names one must be
     * allowed to read somebody who holds the number.
     *
     * @param patientNumber as typed, or null
     * @param safeDetail which filters were set, for the trace
     * @throws Refusal FORBIDDEN, or NOT_FOUND for a number of nobody; TEMPORARY when the trace cannot be written
     */
    public MessageListGrant list(Caller caller, String patientNumber, String safeDetail) {
        access.require(caller, "INBOUND_LIST", null, Right.MESSAGE_READ, Right.OWN_MESSAGE_READ, Right.MESSAGE_BODY);
        UUID[] people = new UUID[0];
        if (patientNumber != null) {
            access.require(caller, "INBOUND_LIST", null, Right.PATIENT_READ);
            people = people(caller, patientNumber);
        } else if (!caller.isSource()) {
            access.require(caller, "INBOUND_LIST", null, Right.MESSAGE_READ);
        }
        access.record(
                caller.line(Kind.SEARCH, true, access.now(), null, "INBOUND_LIST", null, caller.purpose(), safeDetail));
        return new MessageListGrant(caller, patientNumber, people);
    }

    /**
     * What became of one message. People with the right see those of their tenant, a source its own, and whoever may only
     * read content (a doctor) those of patients they may read.
     *
     * @throws Refusal NOT_FOUND for anything else
     */
    public MessageGrant message(Caller caller, UUID inboundId) {
        access.require(caller, "INBOUND", inboundId, Right.MESSAGE_READ, Right.OWN_MESSAGE_READ, Right.MESSAGE_BODY);
        return grantMessage(caller, inboundId, false);
    }

    /** The bytes of one message: for those who may read everybody the message was filed under. */
    public MessageGrant messageBody(Caller caller, UUID inboundId) {
        access.require(caller, "INBOUND", inboundId, Right.MESSAGE_BODY);
        return grantMessage(caller, inboundId, true);
    }

    /**
     * A person deals with a waiting message.
     *
     * @param what is done, in safe words, for the trace; null when the act itself leaves its trace
     * @throws Refusal NOT_FOUND when the caller's tenant has no such message
     */
    public void parkedAction(Caller caller, UUID inboundId, String what) {
        access.require(caller, "INBOUND", inboundId, Right.PARKED_APPLY);
        if (database.inTransaction(t -> MessageJudgement.message(t, caller, inboundId)) == null) {
            throw access.refused(caller, Code.NOT_FOUND, null, "INBOUND", inboundId);
        }
        if (what != null) {
            access.record(caller.line(
                    Kind.PARKED_ACTION, true, access.now(), null, "INBOUND", inboundId, Purpose.OPERATION, what));
        }
    }

    /**
     * A person looks at, or acts on, something of the message desk that is no single message, such as a replay; the act
     * itself leaves its trace.
     *
     * @param known whether the caller's tenant has it
     * @throws Refusal NOT_FOUND, traced, when it is not known
     */
    public void desk(Caller caller, String objectKind, UUID objectId, boolean known) {
        if (!known) {
            throw access.refused(caller, Code.NOT_FOUND, null, objectKind, objectId);
        }
    }

    private MessageGrant grantMessage(Caller caller, UUID inboundId, boolean body) {
        Instant now = access.now();
        MessageJudgement.Message message = database.inTransaction(t -> MessageJudgement.message(t, caller, inboundId));
        if (message == null || caller.isSource() && !caller.id().equals(message.sourceId())) {
            throw access.refused(caller, Code.NOT_FOUND, null, "INBOUND", inboundId);
        }
        String kind = body ? "INBOUND_BODY" : "INBOUND";
        boolean byContent = body || !caller.isSource() && !caller.may(Right.MESSAGE_READ);
        if (byContent && !database.inTransaction(t -> MessageJudgement.mayReadBody(t, caller, message, now))) {
            throw access.refused(caller, Code.FORBIDDEN, null, kind, inboundId);
        }
        access.record(caller.line(Kind.MESSAGE_OPEN, true, now, null, kind, inboundId, caller.purpose(), null));
        return new MessageGrant(caller.tenantId(), inboundId, message.receivedAt(), body);
    }

    private UUID[] people(Caller caller, String number) {
        List<UUID> holders = database.inTransaction(t -> MessageJudgement.holders(t, caller, number));
        if (holders.isEmpty() && !caller.may(Right.MESSAGE_READ)) {
            throw access.refused(caller, Code.NOT_FOUND, null, "INBOUND_LIST", null);
        }
        List<UUID> all = new ArrayList<>();
        Refusal last = null;
        for (UUID holder : holders) {
            try {
                Grant grant = access.open(caller, caller.purpose(), holder);
                access.noGuest(grant, "MESSAGES");
                access.section(grant, "MESSAGES");
                all.addAll(Arrays.asList(grant.people()));
            } catch (Refusal refusal) {
                if (refusal.code() == Code.TEMPORARY) {
                    throw refusal;
                }
                last = refusal;
            }
        }
        if (all.isEmpty() && last != null) {
            throw last;
        }
        return all.stream().distinct().toArray(UUID[]::new);
    }
}
