package vn.emr.core.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the server's own account may do with every table, as the catalogue of the database says it. */
class ApplicationRightsTest {
    private static final String MAY_ONLY_GROW = "select insert";

    /** A new table has its place here; one that may only grow also in {@link SafeDatabase#INSERT_ONLY}. */
    private static final Map<String, List<String>> RIGHTS = Map.ofEntries(
            Map.entry("select", tables("""
                    consent_purpose destroyed_file destroyed_folder destroyed_message destroyed_version disclosure_now flyway_schema_history folder_rule_now guest_now label_now label_template lending_open
                    role_now role_template subject_request_kind
                    """)),
            Map.entry(MAY_ONLY_GROW, tables("""
                    account_review account_review_line account_role_by_provider account_role_department archive_number audit_alert audit_event catalogue_change catalogue_edition checkpoint consent consent_text consent_withdrawal correction destruction
                    destruction_act destruction_appraisal destruction_folder destruction_member destruction_minutes destruction_outcome
                    disclosure disclosure_decision
                    disclosure_delivery disclosure_step disclosure_version distinct_people folder_rule form_confirmation guest_access guest_access_end import_fault
                    import_piece inbound inbound_event inbound_key label label_version lending lending_return own_form own_form_act patient_signature printed provider_role_department
                    record_commit record_export_part revision role role_version scan_blob seal seal_epoch sheet_request signature signature_refusal signed_document signed_file
                    subject_request subject_request_step
                    whole_telling
                    """)),
            Map.entry("select insert update", tables("""
                    change_cursor checkpoint_told fault_day import_file orderable_service outgoing outgoing_cursor received_pack received_pack_record record_export record_export_folder replay replay_item
                    stream_end stream_position traffic_hour traffic_mark webhook_parked
                    """)),
            Map.entry(
                    "select insert update (expires_at last_used_at refusals refused_at refused_because refused_from revoked_at"
                            + " revoked_because revoked_by)",
                    tables("source_key")),
            Map.entry("select insert update (end_reason ended_at ended_by)", tables("account_role labelled")),
            Map.entry("select insert update (ended_at note reviewed_at reviewed_by verdict)", tables("emergency")),
            Map.entry(
                    "select insert update (ended_at ended_by)", tables("account_identity care_relation provider_role")),
            Map.entry("select insert update (ended_at ended_by name settings version)", tables("signing_service")),
            Map.entry("select insert update (last_at withheld)", tables("egress_withheld")),
            Map.entry("select insert delete", tables("password_before request_answer scan_file signature_awaited")),
            Map.entry("select insert update delete", tables("""
                    account allergy appointment catalogue_code clinical_document clinical_note code_mapping
                    condition coverage department department_stay diagnostic_report early_warning encounter facility imaging_study
                    immunization installation local_code medication_administration medication_order observation outbox paper parked parked_wait
                    patient patient_identifier patient_link possible_duplicate problem procedure pull_position pull_question
                    record_folder recovery_code saved_filter second_factor service_order session sheet sheet_draft signature_upkeep source tenant visit_link vital_signs worklist_reader
                    """)),
            Map.entry(
                    "select insert update (answer drawing expires_at refusal seen_at state wrong_codes)",
                    tables("patient_signing")),
            Map.entry("select insert update (ended_at ended_by locked_until pin wrong_pins)", tables("signing_key")),
            Map.entry("select insert update (removed_at removed_by)", tables("trusted_certificate")),
            Map.entry("select insert update (until)", tables("insurance_signer")),
            Map.entry("select insert update (code ended_at outcome transactions)", tables("signing_job")),
            Map.entry("select insert update (evidence outcome)", tables("signing_job_item")));

