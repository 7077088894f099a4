package vn.emr.core.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.access.SigningAccess;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.organization.SealedSettings;
import vn.emr.core.signature.Algorithm;
import vn.emr.core.signature.Certificates;
import vn.emr.core.signature.Check;
import vn.emr.core.signature.Pkcs12Key;
import vn.emr.core.signature.SigningKey;
import vn.emr.core.signing.SigningKeys.Holder;
import vn.emr.core.signing.SigningKeys.Key;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;

/** Takes keys in, each once: whose it is, where it is held, and that its certificate may sign. */
@ApplicationScoped
public class KeyRegister {
    /**
     * A key in a file.
     *
     * @param facilityId whose seal it is; null: it is the caller's own
     */
    public record Registering(byte[] file, String pin, UUID facilityId) {}

    /** A key that is registered for an account or a facility. @param above its certificate, as far as known */
    record Making(
            UUID id,
            UUID accountId,
            UUID facilityId,
            Holder holder,
            UUID serviceId,
            String handle,
            X509Certificate certificate,
            List<X509Certificate> above,
            Algorithm algorithm) {}

    private static final String INSERT = """
            insert into signing_key (id, tenant_id, account_id, facility_id, holder, service_id, handle, algorithm, certificate, chain,
                                     sha256, subject, issuer, serial, not_before, not_after, registered_at, registered_by)
            select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
            where (?::uuid is null or exists (select 1 from facility f where f.id = ? and f.tenant_id = ?))
              and (?::uuid is null or exists (select 1 from account a where a.id = ? and a.tenant_id = ?))
            on conflict do nothing
            """;

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final SealedSettings sealed;
    private final TrustedCertificates trusted;
    private final Certificates certificates;
    private final Clock clock;

    @Inject
    public KeyRegister(
            Access access,
            Database database,
            AuditTrail trail,
            SealedSettings sealed,
            TrustedCertificates trusted,
            Certificates certificates,
            Clock clock) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.sealed = sealed;
        this.trusted = trusted;
        this.certificates = certificates;
        this.clock = clock;
    }

    /**
     * Registers a key that lies in a file: the caller's own, or of a facility's seal by who configures.
     *
     * @throws Refusal FORBIDDEN for a wrong PIN, and for somebody else's seal; MALFORMED_FIELD for no such file; NOT_APPLICABLE with
     *     the warnings as fields for a certificate that may not sign; CONFLICT when the key is registered already
     */
    public Key register(Caller caller, Registering asked) {
        access.require(caller, SigningKeys.WHAT, null, SigningKeys.HOLDERS);
        if (asked == null || asked.file() == null || asked.pin() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the file and its PIN", "/file", "/pin");
        }
        if (asked.facilityId() == null) {
            access.require(caller, SigningKeys.WHAT, null, SigningAccess.SIGNERS);
        } else {
            access.require(caller, SigningKeys.WHAT, null, Right.CONFIGURE);
        }
        try (SigningKey key = Pkcs12Key.open(asked.file(), asked.pin().toCharArray())) {
            UUID id = Ids.next();
            String handle =
                    sealed.seal(id, SigningKeys.FILE, Base64.getEncoder().encodeToString(asked.file()));
            return keep(
                    caller,
                    new Making(
                            id,
                            asked.facilityId() == null ? caller.id() : null,
                            asked.facilityId(),
                            Holder.PKCS12,
                            null,
                            handle,
                            key.certificate(),
                            key.above(),
                            key.algorithm()));
        }
    }

    /** Keeps a key whose certificate may sign. @throws Refusal as {@link #register} */
    Key keep(Caller caller, Making making) {
        mayBeUsed(caller, making.certificate(), making.above());
        X509Certificate certificate = making.certificate();
        byte[] der = TrustedCertificates.der(certificate);
        byte[][] above = making.above().stream().map(TrustedCertificates::der).toArray(byte[][]::new);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String sha256 = BlobStore.name(der);
        return database.inTransaction(t -> {
            int made = t.update(
                    INSERT,
                    making.id(),
                    caller.tenantId(),
                    making.accountId(),
                    making.facilityId(),
                    making.holder().name(),
                    making.serviceId(),
                    making.handle(),
                    making.algorithm().name(),
                    der,
                    above,
                    sha256,
                    certificate.getSubjectX500Principal().getName(),
                    certificate.getIssuerX500Principal().getName(),
                    certificate.getSerialNumber().toString(16),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(),
                    now,
                    caller.id(),
                    making.facilityId(),
                    making.facilityId(),
                    caller.tenantId(),
                    making.accountId(),
                    making.accountId(),
                    caller.tenantId());
            if (made == 0) {
                throw new Refusal(
                        Code.CONFLICT, "this key is registered already, or there is no such account or facility");
            }
            trail.append(
                    t,
                    access.event(caller, Kind.CONFIGURATION, null, SigningKeys.WHAT, making.id())
                            .changing("registered: sha256 " + sha256));
            return t.first(
                            "select * from signing_key where id = ?",
                            row -> SigningKeys.kept(row).key(),
                            making.id())
                    .orElseThrow();
        });
    }

    private void mayBeUsed(Caller caller, X509Certificate certificate, List<X509Certificate> chain) {
        Check check = certificates.check(certificate, chain, trusted.of(caller.tenantId()), clock.instant());
        if (!check.maySign()) {
            throw new Refusal(
                    Code.NOT_APPLICABLE,
                    "this certificate may not sign",
                    check.warnings().stream().map(w -> "/warnings/" + w).toArray(String[]::new));
        }
    }
}
