package vn.emr.his.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.emr.core.imports.ImportRunner;
import vn.emr.core.imports.Imports;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Outcome.Kind;
import vn.emr.core.intake.RequestKeys;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.House;

/** A claim that is told, told otherwise and told as at first: the record ends at what was sent last. */
@Timeout(120)
class ClaimsToldAgainTest {
    private static final Map<String, String> GLUCOSE = result("23.1", "1", "6,1");
    private static final Map<String, String> UREA = result("23.2", "2", "4,0");

    private final House house = new House();
    private final ClaimTranslator translator = new ClaimTranslator();
    private Source source;
    private Inbox inbox;

    @BeforeEach
    void open() {
        source = house.addSource("Cổng BHYT", "his-rest");
        inbox = house.inbox(List.of(translator));
    }

    @AfterEach
    void close() {
        house.mustBeWhole();
        house.close();
    }

    private static Map<String, String> result(String service, String index, String value) {
        return Claims.fields(
                "STT", "1", "MA_DICH_VU", service, "MA_CHI_SO", index, "GIA_TRI", value, "NGAY_KQ", "202511190900");
    }

    private static Map<String, String> medicine(String code, String amount) {
        return Claims.fields("STT", "1", "MA_THUOC", code, "SO_LUONG", amount, "NGAY_YL", "202511190810");
    }

    /** As told at first: two medicines, two results. */
    private static String first(String day) {
        return Claims.file(
                day,
                Claims.hoso(
                        "XML1",
                        Claims.table("XML1", Claims.SUMMARY),
                        "XML2",
                        Claims.table("XML2", medicine("40.1", "10"), medicine("40.2", "3")),
                        "XML4",
                        Claims.table("XML4", GLUCOSE, UREA)));
    }

    /** Told otherwise: one medicine and one result less, another amount, another value, another name and diagnosis. */
    private static String otherwise(String day) {
        return Claims.file(
                day,
                Claims.hoso(
                        "XML1",
                        Claims.table(
                                "XML1",
                                Claims.summary(
                                        "HO_TEN",
                                        "Nguyễn Thị Mậu",
                                        "MA_BENH_CHINH",
                                        "J21.9",
                                        "NGAY_RA",
                                        "202511191130")),
                        "XML2",
                        Claims.table("XML2", medicine("40.1", "12")),
                        "XML4",
                        Claims.table("XML4", result("23.1", "1", "6,4"))));
    }

    private Delivery delivery(String file, String sending) {
        Delivery read = translator.read(Claims.bytes(file), "his-rest", "p", Sources.only(source));
        return sending == null ? read : read.of(sending);
    }

    private Kind tell(String file, String sending) {
        return told(inbox.receive(delivery(file, sending)).toCompletableFuture());
    }

    private static Kind told(CompletableFuture<Outcome> outcome) {
        return outcome.join().kind();
    }

    /** What stands in the tables and in the details of facts. */
    private TreeSet<String> standing() {
        TreeSet<String> all = new TreeSet<>();
        for (String table : List.of(
                "patient",
                "encounter",
                "department_stay",
                "condition",
                "diagnostic_report",
                "observation",
                "medication_order",
                "paper")) {
            house.database
                    .query(
                            "select (to_jsonb(t) - 'version' - 'revised_at')::text as row from %s t".formatted(table)
                                    + " where coalesce(to_jsonb(t) ->> 'status', '') not in ('ENTERED_IN_ERROR', 'DELETED')"
                                    + " and coalesce(to_jsonb(t) ->> 'active', '') <> 'false'",
                            row -> row.text("row"))
                    .forEach(row -> all.add(table + " " + row));
        }
        all.addAll(house.database.query("""
                select distinct on (noun_id) kind || ' ' || (content -> 'details')::text as row from revision
                where kind in ('MEDICATION_ORDER', 'PAPER') order by noun_id, version desc
                """, row -> row.text("row")));
        all.removeIf(row -> row.contains("ENTERED_IN_ERROR"));
        return all;
    }

    private long messages() {
        return house.count("inbound");
    }

    @Test
    void what_was_told_last_stands_also_when_it_was_told_before() {
        assertEquals(Kind.APPLIED, tell(first("20251120"), null));
        TreeSet<String> atFirst = standing();
        assertEquals(Kind.APPLIED, tell(otherwise("20251120"), null));
        TreeSet<String> between = standing();
        assertNotEquals(atFirst, between);
        for (int time = 0; time < 3; time++) {
            assertEquals(Kind.APPLIED, tell(first("20251120"), null));
            assertEquals(atFirst, standing());
            assertEquals(Kind.REPLAYED, tell(first("20251120"), null), "what stands, once more");
            assertEquals(Kind.APPLIED, tell(otherwise("20251120"), null));
            assertEquals(between, standing());
            assertEquals(Kind.REPLAYED, tell(otherwise("20251120"), null));
        }
        assertEquals(2, messages(), "each content is kept once; every telling is an event of it");
    }

