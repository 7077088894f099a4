package vn.emr.core.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.signature.Verdict;
import vn.emr.core.signature.Verifier;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;

/**
 * Verifies by itself what was signed: each document the night after, then once a year, from the bytes that are kept. What is not valid is
 * in the trace and in the log, and is looked at again each night until it is.
 */
@ApplicationScoped
public class SignatureRounds {
    static final String WHAT = "SIGNED_DOCUMENT";

    private static final Logger LOG = Logger.getLogger(SignatureRounds.class);
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final LocalTime NIGHT = LocalTime.of(1, 0);
    private static final int YEAR = 364;

    private record Due(UUID document, UUID tenant, String sha256, boolean proven) {}

    /** One that still waits for its proof of time is not held to it. */
    private static final String NEXT = """
            select u.document_id, d.tenant_id, f.sha256,
                   f.why = 'EXTENDED'
                   or not exists (select 1 from signature s where s.document_id = d.id and s.level in ('B', 'T')) as proven
            from signature_upkeep u
            join signed_document d on d.id = u.document_id
            join lateral (select * from signed_file x where x.document_id = d.id order by x.number desc limit 1) f on true
            where u.verify_at <= ?
            order by u.verify_at, u.document_id
            limit 1
            """;

    private final Database database;
    private final BlobStore blobs;
    private final TrustedCertificates trusted;
    private final Verifier verifier;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public SignatureRounds(
            Database database,
            BlobStore blobs,
            TrustedCertificates trusted,
            Verifier verifier,
            AuditTrail trail,
            Clock clock) {
        this.database = database;
        this.blobs = blobs;
        this.trusted = trusted;
        this.verifier = verifier;
        this.trail = trail;
        this.clock = clock;
    }

    /** The coming night, at one o'clock in Viet Nam, so many days later. */
    static Instant night(Instant now, int days) {
        ZonedDateTime here = now.atZone(VIETNAM);
        ZonedDateTime next = here.with(NIGHT);
        return (next.isAfter(here) ? next : next.plusDays(1)).plusDays(days).toInstant();
    }

    /** Verifies one document that is due; false when none is. */
    public boolean step() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<Due> next = database.first(
                NEXT,
                row -> new Due(row.uuid("document_id"), row.uuid("tenant_id"), row.text("sha256"), row.bool("proven")),
                now);
        next.ifPresent(due -> verify(due, now));
        return next.isPresent();
    }

    private void verify(Due due, Instant now) {
        String wrong = wrong(due, now);
        if (wrong != null) {
            LOG.errorf("signed document %s is not valid: %s", due.document(), wrong);
        }
        database.run(t -> {
            t.update(
                    "update signature_upkeep set verify_at = ? where document_id = ?",
                    night(now, wrong == null ? YEAR : 0),
                    due.document());
            if (wrong != null) {
                trail.append(
                        t,
                        new AuditEvent(
                                Ids.next(),
                                now,
                                due.tenant(),
                                Kind.SIGN,
                                false,
                                AuditEvent.Actor.SYSTEM,
                                null,
                                null,
                                WHAT,
                                due.document(),
                                null,
                                null,
                                wrong));
            }
        });
    }

    /** Codes only; null: nothing. */
    private String wrong(Due due, Instant now) {
        try {
            List<Verdict> verdicts = verifier.verify(blobs.get(due.sha256()), trusted.of(due.tenant()), now);
            if (verdicts.isEmpty()) {
                return "UNSIGNED";
            }
            String reasons = verdicts.stream()
                    .filter(one -> one.state() == Verdict.State.INVALID
                            || due.proven() && one.state() == Verdict.State.UNCERTAIN)
                    .flatMap(one -> Stream.concat(Stream.of(one.state().name()), one.reasons().stream()))
                    .distinct()
                    .collect(Collectors.joining(" "));
            return reasons.isEmpty() ? null : reasons;
        } catch (UncheckedIOException damaged) {
            return "MISSING_OR_DAMAGED";
        } catch (Refusal unreadable) {
            return unreadable.code().name();
        }
    }
}
