package vn.emr.core.restriction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Holders;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;

/**
 * Breaking the glass: a person who has no way to a patient, or not to all of the record, opens it for a reason and a limited time
 * with the rights of the own roles. It is traced from its beginning to its end and judged by somebody else
 * ({@link EmergencyReview}).
 */
@ApplicationScoped
public class Emergencies {
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_MINUTES = 720;

    /** Why at all. */
    public enum Cause {
        LIFE_THREATENING,
        CARE_NOW,
        CONSULTATION,
        OTHER
    }

    /**
     * Who is opened and why.
     *
     * @param patientId or
     * @param patientNumber the whole number; one of the two
     */
    public record Asked(UUID patientId, String patientNumber, Cause cause, String reason) {}

    /** @param until when the access ends by itself */
    public record Opened(UUID id, UUID patientId, Instant until) {}

    private final Access access;
    private final Holders holders;
    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;
    private final Duration lasts;

    @Inject
    public Emergencies(
            Access access,
            Database database,
            AuditTrail trail,
            Clock clock,
            @ConfigProperty(name = "emr.emergency.minutes", defaultValue = "60") int minutes) {
        this.access = access;
        this.holders = new Holders(access, database);
        this.database = database;
        this.trail = trail;
        this.clock = clock;
        this.lasts = Duration.ofMinutes(Math.clamp(minutes, 1, LONGEST_MINUTES));
    }

    /**
     * Opens a record. Whoever does is told in the answer until when; who looks at it finds it on their list at once.
     *
     * @throws Refusal with pointers without cause and reason; NOT_FOUND for nobody or several, NOT_APPLICABLE when the whole record
     *     is open already
     */
    public Opened open(Caller caller, Asked asked) {
        access.require(caller, "PATIENT", null, Right.BREAK_GLASS);
        if (asked == null || asked.cause() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "why it cannot wait", "/cause");
        }
        String reason = reason(asked.reason());
        Holders.Way way = holders.wayTo(caller, asked.patientId(), asked.patientNumber());
        if (way.whole()) {
            throw new Refusal(Code.NOT_APPLICABLE, "the whole record is open to you");
        }
        Instant now = now();
        Opened opened = new Opened(Ids.next(), way.patientId(), now.plus(lasts));
        database.run(t -> {
            t.update(
                    """
                    insert into emergency (id, tenant_id, account_id, session_id, patient_id, cause, reason, started_at, valid_until)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    opened.id(),
                    caller.tenantId(),
                    caller.id(),
                    caller.sessionId(),
                    opened.patientId(),
                    asked.cause(),
                    reason,
                    now,
                    opened.until());
            trail.append(
                    t,
                    access.event(caller, Kind.EMERGENCY, opened.patientId(), "PATIENT", opened.id())
                            .changing("cause: - -> " + asked.cause())
                            .because(reason));
        });
        return opened;
    }

    /**
     * Ends what the caller opened of one patient.
     *
     * @throws Refusal CONFLICT when nothing of it lasts
     */
    public void end(Caller caller, UUID patientId) {
        access.require(caller, "PATIENT", patientId, Right.BREAK_GLASS);
        Instant now = now();
        int ended = database.inTransaction(t -> {
            List<UUID> lasting = t.query(
                    """
                    update emergency set ended_at = ?
                    where tenant_id = ? and account_id = ? and ended_at is null and valid_until > ?
                      and patient_id = any (array(select link_set(?, ?)))
                    returning id
                    """, row -> row.uuid("id"), now, caller.tenantId(), caller.id(), now, caller.tenantId(), patientId);
            lasting.forEach(
                    id -> trail.append(t, access.event(caller, Kind.EMERGENCY_ENDED, patientId, "PATIENT", id)));
            return lasting.size();
        });
        if (ended == 0) {
            throw new Refusal(Code.CONFLICT, "it has ended already");
        }
    }

    /** Closes in the trace what ended by itself; returns how many. */
    public int closeExpired() {
        record Over(UUID id, UUID tenant, UUID patient, Instant at) {}
        return database.inTransaction(t -> {
            List<Over> over = t.query(
                    """
                    update emergency set ended_at = valid_until where ended_at is null and valid_until <= ?
                    returning id, tenant_id, patient_id, valid_until
                    """,
                    row -> new Over(
                            row.uuid("id"), row.uuid("tenant_id"), row.uuid("patient_id"), row.instant("valid_until")),
                    now());
            over.forEach(e -> trail.append(
                    t,
                    new AuditEvent(
                            Ids.next(),
                            now(),
                            e.tenant(),
                            Kind.EMERGENCY_ENDED,
                            true,
                            Actor.SYSTEM,
                            null,
                            e.patient(),
                            e.patient() == null ? "SESSION" : "PATIENT",
                            e.id(),
                            null,
                            null,
                            "ended by itself at " + e.at())));
            return over.size();
        });
    }

    private static String reason(String text) {
        String reason = text == null ? "" : text.strip();
        if (reason.length() < SHORTEST_REASON || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw new Refusal(Code.MALFORMED_FIELD, "a reason of 10 to 500 characters", "/reason");
        }
        return reason;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
