package vn.emr.core.access;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.postgres.TestDatabase;
import vn.emr.core.store.Database;
import vn.emr.core.store.RecordStore;
import vn.emr.core.testing.People;
import vn.emr.core.testing.Role;

/** A hospital's places, accounts and callers in a database, and the doors of its store. */
abstract class Organization {
    /** Hospitals of one database share its connections, and give idle ones back. */
    private static final Map<String, DataSource> POOLS = new ConcurrentHashMap<>();

    public final DatabaseAddress address;
    public final Database database;
    public final RecordStore records;
    public final UUID tenant = Ids.next();
    public final UUID facility;

    Organization(DatabaseAddress address) {
        this.address = address;
        this.database = new Database(POOLS.computeIfAbsent(address.jdbcUrl(), url -> TestDatabase.pool(address)));
        this.records = new RecordStore(database);
        database.update("insert into tenant (id, code, name) values (?, ?, ?)", tenant, tenant.toString(), "Bệnh viện");
        this.facility = facility("01001");
    }

    /** Runs a statement as the owner of the schema. */
    public void asOwner(String sql) {
        try (Connection connection = DriverManager.getConnection(
                        address.jdbcUrl(),
                        address.owner().user(),
                        address.owner().password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public UUID facility(String code) {
        UUID id = Ids.next();
        database.update("insert into facility (id, tenant_id, code, name) values (?, ?, ?, ?)", id, tenant, code, code);
        return id;
    }

    public UUID department(String code) {
        UUID id = Ids.next();
        database.update(
                "insert into department (id, tenant_id, facility_id, code, name) values (?, ?, ?, ?, ?)",
                id,
                tenant,
                facility,
                code,
                "Khoa " + code);
        return id;
    }

    public UUID account(String username, String passwordHash, Role role, UUID... departments) {
        UUID id = Ids.next();
        database.update("""
                insert into account (id, tenant_id, facility_id, username, display_name, password_hash, created_at)
                values (?, ?, ?, ?, ?, ?, now())
                """, id, tenant, facility, username, username, passwordHash);
        give(id, role, departments);
        return id;
    }

    /** Gives an account a role, from an hour ago on. */
    public UUID give(UUID account, Role role, UUID... departments) {
        UUID id = Ids.next();
        database.update("""
                insert into account_role (id, tenant_id, account_id, role_id, facility_id, valid_from, given_at)
                select ?, tenant_id, ?, id, ?, now() - interval '1 hour', now() from role where tenant_id = ? and code = ?
                """, id, account, facility, tenant, role);
        Arrays.stream(departments)
                .forEach(d -> database.update(
                        "insert into account_role_department (account_role_id, department_id) values (?, ?)", id, d));
        return id;
    }

    /** A caller as sign-in would make it, without a session row. */
    public Caller caller(Role role, UUID... departments) {
        return People.caller(tenant, facility, role.name().toLowerCase(Locale.ROOT), role, departments);
    }

    /** The same of an account there is. */
    public Caller caller(UUID account, Role role, UUID... departments) {
        return with(account, List.of(role.of(facility, departments)));
    }

    /** A caller of an account there is, with these roles. */
    public Caller with(UUID account, List<Assignment> roles) {
        return new Caller(
                ActorKind.PERSON,
                account,
                tenant,
                "person",
                roles,
                facility,
                Set.of(),
                Ids.next(),
                null,
                "127.0.0.1",
                "test-request",
                null);
    }

    public int audits(String kind) {
        return database.first(
                        "select count(*)::int as n from audit_event where kind = ? and tenant_id = ?",
                        r -> r.integer("n"),
                        kind,
                        tenant)
                .orElseThrow();
    }
}
