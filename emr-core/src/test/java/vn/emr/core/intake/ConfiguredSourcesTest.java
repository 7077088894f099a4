package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Hospital;
import vn.emr.core.organization.SealedSettings;
import vn.emr.core.store.Database;

class ConfiguredSourcesTest {
    private static final SealedSettings SEALED = new SealedSettings("target/test-data");
    private final Hospital hospital = new Hospital();
    private final AtomicLong nanos = new AtomicLong();
    private final ConfiguredSources sources = new ConfiguredSources(hospital.database, SEALED, nanos::get);

    @Test
    void an_exact_pattern_wins_over_a_star_and_the_application_over_the_facility() {
        source("all", "lis", "*", "*");
        source("hospital", "lis", "*", "BV1");
        source("analyser", "lis", "COBAS", "*");
        source("both", "lis", "COBAS", "BV1");
        source("other door", "his", "COBAS", "BV1");
        assertEquals("both", named("lis", "COBAS", "BV1"));
        assertEquals("analyser", named("lis", "COBAS", "BV2"));
        assertEquals("hospital", named("lis", "X", "BV1"));
        assertEquals("all", named("lis", "X", null));
        assertEquals("other door", named("his", "COBAS", "BV1"));
        assertTrue(sources.byApplication("his", "cobas", "BV1").isEmpty(), "letters count");
        assertTrue(sources.byApplication("pacs", "COBAS", "BV1").isEmpty());
    }

    @Test
    void a_sender_without_a_pattern_is_not_found_by_what_a_message_says() {
        UUID id = source("rest", "his-rest", null, null);
        hospital.database.update("update source set settings = '{\"panel\":\"a\"}' where id = ?", id);
        assertTrue(sources.byApplication("his-rest", "", "").isEmpty());
        assertEquals(Map.of("panel", "a"), sources.byId(id).orElseThrow().settings);
        assertTrue(sources.archives().isEmpty());
    }

    @Test
    void a_change_is_seen_after_five_seconds_at_most() {
        UUID id = source("lis", "lis", "A", "*");
        int version = sources.byId(id).orElseThrow().version;
        hospital.database.update("update source set zone = 'UTC', version = version + 1 where id = ?", id);
        nanos.addAndGet(Duration.ofSeconds(5).toNanos() + 1);
        assertEquals(version + 1, sources.byId(id).orElseThrow().version, "what is open to it notices");
        hospital.database.update("update source set enabled = false where id = ?", id);
        nanos.addAndGet(Duration.ofSeconds(5).toNanos() + 1);
        assertFalse(sources.byId(id).isPresent());
    }

    @Test
    void the_first_sender_of_an_installation_is_known_at_once() {
        assertTrue(sources.archives().isEmpty());
        source("first", "his", "A", "*");
        assertEquals("first", named("his", "A", "BV1"));
    }

    @Test
    void while_the_database_is_away_a_sender_is_told_to_repeat_and_not_that_it_is_unknown() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/none");
        Sources unreadable = new ConfiguredSources(new Database(nowhere), SEALED, nanos::get);
        Refusal refusal = assertThrows(Refusal.class, () -> unreadable.byApplication("lis", "A", "B"));
        assertEquals(Code.TEMPORARY, refusal.code());
        assertTrue(refusal.code().sendAgain());
    }

    private String named(String door, String application, String facility) {
        return sources.byApplication(door, application, facility).orElseThrow().name;
    }

    private UUID source(String name, String door, String application, String facility) {
        UUID id = Ids.next();
        hospital.database.update("""
                insert into source (id, tenant_id, name, kind, door, sending_application, sending_facility, allowed_types, patient_domain)
                values (?, ?, ?, 'LIS', ?, ?::text, ?::text, '*', 'BV')
                """, id, hospital.tenant, name, door, application, facility);
        return id;
    }
}
