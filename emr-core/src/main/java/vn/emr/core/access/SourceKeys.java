package vn.emr.core.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.store.Database;

/** Sending systems that show their key. What is known of a key is at most 5 s old. */
@ApplicationScoped
public class SourceKeys {
    private record Known(UUID id, UUID tenantId, UUID facilityId, String name) {}

    private final Database database;
    private final Cache<String, Optional<Known>> known = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofSeconds(5))
            .build();

    @Inject
    public SourceKeys(Database database) {
        this.database = database;
    }

    /** The enabled source that holds this key ({@code emrs_…}). */
    public Optional<Caller> caller(String credential, String address, String requestId) {
        if (!credential.startsWith(Secrets.SOURCE_PREFIX)) {
            return Optional.empty();
        }
        byte[] sha256 = Secrets.sha256(credential);
        return known.get(HexFormat.of().formatHex(sha256), key -> find(sha256))
                .map(s -> Caller.source(s.id(), s.tenantId(), s.facilityId(), s.name(), address, requestId));
    }

    private Optional<Known> find(byte[] sha256) {
        return database.first(
                "select id, tenant_id, facility_id, name from source where credential_sha256 = ? and enabled",
                row -> new Known(row.uuid("id"), row.uuid("tenant_id"), row.uuid("facility_id"), row.text("name")),
                sha256);
    }
}
