package vn.emr.core.hl7;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.intake.ConfiguredSources;
import vn.emr.core.intake.Inbox;
import vn.emr.core.organization.SealedSettings;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.House;

/** Who may speak as whom at a door with TLS: real certificates, real sockets, senders as they are configured. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoundSendersTest {
    @TempDir
    static Path folder;

    private static Certificates certificates;

    private House house;
    private OpenDoor open;
    private FrameReceiver asked;

    @BeforeAll
    static void make() throws Exception {
        certificates = new Certificates(folder)
                .make("authority", null)
                .make("server", "authority")
                .make("a", "authority")
                .make("b", "authority");
    }

    @BeforeEach
    void open() throws Exception {
        house = new House();
        sender("A", "sha256:" + certificates.fingerprint("a"));
        sender("B", "CN=b,O=BV");
        sender("C", null);
        house.database.update("delete from source where id = ?", house.source.id);
        MllpTls tls = new MllpTls(
                certificates.certificate("server", folder.resolve("server.pem")),
                certificates.key("server", folder.resolve("server.key")),
                certificates.certificate("authority", folder.resolve("authority.pem")));
        Inbox inbox = house.inbox(List.of());
        Hl7Receiver receiver = new Hl7Receiver(
                new Hl7Translator(List.of(new DataLossTest.Registration()), Clock.systemUTC()),
                new ConfiguredSources(house.database, new SealedSettings("target/test-data")),
                inbox);
        asked = (frame, door, peer) -> receiver.receive(frame, "his", peer);
        open = new OpenDoor(MllpSettings.standard(), tls, FrameBudget.standard(), asked);
    }

    @AfterEach
    void close() {
        open.close();
        house.close();
    }

    private void sender(String application, String certificate) {
        Source s = house.addSource("HIS " + application, "his");
        house.database.update(
                "update source set sending_application = ?, certificate = ? where id = ?",
                application,
                certificate,
                s.id);
    }

    /** MSA-1 to a message in which somebody says to be that application. */
    private String says(MllpClient client, String application, int n) throws Exception {
        String message = DataLossTest.message(application + n, "P" + application + n, "Nguyễn Thị Ánh")
                .replace("|HIS|", "|" + application + "|");
        return client.write(MllpClient.frame(message)).answer().split("\r")[1].substring(4, 6);
    }

    @Test
    void only_the_bound_certificate_speaks_as_a_sender_and_as_nobody_else() throws Exception {
        try (var a = certificates.connect(open.door.port(), "a", "authority");
                var b = certificates.connect(open.door.port(), "b", "authority")) {
            assertEquals("AA", says(a, "A", 1));
            assertEquals("AA", says(b, "B", 1));
            assertEquals("AR", says(a, "B", 2), "the certificate of one on the identity of the other");
            assertEquals("AR", says(b, "A", 2));
            assertEquals("AR", says(a, "C", 2), "also where that other needs none");
        }
        assertEquals(2, house.count("patient"), "what was refused has no effect");
        assertEquals(3, house.count("inbound where outcome = 'REFUSED' and code = 'NOT_ALLOWED_FOR_SENDER'"));
        assertEquals(
                3, house.count("inbound where outcome = 'REFUSED' and body is not null"), "and its bytes are kept");
    }

    @Test
    void without_its_certificate_a_bound_sender_is_refused_in_tls_and_in_plain_text() throws Exception {
        try (var nobody = certificates.connect(open.door.port(), null, "authority");
                var plain = open.connect()) {
            assertEquals("AR", says(nobody, "A", 1));
            assertEquals("AR", says(plain, "A", 2));
            assertEquals("AR", says(plain, "B", 2));
            assertEquals("AA", says(nobody, "C", 3));
            assertEquals("AA", says(plain, "C", 4), "plain text on this machine is nobody's to hear");
        }
        assertEquals(2, house.count("patient"));
    }

    @Test
    void a_type_a_sender_is_not_registered_for_is_refused_kept_and_without_effect() throws Exception {
        house.database.update("update source set allowed_types = 'ORU^R01' where sending_application = 'C'");
        try (var client = certificates.connect(open.door.port(), null, "authority")) {
            assertEquals("AR", says(client, "C", 1));
        }
        assertEquals(1, house.count("inbound where code = 'NOT_ALLOWED_FOR_SENDER' and body is not null"));
        assertEquals(0, house.count("patient"));
        assertEquals(0, house.count("revision"));
        assertEquals(0, house.count("parked"));
        assertEquals(1, house.count("audit_event where kind = 'MESSAGE_REFUSED'"));
    }

    @Test
    void plain_text_over_the_network_is_taken_only_from_a_sender_that_declares_it() throws Exception {
        Optional<InetAddress> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress())
                .findFirst();
        assumeTrue(own.isPresent(), "this machine has no network");
        sender("OLD", null);
        house.database.update("update source set plain_text = true where sending_application = 'OLD'");
        try (var outside = new OpenDoor(
                        own.get().getHostAddress(), MllpSettings.standard(), null, FrameBudget.standard(), asked);
                var client = new MllpClient(new Socket(own.get(), outside.door.port()))) {
            assertEquals("AR", says(client, "C", 1));
            assertEquals("AA", says(client, "OLD", 2));
        }
        assertEquals(1, house.count("patient"));
    }
}
