package vn.emr.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.testing.House;

class PartitionsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");

    @Test
    void partitions_are_made_once_for_this_month_and_six_ahead() {
        try (House house = new House()) {
            var owner = house.address.owner();
            Partitions partitions = new Partitions(house.address.jdbcUrl(), owner.user(), owner.password());
            List<String> made = partitions.ensure(NOW);
            assertEquals(21, made.size());
            assertTrue(made.contains("revision_202611") && made.contains("audit_event_202705"));
            assertEquals(List.of(), partitions.ensure(NOW));
        }
    }

    @Test
    void a_month_with_rows_in_the_default_partition_stays_there() {
        try (House house = new House()) {
            house.database.update("""
                    insert into revision (tenant_id, patient_id, noun_id, version, committed_at, kind, commit_id, schema_version, content)
                    values (?, ?, ?, 1, ?, 'PATIENT', ?, 1, '{}')
                    """, house.tenant, Ids.next(), Ids.next(), NOW, Ids.next());
            var owner = house.address.owner();
            List<String> made = new Partitions(house.address.jdbcUrl(), owner.user(), owner.password()).ensure(NOW);
            assertEquals(20, made.size());
            assertTrue(!made.contains("revision_202611"));
        }
    }

    @Test
    void the_application_account_cannot_change_history_in_a_partition_either() {
        try (House house = new House()) {
            var owner = house.address.owner();
            new Partitions(house.address.jdbcUrl(), owner.user(), owner.password()).ensure(NOW);
            StoreFault fault = org.junit.jupiter.api.Assertions.assertThrows(
                    StoreFault.class, () -> house.database.update("delete from revision_202611"));
            assertEquals("42501", fault.sqlState());
        }
    }
}
