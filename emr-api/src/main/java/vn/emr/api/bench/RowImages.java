package vn.emr.api.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The rows our run wrote for each of some messages, read back from the tables it filled. */
record RowImages(List<Column> columns, List<List<Row>> messages) {
    /** One column of one table, with PostgreSQL's name of its type. */
    record Column(String table, String name, String type) {}

    /** One row; {@code first} is the place of the table's first column in {@link #columns}. */
    record Row(String table, int first, Object[] values) {}

    /** A number that the message made: another one each time it is written. The others (tenant, source) stay as they are. */
    record Made(UUID id) {}

    private static final Set<String> MADE = Set.of("id", "inbound_id", "commit_id", "noun_id");

    /** Tables with one row per noun: the name of its number. */
    private static final Map<String, String> NOUNS = Map.ofEntries(
            Map.entry("diagnostic_report", "report_id"),
            Map.entry("patient", "patient_id"),
            Map.entry("encounter", "encounter_id"),
            Map.entry("record_folder", "folder_id"),
            Map.entry("condition", "condition_id"),
            Map.entry("service_order", "order_id"),
            Map.entry("imaging_study", "study_id"),
            Map.entry("clinical_document", "document_id"),
            Map.entry("appointment", "appointment_id"),
            Map.entry("immunization", "immunization_id"),
            Map.entry("coverage", "coverage_id"),
            Map.entry("medication_order", "order_id"),
            Map.entry("procedure", "procedure_id"),
            Map.entry("clinical_note", "note_id"),
            Map.entry("paper", "paper_id"),
            Map.entry("allergy", "allergy_id"),
            Map.entry("problem", "problem_id"),
            Map.entry("vital_signs", "vitals_id"),
            Map.entry("early_warning", "warning_id"),
            Map.entry("medication_administration", "administration_id"));

    /** Tables with several rows per noun: its number, and the table that knows its version. */
    private static final Map<String, String> LINES =
            Map.of("observation", "diagnostic_report", "patient_identifier", "patient", "department_stay", "encounter");

    private static final Map<String, String> QUERIES = new LinkedHashMap<>();

    static {
        QUERIES.put("inbound_key", "select t.* from inbound_key t where t.inbound_id = ?");
        QUERIES.put("inbound", "select t.* from inbound t where t.id = ?");
        QUERIES.put("record_commit", "select t.* from record_commit t where t.inbound_id = ?");
        ofCommit("revision", "t.commit_id = c.id");
        ofCommit("audit_event", "t.commit_id = c.id");
        ofCommit("outbox", "t.commit_id = c.id");
        new TreeMap<>(NOUNS).forEach(RowImages::ofRevision);
        new TreeMap<>(LINES).forEach(RowImages::ofParent);
    }

    /** The same without the rows of one table. */
    RowImages without(String table) {
        return new RowImages(
                columns,
                messages.stream()
                        .map(rows -> rows.stream()
                                .filter(row -> !row.table().equals(table))
                                .toList())
                        .toList());
    }

    private static void ofCommit(String table, String join) {
        QUERIES.put(
                table, "select t.* from record_commit c join " + table + " t on " + join + " where c.inbound_id = ?");
    }

    /** The row as this message left it; one that a later message changed is that message's. */
    private static void ofRevision(String table, String id) {
        QUERIES.put(table, "select t.*" + revised(table, id));
    }

    private static void ofParent(String table, String parent) {
        String id = NOUNS.get(parent);
        QUERIES.put(
                table,
                "select l.*"
                        + revised(parent, id)
                                .replace(
                                        " where ",
                                        " join " + table
                                                + " l on l.tenant_id = t.tenant_id and l.patient_id = t.patient_id and l."
                                                + id + " = t." + id + " where "));
    }

    private static String revised(String table, String id) {
        return " from record_commit c join revision r on r.commit_id = c.id join " + table
                + " t on t.tenant_id = r.tenant_id and t.patient_id = r.patient_id and t." + id
                + " = r.noun_id and t.version = r.version and r.kind = '" + table.toUpperCase(Locale.ROOT)
                + "' where c.inbound_id = ?";
    }

    /** Reads the rows of the last messages of one run, known by their control ids. */
    static RowImages read(Connection owner, String controlIds, int limit) throws SQLException {
        // The questions below are the bench's, not the server's: two indexes for as long as they are asked.
        try (var sql = owner.createStatement()) {
            sql.execute("set enable_seqscan = off");
            sql.execute("create index bench_revision on revision (commit_id)");
            sql.execute("create index bench_outbox on outbox (commit_id)");
        }
        List<Column> columns = new ArrayList<>();
        List<List<Row>> messages = new ArrayList<>();
        try {
            for (UUID id : last(owner, controlIds, limit)) {
                messages.add(message(owner, id, columns));
            }
        } finally {
            try (var sql = owner.createStatement()) {
                sql.execute("drop index bench_revision");
                sql.execute("drop index bench_outbox");
                sql.execute("reset enable_seqscan");
            }
        }
        return new RowImages(columns, messages);
    }

    private static List<UUID> last(Connection owner, String controlIds, int limit) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (PreparedStatement sql = owner.prepareStatement(
                "select id from inbound where control_id like ? and outcome = 'APPLIED' order by received_at desc limit ?")) {
            sql.setString(1, controlIds);
            sql.setInt(2, limit);
            try (ResultSet rows = sql.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return ids;
    }

    private static List<Row> message(Connection owner, UUID inboundId, List<Column> columns) throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, String> query : QUERIES.entrySet()) {
            try (PreparedStatement sql = owner.prepareStatement(query.getValue())) {
                sql.setObject(1, inboundId);
                try (ResultSet results = sql.executeQuery()) {
                    read(query.getKey(), results, columns, rows);
                }
            }
        }
        mark(rows, columns);
        return rows;
    }

    private static void mark(List<Row> rows, List<Column> columns) {
        Set<Object> made = new HashSet<>();
        for (Row row : rows) {
            for (int i = 0; i < row.values().length; i++) {
                if (MADE.contains(columns.get(row.first() + i).name())) {
                    made.add(row.values()[i]);
                }
            }
        }
        for (Row row : rows) {
            Arrays.setAll(
                    row.values(),
                    i -> row.values()[i] instanceof UUID id && made.contains(id) ? new Made(id) : row.values()[i]);
        }
    }

    private static void read(String table, ResultSet results, List<Column> columns, List<Row> rows)
            throws SQLException {
        ResultSetMetaData about = results.getMetaData();
        int first = 0;
        while (first < columns.size() && !columns.get(first).table().equals(table)) {
            first++;
        }
        if (first == columns.size()) {
            for (int i = 1; i <= about.getColumnCount(); i++) {
                columns.add(new Column(table, about.getColumnName(i), about.getColumnTypeName(i)));
            }
        }
        while (results.next()) {
            Object[] values = new Object[about.getColumnCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = about.getColumnTypeName(i + 1).equals("jsonb")
                        ? results.getString(i + 1)
                        : results.getObject(i + 1);
            }
            rows.add(new Row(table, first, values));
        }
    }
}
