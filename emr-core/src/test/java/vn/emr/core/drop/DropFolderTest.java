package vn.emr.core.drop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.intake.Outcome;

/** Files of a folder are taken oldest first and filed with their answers; what a crash leaves is gone on with. */
class DropFolderTest extends FolderHereOnDisk {
    @Test
    void files_are_taken_oldest_first_and_end_in_done_with_their_answers_in_order() throws Exception {
        put("b.hl7", "MSH|3\r", 10);
        put("a.hl7", "MSH|4\r", 5);
        put("c.hl7", "MSH|1\rMSH|2\r", 20);
        lookTwice(drop(taking));
        assertEquals(List.of("MSH|1", "MSH|2", "MSH|3", "MSH|4"), taken);
        assertEquals(List.of("a.hl7", "a.hl7.ack", "b.hl7", "b.hl7.ack", "c.hl7", "c.hl7.ack"), names("done"));
        assertEquals("AA MSH|1\rAA MSH|2\r", read("done/c.hl7.ack"));
        assertEquals(List.of(), names("working"));
    }

    @Test
    void a_file_that_still_grows_or_says_it_is_unfinished_is_not_taken() throws Exception {
        put("fresh.hl7", "MSH|1\r", 1);
        put("grows.hl7", "MSH|2\r", 10);
        put("x.hl7.tmp", "MSH|3\r", 10);
        put(".x.hl7", "MSH|4\r", 10);
        put("x.hl7.PART", "MSH|5\r", 10);
        Files.createSymbolicLink(folder.resolve("link.hl7"), Path.of("/etc/hostname"));
        DropFolder drop = drop(taking);
        drop.look(() -> false);
        put("grows.hl7", "MSH|2\rPID|\r", 10);
        drop.look(() -> false);
        assertEquals(List.of(), taken);
        now.set(now.get().plusSeconds(5));
        drop.look(() -> false);
        assertEquals(List.of("MSH|2\rPID|", "MSH|1"), taken);
        assertTrue(Files.exists(folder.resolve("link.hl7")));
    }

    @Test
    void a_file_with_a_refused_message_an_empty_one_and_a_cut_batch_end_in_failed_with_the_reason() throws Exception {
        put("bad.hl7", "MSH|bad\rMSH|good\r", 10);
        put("empty.hl7", "\r\n", 9);
        put("cut.hl7", "BHS|x\rMSH|1\rBTS|2\r", 8);
        lookTwice(drop(taking));
        assertEquals("AR MSH|bad\rAA MSH|good\r", read("failed/bad.hl7.ack"));
        assertTrue(read("failed/empty.hl7.reason.txt").contains("no message"));
        assertTrue(read("failed/cut.hl7.reason.txt").contains("BTS-1"));
        assertEquals("AA MSH|1\r", read("failed/cut.hl7.ack"));
        assertEquals(List.of(), names("done"));
    }

    @Test
    void a_file_we_may_not_read_fails_with_the_reason_and_holds_up_no_other() throws Exception {
        put("theirs.hl7", "MSH|1\r", 10);
        put("ours.hl7", "MSH|2\r", 5);
        permit("theirs.hl7", "---------");
        lookTwice(drop(taking));
        assertEquals(List.of("MSH|2"), taken);
        assertEquals(List.of("theirs.hl7", "theirs.hl7.reason.txt"), names("failed"));
        assertTrue(read("failed/theirs.hl7.reason.txt").contains("may not read"));
        permit("failed/theirs.hl7", "rw-r--r--");
        put("theirs.hl7", "MSH|1\r", 5);
        lookTwice(drop(taking));
        assertEquals(List.of("MSH|2", "MSH|1"), taken, "sent again it is taken");
    }

    @Test
    void a_name_used_again_overwrites_nothing() throws Exception {
        DropFolder drop = drop(taking);
        put("x.txt", "MSH|1\r", 10);
        lookTwice(drop);
        put("x.txt", "MSH|2\r", 10);
        lookTwice(drop);
        assertEquals("MSH|1\r", read("done/x.txt"));
        String again = "x.txt." + now.get().toEpochMilli();
        assertEquals("MSH|2\r", read("done/" + again));
        assertEquals("AA MSH|2\r", read("done/" + again + ".ack"));
    }

