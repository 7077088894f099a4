package vn.emr.core.hl7;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS on real sockets: who is let through the handshake, and what the door then knows of the other end. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MllpTlsTest {
    @TempDir
    static Path folder;

    private static Certificates certificates;
    private static Path authority;

    /** Answers who it thinks it talks with. */
    private static final FrameReceiver WHO = (frame, door, peer) ->
            CompletableFuture.completedFuture(String.join(" ", said(peer)).getBytes(UTF_8));

    private final AtomicLong nanos = new AtomicLong();

    private static java.util.List<String> said(vn.emr.core.intake.Peer peer) {
        return java.util.List.of(
                peer.encrypted() ? "TLS" : "plain",
                String.valueOf(peer.fingerprint()),
                String.valueOf(peer.subject()),
                peer.address().getHostAddress());
    }

    @BeforeAll
    static void make() throws Exception {
        certificates = new Certificates(folder)
                .make("authority", null)
                .make("server", "authority")
                .make("renewed", "authority")
                .make("lis", "authority")
                .make("stranger", null);
        authority = certificates.certificate("authority", folder.resolve("authority.pem"));
    }

    private MllpTls tls(String name, Path authorities) throws Exception {
        return new MllpTls(
                certificates.certificate(name, folder.resolve("server.pem")),
                certificates.key(name, folder.resolve("server.key")),
                authorities,
                nanos::get);
    }

    private static OpenDoor door(MllpTls tls) throws Exception {
        return new OpenDoor(MllpSettings.standard(), tls, FrameBudget.standard(), WHO);
    }

    @Test
    void a_sender_with_a_certificate_of_our_authority_is_known_by_fingerprint_and_subject() throws Exception {
        try (var open = door(tls("server", authority));
                var client = certificates.connect(open.door.port(), "lis", "authority")) {
            for (int i = 0; i < 3; i++) {
                client.write(MllpClient.frame("MSH|" + i));
                assertEquals("TLS " + certificates.fingerprint("lis") + " CN=lis,O=BV 127.0.0.1", client.answer());
            }
        }
    }

    @Test
    void a_sender_without_a_certificate_is_encrypted_but_nobody() throws Exception {
        try (var open = door(tls("server", authority));
                var client = certificates.connect(open.door.port(), null, "authority")) {
            client.write(MllpClient.frame("MSH|1"));
            assertEquals("TLS null null 127.0.0.1", client.answer());
        }
    }

    @Test
    void a_certificate_of_nobody_we_trust_does_not_come_through() throws Exception {
        try (var open = door(tls("server", authority))) {
            assertThrows(IOException.class, () -> {
                try (var client = certificates.connect(open.door.port(), "stranger", "authority")) {
                    client.write(MllpClient.frame("MSH|1"));
                    if (client.answer() == null) {
                        throw new IOException("closed");
                    }
                }
            });
            assertEquals(0, open.door.figures().frames());
            while (open.door.figures().lastFault() == null) {
                Thread.onSpinWait();
            }
            assertEquals(DoorFault.TLS_FAILED, open.door.figures().lastFault());
        }
    }

    @Test
    void without_authorities_any_certificate_is_known_by_fingerprint_and_never_by_subject() throws Exception {
        try (var open = door(tls("server", null));
                var client = certificates.connect(open.door.port(), "stranger", "authority")) {
            client.write(MllpClient.frame("MSH|1"));
            assertEquals("TLS " + certificates.fingerprint("stranger") + " null 127.0.0.1", client.answer());
        }
    }

    @Test
    void plain_frames_on_the_same_port_are_seen_to_be_plain() throws Exception {
        try (var open = door(tls("server", authority));
                var client = open.connect()) {
            client.write("\u000bMSH").write("|1\u001c\r");
            assertEquals("plain null null 127.0.0.1", client.answer());
        }
    }

    @Test
    void a_large_message_and_many_frames_in_one_write_come_through_tls_whole() throws Exception {
        FrameReceiver length =
                (frame, door, peer) -> CompletableFuture.completedFuture(("" + frame.length).getBytes(UTF_8));
        String large = "MSH|" + "x".repeat(5_000_000);
        try (var open = new OpenDoor(
                        MllpSettings.standard(), tls("server", authority), FrameBudget.standard(), length);
                var client = certificates.connect(open.door.port(), "lis", "authority")) {
            client.write(MllpClient.frame(large));
            assertEquals("" + large.length(), client.answer());
            client.write("\u000bMSH|1\u001c\r".repeat(200).getBytes(UTF_8));
            for (int i = 0; i < 200; i++) {
                assertEquals("5", client.answer());
            }
        }
    }

    @Test
    void a_renewed_certificate_is_taken_over_without_a_restart_and_a_broken_one_is_not() throws Exception {
        MllpTls tls = tls("server", authority);
        try (var open = door(tls);
                var before = certificates.connect(open.door.port(), "lis", "server")) {
            before.write(MllpClient.frame("MSH|1"));
            assertTrue(before.answer().startsWith("TLS"));

            certificates.certificate("renewed", folder.resolve("server.pem"));
            certificates.key("renewed", folder.resolve("server.key"));
            later();
            certificates.connect(open.door.port(), "lis", "renewed").close();
            assertThrows(SSLException.class, () -> certificates.connect(open.door.port(), "lis", "server"));
            before.write(MllpClient.frame("MSH|2"));
            assertTrue(before.answer().startsWith("TLS"), "who is connected stays");

            Files.writeString(folder.resolve("server.pem"), "-----BEGIN CERTIFICATE-----\nhalf");
            later();
            certificates.connect(open.door.port(), "lis", "renewed").close();
            assertTrue(tls.trouble().orElseThrow().contains("server.pem"));

            certificates.certificate("renewed", folder.resolve("server.pem"));
            later();
            assertNull(tls.trouble().orElse(null));
        }
    }

    /** The next look at the files is due, and their time differs also on a coarse clock. */
    private void later() throws IOException {
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        Files.setLastModifiedTime(
                folder.resolve("server.pem"), FileTime.fromMillis(1_700_000_000_000L + nanos.get() / 1_000_000));
    }

    @Test
    void files_that_make_no_server_are_refused_in_one_sentence() throws Exception {
        Path certificate = certificates.certificate("server", folder.resolve("other.pem"));
        Path key = certificates.key("lis", folder.resolve("other.key"));
        Path missing = folder.resolve("none.key");
        assertThrows(DoorUnusable.class, () -> new MllpTls(certificate, missing, null));
        Files.writeString(key, "no key at all");
        var refused = assertThrows(DoorUnusable.class, () -> new MllpTls(certificate, key, null));
        assertTrue(refused.getMessage().contains("PKCS 8 without a password"));
    }
}
