package vn.emr.api.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Ten years of a big hospital's folders, with ids as they were given in those years: the last hundredth is not archived, one in ten
 * thousand lay in a rare ward, one doctor left long ago.
 */
final class ManyFolders {
    private static final String FILL = """
            with day as (select i, timestamptz '2016-01-01' + i * (interval '3900 days' / ?) as at from generate_series(1, ?) i),
            n as (select i, at, uuidv7(at - now()) as patient, uuidv7(at - now()) as visit from day),
            house as (select ?::uuid as tenant, ?::uuid as facility, ?::uuid as source, ?::uuid as common, ?::uuid as rare),
            people as (
              insert into patient (tenant_id, patient_id, version, revised_at, provisional, facility_id, name, search_key, sort_key, sex, deceased)
              select tenant, patient, 1, now(), false, facility, 'Người ' || i, '', 'n', 'UNKNOWN', false from n, house),
            visits as (
              insert into encounter (tenant_id, patient_id, encounter_id, version, revised_at, source_id, visit_number, class, status,
                                     facility_id, start_from, end_from, attending_doctor)
              select tenant, patient, visit, 1, now(), source, 'V' || i, 'INPATIENT', 'FINISHED', facility, at, at + interval '5 days',
                     case when i % 10000 = 0 then 'BS. Hiếm' when i % 200 = 1 then 'BS. Mới' when i % 150 = 2 then 'BS. Vừa'
                          when i % 20 = 3 and i < ? * 0.3 then 'BS. Cũ' else 'BS. ' || i % 50 end from n, house),
            stays as (
              insert into department_stay (tenant_id, patient_id, encounter_id, line, stay_key, department_id, start_from, end_from, cancelled)
              select tenant, patient, visit, 1, '1', case when i % 10000 = 0 then rare else common end, at, at + interval '5 days', false
              from n, house)
            insert into condition (tenant_id, patient_id, condition_id, version, revised_at, source_id, encounter_id, condition_key, code, rank, active)
            select tenant, patient, uuidv7(at - now()), 1, now(), source, visit, '1',
                   case when i % 20000 = 0 then 'Q99.9' when i % 3 = 0 then 'I10' else 'J18.' || i % 10 end, 'primary', true
            from n, house where i % 1000 <> 7
            """;
    private static final String FOLDERS = """
            insert into record_folder (tenant_id, patient_id, folder_id, version, revised_at, encounter_id, facility_id, treatment, state,
                                       opened_from, completed_from, held)
            select e.tenant_id, e.patient_id, uuidv7(e.start_from - now()), 1, now(), e.encounter_id, e.facility_id, 'INPATIENT',
                   case when n.i < ? * 0.99 then 'ARCHIVED' when n.i % 3 = 0 then 'COMPLETED' else 'IN_TREATMENT' end,
                   e.start_from, e.start_from + interval '6 days', false
            from encounter e
            cross join lateral (select substr(e.visit_number, 2)::int as i) n
            where e.tenant_id = ? and e.visit_number ~ '^V[0-9]+$'
            """;
    /** Three papers of each folder that is not archived. */
    private static final String AWAITED = """
            insert into signature_awaited (tenant_id, thing_id, place, patient_id, folder_id, sheet_id, version, entry, role, step,
                                           optional, since)
            select f.tenant_id, uuidv7(f.opened_at - now()), place, f.patient_id, f.folder_id, f.folder_id, 1, false, 'DOCTOR', 1, false,
                   f.opened_at
            from record_folder f cross join generate_series(0, 2) as place
            where f.tenant_id = ? and f.state <> 'ARCHIVED'
            """;
    /** Nearly all: what is left are papers of some days of every year, put there as if they had been forgotten. */
    private static final String SIGNED = """
            with signed as (delete from signature_awaited where tenant_id = ?)
            insert into signature_awaited (tenant_id, thing_id, place, patient_id, folder_id, sheet_id, version, entry, role, step,
                                           optional, since)
            select f.tenant_id, uuidv7(), 0, f.patient_id, f.folder_id, f.folder_id, 1, false, 'DOCTOR', 1, false, f.opened_at
            from record_folder f join encounter e using (tenant_id, patient_id, encounter_id)
            where f.tenant_id = ? and e.visit_number ~ '^V[0-9]+$' and substr(e.visit_number, 2)::int % 3000 = 11
            """;

