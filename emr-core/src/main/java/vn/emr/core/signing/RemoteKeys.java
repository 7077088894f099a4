package vn.emr.core.signing;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.access.SigningAccess;
import vn.emr.core.organization.SealedSettings;
import vn.emr.core.signature.remote.Credential;
import vn.emr.core.signing.SigningKeys.Key;
import vn.emr.core.store.Content;

/** Keys of people at signing services: found there by the number the service knows a person by, and registered. */
@ApplicationScoped
public class RemoteKeys {
    private static final String HANDLE = "remote";

    /** Who somebody is at a service. @param password where the service wants one of the person; null: it does not */
    public record Person(String userId, String password) {}

    /** A key there. */
    public record Found(String credentialId, String subject, String issuer, Instant notBefore, Instant notAfter) {}

    public record Listed(List<Found> credentials) {}

    /** @param facilityId whose seal it is; null: it is the caller's own */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Registering(String userId, String password, String credentialId, UUID facilityId) {}

    /** What a key at a service is asked by. */
    record Handle(String userId, String password, String credentialId) {}

    private final Access access;
    private final SigningServices services;
    private final KeyRegister register;
    private final SealedSettings sealed;

    @Inject
    public RemoteKeys(Access access, SigningServices services, KeyRegister register, SealedSettings sealed) {
        this.access = access;
        this.services = services;
        this.register = register;
        this.sealed = sealed;
    }

    /**
     * The keys of a person there.
     *
     * @throws Refusal NOT_FOUND for no such service; TEMPORARY when it cannot be asked; NOT_APPLICABLE when it refuses
     */
    public Listed credentials(Caller caller, UUID serviceId, Person person) {
        access.require(caller, "SIGNING_KEY", null, SigningKeys.HOLDERS);
        return new Listed(found(caller, serviceId, person).stream()
                .map(one -> new Found(
                        one.id(),
                        one.certificate().getSubjectX500Principal().getName(),
                        one.certificate().getIssuerX500Principal().getName(),
                        one.certificate().getNotBefore().toInstant(),
                        one.certificate().getNotAfter().toInstant()))
                .toList());
    }

    private List<Credential> found(Caller caller, UUID serviceId, Person person) {
        services.holder(caller, serviceId);
        if (person == null || person.userId() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "who somebody is at the service", "/userId");
        }
        return services.signer(serviceId, person.userId(), person.password()).credentials(person.userId());
    }

    /**
     * Registers one of them.
     *
     * @throws Refusal as {@link #credentials} and {@link SigningKeys#register}; NOT_FOUND when the service does not name it
     */
    public Key register(Caller caller, UUID serviceId, Registering asked) {
        access.require(caller, "SIGNING_KEY", null, SigningKeys.HOLDERS);
        services.holder(caller, serviceId);
        if (asked == null || asked.credentialId() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which key", "/credentialId");
        }
        if (asked.facilityId() == null) {
            access.require(caller, "SIGNING_KEY", null, SigningAccess.SIGNERS);
        } else {
            access.require(caller, "SIGNING_KEY", null, Right.CONFIGURE);
        }
        Credential chosen = found(caller, serviceId, new Person(asked.userId(), asked.password())).stream()
                .filter(one -> one.id().equals(asked.credentialId()))
                .findFirst()
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "the service names no such key", "/credentialId"));
        UUID id = Ids.next();
        Map<String, String> handle = new HashMap<>(Map.of("user", asked.userId(), "credential", chosen.id()));
        if (asked.password() != null) {
            handle.put("password", asked.password());
        }
        return register.keep(
                caller,
                new KeyRegister.Making(
                        id,
                        asked.facilityId() == null ? caller.id() : null,
                        asked.facilityId(),
                        services.holder(caller, serviceId),
                        serviceId,
                        sealed.seal(id, HANDLE, Content.json(handle)),
                        chosen.certificate(),
                        chosen.chain(),
                        chosen.algorithm()));
    }

    /** Whether a password of a person lies in it, or nobody can say. */
    static boolean holdsPassword(SealedSettings sealed, UUID key, String handle) {
        String opened = sealed.text(key, HANDLE, handle);
        return opened == null || Content.strings(opened).containsKey("password");
    }

    /** @throws Refusal TEMPORARY when the key of this server does not open it */
    Handle handle(SigningKeys.Kept kept) {
        String opened = sealed.text(kept.key().id(), HANDLE, kept.handle());
        if (opened == null) {
            throw new Refusal(Code.TEMPORARY, "what the service knows the key by cannot be opened");
        }
        Map<String, String> handle = Content.strings(opened);
        return new Handle(handle.get("user"), handle.get("password"), handle.get("credential"));
    }
}
