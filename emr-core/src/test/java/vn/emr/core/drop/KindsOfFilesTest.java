package vn.emr.core.drop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.intake.Outcome;

/** Files of several kinds in one folder: result files beside, checksums before, and files that are of no kind. */
class KindsOfFilesTest extends FolderHereOnDisk {
    private static final String SHA = "7a4b9b1d6f4a9b3a6b7b0b1c0a6cb5b0c4c0ff4e9a1f7f1a0a8d2f8f6f5b1c2d";

    @Test
    void one_folder_takes_every_kind_and_the_name_says_nothing() throws Exception {
        put("a.txt", "\uFEFF\r\nMSH|1\rMSH|2\r", 10);
        put("b.hl7", "{1\n{2\n", 9);
        lookTwice(drop(taking));
        assertEquals(List.of("MSH|1", "MSH|2", "{1", "{2"), taken);
        assertEquals(List.of("a.txt", "a.txt.ack", "b.hl7", "b.hl7.result.ndjson"), names("done"));
    }

    @Test
    void a_result_has_a_line_for_each_message_and_one_for_the_file() throws Exception {
        put("x.json", "{1\n{twice\n{later\n{bad\n{5\n", 10);
        lookTwice(drop(taking));
        assertEquals(List.of("x.json", "x.json.result.ndjson"), names("failed"));
        assertEquals("""
                {"index":0,"outcome":"applied","pointer":"/kind"}
                {"index":1,"outcome":"replayed","pointer":"/kind"}
                {"index":2,"outcome":"parked","code":"UNKNOWN_PATIENT","pointer":"/kind"}
                {"index":3,"outcome":"refused","code":"MALFORMED_FIELD","pointer":"/kind"}
                {"index":4,"outcome":"applied","pointer":"/kind"}
                {"sha256":"%s","messages":5,"applied":2,"parked":1,"refused":1,"replayed":1}
                """.formatted(Checksum.of(folder.resolve("failed/x.json"))), read("failed/x.json.result.ndjson"));
    }

    @Test
    void a_file_that_cannot_be_read_to_its_end_or_says_another_count_fails_and_what_came_is_answered()
            throws Exception {
        put("cut.json", "{1\n{cut\n{never read\n", 10);
        put("count.json", "{1\n{count\n", 9);
        lookTwice(drop(taking));
        assertEquals(List.of("{1", "{1", "{count"), taken);
        assertTrue(read("failed/cut.json.result.ndjson").contains("\"detail\":\"it ends here\""));
        assertTrue(read("failed/cut.json.result.ndjson")
                .endsWith("{\"sha256\":\"" + Checksum.of(folder.resolve("failed/cut.json"))
                        + "\",\"messages\":2,\"applied\":1,\"parked\":0,\"refused\":1,\"replayed\":0}\n"));
        assertTrue(read("failed/count.json.reason.txt").contains("COUNT says 9"));
        assertTrue(read("failed/count.json.result.ndjson").contains("\"applied\":2"));
        assertEquals(List.of(), names("done"));
    }

    @Test
    void a_file_of_no_kind_fails_with_the_reason_in_both_languages_and_holds_up_no_other() throws Exception {
        put("picture.hl7", "\u0089PNG", 10);
        put("empty.json", "", 9);
        put("good.hl7", "MSH|1\r", 8);
        lookTwice(drop(taking));
        assertEquals(List.of("MSH|1"), taken);
        assertEquals(
                List.of("empty.json", "empty.json.reason.txt", "picture.hl7", "picture.hl7.reason.txt"),
                names("failed"));
        assertTrue(
                read("failed/picture.hl7.reason.txt").matches("Tệp trống, hoặc .*Nothing was taken: .*of no kind.*\n"));
        assertTrue(read("failed/empty.json.reason.txt").contains("holds no message"));
        assertEquals("\u0089PNG", read("failed/picture.hl7"));
    }

    @Test
    void a_crash_in_the_middle_doubles_no_line_and_the_last_line_counts_the_whole_file() throws Exception {
        put("x.json", "{1\n{2\n{bad\n{4\n{5\n", 10);
        AtomicInteger asked = new AtomicInteger();
        DropFolder away = drop(bytes -> asked.incrementAndGet() > 3
                ? CompletableFuture.completedFuture(Taking.outcome(Outcome.Kind.FAILED, Code.TEMPORARY, "AE"))
                : taking.apply(bytes));
        lookTwice(away);
        assertEquals(List.of("x.json", "x.json.mark", "x.json.result.ndjson"), names("working"));
        drop(taking).look(() -> false);
        assertEquals(List.of("{1", "{2", "{bad", "{4", "{5"), taken);
        List<String> lines = read("failed/x.json.result.ndjson").lines().toList();
        assertEquals(6, lines.size());
        for (int i = 0; i < 5; i++) {
            assertTrue(lines.get(i).startsWith("{\"index\":" + i + ","), lines.get(i));
        }
        assertEquals(
                "{\"sha256\":\"" + Checksum.of(folder.resolve("failed/x.json"))
                        + "\",\"messages\":5,\"applied\":4,\"parked\":0,\"refused\":1,\"replayed\":0}",
                lines.get(5));
        assertEquals(List.of(), names("working"));
    }

