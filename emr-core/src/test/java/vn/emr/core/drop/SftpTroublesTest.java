package vn.emr.core.drop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An SFTP server that is away, falls silent, does not let us in or is not the one we know, and wires that are cut. */
class SftpTroublesTest extends SftpFolder {
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
}
