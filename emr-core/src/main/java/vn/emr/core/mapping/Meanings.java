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

    /** Reading a hundred thousand mappings again is for when one of them changed. */
    private static final String STATE = """
            select count(*) || ' ' || coalesce(max(changed_at)::text, '') as state from code_mapping where tenant_id = ?
            """;

    private record Key(CodeKind kind, String localSystem, String localCode) {}

    private record Known(long readAt, String state, Dictionary dictionary) {}

    /** What the codes of a tenant mean. */
    public static final class Dictionary {
        private final Map<Key, List<CodeMapping>> mappings;

        private Dictionary(Map<Key, List<CodeMapping>> mappings) {
            this.mappings = mappings;
        }

        /**
         * The meaning of a code; empty when nobody mapped it for that day. A mapping for one system goes before one for all.
         *
         * @param localSystem as sent, may be null
         * @param at the time of the event; its day in Viet Nam decides
         */
        public Optional<Meaning> meaning(
                CodeKind kind, UUID sourceId, String localSystem, String localCode, Instant at) {
            List<CodeMapping> all = localCode == null
                    ? null
                    : mappings.get(new Key(kind, localSystem == null ? "" : localSystem, localCode));
            if (all == null) {
                return Optional.empty();
            }
            LocalDate day = LocalDate.ofInstant(at, VIETNAM);
            return all.stream()
                    .filter(m -> (m.sourceId() == null || m.sourceId().equals(sourceId)) && m.holds(day))
                    .findFirst()
                    .map(CodeMapping::meaning);
        }
    }

    private final Database database;
    private final Map<UUID, Known> byTenant = new ConcurrentHashMap<>();

    @Inject
    public Meanings(Database database) {
        this.database = database;
    }

    /** What codes mean now. Asked before a transaction begins, for it may look into the database itself. */
    public Dictionary of(UUID tenantId) {
        Known known = byTenant.get(tenantId);
        if (known == null || System.nanoTime() - known.readAt() >= FRESH_NANOS) {
            String state =
                    database.first(STATE, row -> row.text("state"), tenantId).orElseThrow();
            boolean same = known != null && known.state().equals(state);
            known = new Known(System.nanoTime(), state, same ? known.dictionary() : read(tenantId));
            byTenant.put(tenantId, known);
        }
        return known.dictionary();
    }

    /** The next look reads the table: after a change here. */
    void changed(UUID tenantId) {
        byTenant.remove(tenantId);
    }

    private Dictionary read(UUID tenantId) {
        Map<Key, List<CodeMapping>> all = new HashMap<>();
        database.query("select * from code_mapping where tenant_id = ?", MappingTable::mapping, tenantId).stream()
                .sorted(Comparator.comparing((CodeMapping m) -> m.sourceId() == null))
                .forEach(m -> all.computeIfAbsent(
                                new Key(m.kind(), m.localSystem(), m.localCode()), k -> new ArrayList<>())
                        .add(m));
        return new Dictionary(all);
    }
}
