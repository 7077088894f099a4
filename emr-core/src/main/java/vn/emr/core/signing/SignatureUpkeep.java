package vn.emr.core.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.signature.Level;
import vn.emr.core.signature.Pades;
import vn.emr.core.signature.ProofOfTime;
import vn.emr.core.signature.Signed;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/**
 * Keeps signatures verifiable for as long as records are kept: brings to LT what was signed while an authority was silent, and renews the
 * proof of time (LTA) three months before it ends. Each renewal is one file more; no signature is touched.
 */
@ApplicationScoped
public class SignatureUpkeep {
    private static final Logger LOG = Logger.getLogger(SignatureUpkeep.class);
    private static final Duration EARLIER = Duration.ofDays(90);
    private static final Duration SOON = Duration.ofMinutes(10);
    private static final Duration AT_MOST = Duration.ofDays(1);
    private static final int DOUBLED = 8;

    private record Due(UUID document, UUID tenant, int number, String sha256, boolean lasting, int tries) {}

    private static final String NEXT = """
            select u.document_id, d.tenant_id, f.number, f.sha256, u.tries,
                   f.why = 'EXTENDED'
                   or not exists (select 1 from signature s where s.document_id = d.id and s.level in ('B', 'T')) as lasting
            from signature_upkeep u
            join signed_document d on d.id = u.document_id
            join lateral (select * from signed_file x where x.document_id = d.id order by x.number desc limit 1) f on true
            where u.due_at <= ?
            order by u.due_at, u.document_id
            limit 1
            """;

    private final Database database;
    private final BlobStore blobs;
    private final TrustedCertificates trusted;
    private final Pades pades;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public SignatureUpkeep(
            Database database,
            BlobStore blobs,
            TrustedCertificates trusted,
            Pades pades,
            AuditTrail trail,
            Clock clock) {
        this.database = database;
        this.blobs = blobs;
        this.trusted = trusted;
        this.pades = pades;
        this.trail = trail;
        this.clock = clock;
    }

    /** A document was signed: when something is to be done for it next. */
    static void signed(Transaction t, UUID document, Signed signed, Instant now) {
        Instant due = signed.level().compareTo(Level.LT) < 0 ? now.plus(SOON) : renewal(signed.file(), now);
        due(t, document, due);
        t.update(
                "update signature_upkeep set verify_at = ? where document_id = ?",
                SignatureRounds.night(now, 0),
                document);
    }

    private static Instant renewal(byte[] file, Instant now) {
        return ProofOfTime.until(file).map(end -> end.minus(EARLIER)).orElse(now.plus(AT_MOST));
    }

    private static void due(Transaction t, UUID document, Instant due) {
        t.update("""
                insert into signature_upkeep (document_id, due_at) values (?, ?)
                on conflict (document_id) do update set due_at = excluded.due_at, tries = 0
                """, document, due);
    }

    /** Does for one document what is due; false when nothing is. */
    public boolean step() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<Due> next = database.first(NEXT, SignatureUpkeep::due, now);
        next.ifPresent(due -> extend(due, now));
        return next.isPresent();
    }

    private void extend(Due due, Instant now) {
        Level to = due.lasting() ? Level.LTA : Level.LT;
        try {
            Signed extended = pades.extend(blobs.get(due.sha256()), to, trusted.of(due.tenant()));
            if (extended.level().compareTo(to) < 0) {
                later(due, now);
                return;
            }
            String sha256 = blobs.put(extended.file());
            database.run(t -> {
                int number = due.number() + 1;
                SignedDocuments.append(t, due.document(), number, sha256, extended.file().length, "EXTENDED", now);
                due(t, due.document(), renewal(extended.file(), now));
                trail.append(
                        t,
                        AuditEvent.ofHouse(
                                        now,
                                        due.tenant(),
                                        Kind.SIGN,
                                        AuditEvent.Actor.SYSTEM,
                                        SignatureRounds.WHAT,
                                        due.document())
                                .noting(extended.level() + " sha256 " + sha256));
            });
        } catch (Refusal | StoreFault | UncheckedIOException no) {
            LOG.warnf("signed document %s is not yet %s: %s", due.document(), to, no.getMessage());
            later(due, now);
        }
    }

    private void later(Due due, Instant now) {
        Duration rest = SOON.multipliedBy(1L << Math.min(due.tries(), DOUBLED));
        Instant again = now.plus(rest.compareTo(AT_MOST) < 0 ? rest : AT_MOST);
        database.run(t -> t.update(
                "update signature_upkeep set due_at = ?, tries = tries + 1 where document_id = ?",
                again,
                due.document()));
    }

    private static Due due(Row row) {
        return new Due(
                row.uuid("document_id"),
                row.uuid("tenant_id"),
                row.integer("number"),
                row.text("sha256"),
                row.bool("lasting"),
                row.integer("tries"));
    }
}
