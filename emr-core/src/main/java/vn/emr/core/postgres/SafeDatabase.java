package vn.emr.core.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.emr.core.postgres.DatabaseAddress.Account;

/**
 * Looks whether a database, embedded or of the hospital's own, keeps what it confirms: an answered message is in the
 * record for 10 to 30 years, so a database that may lose, tear or rewrite it is refused at start.
 */
public final class SafeDatabase {
    /** The oldest PostgreSQL whose features this server uses. */
    static final int OLDEST_MAJOR = 15;

    /** Tables that only ever grow; partitions of them are looked at too. */
    static final List<String> INSERT_ONLY = List.of(
            "revision",
            "record_commit",
            "audit_event",
            "inbound",
            "inbound_event",
            "inbound_key",
            "correction",
            "distinct_people",
            "import_piece",
            "import_fault",
            "whole_telling",
            "audit_alert",
            "archive_number",
            "destruction",
            "destruction_folder",
            "destruction_member",
            "destruction_appraisal",
            "destruction_act",
            "destruction_outcome",
            "destruction_minutes",
            "folder_rule",
            "own_form",
            "own_form_act",
            "form_confirmation",
            "lending",
            "lending_return",
            "record_export_part",
            "role",
            "role_version",
            "account_role_department",
            "account_role_by_provider",
            "provider_role_department",
            "seal_epoch",
            "seal",
            "checkpoint",
            "label",
            "label_version",
            "disclosure",
            "disclosure_version",
            "disclosure_step",
            "disclosure_decision",
            "disclosure_delivery",
            "guest_access",
            "guest_access_end",
            "consent_text",
            "consent",
            "consent_withdrawal",
            "subject_request",
            "subject_request_step",
            "account_review",
            "account_review_line",
            "sheet_request",
            "scan_blob",
            "signature",
            "signature_refusal",
            "signed_document",
            "signed_file",
            "patient_signature",
            "printed",
            "catalogue_edition",
            "catalogue_change");

    private static final Map<String, Set<String>> WANTED = Map.of(
            "fsync", Set.of("on"),
            "full_page_writes", Set.of("on"),
            "synchronous_commit", Set.of("on", "remote_apply"),
            "data_checksums", Set.of("on"));

    private static final Map<String, String> WHY = Map.of(
            "fsync", "a power cut may lose or destroy the record",
            "full_page_writes", "a power cut may leave half written pages",
            "synchronous_commit", "a message already answered may be lost",
            "data_checksums", "a failing disk would change the record unnoticed");

    private static final String TABLES = """
            select distinct t.relid::regclass::text
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace and n.nspname not in ('pg_catalog', 'information_schema')
              cross join lateral (select c.oid as relid union select relid from pg_partition_tree(c.oid)) t
              join pg_class p on p.oid = t.relid
             where c.relname = any (?) and c.relkind in ('r', 'p')
               and (has_table_privilege(t.relid, 'UPDATE, DELETE, TRUNCATE')
                    or has_any_column_privilege(t.relid, 'UPDATE')
                    or pg_has_role(p.relowner, 'MEMBER'))
             order by 1
            """;

    private SafeDatabase() {}

    /**
     * Connects as the application does and refuses an unsafe database.
     *
     * @throws DatabaseUnusable naming every fault found, or why no connection was made
     */
    public static void mustBeSafe(String jdbcUrl, Account application) {
        DriverManager.setLoginTimeout(10);
        try (Connection connection = DriverManager.getConnection(jdbcUrl, application.user(), application.password())) {
            List<String> faults = faults(connection);
            if (!faults.isEmpty()) {
                throw new DatabaseUnusable(
                        "The database is not safe for medical records: " + String.join("; ", faults) + ".");
            }
        } catch (SQLException e) {
            throw new DatabaseUnusable(
                    "The database cannot be reached as user " + application.user() + ": "
                            + DatabaseUnusable.firstLine(e),
                    e);
        }
    }

    /** What is wrong with the database seen through an application's connection; empty when it is safe. */
    static List<String> faults(Connection connection) throws SQLException {
        List<String> faults = new ArrayList<>();
        int major = connection.getMetaData().getDatabaseMajorVersion();
        if (major < OLDEST_MAJOR) {
            faults.add("PostgreSQL " + major + " is older than " + OLDEST_MAJOR);
        }
        faults.addAll(settingFaults(connection));
        faults.addAll(accountFaults(connection));
        return faults;
    }

    private static List<String> settingFaults(Connection connection) throws SQLException {
        List<String> faults = new ArrayList<>();
        String query = "select name, setting from pg_settings where name = any (?) order by name";
        try (PreparedStatement sql = connection.prepareStatement(query)) {
            sql.setArray(1, connection.createArrayOf("text", WANTED.keySet().toArray()));
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    String name = row.getString(1);
                    if (!WANTED.get(name).contains(row.getString(2))) {
                        faults.add(name + " is " + row.getString(2) + " (" + WHY.get(name) + ")");
                    }
                }
            }
        }
        return faults;
    }

    private static List<String> accountFaults(Connection connection) throws SQLException {
        List<String> faults = new ArrayList<>();
        try (PreparedStatement sql = connection.prepareStatement(
                        "select rolname from pg_roles where rolname = current_user and rolsuper");
                ResultSet row = sql.executeQuery()) {
            if (row.next()) {
                // A superuser may do everything, so naming each table would add nothing.
                return List.of("the application account " + row.getString(1) + " is a superuser");
            }
        }
        try (PreparedStatement sql = connection.prepareStatement(TABLES)) {
            sql.setArray(1, connection.createArrayOf("text", INSERT_ONLY.toArray()));
            try (ResultSet row = sql.executeQuery()) {
                List<String> open = new ArrayList<>();
                while (row.next()) {
                    open.add(row.getString(1));
                }
                if (!open.isEmpty()) {
                    faults.add("the application account may change or delete rows of " + String.join(", ", open));
                }
            }
        }
        return faults;
    }
}
