package vn.emr.core.drop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files of an SFTP server are taken as those of a folder here, and end over there beside their answers. */
class SftpDropTest extends SftpFolder {
    @Test
    void files_are_taken_oldest_first_and_end_over_there_beside_their_answers() throws Exception {
        put("b.hl7", "MSH|3\r", 10);
        put("a.hl7", "MSH|4\r", 5);
        put("Kết quả.hl7", "MSH|1\rMSH|2\r", 20);
        put("bad.hl7", "MSH|bad\r", 2);
        lookTwice();
        assertEquals(List.of("MSH|1", "MSH|2", "MSH|3", "MSH|4", "MSH|bad"), taken);
        assertEquals(
                List.of("Kết quả.hl7", "Kết quả.hl7.ack", "a.hl7", "a.hl7.ack", "b.hl7", "b.hl7.ack"),
                names(there.resolve("done")));
        assertEquals("AA MSH|1\rAA MSH|2\r", Files.readString(there.resolve("done/Kết quả.hl7.ack")));
        assertEquals(List.of("bad.hl7", "bad.hl7.ack"), names(there.resolve("failed")));
        assertEquals(List.of(), names(there.resolve("working")));
        assertEquals(List.of("done", "failed", "working"), names(there));
        assertEquals("MSH|3\r", Files.readString(here.resolve("done/b.hl7")), "the copy here stays for a while");
        assertTrue(door.state().up());
    }

    @Test
    void a_result_is_put_beside_over_there_and_a_file_of_no_kind_fails_there() throws Exception {
        put("x.json", "{1\n{bad\n", 10);
        put("picture.png", "\u0089PNG", 9);
        lookTwice();
        assertEquals(List.of("{1", "{bad"), taken);
        assertEquals(
                List.of("picture.png", "picture.png.reason.txt", "x.json", "x.json.result.ndjson"),
                names(there.resolve("failed")));
        assertEquals(
                Files.readString(here.resolve("failed/x.json.result.ndjson")),
                Files.readString(there.resolve("failed/x.json.result.ndjson")));
        assertEquals(List.of("done", "failed", "working"), names(there));
    }

    @Test
    void a_checksum_over_there_is_compared_before_anything_is_taken() throws Exception {
        put("good.hl7", "MSH|1\r", 10);
        put("good.hl7.sha256", Checksum.of(there.resolve("good.hl7")) + "  good.hl7\n", 10);
        put("bad.hl7", "MSH|2\r", 9);
        put("bad.hl7.sha256", Checksum.of(there.resolve("good.hl7")), 9);
        lookTwice();
        assertEquals(List.of("MSH|1"), taken);
        assertEquals(List.of("good.hl7", "good.hl7.ack"), names(there.resolve("done")));
        assertEquals(List.of("bad.hl7", "bad.hl7.reason.txt"), names(there.resolve("failed")));
        assertEquals(List.of("done", "failed", "working"), names(there));
        assertEquals(List.of(), names(here.resolve("fetching")));
        put("bad.hl7", "MSH|2\r", 10);
        put("bad.hl7.sha256", Checksum.of(there.resolve("bad.hl7")), 10);
        lookTwice();
        assertEquals(List.of("MSH|1", "MSH|2"), taken, "sent again it is taken");
    }

    @Test
    void a_file_that_is_handed_over_stays_there_and_is_taken_each_time_it_was_written() throws Exception {
        put("order.txt", "MSH|1\r", 60);
        look();
        put("order.txt", "MSH|2\r", 30);
        lookTwice();
        lookTwice();
        assertEquals(List.of("MSH|2"), taken, "written again before it was read");
        put("order.txt", "MSH|3\r", 10);
        put("x.hl7", "MSH|x\r", 10);
        lookTwice();
        lookTwice();
        assertEquals(List.of("MSH|2", "MSH|3", "MSH|x"), taken.stream().sorted().toList());
        assertEquals("MSH|3\r", Files.readString(there.resolve("order.txt")));
        assertEquals(List.of("done", "failed", "order.txt", "working"), names(there));
        List<String> done = names(there.resolve("done"));
        assertEquals(6, done.size(), done.toString());
        assertTrue(done.get(0).matches("20261120-1000\\d\\d-000-order\\.txt"), done.toString());
        assertEquals("AA MSH|2\r", Files.readString(there.resolve("done").resolve(done.get(1))));
    }

    @Test
    void a_name_used_again_and_the_same_content_again_overwrite_nothing() throws Exception {
        put("x.hl7", "MSH|1\r", 10);
        lookTwice();
        put("x.hl7", "MSH|2\r", 10);
        lookTwice();
        assertEquals(List.of("MSH|1", "MSH|2"), taken);
        List<String> done = names(there.resolve("done"));
        assertEquals(4, done.size(), done.toString());
        assertEquals("AA MSH|1\r", Files.readString(there.resolve("done/x.hl7.ack")));
        String again = done.stream()
                .filter(n -> n.matches("x\\.hl7\\.\\d+"))
                .findFirst()
                .orElseThrow();
        assertEquals("AA MSH|2\r", Files.readString(there.resolve("done/" + again + ".ack")));
    }

    @Test
    void what_still_grows_is_a_link_or_has_a_name_of_its_own_kind_is_left_alone() throws Exception {
        put("grows.hl7", "MSH|1\r", 10);
        put("x.hl7.tmp", "MSH|3\r", 10);
        put(".hidden", "MSH|4\r", 10);
        put("a?.hl7", "MSH|5\r", 10);
        put("x\\y.hl7", "MSH|6\r", 10);
        put("é".repeat(110), "MSH|7\r", 10);
        Files.writeString(folder.resolve("secret"), "MSH|secret\r");
        Files.createSymbolicLink(there.resolve("link.hl7"), folder.resolve("secret"));
        Files.createDirectories(there.resolve("sub.hl7"));
        look();
        put("grows.hl7", "MSH|1\rPID|\r", 10);
        lookTwice();
        assertEquals(List.of("MSH|1\rPID|"), taken);
        assertEquals(List.of("grows.hl7", "grows.hl7.ack"), names(there.resolve("done")));
        assertTrue(names(there).containsAll(List.of(".hidden", "a?.hl7", "link.hl7", "sub.hl7", "x.hl7.tmp")));
    }

    @Test
    void what_a_crash_leaves_is_told_by_what_lies_where() throws Exception {
        Files.createDirectories(there.resolve("working"));
        put("working/claimed.hl7", "MSH|1\r", 10);
        put("working/filed.hl7", "MSH|0\r", 9);
        for (String sub : List.of("done", "fetching")) {
            Files.createDirectories(here.resolve(sub));
        }
        Files.writeString(here.resolve("fetching/claimed.hl7"), "MSH");
        Files.writeString(here.resolve("done/filed.hl7"), "MSH|0\r");
        Files.writeString(here.resolve("done/filed.hl7.ack"), "AA MSH|0\r");
        look();
        assertEquals(List.of("MSH|1"), taken);
        assertEquals(
                List.of("claimed.hl7", "claimed.hl7.ack", "filed.hl7", "filed.hl7.ack"), names(there.resolve("done")));
        assertEquals("AA MSH|0\r", Files.readString(there.resolve("done/filed.hl7.ack")));
        assertEquals(List.of(), names(here.resolve("fetching")));
    }
}
