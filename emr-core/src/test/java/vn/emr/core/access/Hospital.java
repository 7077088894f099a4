package vn.emr.core.access;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;
import vn.emr.core.Ids;
import vn.emr.core.organization.Account.Role;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.postgres.TestDatabase;
import vn.emr.core.record.PersonName;
import vn.emr.core.store.Database;

/** A hospital in a database of its own, built row by row for tests of who may read what. */
public final class Hospital {
    public final DatabaseAddress address;
    public final Database database;
    public final UUID tenant = Ids.next();
    public final UUID facility;
    private final UUID source = Ids.next();

    public Hospital() {
        this(TestDatabase.fresh());
    }

    /** A further hospital, another tenant, in a database that may hold others already. */
    public Hospital(DatabaseAddress address) {
        this.address = address;
        this.database = new Database(dataSource(address));
        database.update("insert into tenant (id, code, name) values (?, ?, ?)", tenant, tenant.toString(), "Bệnh viện");
        this.facility = facility("01001");
    }

    private static PGSimpleDataSource dataSource(DatabaseAddress address) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(address.jdbcUrl());
        dataSource.setUser(address.application().user());
        dataSource.setPassword(address.application().password());
        return dataSource;
    }

    /** Runs a statement as the owner of the schema. */
    public void asOwner(String sql) {
        PGSimpleDataSource owner = dataSource(address);
        owner.setUser(address.owner().user());
        owner.setPassword(address.owner().password());
        try (Connection connection = owner.getConnection();
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
                insert into account (id, tenant_id, facility_id, username, display_name, role, password_hash, created_at)
                values (?, ?, ?, ?, ?, ?, ?, now())
                """, id, tenant, facility, username, username, role, passwordHash);
        Arrays.stream(departments)
                .forEach(d -> database.update(
                        "insert into account_department (account_id, department_id) values (?, ?)", id, d));
        return id;
    }

    /** A caller as sign-in would make it, without a session row. */
    public Caller caller(Role role, UUID... departments) {
        return new Caller(
                vn.emr.core.audit.AuditEvent.ActorKind.PERSON,
                Ids.next(),
                tenant,
                role.name().toLowerCase(java.util.Locale.ROOT),
                role,
                facility,
                List.of(departments),
                Ids.next(),
                false,
                "127.0.0.1",
                "test-request");
    }

    public UUID patient(String name) {
        UUID id = Ids.next();
        PersonName person = new PersonName(name, "official");
        database.update("""
                insert into patient (tenant_id, patient_id, version, revised_at, provisional, facility_id, name, search_key,
                                     sort_key, sex, deceased)
                values (?, ?, 1, now(), false, ?, ?, ?, ?, 'UNKNOWN', false)
                """, tenant, id, facility, person.full(), person.searchKey(), person.sortKey());
        return id;
    }

    /** A visit with one stay. */
    public UUID stay(UUID patient, UUID department, Instant stayEnd, Instant visitEnd, boolean cancelled) {
        UUID encounter = Ids.next();
        database.update("""
                insert into encounter (tenant_id, patient_id, encounter_id, version, revised_at, source_id, visit_number,
                                       class, status, facility_id, start_from, end_from)
                values (?, ?, ?, 1, now(), ?, ?, 'INPATIENT', 'IN_PROGRESS', ?, now(), ?::timestamptz)
                """, tenant, patient, encounter, source, encounter.toString(), facility, visitEnd);
        database.update("""
                insert into department_stay (tenant_id, patient_id, encounter_id, line, stay_key, department_id, start_from,
                                             end_from, cancelled)
                values (?, ?, ?, 1, '1', ?, now(), ?::timestamptz, ?)
                """, tenant, patient, encounter, department, stayEnd, cancelled);
        return encounter;
    }

    public void folder(UUID patient, UUID encounter, UUID facilityId, String state) {
        database.update("""
                insert into record_folder (tenant_id, patient_id, folder_id, version, revised_at, encounter_id, facility_id,
                                           treatment, state)
                values (?, ?, ?, 1, now(), ?, ?, 'INPATIENT', ?)
                """, tenant, patient, Ids.next(), encounter, facilityId, state);
    }

    /** One person's rows are read under another from now on. */
    public void merge(UUID loser, UUID survivor) {
        database.update("""
                insert into patient_link (tenant_id, patient_id, link_id, version, revised_at, survivor_id, active)
                values (?, ?, ?, 1, now(), ?, true)
                """, tenant, loser, Ids.next(), survivor);
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
