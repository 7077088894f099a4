package vn.emr.api.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import vn.emr.api.bench.PackagedServer;
import vn.emr.core.seal.SigningKey;
import vn.emr.core.seal.Verification;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;
import vn.emr.core.store.HistoryCheck;

/** Judges the record as it lies in the tables and on the disk, with the owner's eyes. */
final class Record {
    /** What the tables hold of one message. */
    record Found(int messages, int reports, int values, int documents) {}

    private final PackagedServer server;
    private final Database database;

    Record(PackagedServer server) throws IOException {
        this.server = server;
        this.database = new Database(server.database("emr", "emr_owner"));
    }

    long count(String from) {
        return database.first("select count(*) as n from " + from, row -> row.number("n"))
                .orElseThrow();
    }

    /** Every message of one mark by control id; an absent one is not there at all. */
    Map<String, Found> messages(char mark) {
        Map<String, Found> found = new HashMap<>();
        database.query(
                """
                select i.control_id, count(distinct i.id) as messages, count(distinct r.report_id) as reports,
                  count(distinct o.line) as values,
                  (select count(*) from clinical_document d where d.report_id = any(array_agg(r.report_id))) as documents
                from inbound i
                left join record_commit c on c.inbound_id = i.id
                left join revision v on v.commit_id = c.id and v.kind = 'DIAGNOSTIC_REPORT'
                left join diagnostic_report r on r.tenant_id = v.tenant_id and r.patient_id = v.patient_id and r.report_id = v.noun_id
                left join observation o on o.tenant_id = r.tenant_id and o.patient_id = r.patient_id and o.report_id = r.report_id
                where i.control_id like ? and i.message_type like 'ORU%' and i.outcome = 'APPLIED'
                group by i.control_id
                """,
                row -> found.put(
                        row.text("control_id"),
                        new Found(
                                row.number("messages").intValue(),
                                row.number("reports").intValue(),
                                row.number("values").intValue(),
                                row.number("documents").intValue())),
                mark + "%");
        return found;
    }

    /** History, trace, digests and blobs fit together; the feed had documents. */
    void mustBeWhole() throws IOException, SQLException {
        historyMustHold();
        blobs();
    }

    /** As {@link #mustBeWhole()} of a feed without documents. */
    void historyMustHold() throws IOException, SQLException {
        assertEquals(List.of(), HistoryCheck.differences(database), "current tables equal their rebuild");
        assertEquals(0, HistoryCheck.untraced(database), "every commit has its trace, every trace its commit");
        try (Connection owner = server.database("emr", "emr_owner").getConnection();
                Statement sql = owner.createStatement()) {
            sql.execute("create index if not exists trial_revision_commit on revision (commit_id)");
        }
        assertEquals(List.of(), HistoryCheck.brokenCommits(database), "digests of commits hold");
        assertEquals(
                0,
                count("(select 1 from diagnostic_report group by tenant_id, patient_id, source_id, report_key"
                        + " having count(*) > 1) doubled"));
    }

    /** What was traced and committed is sealed some seconds later, by a sealer that was killed with its server as often. */
    void mustBeSealed() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (count("audit_event") + count("record_commit") > sealed()) {
            assertTrue(System.nanoTime() < end, "lines without a seal");
            Thread.sleep(500);
        }
        assertEquals(
                0,
                count(
                        "(select first_number - lag(last_number, 1, 0::int8) over (order by last_number) as step from seal) s"
                                + " where step <> 1"),
                "numbers have no gap");
        assertEquals(sealed(), count("(select distinct unnest(row_ids) from seal) s"), "no line has two numbers");
        SigningKey key = new SigningKey(server.data().toString());
        assertEquals(
                List.of(),
                new Verification(database, n -> {})
                        .run(List.of(), key.publicKey())
                        .findings());
    }

    private long sealed() {
        return count("seal s cross join lateral unnest(s.row_ids)");
    }

    /** The digest of a blob's content as it is read now. */
    String blob(String name) {
        return BlobStore.name(new BlobStore(server.data().toString(), database).get(name));
    }

    private void blobs() throws IOException {
        BlobStore blobs = new BlobStore(server.data().toString(), database);
        List<String> named = new ArrayList<>();
        try (Connection owner = server.database("emr", "emr_owner").getConnection();
                Statement sql = owner.createStatement();
                ResultSet rows = sql.executeQuery(
                        "select sha256 from clinical_document union select body_sha256 from inbound where body_sha256 is not null")) {
            while (rows.next()) {
                named.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
        assertTrue(!named.isEmpty(), "the feed has documents");
        // Reading checks the content against its name.
        named.forEach(name -> assertTrue(blobs.get(name).length > 0));
    }
}