    @Test
    void told_within_one_commit_they_end_alike() {
        assertEquals(Kind.APPLIED, tell(first("20251120"), null));
        TreeSet<String> atFirst = standing();
        List<CompletableFuture<Outcome>> under = new ArrayList<>();
        for (String file : List.of(
                otherwise("20251120"),
                first("20251120"),
                otherwise("20251120"),
                first("20251120"),
                first("20251120"))) {
            under.add(inbox.receive(delivery(file, null)).toCompletableFuture());
        }
        assertEquals(
                List.of(Kind.APPLIED, Kind.APPLIED, Kind.APPLIED, Kind.APPLIED, Kind.REPLAYED),
                under.stream().map(ClaimsToldAgainTest::told).toList());
        assertEquals(atFirst, standing());
    }

    @Test
    void the_same_sending_once_more_stays_a_repeat_whatever_was_told_since() {
        assertEquals(Kind.APPLIED, tell(first("20251120"), "key/k1/1"));
        assertEquals(Kind.APPLIED, tell(otherwise("20251120"), "key/k2/1"));
        TreeSet<String> between = standing();
        assertEquals(Kind.REPLAYED, tell(first("20251120"), "key/k1/1"), "a retry that comes late");
        assertEquals(between, standing());
        // The same content in a sending of its own goes back to it; its own retry does so no more.
        assertEquals(Kind.APPLIED, tell(first("20251120"), "key/k3/1"));
        assertEquals(Kind.APPLIED, tell(otherwise("20251120"), "key/k4/1"));
        assertEquals(Kind.REPLAYED, tell(first("20251120"), "key/k3/1"));
        assertEquals(Kind.REPLAYED, tell(first("20251120"), "key/k1/1"));
        assertEquals(between, standing());
    }

    @Test
    void an_import_gone_on_with_after_a_crash_sets_nothing_back_and_another_import_does() throws Exception {
        ImportRunner runner = runner();
        Imports imports = new Imports(
                house.database,
                house.blobs,
                house.disk,
                new RequestKeys(house.database, Clock.systemUTC()),
                Clock.systemUTC(),
                runner);
        brought(imports, "k1");
        TreeSet<String> atFirst = standing();
        assertEquals(Kind.APPLIED, tell(otherwise("20251120"), null));
        TreeSet<String> between = standing();
        runner.stop();
        house.database.update("update import_file set state = 'RUNNING', judged = 0, applied = 0, ended_at = null");
        runner = runner();
        awaitImports();
        runner.stop();
        assertEquals(between, standing());
        brought(
                new Imports(
                        house.database,
                        house.blobs,
                        house.disk,
                        new RequestKeys(house.database, Clock.systemUTC()),
                        Clock.systemUTC(),
                        runner()),
                "k2");
        assertEquals(atFirst, standing());
    }

    private ImportRunner runner() {
        ImportRunner runner =
                new ImportRunner(house.database, house.blobs, inbox, List.of(translator), house, Clock.systemUTC());
        runner.start();
        return runner;
    }

    private void brought(Imports imports, String key) throws Exception {
        var sent = new Imports.Sent(source, "his-rest", "", new ClaimFileFormat(translator), key, null);
        imports.take(sent, null, new ByteArrayInputStream(Claims.bytes(first("20251120"))));
        awaitImports();
    }

    private void awaitImports() {
        while (house.database
                .first("select 1 as one from import_file where state <> 'DONE'", row -> row.integer("one"))
                .isPresent()) {
            Thread.yield();
        }
    }

    @Test
    void a_claim_of_an_earlier_day_does_not_come_back() {
        assertEquals(Kind.APPLIED, tell(first("20251120"), null));
        assertEquals(Kind.APPLIED, tell(otherwise("20251121"), null));
        TreeSet<String> newer = standing();
        assertEquals(Kind.REPLAYED, tell(first("20251120"), null));
        assertEquals(newer, standing());
    }

    @Test
    void a_kept_claim_applied_again_does_not_overturn_what_was_told_after_it() throws Exception {
        var kept = inbox.receive(delivery(first("20251120"), null))
                .toCompletableFuture()
                .join();
        assertEquals(Kind.APPLIED, tell(otherwise("20251120"), null));
        TreeSet<String> between = standing();
        Outcome again = inbox.applyAgain(kept.inboundId(), "it.mau")
                .toCompletableFuture()
                .join();
        assertEquals(List.of("an older telling of the whole visit; the newer one stays"), again.remarks());
        assertEquals(between, standing());
        assertEquals(Kind.APPLIED, tell(first("20251120"), null));
        TreeSet<String> back = standing();
        assertEquals(
                Kind.APPLIED, told(inbox.applyAgain(kept.inboundId(), "it.mau").toCompletableFuture()));
        assertEquals(back, standing());
    }
}
