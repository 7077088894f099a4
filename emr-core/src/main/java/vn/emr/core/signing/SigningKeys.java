package vn.emr.core.signing;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.ForKeyHolders;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.signature.Algorithm;
import vn.emr.core.signature.Certificates;
import vn.emr.core.signature.Check;
import vn.emr.core.store.AuditTrail;
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

    /** A key with what opens it. @param pin digest of the PIN of a key in the hospital's device; null: its owner set none */
    record Kept(
            Key key,
            String handle,
            String pin,
            X509Certificate certificate,
            List<X509Certificate> chain,
            int wrongPins) {
        /** The certificates above its own, as far as known. */
        List<X509Certificate> above() {
            return chain.subList(1, chain.size());
        }
    }

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final TrustedCertificates trusted;
    private final Certificates certificates;
    private final Clock clock;

    @Inject
    public SigningKeys(
            Access access,
            Database database,
            AuditTrail trail,
            TrustedCertificates trusted,
            Certificates certificates,
            Clock clock) {
        this.access = access;
        this.database = database;
        this.trail = trail;
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

    static Kept kept(Row row) {
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
