package vn.emr.core.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
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
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.signature.TrustList;
import vn.emr.core.signature.trial.TrialAuthority;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * Authorities whose certificates the hospital trusts: added, removed and listed by people (TT 15/2025/TT-BKHCN art. 5). Those of a trial
 * authority count in a demonstration only: elsewhere none is added, and none that a database brings along is trusted.
 */
@ApplicationScoped
public class TrustedCertificates {
    private static final String WHAT = "TRUSTED_CERTIFICATE";
    private static final int LARGEST = 16 * 1024;
    private static final int MOST = 500;

    /** One authority. @param removedAt null: trusted now */
    public record Trusted(
            UUID id,
            String subject,
            String issuer,
            String serial,
            String sha256,
            Instant notBefore,
            Instant notAfter,
            boolean authority,
            Instant addedAt,
            String addedBy,
            Instant removedAt) {}

    /** @param certificates those trusted first, then what was removed; the newest first */
    public record Listed(List<Trusted> certificates) {}

    /** @param certificate DER or PEM */
    public record Adding(byte[] certificate) {}

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;
    private final boolean trial;

    /** @param trial whether this is a demonstration */
    @Inject
    public TrustedCertificates(
            Access access,
            Database database,
            AuditTrail trail,
            Clock clock,
            @ConfigProperty(name = "emr.signing.trial", defaultValue = "false") boolean trial) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.clock = clock;
        this.trial = trial;
    }

    /** Everybody who signs or configures may see whom the hospital trusts. */
    public Listed list(Caller caller) {
        access.require(
                caller,
                WHAT,
                null,
                Right.RECORD_SIGN,
                Right.RECORD_SIGN_AS_DOCTOR,
                Right.RECORD_SIGN_AS_HEAD,
                Right.RECORD_SIGN_FOR_FACILITY,
                Right.CONFIGURE);
        return new Listed(
                database.inTransaction(t -> t.query("""
                        select c.*, a.display_name
                        from trusted_certificate c join account a on a.id = c.added_by
                        where c.tenant_id = ?
                        order by c.removed_at is not null, c.added_at desc, c.id
                        limit ?
                        """, TrustedCertificates::trusted, caller.tenantId(), MOST)));
    }

    /** What verifying goes by. */
    TrustList of(UUID tenant) {
        return TrustList.of(database.inTransaction(t -> all(t, tenant)).stream()
                .filter(one -> trial || !TrialAuthority.made(one))
                .toList());
    }

    private static List<X509Certificate> all(Transaction t, UUID tenant) {
        return t.query(
                "select certificate from trusted_certificate where tenant_id = ? and removed_at is null limit ?",
                row -> certificate(row.bytes("certificate")),
                tenant,
                MOST);
    }

    /**
     * Trusts one more.
     *
     * @throws Refusal FORBIDDEN; MALFORMED_FIELD for what is no certificate; NOT_APPLICABLE for one of a trial authority outside a
     *     demonstration; CONFLICT when it is trusted already
     */
    public Listed add(Caller caller, Adding adding) {
        access.require(caller, WHAT, null, Right.CONFIGURE);
        if (adding == null || adding.certificate() == null || adding.certificate().length > LARGEST) {
            throw new Refusal(Code.MALFORMED_FIELD, "a certificate of at most 16 KiB", "/certificate");
        }
        X509Certificate certificate = certificate(adding.certificate());
        if (!trial && TrialAuthority.made(certificate)) {
            throw new Refusal(
                    Code.NOT_APPLICABLE, "a certificate of a trial authority has no value in law", "/certificate");
        }
        UUID id = Ids.next();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        byte[] der = der(certificate);
        String sha256 = BlobStore.name(der);
        database.run(t -> {
            int made = t.update("""
                    insert into trusted_certificate (id, tenant_id, certificate, sha256, added_at, added_by)
                    values (?, ?, ?, ?, ?, ?) on conflict do nothing
                    """, id, caller.tenantId(), der, sha256, now, caller.id());
            if (made == 0) {
                throw new Refusal(Code.CONFLICT, "this certificate is trusted already", "/certificate");
            }
            trail.append(
                    t, access.event(caller, Kind.CONFIGURATION, null, WHAT, id).changing("trusted: sha256 " + sha256));
        });
        return list(caller);
    }

    /**
     * Trusts one no more; what was signed under it is then verified without it.
     *
     * @throws Refusal FORBIDDEN; NOT_FOUND when it is not trusted
     */
    public Listed remove(Caller caller, UUID id) {
        access.require(caller, WHAT, id, Right.CONFIGURE);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        database.run(t -> {
            int gone = t.update("""
                    update trusted_certificate set removed_at = ?, removed_by = ?
                    where tenant_id = ? and id = ? and removed_at is null
                    """, now, caller.id(), caller.tenantId(), id);
            if (gone == 0) {
                throw access.missing(caller, WHAT, id);
            }
            trail.append(
                    t, access.event(caller, Kind.CONFIGURATION, null, WHAT, id).changing("trusted -> removed"));
        });
        return list(caller);
    }

    private static Trusted trusted(Row row) {
        X509Certificate certificate = certificate(row.bytes("certificate"));
        return new Trusted(
                row.uuid("id"),
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                certificate.getSerialNumber().toString(16),
                row.text("sha256"),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                certificate.getBasicConstraints() >= 0,
                row.instant("added_at"),
                row.text("display_name"),
                row.instant("removed_at"));
    }

    static X509Certificate certificate(byte[] bytes) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
        } catch (CertificateException e) {
            throw new Refusal(Code.MALFORMED_FIELD, "no X.509 certificate", "/certificate");
        }
    }

    static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was read is written", e);
        }
    }
}
