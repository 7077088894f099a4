package vn.emr.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Row;
import vn.emr.core.store.StoreFault;
import vn.emr.core.testing.GivenKeys;

/** A key lets its source in where, when and for what it was made, and nobody else. */
class SourceKeysTest {
    private static final String HERE = "10.0.0.7";
    private static Hospital hospital;
    private final AccessTest.Moving clock = new AccessTest.Moving();
    private long nanos;
    private final KeyUses uses = new KeyUses(hospital.database, new AuditTrail(hospital.database), clock);
    private final SourceKeys keys = new SourceKeys(hospital.database, uses, clock, () -> nanos);
    private final UUID source = source();
    private final String credential = Secrets.nextSourceCredential();
    private final UUID key = GivenKeys.put(hospital.database, source, credential, "notices:send", "changes:read");

    @BeforeAll
    static void hospital() {
        hospital = new Hospital();
    }

    private static UUID source() {
        UUID id = Ids.next();
        hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain)
                values (?, ?, ?, ?, 'HIS', 'his-rest', '*', 'BV')
                """, id, hospital.tenant, hospital.facility, "HIS " + id);
        return id;
    }

    private SourceKeysTest() {
        clock.now = hospital.database
                .first("select valid_from from source_key where id = ?", row -> row.instant("valid_from"), key)
                .orElseThrow();
    }

    @Test
    void a_source_is_known_by_its_key_and_may_do_what_the_key_says() {
        Caller caller = let(HERE);
        assertEquals(source, caller.id());
        assertEquals(key, caller.sessionId(), "the trace names the key");
        assertEquals(Set.of(Scope.NOTICES_SEND, Scope.CHANGES_READ), caller.scopes());
        assertEquals(Set.of(Right.NOTICE_SEND, Right.OWN_MESSAGE_READ, Right.CHANGE_READ), caller.rights());
        assertEquals(
                Code.NOT_SIGNED_IN,
                refused(Secrets.nextSourceCredential(), HERE).code());
        assertEquals(Code.NOT_SIGNED_IN, refused("emrs_", HERE).code());
        assertEquals(Code.NOT_SIGNED_IN, refused(credential.substring(5), HERE).code());
        change("update source set enabled = false where id = ?", source);
        nanos += SourceKeys.FRESH.toNanos();
        assertEquals(Code.NOT_SIGNED_IN, refused(credential, HERE).code());
        assertEquals("SOURCE_OFF", shown("refused_because"));
    }

    @Test
    void a_revoked_key_works_for_five_seconds_at_most() {
        let(HERE);
        change(
                "update source_key set revoked_at = now(), revoked_by = 'it', revoked_because = 'mất' where id = ?",
                key);
        nanos += SourceKeys.FRESH.toNanos() - 1;
        let(HERE);
        nanos += 1;
        assertEquals("unknown or expired key", refused(credential, HERE).getMessage());
        assertEquals("REVOKED", shown("refused_because"));
    }

    @Test
    void a_key_works_from_its_start_to_its_end_and_not_a_moment_longer() {
        Instant start = clock.now;
        let(HERE);
        clock.now = start.plus(Duration.ofHours(1)).minusNanos(1_000);
        let(HERE);
        clock.now = start.plus(Duration.ofHours(1));
        assertEquals("unknown or expired key", refused(credential, HERE).getMessage());
        assertEquals("EXPIRED", shown("refused_because"));
        clock.now = start.minusSeconds(1);
        assertEquals(Code.NOT_SIGNED_IN, refused(credential, HERE).code());
        assertEquals("NOT_YET", shown("refused_because"));
    }

    @Test
    void the_addresses_of_a_key_take_the_place_of_those_of_its_source() {
        change("update source set addresses = '192.168.1.0/24' where id = ?", source);
        assertEquals(Code.FORBIDDEN, refused(credential, HERE).code());
        assertEquals(Code.FORBIDDEN, refused(credential, null).code());
        let("192.168.1.9");
        hospital.asOwner("update source_key set addresses = '10.0.0.0/8, fd00::/8' where id = '" + key + "'");
        nanos += SourceKeys.FRESH.toNanos();
        let(HERE);
        let("fd00:0:0:0:0:0:0:1");
        assertEquals(Code.FORBIDDEN, refused(credential, "192.168.1.9").code());
        assertEquals("ADDRESS", shown("refused_because"));
        assertEquals("192.168.1.9", shown("refused_from"));
    }

    @Test
    void an_address_with_too_many_wrong_keys_must_be_quiet_for_a_minute_but_not_with_a_key_that_worked() {
        let(HERE);
        nanos += SourceKeys.FRESH.toNanos();
        for (int i = 0; i < SourceKeys.MOST_WRONG; i++) {
            assertEquals(
                    Code.NOT_SIGNED_IN,
                    refused(Secrets.nextSourceCredential(), HERE).code());
        }
        assertEquals(
                Code.OVERLOADED, refused(Secrets.nextSourceCredential(), HERE).code());
        assertEquals(
                Code.NOT_SIGNED_IN,
                refused(Secrets.nextSourceCredential(), "10.0.0.8").code());
        let(HERE);
        nanos += SourceKeys.QUIET.toNanos() - 1;
        assertEquals(
                Code.OVERLOADED, refused(Secrets.nextSourceCredential(), HERE).code());
        nanos += SourceKeys.QUIET.toNanos();
        assertEquals(
                Code.NOT_SIGNED_IN,
                refused(Secrets.nextSourceCredential(), HERE).code());
    }

    @Test
    void uses_and_refusals_are_counted_and_written_later_and_a_repeated_refusal_is_traced_once() {
        let(HERE);
        clock.now = clock.now.plusSeconds(30);
        Instant last = clock.now;
        let(HERE);
        assertNull(shownTime("last_used_at"));
        uses.write();
        assertEquals(last, shownTime("last_used_at"));
        int traced = hospital.audits("REFUSED");
        clock.now = clock.now.plus(Duration.ofHours(2));
        for (int i = 0; i < 4; i++) {
            refused(credential, HERE);
        }
        uses.write();
        refused(credential, "10.0.0.9");
        uses.write();
        assertEquals(5, number("refusals"));
        assertEquals("10.0.0.9", shown("refused_from"));
        assertEquals(last, shownTime("last_used_at"));
        assertEquals(traced + 1, hospital.audits("REFUSED"));
    }

    @Test
    void a_server_that_ends_writes_what_it_gathered() {
        let(HERE);
        uses.stopping(null);
        assertEquals(clock.now, shownTime("last_used_at"));
    }

    @Test
    void a_refusal_whose_trace_could_not_be_written_is_traced_the_next_time() {
        clock.now = clock.now.plus(Duration.ofHours(2));
        int traced = hospital.audits("REFUSED");
        String application = hospital.address.application().user();
        hospital.asOwner("revoke insert on audit_event from " + application);
        try {
            assertThrows(StoreFault.class, () -> let(HERE));
        } finally {
            hospital.asOwner("grant insert on audit_event to " + application);
        }
        assertEquals(Code.NOT_SIGNED_IN, refused(credential, HERE).code());
        assertEquals(Code.NOT_SIGNED_IN, refused(credential, HERE).code());
        assertEquals(traced + 1, hospital.audits("REFUSED"));
    }

    @Test
    void a_key_where_its_scopes_do_not_reach_is_noted_too() {
        keys.tooNarrow(let(HERE));
        uses.write();
        assertEquals("SCOPE", shown("refused_because"));
    }

    @Test
    void the_database_keeps_keys_from_being_deleted_widened_made_longer_or_brought_back() {
        forbidden("delete from source_key where id = ?", "42501");
        forbidden("update source_key set scopes = array['claims:send'] where id = ?", "42501");
        forbidden("update source_key set addresses = null where id = ?", "42501");
        forbidden("update source_key set expires_at = expires_at + interval '1 second' where id = ?", "23514");
        change("update source_key set expires_at = expires_at - interval '1 second' where id = ?", key);
        forbidden("update source_key set revoked_at = now() where id = ?", "23514");
        change(
                "update source_key set revoked_at = now(), revoked_by = 'it', revoked_because = 'mất' where id = ?",
                key);
        forbidden(
                "update source_key set revoked_at = null, revoked_by = null, revoked_because = null where id = ?",
                "23514");
        assertThrows(
                StoreFault.class, () -> GivenKeys.give(hospital.database, source, "patients:read"), "no such scope");
    }

    private Caller let(String address) {
        return keys.caller(credential, address, "r");
    }

    private Refusal refused(String shown, String address) {
        return assertThrows(Refusal.class, () -> keys.caller(shown, address, "r"));
    }

    private void forbidden(String sql, String state) {
        StoreFault fault = assertThrows(StoreFault.class, () -> hospital.database.update(sql, key), sql);
        assertTrue(fault.getMessage().contains(state), sql + ": " + fault.getMessage());
    }

    private static void change(String sql, UUID id) {
        assertEquals(1, hospital.database.update(sql, id));
    }

    private String shown(String column) {
        uses.write();
        return of(column, row -> row.text(column));
    }

    private Instant shownTime(String column) {
        return of(column, row -> row.instant(column));
    }

    private long number(String column) {
        return of(column, row -> row.number(column));
    }

    private <T> T of(String column, java.util.function.Function<Row, T> read) {
        record Held<T>(T value) {}
        return hospital.database
                .first("select " + column + " from source_key where id = ?", row -> new Held<>(read.apply(row)), key)
                .orElseThrow()
                .value();
    }
}