    private static final String OF_TABLES = """
            select c.relname as name, concat_ws(' ',
                     case when has_table_privilege(r.role, c.oid, 'SELECT') then 'select' end,
                     case when has_table_privilege(r.role, c.oid, 'INSERT') then 'insert' end,
                     case when has_table_privilege(r.role, c.oid, 'UPDATE') then 'update'
                          when has_any_column_privilege(r.role, c.oid, 'UPDATE')
                          then 'update (' || (
                            select string_agg(a.attname, ' ' order by a.attname) from pg_attribute a
                             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                               and has_column_privilege(r.role, c.oid, a.attnum, 'UPDATE')) || ')' end,
                     case when has_table_privilege(r.role, c.oid, 'DELETE') then 'delete' end,
                     case when has_table_privilege(r.role, c.oid, 'TRUNCATE') then 'truncate' end,
                     case when has_table_privilege(r.role, c.oid, 'REFERENCES') then 'references' end,
                     case when has_table_privilege(r.role, c.oid, 'TRIGGER') then 'trigger' end) as rights
              from pg_class c, (select ?::name as role) r
             where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
               and not c.relispartition
            """;

    /** Partitions of which the account may do more than with the table they belong to. */
    private static final String OF_PARTITIONS = """
            select p.inhrelid::regclass::text as name, f.word as rights
              from pg_inherits p
              join pg_class c on c.oid = p.inhrelid and c.relispartition and c.relkind in ('r', 'p')
             cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) f (word),
                   (select ?::name as role) r
             where has_table_privilege(r.role, p.inhrelid, f.word) and not has_table_privilege(r.role, p.inhparent, f.word)
            """;

    private static final String OF_SEQUENCES = """
            select c.relname as name, concat_ws(' ',
                     case when has_sequence_privilege(r.role, c.oid, 'USAGE') then 'usage' end,
                     case when has_sequence_privilege(r.role, c.oid, 'SELECT') then 'select' end,
                     case when has_sequence_privilege(r.role, c.oid, 'UPDATE') then 'update' end) as rights
              from pg_class c, (select ?::name as role) r
             where c.relnamespace = 'public'::regnamespace and c.relkind = 'S'
            """;

    /** Functions that do for the account what it may not do itself. */
    private static final String OF_FUNCTIONS = """
            select p.proname as name, 'execute' as rights from pg_proc p
             where p.prosecdef and p.pronamespace = 'public'::regnamespace and has_function_privilege(?::name, p.oid, 'EXECUTE')
            """;

    private final DatabaseAddress database = TestDatabase.fresh();

    @Test
    void the_application_account_may_do_with_each_table_what_is_written_here_and_no_more() throws Exception {
        assertEquals(new TreeMap<>(RIGHTS), rights(OF_TABLES));
        assertEquals(Map.of(), rights(OF_PARTITIONS));
        assertEquals(Map.of("usage", List.of("order_number")), rights(OF_SEQUENCES));
        assertEquals(Map.of("execute", List.of("destroy_folder")), rights(OF_FUNCTIONS));
    }

    @Test
    void what_may_only_grow_is_looked_at_when_the_server_starts() {
        assertEquals(
                RIGHTS.get(MAY_ONLY_GROW),
                SafeDatabase.INSERT_ONLY.stream().sorted().toList());
    }

    @Test
    void what_may_only_grow_is_not_changed_deleted_or_emptied() throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        database.jdbcUrl(),
                        database.application().user(),
                        database.application().password());
                Statement sql = connection.createStatement()) {
            for (String table : SafeDatabase.INSERT_ONLY) {
                String column = first(connection, table);
                for (String change : List.of(
                        "update " + table + " set " + column + " = " + column,
                        "delete from " + table,
                        "truncate " + table)) {
                    SQLException refused = assertThrows(SQLException.class, () -> sql.execute(change), change);
                    assertEquals("42501", refused.getSQLState(), change);
                }
            }
        }
    }

    private static List<String> tables(String names) {
        return List.of(names.strip().split("\\s+"));
    }

    private static String first(Connection connection, String table) throws SQLException {
        try (ResultSet columns = connection.getMetaData().getColumns(null, "public", table, null)) {
            assertTrue(columns.next(), table);
            return columns.getString("COLUMN_NAME");
        }
    }

    /** The names by what may be done, in order. */
    private Map<String, List<String>> rights(String question) throws Exception {
        Map<String, List<String>> found = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(
                        database.jdbcUrl(),
                        database.owner().user(),
                        database.owner().password());
                PreparedStatement sql = connection.prepareStatement(question + " order by name")) {
            sql.setString(1, database.application().user());
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    found.computeIfAbsent(row.getString("rights"), rights -> new ArrayList<>())
                            .add(row.getString("name"));
                }
            }
        }
        return found;
    }
}
