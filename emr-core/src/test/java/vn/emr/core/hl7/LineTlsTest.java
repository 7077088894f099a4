package vn.emr.core.hl7;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Our end of a line with TLS, against a door with TLS: whom we trust and what we show. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LineTlsTest {
    @TempDir
    static Path folder;

    private static Path serverPem;
    private static Path serverKey;
    private static Path ourPem;
    private static Path ourKey;
    private static Path authority;
    private static Path others;

    /** An answer that tells who asked. */
    private static final FrameReceiver WHO = (frame, door, peer) -> CompletableFuture.completedFuture(
            ("MSH|^~\\&|LIS|BV|EMR|BV|20261120||ACK|1|P|2.5\rMSA|AA|c1|" + peer.subject() + "\r").getBytes(UTF_8));

    @BeforeAll
    static void make() throws Exception {
        Certificates certificates = new Certificates(folder)
                .make("authority", null)
                .make("other", null)
                .make("localhost", "authority")
                .make("emr", "authority");
        serverPem = certificates.certificate("localhost", folder.resolve("server.pem"));
        serverKey = certificates.key("localhost", folder.resolve("server.key"));
        ourPem = certificates.certificate("emr", folder.resolve("emr.pem"));
        ourKey = certificates.key("emr", folder.resolve("emr.key"));
        authority = certificates.certificate("authority", folder.resolve("authority.pem"));
        others = certificates.certificate("other", folder.resolve("other.pem"));
    }

    private static OpenDoor door() throws Exception {
        return new OpenDoor(
                MllpSettings.standard(), new MllpTls(serverPem, serverKey, authority), FrameBudget.standard(), WHO);
    }

    private static String ask(String host, OpenDoor open, LineTls tls) throws LineTrouble {
        try (var line = new MllpLine(host, open.door.port(), tls, Duration.ofSeconds(20))) {
            return new String(line.ask("MSH|^~\\&|EMR\r".getBytes(UTF_8), "c1"), UTF_8).split("\r")[1];
        }
    }

    private static LineTls tls(Path pem, Path key, Path ca) {
        return new LineTls(Optional.ofNullable(pem), Optional.ofNullable(key), Optional.ofNullable(ca));
    }

    @Test
    void the_authority_of_our_doors_is_trusted_and_our_certificate_shown() throws Exception {
        try (var open = door()) {
            assertEquals("MSA|AA|c1|CN=emr,O=BV", ask("localhost", open, tls(ourPem, ourKey, authority)));
            assertEquals("MSA|AA|c1|null", ask("localhost", open, tls(null, null, authority)));
        }
    }

    @Test
    void a_laboratory_of_no_known_authority_or_of_another_name_is_not_told_anything() throws Exception {
        try (var open = door()) {
            for (LineTls wrong : new LineTls[] {LineTls.ofJava(), tls(ourPem, ourKey, others)}) {
                LineTrouble trouble = assertThrows(LineTrouble.class, () -> ask("localhost", open, wrong));
                assertFalse(trouble.reached());
            }
            LineTls right = tls(ourPem, ourKey, authority);
            assertFalse(assertThrows(LineTrouble.class, () -> ask("127.0.0.1", open, right))
                    .reached());
            assertEquals(0, open.door.figures().frames());
        }
    }

    @Test
    void renewed_files_are_taken_over_and_broken_ones_are_a_connection_that_does_not_come_about() throws Exception {
        Path file = folder.resolve("changing.pem");
        Files.writeString(file, "-----BEGIN CERTIFICATE-----\nhalf");
        LineTls tls = tls(ourPem, ourKey, file);
        try (var open = door()) {
            LineTrouble trouble = assertThrows(LineTrouble.class, () -> ask("localhost", open, tls));
            assertFalse(trouble.reached());
            Files.copy(authority, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertTrue(ask("localhost", open, tls).startsWith("MSA|AA"));
        }
    }
}
