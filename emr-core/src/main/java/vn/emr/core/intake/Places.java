package vn.emr.core.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.mapping.CodeKind;
import vn.emr.core.mapping.Meanings;
import vn.emr.core.store.Database;

/** The facilities and departments that senders name by code; read from memory, at most 5 s old. */
final class Places {
    private static final long FRESH_NANOS = 5_000_000_000L;

    private record Department(UUID tenantId, UUID facilityId, String facilityCode, UUID id, String code) {}

    private final Database database;
    private volatile List<Department> departments = List.of();
    private final Meanings meanings;
    private volatile long readAt;

    Places(Database database) {
        this.database = database;
        this.meanings = new Meanings(database);
        this.readAt = System.nanoTime() - FRESH_NANOS;
    }

    /**
     * The department a sender means. Empty when its code is not mapped; the stay is then kept with the code as sent.
     *
     * @param facilityCode as sent, or null: then the sender's own facility decides
     */
    Optional<UUID> department(UUID tenantId, UUID facilityId, String facilityCode, String code) {
        if (code == null) {
            return Optional.empty();
        }
        return current().stream()
                .filter(d -> d.tenantId.equals(tenantId) && d.code.equalsIgnoreCase(code))
                .filter(d -> facilityCode != null && d.facilityCode.equals(facilityCode)
                        || facilityId == null
                        || d.facilityId.equals(facilityId))
                .map(Department::id)
                .findFirst();
    }

    /** The same, with what people said the sender's code means on that day. */
    Optional<UUID> department(
            UUID tenantId, UUID facilityId, String facilityCode, String code, UUID sourceId, Instant at) {
        return department(tenantId, facilityId, facilityCode, code)
                .or(() -> mapped(tenantId, facilityId, facilityCode, code, sourceId, at));
    }

    /** The department that people said the sender's code means on that day. */
    Optional<UUID> mapped(UUID tenantId, UUID facilityId, String facilityCode, String code, UUID sourceId, Instant at) {
        return meanings.of(tenantId)
                .meaning(CodeKind.DEPARTMENT, sourceId, "", code, at)
                .flatMap(m -> department(tenantId, facilityId, facilityCode, m.code()));
    }

    /** The facility with a code, for senders that speak for several. */
    Optional<UUID> facility(UUID tenantId, String code) {
        return current().stream()
                .filter(d -> d.tenantId.equals(tenantId) && d.facilityCode.equals(code))
                .map(Department::facilityId)
                .findFirst();
    }

    /** The code of a facility, the beginning of the temporary codes it gives. */
    String facilityCode(UUID facilityId) {
        return current().stream()
                .filter(d -> d.facilityId.equals(facilityId))
                .map(Department::facilityCode)
                .findFirst()
                .orElse("EMR");
    }

    private List<Department> current() {
        if (System.nanoTime() - readAt >= FRESH_NANOS) {
            departments = database.query(
                    """
                    select f.tenant_id, f.id as facility_id, f.code as facility_code, d.id, coalesce(d.code, '') as code
                    from facility f left join department d on d.facility_id = f.id
                    order by f.code, d.code
                    """,
                    row -> new Department(
                            row.uuid("tenant_id"),
                            row.uuid("facility_id"),
                            row.text("facility_code"),
                            row.uuid("id"),
                            row.text("code")));
            readAt = System.nanoTime();
        }
        return departments;
    }
}
