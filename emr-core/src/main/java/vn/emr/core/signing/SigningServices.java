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
    static final List<String> SECRET = List.of("client", "password");

    /** One service. @param settings without what opens it */
    public record Service(
            UUID id, int version, String name, Holder holder, Map<String, String> settings, Instant madeAt) {}

    public record Listed(List<Service> services) {}

    /** @param settings as {@link ProviderSettings#of} takes them */
    public record Adding(String name, Map<String, String> settings) {}

    /**
     * @param version that was seen
     * @param settings all of them; {@code client} and {@code password} stay as they are when they are left out
     */
    public record Changing(Integer version, String name, Map<String, String> settings) {}

    /** As it stands. @param settings with secrets as they are kept */
    private record Kept(int version, String name, Map<String, String> settings) {}

    /** What is asked by the settings of one version. */
    private record Open(int version, RemoteSigner signer) {}

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final SealedSettings sealed;
    private final Clock clock;
    private final OutgoingHttp http = new OutgoingHttp();
    private final Map<UUID, Open> open = new ConcurrentHashMap<>();
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
        open.values().forEach(one -> one.signer().close());
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
                    Content.json(sealed(id, settings)),
                    now,
                    caller.id());
            trail.append(
                    t, access.event(caller, Kind.CONFIGURATION, null, WHAT, id).changing("added: " + judged.kind()));
        });
        return list(caller);
    }

    /**
     * Changes one. What opens it never follows it to another address, and neither do passwords of people.
     *
     * @throws Refusal FORBIDDEN, NOT_FOUND; CONFLICT when it was changed meanwhile; UNDER_WAY while people are asked by it on their phones
     *     and would not be any more; MALFORMED_FIELD with a Vietnamese sentence and the setting that cannot work or cannot be changed
     */
    public Listed change(Caller caller, UUID id, Changing asked) {
        access.require(caller, WHAT, id, Right.CONFIGURE);
        String name = Words.needed(asked == null ? null : asked.name(), 2, 100, "/name");
        Map<String, String> given = asked.settings() == null ? Map.of() : asked.settings();
        database.run(t -> {
            Kept kept = kept(
                    t.first("""
                                    select version, name, settings::text as settings from signing_service
                                    where tenant_id = ? and id = ? and ended_at is null for update
                                    """, SigningServices::kept, caller.tenantId(), id)
                            .orElseThrow(() -> access.missing(caller, WHAT, id)),
                    asked.version());
            Map<String, String> before = opened(id, kept.settings());
            Map<String, String> after = new ServiceChange(t, sealed, id, before, given).judged();
            t.update(
                    "update signing_service set name = ?, settings = ?::jsonb, version = version + 1 where id = ?",
                    name,
                    Content.json(sealed(id, after)),
                    id);
            trail.append(
                    t,
                    access.event(caller, Kind.CONFIGURATION, null, WHAT, id)
                            .changing("changed: "
                                    + ServiceChange.names(kept.name().equals(name), before, after)));
        });
        return list(caller);
    }

    private static Kept kept(Kept kept, Integer seen) {
        if (seen == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the version that was seen", "/version");
        }
        if (seen != kept.version()) {
            throw new Refusal(Code.CONFLICT, "the service was changed meanwhile; read it again");
        }
        return kept;
    }

    private Map<String, String> sealed(UUID id, Map<String, String> settings) {
        Map<String, String> kept = new HashMap<>(settings);
        SECRET.forEach(secret -> kept.computeIfPresent(secret, (n, text) -> sealed.seal(id, n, text)));
        return kept;
    }

    /** Without what the key of this server does not open. */
    private Map<String, String> opened(UUID id, Map<String, String> kept) {
        Map<String, String> opened = new HashMap<>(kept);
        SECRET.forEach(secret -> opened.computeIfPresent(secret, (n, text) -> sealed.text(id, n, text)));
        return opened;
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
        Open gone = open.remove(id);
        if (gone != null) {
            gone.signer().close();
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
     * The service itself, by its settings as they are now.
     *
     * @param user whose password it may want; null: it wants none
     * @throws Refusal NOT_APPLICABLE when it was ended
     */
    RemoteSigner signer(UUID id, String user, String password) {
        Kept kept = database.first(
                        "select version, name, settings::text as settings from signing_service where id = ? and ended_at is null",
                        SigningServices::kept,
                        id)
                .orElseThrow(
                        () -> new Refusal(Code.NOT_APPLICABLE, "the service that holds this key is not used any more"));
        Open now = open.compute(id, (service, before) -> {
            if (before != null && before.version() >= kept.version()) {
                return before;
            }
            ProviderSettings settings = ProviderSettings.of(opened(service, kept.settings()));
            if (before != null) {
                before.signer().close();
                passwords.keySet().removeIf(one -> one.startsWith(service + " "));
            }
            return new Open(
                    kept.version(), RemoteSigner.of(settings, http, clock, one -> passwords.get(service + " " + one)));
        });
        if (user != null && password != null) {
            passwords.put(id + " " + user, password);
        }
        return now.signer();
    }

    /** Whether one of the services that are asked speaks so of a transaction; it need not be they who said it. */
    boolean understood(byte[] notice) {
        return open.values().stream().anyMatch(one -> one.signer().transactionOf(notice) != null);
    }

    private static Holder holder(ProviderSettings.Kind kind) {
        return switch (kind) {
            case VNPT_SP769 -> Holder.SMARTCA;
            case VNPT_CSC -> Holder.SMARTCA_CSC;
            case VIETTEL_MYSIGN -> Holder.MYSIGN;
        };
    }

    private static Kept kept(Row row) {
        return new Kept(row.integer("version"), row.text("name"), Content.strings(row.text("settings")));
    }

    private static Service service(Row row) {
        Map<String, String> shown = new HashMap<>(Content.strings(row.text("settings")));
        SECRET.forEach(shown::remove);
        return new Service(
                row.uuid("id"),
                row.integer("version"),
                row.text("name"),
                Holder.valueOf(row.text("holder")),
                shown,
                row.instant("made_at"));
    }
}