    private static final String HOUSE = """
            select d.tenant_id, d.facility_id, d.id as common,
                   (select s.id from source s where s.tenant_id = d.tenant_id and s.door = 'his' limit 1) as source_id,
                   (select r.id from department r where r.facility_id = d.facility_id and r.code = 'NHI') as rare
            from department d
            where d.code = 'NOI'
            """;

    static final Map<String, ?> UNSIGNED = Map.of("missing", "SIGNATURE");

    private final PackagedServer server;
    private final int count;
    private UUID common;
    private UUID rare;

    ManyFolders(PackagedServer server, int count) {
        this.server = server;
        this.count = count;
    }

    int count() {
        return count;
    }

    void fill() throws SQLException, IOException {
        try (Connection owner = server.database("emr", "emr_owner").getConnection();
                Statement house = owner.createStatement();
                ResultSet found = house.executeQuery(HOUSE);
                PreparedStatement fill = owner.prepareStatement(FILL);
                PreparedStatement folders = owner.prepareStatement(FOLDERS);
                PreparedStatement awaited = owner.prepareStatement(AWAITED)) {
            found.next();
            common = found.getObject("common", UUID.class);
            rare = found.getObject("rare", UUID.class);
            fill.setInt(1, count);
            fill.setInt(2, count);
            fill.setObject(3, found.getObject("tenant_id"));
            fill.setObject(4, found.getObject("facility_id"));
            fill.setObject(5, found.getObject("source_id"));
            fill.setObject(6, common);
            fill.setObject(7, rare);
            fill.setInt(8, count);
            fill.executeUpdate();
            folders.setInt(1, count);
            folders.setObject(2, found.getObject("tenant_id"));
            folders.executeUpdate();
            awaited.setObject(1, found.getObject("tenant_id"));
            awaited.executeUpdate();
            house.execute("analyze");
        }
    }

    /** What nearly nobody has signed is signed, but a paper here and there of all years. */
    void sign() throws SQLException, IOException {
        try (Connection owner = server.database("emr", "emr_owner").getConnection();
                Statement house = owner.createStatement();
                ResultSet found = house.executeQuery(HOUSE);
                PreparedStatement signed = owner.prepareStatement(SIGNED)) {
            found.next();
            signed.setObject(1, found.getObject("tenant_id"));
            signed.setObject(2, found.getObject("tenant_id"));
            signed.executeUpdate();
            house.execute("analyze signature_awaited");
        }
    }

    /** Every way in which the list is asked, common and rare. */
    Map<String, Map<String, ?>> questions() {
        Map<String, Map<String, ?>> all = new LinkedHashMap<>();
        all.put("everything", Map.of());
        all.put("completed", Map.of("state", "COMPLETED"));
        all.put("archived", Map.of("state", "ARCHIVED"));
        all.put("common ward", Map.of("departmentId", common));
        all.put("rare ward", Map.of("departmentId", rare));
        all.put("common doctor", Map.of("doctor", "BS. 7"));
        all.put("doctor of 5,000", Map.of("doctor", "BS. Mới"));
        all.put("doctor of 6,667", Map.of("doctor", "BS. Vừa"));
        all.put("doctor who left", Map.of("doctor", "BS. Cũ"));
        all.put("rare doctor", Map.of("doctor", "BS. Hiếm"));
        all.put("common diagnosis", Map.of("diagnosis", "I10"));
        all.put("rare diagnosis", Map.of("diagnosis", "Q99"));
        all.put("old days", Map.of("until", "2016-03-01"));
        all.put("overdue", Map.of("overdue", true));
        all.put("without diagnosis", Map.of("missing", "DIAGNOSIS"));
        all.put("unsigned", UNSIGNED);
        all.put("unsigned, rare ward", Map.of("missing", "SIGNATURE", "departmentId", rare));
        all.put(
                "archived, rare ward, old days",
                Map.of("state", "ARCHIVED", "departmentId", rare, "until", "2020-01-01"));
        all.put("a number", Map.of("folderNumber", "26.000001"));
        return all;
    }
}
