package vn.emr.core.signing;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.organization.SealedSettings;
import vn.emr.core.outgoing.OutgoingHttp;
import vn.emr.core.signature.remote.ProviderSettings;
import vn.emr.core.signature.remote.RemoteSigner;
import vn.emr.core.signing.SigningKeys.Holder;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Content;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/** Services that sign with keys they hold for people, as hospital IT names them; their passwords are kept sealed. */
@ApplicationScoped
public class SigningServices {
    private static final String WHAT = "SIGNING_SERVICE";
    private static final String PASSWORD = "password";
    private static final Set<String> SECRET = Set.of(PASSWORD, "client");

    /** One service. @param settings without what opens it */
    public record Service(UUID id, String name, Holder holder, Map<String, String> settings, Instant madeAt) {}

    public record Listed(List<Service> services) {}

    /** @param settings as {@link ProviderSettings#of} takes them */
    public record Adding(String name, Map<String, String> settings) {}

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final SealedSettings sealed;
    private final Clock clock;
    private final OutgoingHttp http = new OutgoingHttp();
    private final Map<UUID, RemoteSigner> open = new ConcurrentHashMap<>();
    private final Map<String, String> passwords = new ConcurrentHashMap<>();

    @Inject
    public SigningServices(Access access, Database database, AuditTrail trail, SealedSettings sealed, Clock clock) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.sealed = sealed;
        this.clock = clock;
    }

    @PreDestroy
    public void close() {
        open.values().forEach(RemoteSigner::close);
        http.close();
    }

    /** Those that are in use. */
    public Listed list(Caller caller) {
        access.require(caller, WHAT, null, SigningKeys.HOLDERS);
        return new Listed(database.inTransaction(t -> t.query(
                "select * from signing_service where tenant_id = ? and ended_at is null order by name, id",
                SigningServices::service,
                caller.tenantId())));
    }

    /**
     * Names one more.
     *
     * @throws Refusal FORBIDDEN; MALFORMED_FIELD with a Vietnamese sentence and the setting that cannot work
     */
    public Listed add(Caller caller, Adding asked) {
        access.require(caller, WHAT, null, Right.CONFIGURE);
        String name = Words.needed(asked == null ? null : asked.name(), 2, 100, "/name");
        Map<String, String> settings = asked.settings() == null ? Map.of() : asked.settings();
        ProviderSettings judged = ProviderSettings.of(settings);
        UUID id = Ids.next();
        Map<String, String> kept = new HashMap<>(settings);
        SECRET.forEach(secret -> kept.computeIfPresent(secret, (n, text) -> sealed.seal(id, n, text)));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        database.run(t -> {
            t.update(
                    """
                    insert into signing_service (id, tenant_id, name, holder, settings, made_at, made_by)
                    values (?, ?, ?, ?, ?::jsonb, ?, ?)
                    """,
                    id,
                    caller.tenantId(),
                    name,
                    holder(judged.kind()).name(),
                    Content.json(kept),
                    now,
                    caller.id());
            trail.append(
                    t, access.event(caller, Kind.CONFIGURATION, null, WHAT, id).changing("added: " + judged.kind()));
        });
        return list(caller);
    }

    /**
     * Ends one: nothing more is asked of it.
     *
     * @throws Refusal FORBIDDEN, NOT_FOUND
     */
    public Listed end(Caller caller, UUID id) {
        access.require(caller, WHAT, id, Right.CONFIGURE);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        database.run(t -> {
            int gone = t.update(
                    "update signing_service set ended_at = ?, ended_by = ? where tenant_id = ? and id = ? and ended_at is null",
                    now,
                    caller.id(),
                    caller.tenantId(),
                    id);
            if (gone == 0) {
                throw access.missing(caller, WHAT, id);
            }
            trail.append(
                    t, access.event(caller, Kind.CONFIGURATION, null, WHAT, id).changing("added -> ended"));
        });
        RemoteSigner signer = open.remove(id);
        if (signer != null) {
            signer.close();
        }
        return list(caller);
    }

    /** Of which kind a service of this hospital is. @throws Refusal NOT_FOUND */
    Holder holder(Caller caller, UUID id) {
        return database.first(
                        "select holder from signing_service where tenant_id = ? and id = ? and ended_at is null",
                        row -> Holder.valueOf(row.text("holder")),
                        caller.tenantId(),
                        id)
                .orElseThrow(() -> access.missing(caller, WHAT, id));
    }

    /**
     * The service itself.
     *
     * @param user whose password it may want; null: it wants none
     * @throws Refusal NOT_APPLICABLE when it was ended
     */
    RemoteSigner signer(UUID id, String user, String password) {
        if (user != null && password != null) {
            passwords.put(id + " " + user, password);
        }
        return open.computeIfAbsent(
                id,
                service -> RemoteSigner.of(settings(service), http, clock, one -> passwords.get(service + " " + one)));
    }

    /** Whether one of the services that are asked speaks so of a transaction; it need not be they who said it. */
    boolean understood(byte[] notice) {
        return open.values().stream().anyMatch(signer -> signer.transactionOf(notice) != null);
    }

    private ProviderSettings settings(UUID id) {
        return database.first(
                        "select settings::text as settings from signing_service where id = ? and ended_at is null",
                        row -> {
                            Map<String, String> kept = new HashMap<>(Content.strings(row.text("settings")));
                            SECRET.forEach(
                                    secret -> kept.computeIfPresent(secret, (n, text) -> sealed.text(id, n, text)));
                            return ProviderSettings.of(kept);
                        },
                        id)
                .orElseThrow(
                        () -> new Refusal(Code.NOT_APPLICABLE, "the service that holds this key is not used any more"));
    }

    private static Holder holder(ProviderSettings.Kind kind) {
        return switch (kind) {
            case VNPT_SP769 -> Holder.SMARTCA;
            case VNPT_CSC -> Holder.SMARTCA_CSC;
            case VIETTEL_MYSIGN -> Holder.MYSIGN;
        };
    }

    private static Service service(Row row) {
        Map<String, String> shown = new HashMap<>(Content.strings(row.text("settings")));
        shown.keySet().removeAll(SECRET);
        return new Service(
                row.uuid("id"), row.text("name"), Holder.valueOf(row.text("holder")), shown, row.instant("made_at"));
    }
}
