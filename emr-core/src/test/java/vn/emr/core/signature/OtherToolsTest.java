package vn.emr.core.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of others agree with our verdicts: pdfsig (Poppler, NSS) and xmlsec1 (OpenSSL). */
class OtherToolsTest {
    private static final String XML = "<HoSo><HoTen>Nguyễn Thử</HoTen></HoSo>";

    private static Signers room;
    private static Pkcs12Key doctor;

    @TempDir
    Path folder;

    /** What a program printed, both streams, and its exit code. */
    private record Said(int code, String words) {}

    @BeforeAll
    static void open() {
        room = new Signers();
        doctor = room.person("BS. Trần Thử An");
    }

    @AfterAll
    static void close() {
        room.close();
    }

    @Test
    void pdfsigFindsThreeSignaturesOfOneFileValidAndTrustedAndAChangedOneNot() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/pdfsig")), "Poppler is not installed");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/certutil")), "the tools of NSS are not installed");
        String trust = trust();
        byte[] file = Signers.pdf("To dieu tri");
        for (Algorithm algorithm : List.of(Algorithm.RSA_PKCS1_SHA256, Algorithm.ECDSA_SHA256)) {
            file = room.sign(file, room.person("Người ký " + algorithm, algorithm))
                    .file();
        }
        file = room.sign(file, doctor).file();
        String words = run("/usr/bin/pdfsig", "-nssdir", trust, written("three.pdf", file))
                .words();
        assertEquals(3, count(words, "Signature Validation: Signature is Valid."), words);
        assertEquals(3, count(words, "Certificate Validation: Certificate is Trusted."), words);
        assertEquals(3, count(words, "ETSI.CAdES.detached"), words);

        byte[] changed = file.clone();
        changed[300] ^= 1;
        words = run("/usr/bin/pdfsig", "-nssdir", trust, written("changed.pdf", changed))
                .words();
        assertEquals(0, count(words, "Signature is Valid."), words);
    }

    @Test
    void xmlsecFindsASignedTextValidAndAChangedOneNot() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/xmlsec1")), "xmlsec1 is not installed");
        byte[] text = XML.getBytes(StandardCharsets.UTF_8);
        // The version that comes with Debian does not know RSA-PSS.
        for (Algorithm algorithm : List.of(Algorithm.RSA_PKCS1_SHA256, Algorithm.ECDSA_SHA256)) {
            Pkcs12Key key = room.person("Người ký", algorithm);
            byte[] signed = room.xades
                    .sign(text, Signers.asked(key, null), key, room.trusted)
                    .file();
            Said said = xmlsec(signed);
            assertEquals(0, said.code(), algorithm + said.words());
            assertTrue(said.words().contains("SignedInfo References (ok/all): 2/2"), said.words());

            String changed = new String(signed, StandardCharsets.UTF_8).replace("Nguyễn", "Nguyên");
            said = xmlsec(changed.getBytes(StandardCharsets.UTF_8));
            assertNotEquals(0, said.code(), said.words());
        }
    }

    private Said xmlsec(byte[] signed) throws Exception {
        List<X509Certificate> authorities = room.authority.authorities();
        return run(
                "/usr/bin/xmlsec1",
                "--verify",
                "--trusted-pem",
                pem("root.pem", authorities.getFirst()),
                "--untrusted-pem",
                pem("issuer.pem", authorities.getLast()),
                "--id-attr:Id",
                "http://uri.etsi.org/01903/v1.3.2#:SignedProperties",
                written("signed.xml", signed));
    }

    private String trust() throws Exception {
        String nss = Files.createDirectory(folder.resolve("nss")).toString();
        run("/usr/bin/certutil", "-N", "-d", nss, "--empty-password");
        String root =
                written("root.der", room.authority.authorities().getFirst().getEncoded());
        assertEquals(
                0,
                run("/usr/bin/certutil", "-A", "-d", nss, "-n", "root", "-t", "CT,C,C", "-i", root)
                        .code());
        return nss;
    }

    private String pem(String name, X509Certificate certificate) throws Exception {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        String text = "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
        return written(name, text.getBytes(StandardCharsets.US_ASCII));
    }

    private String written(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }

    private static int count(String words, String part) {
        return words.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    private static Said run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), words);
    }
}
