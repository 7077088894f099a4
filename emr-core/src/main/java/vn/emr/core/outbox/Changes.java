package vn.emr.core.outbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.outbox.Outbox.Change;
import vn.emr.core.outbox.Outbox.Cursor;
import vn.emr.core.privacy.EgressGate;
import vn.emr.core.store.AuditTrail;

/** The changes of the record for systems that ask for them: from a cursor on, as often as they like. */
@ApplicationScoped
public class Changes {
    private static final int PAGE = 1_000;
    /** Changes of other hospitals that one answer steps over at most, before it hands the cursor back. */
    private static final int MOST_PAGES = 20;

    /**
     * Some changes in their order.
     *
     * @param next the cursor to ask with next; the same as asked when nothing came
     */
    public record Page(List<ChangeEvent> events, String next) {}

    private final Outbox outbox;
    private final Sources sources;
    private final EgressGate gate;
    private final Access access;
    private final AuditTrail trail;
    private final Clock clock;
    /** A system that asks every second is traced once a quarter of an hour. */
    private final Cache<UUID, Boolean> traced =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(15)).build();

    @Inject
    public Changes(Outbox outbox, Sources sources, EgressGate gate, Access access, AuditTrail trail, Clock clock) {
        this.outbox = outbox;
        this.sources = sources;
        this.gate = gate;
        this.access = access;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * The next changes of the caller's hospital, without those of people who do not agree to it.
     *
     * @param after a cursor as an earlier answer named it; null for the beginning
     * @param limit 1 to 1,000
     * @throws Refusal FORBIDDEN when the key lacks the scope, MALFORMED_FIELD for another cursor or limit, NOT_APPLICABLE
     *     while it is not declared for what the system asks; traced
     */
    public Page after(Caller caller, String after, int limit) {
        access.require(caller, "CHANGES", null, Right.CHANGE_READ);
        if (limit < 1 || limit > PAGE) {
            throw new Refusal(Code.MALFORMED_FIELD, "1 to 1000", "limit");
        }
        Cursor at = Cursor.parse(after);
        Source asking = declared(caller);
        trace(caller);
        List<ChangeEvent> events = new ArrayList<>();
        for (int page = 0; page < MOST_PAGES && events.size() < limit; page++) {
            List<Change> read = outbox.after(at, PAGE);
            for (Change change : read) {
                if (events.size() == limit) {
                    break;
                }
                at = change.cursor();
                if (change.tenantId().equals(caller.tenantId())) {
                    gate.pass(
                                    asking,
                                    EgressGate.Way.CHANGES,
                                    change.patientId(),
                                    change.cursor().id())
                            .ifPresent(pass -> events.add(ChangeEvent.of(change, pass)));
                }
            }
            if (read.size() < PAGE) {
                break;
            }
        }
        return new Page(List.copyOf(events), at.text());
    }

    private Source declared(Caller caller) {
        Source asking = sources.byId(caller.id()).orElseThrow(() -> access.missing(caller, "CHANGES", caller.id()));
        try {
            gate.declared(asking, EgressGate.Way.CHANGES);
            return asking;
        } catch (Refusal undeclared) {
            throw access.refuse(caller, "CHANGES", undeclared);
        }
    }

    private void trace(Caller caller) {
        if (traced.getIfPresent(caller.id()) == null) {
            trail.append(List.of(new AuditEvent(
                    Ids.next(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    caller.tenantId(),
                    AuditEvent.Kind.SEND,
                    true,
                    caller.actor(),
                    caller.id(),
                    null,
                    "CHANGES",
                    null,
                    null,
                    null,
                    "which records changed")));
            traced.put(caller.id(), true);
        }
    }
}
