package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.exchange.Received;
import vn.emr.core.signature.Asked;
import vn.emr.core.signature.Authorities;
import vn.emr.core.signature.Certificates;
import vn.emr.core.signature.Pkcs12Key;
import vn.emr.core.signature.SigningKey;
import vn.emr.core.signature.TrustList;
import vn.emr.core.signature.Verdict;
import vn.emr.core.signature.Xades;
import vn.emr.core.signature.trial.TrialAuthority;
import vn.emr.core.signing.TrustedCertificates;
import vn.emr.core.testing.Role;

/** What the signature of a record is worth is told before it is taken in; one that was changed after it was signed stays out. */
class ReceivedSignaturesTest {
    private static final byte[] PLAIN = ReceivedRecordsTest.TOLD.xml;

    private static TrialAuthority authority;
    private static byte[] signed;

    private Receiving here;

    @BeforeAll
    static void sign() {
        Clock clock = Clock.systemUTC();
        authority = TrialAuthority.start(null, 0, clock);
        Authorities authorities = new Authorities(Optional.of(authority.timestampAddress()));
        var issued = authority.issue("Trần Thử Ký", "Bệnh viện Đa khoa Phương Nam", null);
        try (SigningKey key = Pkcs12Key.open(issued.pkcs12(), issued.pin().toCharArray())) {
            Asked asked = Asked.of(Ids.next(), Instant.now().truncatedTo(ChronoUnit.SECONDS), "Hồ sơ", key, null);
            signed = new Xades(authorities, new Certificates(authorities, clock))
                    .sign(PLAIN, asked, key, TrustList.of(authority.authorities()))
                    .file();
        }
    }

    @AfterAll
    static void end() {
        authority.close();
    }

    @BeforeEach
    void come() {
        here = new Receiving();
    }

    @AfterEach
    void close() {
        here.close();
    }

    @Test
    void who_signed_is_told_and_the_record_comes_in_as_without_a_signature() throws Exception {
        trust();
        Received.Preview preview = here.look(signed);
        assertTrue(preview.mayTake(), preview::toString);
        Received.Signature signature = preview.signatures().getFirst();
        assertEquals(Verdict.State.VALID, signature.state(), signature::toString);
        assertEquals("Trần Thử Ký", signature.signer());
        assertEquals(List.of(), here.look(PLAIN).signatures());
        Received.Taken taken = here.take(signed);
        assertArrayEquals(PLAIN, here.xml(taken), "what it says");
        assertTrue(here.take(PLAIN).known(), "the same record without its signature");
    }

    @Test
    void an_authority_that_is_not_known_here_leaves_it_to_the_person() {
        Received.Preview preview = here.look(signed);
        assertEquals(Verdict.State.UNCERTAIN, preview.signatures().getFirst().state(), preview::toString);
        assertTrue(preview.mayTake());
    }

    @Test
    void a_record_that_was_changed_after_it_was_signed_is_refused_and_nothing_of_it_stays() throws Exception {
        trust();
        byte[] changed = changed("VV260001", "VV260002");
        Received.Preview preview = here.look(changed);
        assertFalse(preview.mayTake(), preview::toString);
        assertEquals(Code.MALFORMED_FIELD, preview.refused().code());
        assertTrue(preview.refused().detail().startsWith("a signature of the file does not hold"));
        Refusal refusal = assertThrows(Refusal.class, () -> here.take(changed));
        assertEquals(Code.MALFORMED_FIELD, refusal.code(), refusal.getMessage());
        byte[] dated = changed("<xades:SigningTime>2", "<xades:SigningTime>1");
        assertThrows(Refusal.class, () -> here.take(dated));
        assertEquals(0, here.count("inbound"));
    }

    private static byte[] changed(String from, String to) {
        return new String(signed, StandardCharsets.UTF_8).replace(from, to).getBytes(StandardCharsets.UTF_8);
    }

    private void trust() throws CertificateEncodingException {
        var admin = here.hospital.caller(here.hospital.account("qt", "x", Role.IT_ADMIN), Role.IT_ADMIN);
        for (X509Certificate one : authority.authorities()) {
            here.trusted.add(admin, new TrustedCertificates.Adding(one.getEncoded()));
        }
    }
}
