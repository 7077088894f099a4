package vn.emr.api.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.emr.core.store.Database;

/** Many records taken out as data, in two sizes: how fast beside who only reads their rows, and whether more of them take more memory. */
final class ExportBench {
    private static final int FEW = 1_000;
    private static final int MANY = 10_000;
    private static final long POLL_MILLIS = 200;
    private static final double MOST_GROWTH = 1.5;

    private static final String ROWS = """
            select r.content::text from revision r
            join record_folder f on f.tenant_id = r.tenant_id and f.patient_id = r.patient_id
            where f.folder_id = ?
            """;

    /** @param megabytes of heap after a collection, at most */
    private record Run(int records, double seconds, double megabytes) {
        double perSecond() {
            return records / seconds;
        }
    }

    private final PackagedServer server;
    private final int divisor;
    private final PrintStream out;
    private final Figures figures;

    /** @param divisor how many times fewer records */
    ExportBench(PackagedServer server, int divisor, PrintStream out, Figures figures) {
        this.server = server;
        this.divisor = divisor;
        this.out = out;
        this.figures = figures;
    }

    void run() throws Exception {
        server.start();
        KeptRecords records = new KeptRecords(server);
        records.tell(FEW / divisor, "CLOSED");
        Run few = export("CLOSED", FEW / divisor);
        records.tell(MANY / divisor, "ARCHIVED");
        Run many = export("ARCHIVED", MANY / divisor);
        double bare = bare();
        out.printf("Bare JDBC reading the rows of the same records: %.0f records/s%n", bare);
        figures.add("export of 10,000 records: seconds", many.seconds() * MANY / many.records(), "s");
        figures.add("export of 10,000 records: records a second", many.perSecond(), "");
        figures.add("export of 10,000 records: ours / bare", many.perSecond() / bare, "");
        figures.add("export of 1,000 records: peak heap", few.megabytes(), "MB");
        figures.add("export of 10,000 records: peak heap", many.megabytes(), "MB");
        figures.atMost("export: peak heap of 10,000 / 1,000", many.megabytes() / few.megabytes(), "", MOST_GROWTH);
        server.stop();
    }

    private Run export(String state, int records) throws Exception {
        Clinician clerk = new Clinician(server);
        clerk.signIn("luutru", "SongHong-2026");
        try (Heap heap = new Heap(server.pid())) {
            long begun = System.nanoTime();
            String id = KeptRecords.takenOut(clerk, state, false);
            await(UUID.fromString(id), records);
            Run run = new Run(records, (System.nanoTime() - begun) / 1e9, heap.highest());
            out.printf(
                    "%nExport of %,d records: %.1f s, %.0f records/s, heap after collections at most %.0f MB%n",
                    records, run.seconds(), run.perSecond(), run.megabytes());
            return run;
        }
    }

    /** The tables are asked, not the page: a session would end in the middle of a long export. */
    private void await(UUID id, int records) throws IOException, InterruptedException {
        Database database = new Database(server.database("emr", "emr_owner"));
        while (database.first("select 1 as one from record_export where id = ? and ended_at is null", r -> 1, id)
                .isPresent()) {
            Thread.sleep(POLL_MILLIS);
        }
        long written = database.first(
                        "select count(*) as n from record_export_folder where export_id = ? and outcome = 'WRITTEN'",
                        row -> row.number("n"),
                        id)
                .orElseThrow();
        if (written != records) {
            throw new IOException("only " + written + " of " + records + " records were written");
        }
    }

    /** Records a second of who reads what is kept of each, one after the other over one connection, and makes nothing of it. */
    private double bare() throws SQLException, IOException {
        try (Connection connection = server.database("emr", "emr_owner").getConnection();
                PreparedStatement rows = connection.prepareStatement(ROWS)) {
            List<UUID> folders = archived(connection);
            long begun = System.nanoTime();
            for (UUID folder : folders) {
                rows.setObject(1, folder);
                try (ResultSet found = rows.executeQuery()) {
                    while (found.next()) {
                        found.getString(1);
                    }
                }
            }
            return folders.size() / ((System.nanoTime() - begun) / 1e9);
        }
    }

    private static List<UUID> archived(Connection connection) throws SQLException {
        List<UUID> folders = new ArrayList<>();
        try (PreparedStatement sql =
                        connection.prepareStatement("select folder_id from record_folder where state = 'ARCHIVED'");
                ResultSet found = sql.executeQuery()) {
            while (found.next()) {
                folders.add(found.getObject(1, UUID.class));
            }
        }
        return folders;
    }
}
