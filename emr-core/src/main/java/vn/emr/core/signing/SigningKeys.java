package vn.emr.core.signing;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.ForKeyHolders;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.access.SigningAccess;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.organization.SealedSettings;
import vn.emr.core.signature.Algorithm;
import vn.emr.core.signature.Certificates;
import vn.emr.core.signature.Check;
import vn.emr.core.signature.Pkcs12Key;
import vn.emr.core.signature.SigningKey;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * Keys that people sign with, and facilities in the place of their stamp. A key belongs to one person and is opened
 * by the PIN that only they know ({@link KeyPins}).
 */
@ApplicationScoped
public class SigningKeys {
    static final String WHAT = "SIGNING_KEY";
    static final String FILE = "pkcs12";
    private static final int MOST = 100;
    static final Right[] HOLDERS =
            ForKeyHolders.class.getAnnotation(Requires.class).value();

    /** Where a key is held. */
    public enum Holder {
        /** A file that its authority issued. */
        PKCS12,
        /** A device of the hospital. */
        PKCS11,
        SMARTCA,
        SMARTCA_CSC,
        MYSIGN;

        /** Whether a service holds it, which asks its owner by itself. */
        public boolean remote() {
            return this != PKCS12 && this != PKCS11;
        }
    }

    /**
     * One key.
     *
     * @param facilityId of whose seal; null: it is a person's
     * @param serviceId which holds it; null: it is at hand
     * @param lockedUntil after wrong PINs; null: it is open
     * @param pinSet of a key in the hospital's device: whether its owner said by which PIN it signs; null: of any other
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Key(
            UUID id,
            UUID accountId,
            UUID facilityId,
            Holder holder,
            UUID serviceId,
            Algorithm algorithm,
            String subject,
            String issuer,
            String serial,
            Instant notBefore,
            Instant notAfter,
            Instant registeredAt,
            Instant lockedUntil,
            Boolean pinSet) {}

    /** @param keys the own, and those of facilities for whom the caller may sign */
    public record Listed(List<Key> keys) {}

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

    /** A key with what opens it. @param pin digest of the PIN of a key in the hospital's device; null: its owner set none */
    record Kept(
            Key key,
            String handle,
            String pin,
            X509Certificate certificate,
            List<X509Certificate> chain,
            int wrongPins) {}

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
    public SigningKeys(
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

    /** What the caller may sign with. */
    public Listed list(Caller caller) {
        access.require(caller, WHAT, null, HOLDERS);
        boolean seals = seals(caller);
        return new Listed(database.inTransaction(
                t -> t.query("""
                        select * from signing_key k
                        where k.tenant_id = ? and k.ended_at is null
                          and (k.account_id = ? or ? and k.facility_id is not null)
                        order by k.facility_id is not null, k.registered_at desc
                        limit ?
                        """, row -> kept(row).key(), caller.tenantId(), caller.id(), seals, MOST)));
    }

    /**
     * Registers a key that lies in a file: the caller's own, or of a facility's seal by who configures.
     *
     * @throws Refusal FORBIDDEN for a wrong PIN, and for somebody else's seal; MALFORMED_FIELD for no such file; NOT_APPLICABLE with
     *     the warnings as fields for a certificate that may not sign; CONFLICT when the key is registered already
     */
    public Key register(Caller caller, Registering asked) {
        access.require(caller, WHAT, null, HOLDERS);
        if (asked == null || asked.file() == null || asked.pin() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the file and its PIN", "/file", "/pin");
        }
        if (asked.facilityId() == null) {
            access.require(caller, WHAT, null, SigningAccess.SIGNERS);
        } else {
            access.require(caller, WHAT, null, Right.CONFIGURE);
        }
        try (SigningKey key = Pkcs12Key.open(asked.file(), asked.pin().toCharArray())) {
            UUID id = Ids.next();
            String handle = sealed.seal(id, FILE, Base64.getEncoder().encodeToString(asked.file()));
            List<X509Certificate> above = key.chain().stream().skip(1).toList();
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
                            above,
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
                    access.event(caller, Kind.CONFIGURATION, null, WHAT, making.id())
                            .changing("registered: sha256 " + sha256));
            return t.first(
                            "select * from signing_key where id = ?",
                            row -> kept(row).key(),
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

    /**
     * Ends a key: nothing is signed with it any more, what was stays.
     *
     * @throws Refusal NOT_FOUND when the caller has no such key
     */
    public void end(Caller caller, UUID id) {
        access.require(caller, WHAT, id, HOLDERS);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        database.run(t -> {
            usable(t, caller, id);
            t.update("update signing_key set ended_at = ?, ended_by = ? where id = ?", now, caller.id(), id);
            trail.append(
                    t, access.event(caller, Kind.CONFIGURATION, null, WHAT, id).changing("registered -> ended"));
        });
    }

    /** A certificate looked at before it signs, so that its owner is told (TT 15/2025/TT-BKHCN art. 5, annex II). */
    public Check check(Caller caller, UUID id) {
        access.require(caller, WHAT, id, HOLDERS);
        Kept kept = database.inTransaction(t -> usable(t, caller, id));
        return certificates.check(kept.certificate(), kept.chain(), trusted.of(caller.tenantId()), clock.instant());
    }

    /** A key that the caller may use. */
    Kept usable(Transaction t, Caller caller, UUID id) {
        return find(t, caller, id).orElseThrow(() -> access.missing(caller, WHAT, id));
    }

    private static Optional<Kept> find(Transaction t, Caller caller, UUID id) {
        return t.first("""
                select * from signing_key k
                where k.tenant_id = ? and k.id = ? and k.ended_at is null
                  and (k.account_id = ? or ? and k.facility_id is not null)
                """, SigningKeys::kept, caller.tenantId(), id, caller.id(), seals(caller));
    }

    private static boolean seals(Caller caller) {
        return caller.may(Right.RECORD_SIGN_FOR_FACILITY) || caller.may(Right.CONFIGURE);
    }

    private static Kept kept(Row row) {
        byte[][] above = row.array("chain");
        X509Certificate certificate = TrustedCertificates.certificate(row.bytes("certificate"));
        Holder holder = Holder.valueOf(row.text("holder"));
        Key key = new Key(
                row.uuid("id"),
                row.uuid("account_id"),
                row.uuid("facility_id"),
                holder,
                row.uuid("service_id"),
                Algorithm.valueOf(row.text("algorithm")),
                row.text("subject"),
                row.text("issuer"),
                row.text("serial"),
                row.instant("not_before"),
                row.instant("not_after"),
                row.instant("registered_at"),
                row.instant("locked_until"),
                holder == Holder.PKCS11 ? row.text("pin") != null : null);
        List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
        for (byte[] one : above) {
            chain.add(TrustedCertificates.certificate(one));
        }
        return new Kept(key, row.text("handle"), row.text("pin"), certificate, chain, row.integer("wrong_pins"));
    }
}
