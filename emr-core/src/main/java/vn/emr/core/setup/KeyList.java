package vn.emr.core.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.KeyUses;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/** The keys of sending systems as an administrator looks at them; never the keys themselves. */
@ApplicationScoped
public class KeyList {
    /** An administrator has so long to bring a new key to its place. */
    static final Duration WARNED = Duration.ofDays(30);

    /** How a key stands. */
    public enum State {
        VALID,
        /** It ends within 30 days and nothing took its place. */
        ENDING,
        NOT_YET,
        EXPIRED,
        REVOKED
    }

    /**
     * One key.
     *
     * @param ending its last four characters; null when it was made before they were kept
     * @param addresses from where alone it may be used; null for those of its source
     * @param createdBy user name; null for the server itself
     * @param replacedBy the key that took its place; null for most
     * @param lastUsedAt to a minute
     * @param refusals how often it was refused, and last when, why ({@code EXPIRED}, {@code REVOKED}, {@code NOT_YET},
     *     {@code SOURCE_OFF}, {@code ADDRESS}, {@code SCOPE}) and from where
     */
    public record Key(
            UUID id,
            String name,
            String ending,
            List<String> scopes,
            String addresses,
            State state,
            Instant createdAt,
            String createdBy,
            Instant validFrom,
            Instant expiresAt,
            UUID replacedBy,
            Instant revokedAt,
            String revokedBy,
            String revokedBecause,
            Instant lastUsedAt,
            long refusals,
            Instant refusedAt,
            String refusedBecause,
            String refusedFrom) {}

    /** A key of an enabled source that nothing took the place of, and that ends within 30 days or did so already. */
    public record EndingKey(UUID sourceId, String source, String name, Instant expiresAt) {}

    private static final String KEYS = """
            select k.id, k.name, k.ending, k.scopes, k.addresses, k.created_at, k.created_by, k.valid_from, k.expires_at,
                   n.id as replaced_by, k.revoked_at, k.revoked_by, k.revoked_because, k.last_used_at, k.refusals,
                   k.refused_at, k.refused_because, k.refused_from
            from source_key k left join source_key n on n.follows = k.id
            where k.source_id = ?
            order by k.revoked_at is not null, k.created_at desc, k.id desc
            limit 500
            """;

    /** An expired key is no trouble where another one works. */
    private static final String ENDING = """
            select k.source_id, s.name as source, k.name, k.expires_at
            from source_key k join source s on s.id = k.source_id
            where s.tenant_id = ? and s.enabled and k.revoked_at is null and k.expires_at < ?
              and not exists (select 1 from source_key n where n.follows = k.id and n.revoked_at is null)
              and (k.expires_at > ? or not exists (
                     select 1 from source_key o
                     where o.source_id = k.source_id and o.revoked_at is null and o.expires_at > ?))
            order by k.expires_at, k.id
            limit 200
            """;

    private final Database database;
    private final KeyUses uses;
    private final Clock clock;

    @Inject
    public KeyList(Database database, KeyUses uses, Clock clock) {
        this.database = database;
        this.uses = uses;
        this.clock = clock;
    }

    /**
     * The keys of one source, the newest first, revoked ones last.
     *
     * @throws Refusal NOT_FOUND when this tenant has no such source
     */
    public List<Key> of(UUID tenantId, UUID sourceId) {
        database.first(
                        "select 1 as known from source where tenant_id = ? and id = ?",
                        row -> row.integer("known"),
                        tenantId,
                        sourceId)
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "no such source"));
        uses.write();
        Instant now = clock.instant();
        return database.query(KEYS, row -> key(row, now), sourceId);
    }

    /** The keys that need a person, the first to end first. */
    public List<EndingKey> ending(UUID tenantId) {
        Instant now = clock.instant();
        return database.query(
                ENDING,
                row -> new EndingKey(
                        row.uuid("source_id"), row.text("source"), row.text("name"), row.instant("expires_at")),
                tenantId,
                now.plus(WARNED),
                now,
                now);
    }

    private static Key key(Row row, Instant now) {
        return new Key(
                row.uuid("id"),
                row.text("name"),
                row.text("ending"),
                List.of(row.<String>array("scopes")),
                row.text("addresses"),
                state(row, now),
                row.instant("created_at"),
                row.text("created_by"),
                row.instant("valid_from"),
                row.instant("expires_at"),
                row.uuid("replaced_by"),
                row.instant("revoked_at"),
                row.text("revoked_by"),
                row.text("revoked_because"),
                row.instant("last_used_at"),
                row.number("refusals"),
                row.instant("refused_at"),
                row.text("refused_because"),
                row.text("refused_from"));
    }

    private static State state(Row row, Instant now) {
        Instant end = row.instant("expires_at");
        if (row.instant("revoked_at") != null) {
            return State.REVOKED;
        }
        if (!now.isBefore(end)) {
            return State.EXPIRED;
        }
        if (now.isBefore(row.instant("valid_from"))) {
            return State.NOT_YET;
        }
        return row.uuid("replaced_by") == null && end.isBefore(now.plus(WARNED)) ? State.ENDING : State.VALID;
    }
}