    @Test
    void without_an_answer_the_file_waits_and_is_gone_on_with_where_the_answers_end() throws Exception {
        put("x.hl7", "MSH|1\rMSH|2\rMSH|3\rMSH|4\r", 10);
        AtomicInteger asked = new AtomicInteger();
        DropFolder away = drop(bytes -> asked.incrementAndGet() > 2
                ? CompletableFuture.completedFuture(Taking.outcome(Outcome.Kind.FAILED, Code.TEMPORARY, "AE"))
                : taking.apply(bytes));
        lookTwice(away);
        assertEquals(List.of("MSH|1", "MSH|2"), taken);
        assertEquals(List.of("x.hl7", "x.hl7.ack", "x.hl7.mark"), names("working"));
        DropFolder afterRestart = drop(taking);
        afterRestart.look(() -> false);
        assertEquals(List.of("MSH|1", "MSH|2", "MSH|3", "MSH|4"), taken);
        assertEquals("AA MSH|1\rAA MSH|2\rAA MSH|3\rAA MSH|4\r", read("done/x.hl7.ack"));
        assertEquals(List.of(), names("working"));
    }

    @Test
    void what_a_crash_leaves_at_any_moment_is_finished_after_it() throws Exception {
        Files.createDirectories(folder.resolve("working"));
        Files.createDirectories(folder.resolve("done"));
        put("working/lost-mark.hl7", "MSH|1\rMSH|2\r", 10);
        put("working/lost-mark.hl7.ack", "AA MSH|1\rAA MS", 10);
        put("working/broken-mark.hl7", "MSH|3\r", 9);
        put("working/broken-mark.hl7.mark", "99999 1", 9);
        put("done/filed.hl7", "MSH|0\r", 8);
        put("working/filed.hl7.ack", "AA MSH|0\r", 8);
        put("working/filed.hl7.mark", "6 9 1 0 1", 8);
        drop(taking).look(() -> false);
        assertEquals(List.of("MSH|1", "MSH|2", "MSH|3"), taken);
        assertEquals("AA MSH|1\rAA MSH|2\r", read("done/lost-mark.hl7.ack"));
        assertEquals("AA MSH|0\r", read("done/filed.hl7.ack"));
        assertEquals(List.of(), names("working"));
    }

    @Test
    void a_stop_between_messages_leaves_the_rest_for_later() throws Exception {
        put("x.hl7", "MSH|1\rMSH|2\rMSH|3\r", 10);
        DropFolder drop = drop(taking);
        drop.look(() -> false);
        assertFalse(drop.look(() -> taken.size() >= 2));
        assertEquals(List.of("MSH|1", "MSH|2"), taken);
        drop.look(() -> false);
        assertEquals(List.of("x.hl7", "x.hl7.ack"), names("done"));
        assertEquals("AA MSH|1\rAA MSH|2\rAA MSH|3\r", read("done/x.hl7.ack"), "each answered once");
    }

    @Test
    void done_files_go_after_their_time_with_their_answers_and_failed_ones_stay() throws Exception {
        DropFolder drop = drop(taking);
        put("old.hl7", "MSH|1\r", 400_000);
        put("bad.hl7", "MSH|bad\r", 10);
        lookTwice(drop);
        for (String name : List.of("done/old.hl7.ack", "failed/bad.hl7.ack")) {
            Files.setLastModifiedTime(folder.resolve(name), FileTime.from(now.get()));
        }
        now.set(now.get().plus(Duration.ofDays(30)));
        drop.sweep(Duration.ofDays(30));
        assertEquals(List.of("old.hl7", "old.hl7.ack"), names("done"), "its own age does not count");
        put("new.hl7", "MSH|2\r", 10);
        lookTwice(drop);
        Files.setLastModifiedTime(folder.resolve("done/new.hl7.ack"), FileTime.from(now.get()));
        now.set(now.get().plusMillis(1));
        drop.sweep(Duration.ofDays(30));
        assertEquals(List.of("new.hl7", "new.hl7.ack"), names("done"));
        assertEquals(List.of("bad.hl7", "bad.hl7.ack"), names("failed"));
    }
}
