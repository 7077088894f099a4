package vn.emr.core.signature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.signature.Check.Revocation;
import vn.emr.core.signature.trial.TrialAuthority;
import vn.emr.core.signature.trial.TrialAuthority.Service;

/** Certificates looked at before they sign. */
class CertificatesTest {
    private static final Duration DAY = Duration.ofDays(1);

    private static Signers room;

    @BeforeAll
    static void open() {
        room = new Signers();
    }

    @AfterAll
    static void close() {
        room.close();
    }

    @AfterEach
    void everybodyAnswersAgain() {
        room.authority.silence(Set.of());
    }

    @Test
    void aGoodOneMaySignAndTheAnswerOfItsAuthorityIsKept() {
        Check check = check(room.person("BS. Trần Thử An"), room.trusted);
        assertTrue(check.maySign() && check.trusted() && check.inPeriod());
        assertEquals(Revocation.GOOD, check.revocation());
        assertEquals("OCSP", check.source());
        assertTrue(check.answer().length > 100);
        assertEquals(List.of(), check.warnings());
    }

    @Test
    void aRevokedOneMayNotByTheResponderAndByTheList() {
        Pkcs12Key gone = room.person("BS. Đã Thu Hồi");
        room.authority.revoke(gone.certificate());
        Check check = check(gone, room.trusted);
        assertEquals(Revocation.REVOKED, check.revocation());
        assertFalse(check.maySign());
        room.authority.silence(Set.of(Service.OCSP));
        check = check(gone, room.trusted);
        assertEquals(Revocation.REVOKED, check.revocation());
        assertEquals("CRL", check.source());
        assertEquals(List.of("OCSP_UNREACHABLE", "CERTIFICATE_REVOKED"), check.warnings());

        byte[] pdf = Signers.pdf("To dieu tri");
        Refusal refused = assertThrows(Refusal.class, () -> room.sign(pdf, gone));
        assertEquals(Code.NOT_APPLICABLE, refused.code());
        assertEquals(check.warnings(), refused.fields());
        Asked asked = Signers.asked(gone, null);
        byte[] value = gone.sign(room.pades.toBeSigned(pdf, asked));
        PadesTest.mustRefuse(Code.NOT_APPLICABLE, () -> room.pades.embed(pdf, asked, value, room.trusted));
    }

    @Test
    void silenceOfAllItsAuthoritiesIsAWarningAndNoRefusal() {
        room.authority.silence(Set.of(Service.OCSP, Service.CRL));
        Check check = check(room.person("BS. Trần Thử An"), room.trusted);
        assertEquals(Revocation.UNREACHABLE, check.revocation());
        assertNull(check.source());
        assertNull(check.answer());
        assertTrue(check.maySign());
        assertEquals(List.of("OCSP_UNREACHABLE", "REVOCATION_UNREACHABLE"), check.warnings());
    }

    @Test
    void oneOutOfItsPeriodMayNotSign() {
        Instant now = Instant.now();
        Pkcs12Key ended = room.person("A", Algorithm.ECDSA_SHA256, now.minus(DAY), now.minusSeconds(60));
        Pkcs12Key early = room.person("B", Algorithm.ECDSA_SHA256, now.plusSeconds(600), now.plus(DAY));
        assertEquals(List.of("CERTIFICATE_EXPIRED"), check(ended, room.trusted).warnings());
        assertEquals(
                List.of("CERTIFICATE_NOT_YET_VALID"), check(early, room.trusted).warnings());
        for (Pkcs12Key key : List.of(ended, early)) {
            Check check = check(key, room.trusted);
            assertTrue(check.trusted());
            assertFalse(check.inPeriod() || check.maySign());
            byte[] pdf = Signers.pdf("To dieu tri");
            PadesTest.mustRefuse(Code.NOT_APPLICABLE, () -> room.sign(pdf, key));
        }
    }

    @Test
    void oneThatNobodyTrustsMayNotSignAndWhatItNamesIsNotAsked() {
        try (TrialAuthority other = TrialAuthority.start(null, 0, Clock.systemUTC())) {
            var stranger = other.issue("BS. Người Lạ", "Nơi khác", null);
            Check check =
                    room.certificates.check(stranger.certificate(), stranger.chain(), room.trusted, Instant.now());
            assertFalse(check.trusted() || check.maySign());
            assertEquals(Revocation.NONE, check.revocation());
            assertEquals(List.of("CERTIFICATE_UNTRUSTED"), check.warnings());
            assertEquals(0, other.questions());
            TrustList both = TrustList.of(other.authorities());
            assertTrue(room.certificates
                    .check(stranger.certificate(), stranger.chain(), both, Instant.now())
                    .maySign());
            assertEquals(1, other.questions());
        }
        assertFalse(check(room.person("BS. Trần Thử An"), TrustList.NOBODY).maySign());
    }

    @Test
    void whatIsCheckedBeforeSigningIsWhatTheFileKeepsAndNobodyIsAskedTwice() {
        Pkcs12Key key = room.person("BS. Trần Thử An");
        int before = room.authority.questions();
        Signed signed = room.sign(Signers.pdf("To dieu tri"), key);
        assertEquals(Level.LT, signed.level());
        assertEquals(3, room.authority.questions() - before, "signer, time, and the certificate of the time");
        byte[] again = room.sign(Signers.pdf("To dieu tri"), key).check().answer();
        assertFalse(java.util.Arrays.equals(again, signed.check().answer()), "each signature asks anew");
        assertArrayEquals(signed.check().answer(), signed.check().answer());
    }

    @Test
    void aShortKeyAndOneThatIsNotForSigningMayNotSign() throws Exception {
        var keys = java.security.KeyPairGenerator.getInstance("RSA");
        keys.initialize(1024);
        Instant now = Instant.now();
        var weak = room.authority.certify(
                keys.generateKeyPair().getPublic(),
                "Khóa ngắn",
                "Bệnh viện Thử",
                null,
                now.minusSeconds(60),
                now.plus(DAY));
        Check check = room.certificates.check(weak, room.authority.authorities(), room.trusted, now);
        assertTrue(check.warnings().contains("KEY_TOO_SHORT"), check.warnings().toString());
        assertFalse(check.maySign());
        check = room.certificates.check(room.authority.authorities().getLast(), List.of(), room.trusted, now);
        assertTrue(
                check.warnings().contains("KEY_NOT_FOR_SIGNING"),
                check.warnings().toString());
        assertFalse(check.maySign());
    }

    private static Check check(Pkcs12Key key, TrustList trusted) {
        return room.certificates.check(key.certificate(), key.chain(), trusted, Instant.now());
    }
}
