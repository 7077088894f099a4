package vn.emr.core.mapping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import vn.emr.core.mapping.CodeMapping.Meaning;
import vn.emr.core.store.Database;

/** Tells what a code as sent means on the day of the event; from memory, at most 5 s old. */
@ApplicationScoped
public class Meanings {
    private static final long FRESH_NANOS = 5_000_000_000L;
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private record Key(CodeKind kind, String localSystem, String localCode) {}

    private record Known(long readAt, Map<Key, List<CodeMapping>> mappings) {}

    private final Database database;
    private final Map<UUID, Known> byTenant = new ConcurrentHashMap<>();

    @Inject
    public Meanings(Database database) {
        this.database = database;
    }

    /**
     * The meaning of a code; empty when nobody mapped it for that day.
     *
     * @param localSystem as sent, may be null
     * @param at the time of the event; its day in Viet Nam decides
     */
    public Optional<Meaning> of(
            UUID tenantId, CodeKind kind, UUID sourceId, String localSystem, String localCode, Instant at) {
        if (localCode == null) {
            return Optional.empty();
        }
        List<CodeMapping> all = known(tenantId).get(new Key(kind, localSystem == null ? "" : localSystem, localCode));
        if (all == null) {
            return Optional.empty();
        }
        LocalDate day = LocalDate.ofInstant(at, VIETNAM);
        return all.stream()
                .filter(m -> (m.sourceId() == null || m.sourceId().equals(sourceId)) && m.holds(day))
                .findFirst()
                .map(CodeMapping::meaning);
    }

    /** The next look reads the table: after a change here. */
    void changed(UUID tenantId) {
        byTenant.remove(tenantId);
    }

    private Map<Key, List<CodeMapping>> known(UUID tenantId) {
        Known known = byTenant.get(tenantId);
        if (known == null || System.nanoTime() - known.readAt() >= FRESH_NANOS) {
            known = new Known(System.nanoTime(), read(tenantId));
            byTenant.put(tenantId, known);
        }
        return known.mappings();
    }

    /** A mapping for one system stands before one for all. */
    private Map<Key, List<CodeMapping>> read(UUID tenantId) {
        Map<Key, List<CodeMapping>> all = new HashMap<>();
        database.query("select * from code_mapping where tenant_id = ?", MappingTable::mapping, tenantId).stream()
                .sorted(Comparator.comparing((CodeMapping m) -> m.sourceId() == null))
                .forEach(m -> all.computeIfAbsent(
                                new Key(m.kind(), m.localSystem(), m.localCode()), k -> new ArrayList<>())
                        .add(m));
        return all;
    }
}
