package vn.emr.his.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import vn.emr.core.intake.OutcomeUnknown;
import vn.emr.core.intake.Rounds;

/** A view of a real database: every row comes in once and in order, whatever fails between. */
class ViewsTest extends ReadHospital {
    @Test
    void rows_come_in_once_page_by_page_and_a_further_round_brings_only_what_changed() throws Exception {
        hospital.visits(0, 450, "2026-03-01 08:00");
        Rounds.Call call = call(inbox::receive);
        Instant next = call.step();
        assertEquals(NOON.instant().plusSeconds(60), next);
        assertTrue(door().up(), () -> door().lastError());
        assertEquals(450, house.count("encounter where status = 'IN_PROGRESS'"));
        assertEquals(450, house.count("patient where name like 'Người thứ %' and sex = 'FEMALE'"));
        assertEquals(450, house.count("inbound where door = 'pull' and peer = 'pull:thu' and outcome = 'APPLIED'"));
        hospital.run(
                "update emr.luot_kham set trang_thai = 2, ngay_ra = '2026-03-02 10:00', ngay_sua = '2026-03-02 10:01'"
                        + " where id = 7");
        call.step();
        assertEquals(451, house.count("inbound"));
        assertEquals(1, house.count("encounter where status = 'FINISHED' and visit_number = 'LK7'"));
        assertEquals(0, house.count("inbound_event"));
    }

    @Test
    void rows_of_one_moment_are_told_apart_by_their_key_also_over_pages() throws Exception {
        hospital.visits(0, 250, "2026-03-01 08:00");
        hospital.run("update emr.luot_kham set ngay_sua = '2026-03-01 08:00:00.123456'");
        call(inbox::receive).step();
        assertEquals(250, house.count("encounter"));
        assertEquals("local 2026-03-01T08:00:00.123456\nnumber 249", position());
    }

    @Test
    void what_is_not_known_to_be_kept_is_read_again_and_what_was_kept_is_not() throws Exception {
        hospital.visits(0, 350, "2026-03-01 08:00");
        AtomicInteger received = new AtomicInteger();
        // In the third page nobody knows whether the commit came through: it did.
        Rounds.Call broken = call(delivery -> inbox.receive(delivery)
                .thenCompose(outcome -> received.incrementAndGet() == 230
                        ? CompletableFuture.failedFuture(new OutcomeUnknown())
                        : CompletableFuture.completedFuture(outcome)));
        assertEquals(NOON.instant().plusSeconds(10), broken.step());
        assertFalse(door().up());
        assertEquals("number 199", position().split("\n")[1]);
        handed.set(0);
        Rounds.Call after = call(inbox::receive);
        after.step();
        assertTrue(door().up());
        assertEquals(350, house.count("inbound"));
        assertEquals(350, house.count("encounter"));
        // From the overlap before the mark on: 150 new ones and those of ten minutes.
        assertEquals(161, handed.get());
    }

    @Test
    void killed_between_commit_and_mark_the_repeat_changes_nothing() throws Exception {
        hospital.visits(0, 150, "2026-03-01 08:00");
        call(inbox::receive).step();
        long revisions = house.count("revision");
        house.database.update("delete from pull_position");
        call(inbox::receive).step();
        assertEquals(150, house.count("inbound"));
        assertEquals(revisions, house.count("revision"));
        assertEquals(300, handed.get());
    }

    @Test
    void a_row_committed_late_is_met_within_the_overlap_and_not_before_it() throws Exception {
        hospital.visits(0, 60, "2026-03-01 08:00");
        Rounds.Call call = call(inbox::receive);
        call.step();
        hospital.visits(100, 101, "2026-03-01 08:52");
        hospital.visits(101, 102, "2026-03-01 08:40");
        call.step();
        assertEquals(1, house.count("encounter where visit_number = 'LK100'"));
        assertEquals(0, house.count("encounter where visit_number = 'LK101'"));
        // What was read before is not handed over again by the same server.
        assertEquals(61, handed.get());
    }

    @Test
    void a_row_dated_in_the_future_hides_nothing_that_comes_until_then() throws Exception {
        hospital.visits(0, 1, "2099-01-01 08:00");
        hospital.visits(1, 2, "2026-03-02 11:00");
        Rounds.Call call = call(inbox::receive);
        call.step();
        hospital.visits(2, 3, "2026-03-02 11:55");
        call.step();
        assertEquals(1, house.count("encounter where visit_number = 'LK2'"));
        assertEquals(1, house.count("parked where code = 'FUTURE_TIME' and state = 'WAITING'"));
        assertEquals("local 2026-03-02T12:00", position());
    }

    @Test
    void a_column_of_numbers_is_as_good_a_mark_and_a_changed_file_is_in_use_at_the_next_round() throws Exception {
        hospital.visits(0, 30, "2026-03-01 08:00");
        mapping("\"page\": 7, \"overlap\": 5");
        Path file = house.folder.resolve("mappings/thu.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "\"watermark\": \"NGAY_SUA\", \"key\": \"ID\"",
                                "\"watermark\": \"ID\", \"key\": \"MA_BN\""));
        Rounds.Call call = call(inbox::receive);
        call.step();
        assertEquals(30, house.count("encounter"));
        assertEquals("number 29\ntext 0000029", position());
        Files.writeString(file, "{\"mapping\": \"thu\"}");
        call.step();
        assertTrue(door().lastError().startsWith("Tệp ánh xạ thu tại /version: "), door().lastError());
        mapping("");
        call.step();
        assertTrue(door().up());
    }
}
