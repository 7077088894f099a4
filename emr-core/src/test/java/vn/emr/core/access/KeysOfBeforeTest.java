package vn.emr.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.postgres.TestDatabase;

/** The one key a source had before it could have several. */
class KeysOfBeforeTest {
    @Test
    void keys_of_before_do_what_they_did_and_end_in_two_years() throws Exception {
        DatabaseAddress address = TestDatabase.empty();
        byte[] sha256 = Secrets.sha256(Secrets.nextSourceCredential());
        TestDatabase.migrate(address, "32");
        try (Connection owner = owner(address)) {
            owner.createStatement()
                    .execute("insert into tenant (id, code, name) values ('" + new UUID(0, 1) + "', 'BV', 'BV')");
            for (String changes : new String[] {"{}", "{\"changes\": \"read\", \"panel\": \"a\"}"}) {
                try (var sql = owner.prepareStatement("""
                        insert into source (id, tenant_id, name, kind, door, credential_sha256, allowed_types, patient_domain, settings)
                        values (gen_random_uuid(), ?, ?, 'HIS', 'his-rest', ?, '*', 'BV', ?::jsonb)
                        """)) {
                    sql.setObject(1, new UUID(0, 1));
                    sql.setString(2, changes);
                    sql.setBytes(3, changes.length() == 2 ? sha256 : Secrets.sha256("emrs_x"));
                    sql.setString(4, changes);
                    sql.executeUpdate();
                }
            }
        }
        TestDatabase.migrate(address);
        try (Connection owner = owner(address);
                var rows = owner.createStatement().executeQuery("""
                                select k.sha256, array_to_string(k.scopes, ' ') as scopes, s.settings::text as settings,
                                       k.expires_at > now() + interval '729 days' as lasts
                                from source_key k join source s on s.id = k.source_id
                                order by cardinality(k.scopes)
                                """)) {
            assertTrue(rows.next());
            assertEquals("notices:send claims:send imports:send", rows.getString("scopes"));
            assertEquals(
                    java.util.HexFormat.of().formatHex(sha256),
                    java.util.HexFormat.of().formatHex(rows.getBytes(1)));
            assertTrue(rows.getBoolean("lasts"));
            assertTrue(rows.next());
            assertEquals("notices:send claims:send imports:send changes:read", rows.getString("scopes"));
            assertEquals("{\"panel\": \"a\"}", rows.getString("settings"));
        }
    }

    private static Connection owner(DatabaseAddress address) throws Exception {
        return DriverManager.getConnection(
                address.jdbcUrl(), address.owner().user(), address.owner().password());
    }
}
