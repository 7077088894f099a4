package vn.emr.core.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.organization.Source;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * Whether something of a person may leave for a destination, asked before it is made. Consent is looked up each time, so a
 * withdrawal holds from the next moment on. What is kept back is counted, and traced by person and destination.
 */
@ApplicationScoped
public class EgressGate {
    /** What goes there. */
    public enum Way {
        /** What a doctor ordered, for who does it. */
        ORDERS,
        /** What changed in the record. */
        CHANGES
    }

    private static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");

    private record Told(UUID destination, UUID about) {}

    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;
    /** A subscriber that most people did not agree to would fill the trace: once an hour for each person. */
    private final Cache<Told, Boolean> traced = remembered();
    /** A page that is read again after a fault is not counted again. */
    private final Cache<Told, Boolean> counted = remembered();

    @Inject
    public EgressGate(Database database, AuditTrail trail, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * What holds for a destination.
     *
     * @throws Refusal NOT_APPLICABLE, in Vietnamese, while it must be declared and is not
     */
    public Declaration declared(Source destination, Way way) {
        return Declaration.of(destination)
                .or(() -> way == Way.ORDERS && !Declaration.declares(settings(destination))
                        ? Optional.of(Declaration.OF_ORDERS)
                        : Optional.empty())
                .orElseThrow(() -> new Refusal(
                        Code.NOT_APPLICABLE,
                        "Chưa khai báo mục đích và căn cứ gửi dữ liệu (egress-purpose, egress-ground)"));
    }

    /**
     * Permission to send something of a person.
     *
     * @param what names it, so that it is counted once however often it is asked for
     * @return empty when the ground is consent and there is none now
     * @throws Refusal as {@link #declared}
     */
    public Optional<Pass> pass(Source destination, Way way, UUID patientId, UUID what) {
        Declaration declared = declared(destination, way);
        if (declared.ground() != Ground.CONSENT) {
            return Optional.of(new Pass(patientId));
        }
        if (agreed(destination.tenantId, patientId, declared.purpose())) {
            return Optional.of(new Pass(patientId));
        }
        Told person = new Told(destination.id, patientId);
        Told thing = new Told(destination.id, what);
        boolean trace = traced.getIfPresent(person) == null;
        boolean count = counted.getIfPresent(thing) == null;
        database.run(t -> keptBack(t, destination, patientId, declared, trace, count));
        traced.put(person, true);
        counted.put(thing, true);
        return Optional.empty();
    }

    /**
     * Permission for a person of the hospital to take something out for what they declared; who is kept back is listed and traced by
     * who asked.
     *
     * @return empty when the ground is consent and there is none now
     */
    public Optional<Pass> pass(UUID tenantId, String purpose, Ground ground, UUID patientId) {
        boolean may = ground != Ground.CONSENT || agreed(tenantId, patientId, purpose);
        return may ? Optional.of(new Pass(patientId)) : Optional.empty();
    }

    /** Whether a person agrees now, for those who ask before they begin something; nothing is counted or traced. */
    public boolean agreed(Source destination, Way way, UUID patientId) {
        Declaration declared = declared(destination, way);
        return declared.ground() != Ground.CONSENT || agreed(destination.tenantId, patientId, declared.purpose());
    }

    private boolean agreed(UUID tenant, UUID patient, String purpose) {
        return database.first(
                        "select consented(?, ?, ?, ?) as agreed",
                        row -> row.bool("agreed"),
                        tenant,
                        patient,
                        purpose,
                        clock.instant())
                .orElseThrow();
    }

    private void keptBack(
            Transaction t, Source destination, UUID patient, Declaration declared, boolean trace, boolean count) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (count) {
            t.update(
                    """
                    insert into egress_withheld as w (tenant_id, source_id, day, withheld, last_at) values (?, ?, ?::date, 1, ?)
                    on conflict (source_id, day) do update set withheld = w.withheld + 1, last_at = excluded.last_at
                    """,
                    destination.tenantId,
                    destination.id,
                    now.atZone(HERE).toLocalDate().toString(),
                    now);
        }
        if (trace) {
            trail.append(
                    t,
                    new AuditEvent(
                            Ids.next(),
                            now,
                            destination.tenantId,
                            Kind.REFUSED,
                            false,
                            AuditEvent.Actor.SYSTEM,
                            destination.id,
                            patient,
                            "EGRESS",
                            destination.id,
                            null,
                            null,
                            "no consent: " + declared.purpose()));
        }
    }

    private static Map<String, String> settings(Source source) {
        return source.settings == null ? Map.of() : source.settings;
    }

    private static Cache<Told, Boolean> remembered() {
        return Caffeine.newBuilder()
                .expireAfterWrite(Duration.ofHours(1))
                .maximumSize(100_000)
                .build();
    }
}
