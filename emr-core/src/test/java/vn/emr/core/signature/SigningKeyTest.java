package vn.emr.core.signature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.signature.trial.TrialAuthority;

/** Keys in files and in tokens. */
class SigningKeyTest {
    private static final byte[] BYTES = {1, 2, 3};

    @TempDir
    Path folder;

    @Test
    void aFileOpensWithItsPinAndSigns() {
        try (TrialAuthority authority = TrialAuthority.start(null, 0, Clock.systemUTC())) {
            var issued = authority.issue("BS. Trần Thử An", "Bệnh viện Thử", null);
            for (Algorithm algorithm : List.of(Algorithm.RSA_PKCS1_SHA256, Algorithm.RSA_PSS_SHA256)) {
                try (Pkcs12Key key = Pkcs12Key.open(issued.pkcs12(), Signers.PIN, algorithm)) {
                    assertEquals(issued.certificate(), key.certificate());
                    assertEquals(3, key.chain().size());
                    assertTrue(algorithm.verifies(key.certificate().getPublicKey(), BYTES, key.sign(BYTES)));
                }
            }
        }
    }

    @Test
    void aWrongPinAndWhatIsNoKeyAreToldApart() throws Exception {
        try (TrialAuthority authority = TrialAuthority.start(null, 0, Clock.systemUTC())) {
            byte[] file =
                    authority.issue("BS. Trần Thử An", "Bệnh viện Thử", null).pkcs12();
            PadesTest.mustRefuse(Code.FORBIDDEN, () -> Pkcs12Key.open(file, "000000".toCharArray()));
            PadesTest.mustRefuse(Code.FORBIDDEN, () -> Pkcs12Key.open(file, new char[0]));
            byte[] changed = file.clone();
            changed[20] ^= 0x55;
            for (byte[] damaged :
                    List.of(new byte[0], BYTES, Arrays.copyOf(file, 500), changed, Arrays.copyOf(file, 65_537))) {
                PadesTest.mustRefuse(Code.MALFORMED_FIELD, () -> Pkcs12Key.open(damaged, Signers.PIN));
            }
            PadesTest.mustRefuse(Code.MALFORMED_FIELD, () -> Pkcs12Key.open(file, Signers.PIN, Algorithm.ECDSA_SHA256));

            KeyStore without = KeyStore.getInstance("PKCS12");
            without.load(null, Signers.PIN);
            without.setCertificateEntry("root", authority.authorities().getFirst());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            without.store(bytes, Signers.PIN);
            PadesTest.mustRefuse(Code.MALFORMED_FIELD, () -> Pkcs12Key.open(bytes.toByteArray(), Signers.PIN));
        }
    }

    @Test
    void aTokenSignsAndItsKeyNeverLeavesIt() throws Exception {
        assumeTrue(Files.exists(SoftToken.LIBRARY), "SoftHSM is not installed");
        Path tokens = Files.createDirectory(folder.resolve("tokens"));
        Path settings = folder.resolve("softhsm.conf");
        Files.writeString(
                settings, "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        ProcessBuilder init = new ProcessBuilder(
                "softhsm2-util", "--init-token", "--free", "--label", "emr", "--so-pin", "1234", "--pin", "1234");
        init.environment().put("SOFTHSM2_CONF", settings.toString());
        assertEquals(0, init.start().waitFor());
        String said = OtherProcess.run(SoftToken.class, List.of("SOFTHSM2_CONF=" + settings), List.of());
        assertEquals(
                """
                certificates 2
                RSA_PKCS1_SHA256 VALID RSA_SHA256
                ECDSA_SHA256 VALID ECDSA_SHA256
                another certificate NOT_FOUND
                wrong way MALFORMED_FIELD
                opened twice CONFLICT
                no such slot NOT_APPLICABLE
                no such library NOT_APPLICABLE
                after leaving TEMPORARY
                wrong PIN FORBIDDEN
                opened again 2
                """,
                said.lines()
                        .filter(line -> !line.startsWith("PSS "))
                        .map(line -> line + "\n")
                        .reduce("", String::concat));
    }

    @Test
    void theTrialAuthorityGoesOnWhereItStopped() {
        Path kept = folder.resolve("authority");
        TrialAuthority.Issued issued;
        String address;
        byte[] root;
        try (TrialAuthority first = TrialAuthority.start(kept, 0, Clock.systemUTC())) {
            issued = first.issue("BS. Trần Thử An", "Bệnh viện Thử", null);
            first.revoke(issued.certificate());
            address = first.timestampAddress();
            root = encoded(first);
        }
        try (TrialAuthority again = TrialAuthority.start(kept, 0, Clock.systemUTC());
                Authorities authorities = new Authorities(java.util.Optional.of(address))) {
            assertEquals(address, again.timestampAddress());
            assertArrayEquals(root, encoded(again));
            var certificates = new Certificates(authorities, Clock.systemUTC());
            var other = again.issue("BS. Lê Thử Bình", "Bệnh viện Thử", null);
            TrustList trusted = TrustList.of(again.authorities());
            Check check = certificates.check(
                    issued.certificate(),
                    issued.chain(),
                    trusted,
                    Clock.systemUTC().instant());
            assertEquals(Check.Revocation.REVOKED, check.revocation());
            check = certificates.check(
                    other.certificate(),
                    other.chain(),
                    trusted,
                    Clock.systemUTC().instant());
            assertEquals(Check.Revocation.GOOD, check.revocation());
            for (var one : List.of(
                    issued.certificate(),
                    again.authorities().getFirst(),
                    again.authorities().getLast())) {
                assertTrue(one.getSubjectX500Principal().getName().contains(TrialAuthority.WORTHLESS));
            }
        }
    }

    private static byte[] encoded(TrialAuthority authority) {
        try {
            return authority.authorities().getFirst().getEncoded();
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
