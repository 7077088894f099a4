package vn.emr.core.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.KeyUses.Reason;
import vn.emr.core.organization.AddressList;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/**
 * Sending systems that show a key. What is known of a key is at most 5 s old, so a revoked one works no longer than that. An
 * address that shows wrong keys again and again is not looked up any more until it is quiet for a minute, except with keys
 * that worked before.
 */
@ApplicationScoped
public class SourceKeys {
    /** How old what is known of a key may be. */
    static final Duration FRESH = Duration.ofSeconds(5);

    static final int MOST_WRONG = 30;
    static final Duration QUIET = Duration.ofMinutes(1);
    private static final Logger LOG = Logger.getLogger(SourceKeys.class);

    private static final String FIND = """
            select k.id, k.source_id, s.tenant_id, s.facility_id, s.name, s.enabled, k.scopes, k.valid_from, k.expires_at,
                   k.revoked_at is not null as revoked, coalesce(k.addresses, s.addresses) as addresses
            from source_key k join source s on s.id = k.source_id
            where k.sha256 = ?
            """;

    private record Known(
            UUID id,
            UUID sourceId,
            UUID tenantId,
            UUID facilityId,
            String source,
            boolean enabled,
            Set<Scope> scopes,
            Instant validFrom,
            Instant expiresAt,
            boolean revoked,
            AddressList addresses) {

        /** Why it does not let anybody in from there now; null when it does. */
        Reason wrong(Instant now, String address) {
            if (revoked) {
                return Reason.REVOKED;
            }
            if (!now.isBefore(expiresAt)) {
                return Reason.EXPIRED;
            }
            if (now.isBefore(validFrom)) {
                return Reason.NOT_YET;
            }
            if (!enabled) {
                return Reason.SOURCE_OFF;
            }
            return addresses == null || addresses.holds(address) ? null : Reason.ADDRESS;
        }
    }

    private final Database database;
    private final KeyUses uses;
    private final Clock clock;
    private final Cache<String, Optional<Known>> known;
    private final Cache<String, Integer> wrong;
    private final Cache<String, Boolean> worked;

    @Inject
    public SourceKeys(Database database, KeyUses uses, Clock clock) {
        this(database, uses, clock, Ticker.systemTicker());
    }

    SourceKeys(Database database, KeyUses uses, Clock clock, Ticker ticker) {
        this.database = database;
        this.uses = uses;
        this.clock = clock;
        this.known = Caffeine.newBuilder()
                .maximumSize(1_000)
                .ticker(ticker)
                .expireAfterWrite(FRESH)
                .build();
        this.wrong = Caffeine.newBuilder()
                .maximumSize(10_000)
                .ticker(ticker)
                .expireAfterWrite(QUIET)
                .build();
        this.worked = Caffeine.newBuilder().maximumSize(10_000).build();
    }

    /**
     * The enabled source that holds this key ({@code emrs_…}) and may use it now from this address.
     *
     * @param address the peer as the server believes it, null or empty when unknown
     * @throws Refusal NOT_SIGNED_IN for a key that is unknown or does not work now, FORBIDDEN from another address,
     *     OVERLOADED after too many wrong keys from this address
     */
    public Caller caller(String credential, String address, String requestId) {
        String digest = HexFormat.of().formatHex(Secrets.sha256(credential));
        Optional<Known> found = known.getIfPresent(digest);
        if (found == null) {
            mustBeQuiet(digest, address);
            found = credential.startsWith(Secrets.SOURCE_PREFIX)
                    ? known.get(
                            digest,
                            key -> database.first(
                                    FIND, SourceKeys::known, HexFormat.of().parseHex(key)))
                    : Optional.empty();
        }
        if (found.isEmpty()) {
            throw unknown(address);
        }
        Known key = found.get();
        Caller caller = Caller.source(
                key.sourceId(),
                key.tenantId(),
                key.facilityId(),
                key.source(),
                key.id(),
                key.scopes(),
                address,
                requestId);
        Reason reason = key.wrong(clock.instant(), address);
        if (reason == null) {
            uses.used(key.id());
            worked.get(digest, first -> true);
            return caller;
        }
        uses.refused(caller, reason);
        if (reason == Reason.ADDRESS) {
            throw new Refusal(Code.FORBIDDEN, "this key may not be used from this address");
        }
        throw unknown(address);
    }

    /** Notes that a key was shown where its scopes do not reach. */
    public void tooNarrow(Caller caller) {
        uses.refused(caller, Reason.SCOPE);
    }

    private void mustBeQuiet(String digest, String address) {
        Integer times = wrong.getIfPresent(from(address));
        if (times != null && times >= MOST_WRONG && worked.getIfPresent(digest) == null) {
            wrong.asMap().merge(from(address), 1, Integer::sum);
            throw new Refusal(Code.OVERLOADED, "too many wrong keys from this address; wait a minute");
        }
    }

    private Refusal unknown(String address) {
        int times = wrong.asMap().merge(from(address), 1, Integer::sum);
        if (times == MOST_WRONG) {
            LOG.warnf("%d wrong keys from %s; it must be quiet for a minute", times, from(address));
        }
        return new Refusal(Code.NOT_SIGNED_IN, "unknown or expired key");
    }

    private static String from(String address) {
        return address == null ? "" : address;
    }

    private static Known known(Row row) {
        String addresses = row.text("addresses");
        return new Known(
                row.uuid("id"),
                row.uuid("source_id"),
                row.uuid("tenant_id"),
                row.uuid("facility_id"),
                row.text("name"),
                row.bool("enabled"),
                Arrays.stream(row.<String>array("scopes"))
                        .flatMap(text -> Scope.named(text).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                row.instant("valid_from"),
                row.instant("expires_at"),
                row.bool("revoked"),
                addresses == null ? null : AddressList.parse(addresses));
    }
}
