package vn.emr.core.drop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Doors;
import vn.emr.core.organization.SftpAddress;

/** A real SFTP server over a real socket; what takes the messages in is a list. */
@Timeout(120)
class SftpDropTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T03:00:00Z"));
    private final Taking taking = new Taking();
    private final List<String> taken = taking.taken;
    private final Door door = new Doors().register("sftp/lis", "SFTP", "test");
    private SftpPeer peer;
    private Path there;
    private Path here;
    private String pin;
    private SftpDrop remote;
    private DropFolder local;

    @BeforeEach
    void open() throws IOException {
        peer = new SftpPeer(folder.resolve("server"));
        there = Files.createDirectories(peer.root.resolve("out"));
        here = folder.resolve("here");
        pin = peer.fingerprint();
        secret("lis.password", SftpPeer.PASSWORD + "\n");
        local = new DropFolder(
                here, new Handoff(null, here, now::get), now::get, Taking.FORMATS, Taking.underWay(taking));
        use("/out");
    }

    @AfterEach
    void close() throws IOException {
        remote.close();
        peer.close();
    }

    private void use(String path) {
        SftpAddress address = SftpAddress.parse(peer.address(path));
        SftpSignIn signIn = new SftpSignIn(folder.resolve("keys"), "lis");
        remote = new SftpDrop(
                here,
                new Handoff("order.txt", here, now::get),
                () -> SftpConnection.open(address, pin, signIn, PATIENCE),
                door,
                now::get,
                () -> false);
    }

    private Path secret(String name, String text) throws IOException {
        Path file = Files.createDirectories(folder.resolve("keys/sftp")).resolve(name);
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private void put(String name, String text, int secondsAgo) throws IOException {
        Path file = Files.writeString(there.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.from(now.get().minusSeconds(secondsAgo)));
    }

    private static List<String> names(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private void look() throws IOException {
        while (remote.bring()) {
            while (local.look(() -> false)) {
                // Until nothing is left.
            }
            remote.answer();
        }
        now.set(now.get().plus(SftpDrop.EVERY));
    }

    private void lookTwice() throws IOException {
        look();
        look();
    }

    private String trouble() {
        assertFalse(door.state().up());
        return door.state().lastError();
    }

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
    void a_wire_cut_before_the_copy_forgets_no_checksum() throws Exception {
        put("x.hl7", "MSH|1\r".repeat(40_000), 10);
        put("x.hl7.sha256", Checksum.of(there.resolve("x.hl7")).replace('a', 'b'), 10);
        look();
        peer.cutAfter(100_000);
        look();
        assertTrue(trouble().contains("Mất kết nối"), trouble());
        now.set(now.get().plus(SftpDrop.LONGEST_PAUSE));
        lookTwice();
        assertEquals(List.of(), taken);
        assertEquals(List.of("x.hl7", "x.hl7.reason.txt"), names(there.resolve("failed")));
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
    void a_wire_cut_while_a_file_is_handed_over_loses_nothing() throws Exception {
        put("order.txt", "MSH|1\r".repeat(40_000), 60);
        look();
        for (int cut : new int[] {2_000, 100_000, 260_000, 400_000}) {
            peer.cutAfter(cut);
            look();
            now.set(now.get().plus(SftpDrop.LONGEST_PAUSE));
        }
        peer.cutAfter(Long.MAX_VALUE);
        lookTwice();
        lookTwice();
        assertTrue(taken.size() >= 40_000, taken.size() + " taken");
        assertEquals(0, taken.size() % 40_000, "a repeat is whole");
        int before = taken.size();
        now.set(now.get().plus(SftpDrop.LONGEST_PAUSE));
        lookTwice();
        assertEquals(before, taken.size());
        assertTrue(Files.exists(there.resolve("order.txt")));
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
    void another_host_key_than_the_pinned_one_is_refused_before_anything_is_said() throws Exception {
        put("x.hl7", "MSH|1\r", 10);
        pin = "SHA256:" + "A".repeat(43);
        lookTwice();
        assertTrue(trouble().contains(peer.fingerprint()), trouble());
        assertEquals(List.of("x.hl7"), names(there));
        pin = peer.fingerprint();
        now.set(now.get().plus(SftpDrop.LONGEST_PAUSE));
        lookTwice();
        assertEquals(List.of("MSH|1"), taken);
        assertTrue(door.state().up());
    }

    @Test
    void a_wrong_or_missing_secret_is_said_and_asked_less_and_less_often() throws Exception {
        put("x.hl7", "MSH|1\r", 10);
        secret("lis.password", "sai");
        look();
        assertTrue(trouble().contains("không nhận đăng nhập"), trouble());
        Path password = secret("lis.password", SftpPeer.PASSWORD);
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
        look();
        assertTrue(trouble().contains("chmod 600"), trouble());
        Files.delete(password);
        look();
        assertTrue(trouble().contains("chmod 600"), "not asked yet: the pause is twice as long now");
        look();
        assertTrue(trouble().contains("Chưa có khóa"), trouble());
        secret("lis.password", SftpPeer.PASSWORD);
        now.set(now.get().plus(SftpDrop.LONGEST_PAUSE));
        lookTwice();
        assertEquals(List.of("MSH|1"), taken);
        assertFalse(door.state().lastError().contains("sai"));
    }

    @Test
    void a_private_key_signs_in_and_one_that_is_none_is_said() throws Exception {
        put("x.hl7", "MSH|1\r", 10);
        secret("lis.key", "nothing like a key");
        look();
        assertTrue(trouble().contains("không phải khóa riêng"), trouble());
        KeyPair own = SftpPeer.pair("RSA");
        peer.knows(own.getPublic());
        secret(
                "lis.key",
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(own.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        Files.delete(folder.resolve("keys/sftp/lis.password"));
        now.set(now.get().plus(SftpDrop.LONGEST_PAUSE));
        lookTwice();
        assertEquals(List.of("MSH|1"), taken);
    }

    @Test
    void a_folder_that_is_not_there_is_said() throws Exception {
        use("/nowhere");
        look();
        assertTrue(trouble().contains("Không có thư mục"), trouble());
    }

    @Test
    void a_wire_cut_in_the_middle_of_a_file_loses_and_doubles_nothing() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            text.append("MSH|").append(i).append('\r');
        }
        put("big.hl7", text.toString(), 10);
        put("small.hl7", "MSH|last\r", 5);
        look();
        peer.cutAfter(150_000);
        look();
        assertTrue(trouble().contains("Mất kết nối"), trouble());
        assertEquals(List.of(), taken);
        assertEquals(List.of("big.hl7"), names(there.resolve("working")));
        now.set(now.get().plus(SftpDrop.LONGEST_PAUSE));
        lookTwice();
        assertEquals(40_001, taken.size());
        assertEquals("MSH|39999", taken.get(39_999));
        assertEquals(List.of("big.hl7", "big.hl7.ack", "small.hl7", "small.hl7.ack"), names(there.resolve("done")));
        assertEquals(List.of(), names(there.resolve("working")));
    }

    @Test
    void a_server_that_is_away_or_falls_silent_turns_the_door_red_and_is_gone_on_with_when_it_is_back()
            throws Exception {
        look();
        assertTrue(door.state().up());
        peer.stop();
        look();
        assertTrue(trouble().contains("SFTP"), trouble());
        peer.start();
        put("x.hl7", "MSH|1\r", 10);
        now.set(now.get().plus(SftpDrop.LONGEST_PAUSE));
        lookTwice();
        assertEquals(List.of("MSH|1"), taken);
        peer.mute(true);
        look();
        assertTrue(trouble().contains("Mất kết nối"), trouble());
        peer.mute(false);
        put("y.hl7", "MSH|2\r", 10);
        now.set(now.get().plus(SftpDrop.LONGEST_PAUSE));
        lookTwice();
        assertEquals(List.of("MSH|1", "MSH|2"), taken);
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
