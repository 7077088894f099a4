package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.organization.AddressList;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.SourceList;

class PeerTest {
    private static final String A = "aa".repeat(32);
    private static final String B = "bb".repeat(32);

    private final Source lis = source("LIS");
    private final Source his = source("HIS");

    private static Source source(String application) {
        Source source = new Source();
        source.id = Ids.next();
        source.sendingApplication = application;
        return source;
    }

    private static Peer from(String address, String fingerprint, String subject) throws Exception {
        return new Peer(address + ":1", InetAddress.getByName(address), fingerprint != null, fingerprint, subject);
    }

    private static void refused(Peer peer, Source source) {
        Refusal refusal = assertThrows(Refusal.class, () -> peer.mustBe(source));
        assertEquals(Code.NOT_ALLOWED_FOR_SENDER, refusal.code());
        assertEquals("AR", refusal.code().acknowledgement());
    }

    @Test
    void plain_text_from_another_machine_passes_only_where_it_is_declared() throws Exception {
        refused(from("10.0.0.7", null, null), lis);
        lis.plainText = true;
        assertDoesNotThrow(() -> from("10.0.0.7", null, null).mustBe(lis));
        lis.plainText = false;
        assertDoesNotThrow(() -> from("127.0.0.1", null, null).mustBe(lis), "does not leave the machine");
        assertDoesNotThrow(() -> from("10.0.0.7", A, null).mustBe(lis));
    }

    @Test
    void only_the_bound_certificate_passes_in_any_spelling_of_its_fingerprint() throws Exception {
        lis.certificate = "SHA256:" + A.toUpperCase(java.util.Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
        lis.plainText = true;
        assertDoesNotThrow(() -> from("10.0.0.7", A, null).mustBe(lis));
        refused(from("10.0.0.7", B, null), lis);
        refused(from("127.0.0.1", null, null), lis);
    }

    @Test
    void a_subject_counts_only_when_an_authority_vouches_for_it() throws Exception {
        lis.certificate = "CN=lis,O=BV";
        assertDoesNotThrow(() -> from("10.0.0.7", A, "CN=lis,O=BV").mustBe(lis));
        refused(from("10.0.0.7", A, null), lis);
        refused(from("10.0.0.7", A, "CN=lis,O=Other"), lis);
    }

    @Test
    void a_certificate_of_one_sender_is_refused_on_the_identity_of_another() throws Exception {
        lis.certificate = "sha256:" + A;
        Sources both = SourceList.of(lis, his);
        assertSame(
                lis,
                both.as(from("10.0.0.7", A, null)).byApplication("d", "LIS", "").orElseThrow());
        assertSame(
                his,
                both.as(from("10.0.0.7", B, null)).byApplication("d", "HIS", "").orElseThrow());
        for (String[] wrong : new String[][] {{A, "HIS"}, {B, "LIS"}}) {
            Sources seen = both.as(from("10.0.0.7", wrong[0], null));
            Refusal refusal = assertThrows(Refusal.class, () -> seen.byApplication("d", wrong[1], ""));
            assertEquals(Code.NOT_ALLOWED_FOR_SENDER, refusal.code());
        }
        assertTrue(both.as(from("10.0.0.7", A, null))
                .byApplication("d", "NOBODY", "")
                .isEmpty());
    }

    @Test
    void an_address_list_lets_only_its_addresses_and_networks_through() throws Exception {
        lis.plainText = true;
        lis.addresses = "10.0.0.7, 10.2.0.0/16,fd00::/8";
        for (String good : List.of("10.0.0.7", "10.2.200.1", "fd12::1")) {
            assertDoesNotThrow(() -> from(good, null, null).mustBe(lis), good);
        }
        for (String bad : List.of("10.0.0.8", "10.3.0.1", "::1", "127.0.0.1")) {
            refused(from(bad, null, null), lis);
        }
        refused(Peer.plain(null), lis);
        for (String wrong : List.of("host.example", "10.0.0.0/33", "10.0.0", "1.2.3.4/x", "", "/8")) {
            assertThrows(IllegalArgumentException.class, () -> AddressList.parse(wrong), wrong);
        }
        assertFalse(AddressList.parse("10.0.0.0/9").holds(InetAddress.getByName("10.128.0.1")));
    }

    @Test
    void a_peer_is_named_without_asking_the_name_service() {
        assertEquals(
                "127.0.0.1:5",
                Peer.plain(new InetSocketAddress("127.0.0.1", 5)).name().replace("localhost/", ""));
        assertEquals("?", Peer.plain(null).name());
    }
}