    @Test
    void what_a_crash_leaves_of_a_result_is_filed_with_its_file() throws Exception {
        for (String sub : List.of("working", "done", "failed")) {
            Files.createDirectories(folder.resolve(sub));
        }
        put("working/lost.json", "{1\n{2\n", 10);
        put("working/lost.json.result.ndjson", "{\"index\":0,\"outc", 10);
        put("failed/filed.json", "{bad\n", 8);
        put("working/filed.json.result.ndjson", "kept\n", 8);
        put("working/filed.json.mark", "x", 8);
        drop(taking).look(() -> false);
        assertEquals(3, read("done/lost.json.result.ndjson").lines().count());
        assertEquals("kept\n", read("failed/filed.json.result.ndjson"));
        assertEquals(List.of(), names("working"));
    }

    @Test
    void a_checksum_beside_is_compared_before_anything_is_taken() throws Exception {
        put("good.hl7", "MSH|1\r", 10);
        put("good.hl7.sha256", Checksum.of(folder.resolve("good.hl7")).toUpperCase() + "  good.hl7\n", 10);
        put("bad.hl7", "MSH|2\r", 9);
        put("bad.hl7.sha256", SHA + "\n", 9);
        put("odd.hl7", "MSH|3\r", 8);
        put("odd.hl7.sha256", "none", 8);
        lookTwice(drop(taking));
        assertEquals(List.of("MSH|1"), taken);
        assertEquals(List.of("good.hl7", "good.hl7.ack"), names("done"));
        assertEquals(
                List.of(
                        "bad.hl7",
                        "bad.hl7.reason.txt",
                        "bad.hl7.sha256",
                        "odd.hl7",
                        "odd.hl7.reason.txt",
                        "odd.hl7.sha256"),
                names("failed"));
        assertTrue(read("failed/bad.hl7.reason.txt").contains("SHA-256"));
        assertEquals(List.of("done", "failed", "working"), names("."));
        put("bad.hl7", "MSH|2\r", 10);
        put("bad.hl7.sha256", Checksum.of(folder.resolve("bad.hl7")), 10);
        lookTwice(drop(taking));
        assertEquals(List.of("MSH|1", "MSH|2"), taken, "sent again it is taken");
    }

    @Test
    void a_file_or_a_checksum_we_may_not_read_fails_with_the_reason_and_holds_up_no_other() throws Exception {
        for (String closed : List.of("file.hl7", "sum.hl7.sha256")) {
            String name = closed.replace(".sha256", "");
            put(name, "MSH|1\r", 10);
            put(name + ".sha256", Checksum.of(folder.resolve(name)), 10);
            permit(closed, "---------");
        }
        put("ours.hl7", "MSH|2\r", 5);
        lookTwice(drop(taking));
        assertEquals(List.of("MSH|2"), taken);
        assertEquals(
                List.of(
                        "file.hl7",
                        "file.hl7.reason.txt",
                        "file.hl7.sha256",
                        "sum.hl7",
                        "sum.hl7.reason.txt",
                        "sum.hl7.sha256"),
                names("failed"));
        assertTrue(read("failed/file.hl7.reason.txt").contains("may not read"));
        assertTrue(read("failed/sum.hl7.reason.txt").contains("may not read"));
    }

    @Test
    void a_file_waits_for_its_checksum_to_be_written_to_its_end() throws Exception {
        put("x.hl7", "MSH|1\r", 10);
        put("x.hl7.sha256", "", 0);
        DropFolder drop = drop(taking);
        lookTwice(drop);
        assertEquals(List.of(), taken);
        put("x.hl7.sha256", Checksum.of(folder.resolve("x.hl7")), 0);
        now.set(now.get().plusSeconds(5));
        drop.look(() -> false);
        assertEquals(List.of("MSH|1"), taken);
    }

    @Test
    void results_go_with_their_files_after_their_time() throws Exception {
        DropFolder drop = drop(taking);
        put("old.json", "{1\n", 10);
        lookTwice(drop);
        Files.setLastModifiedTime(folder.resolve("done/old.json.result.ndjson"), FileTime.from(now.get()));
        now.set(now.get().plusSeconds(11));
        drop.sweep(Duration.ofSeconds(11));
        assertEquals(2, names("done").size());
        drop.sweep(Duration.ofSeconds(10));
        assertEquals(List.of(), names("done"));
    }
}
