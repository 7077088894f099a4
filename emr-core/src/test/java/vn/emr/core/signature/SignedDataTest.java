package vn.emr.core.signature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.signature.Verdict.State;

/** Signed JSON and CMS containers as other programs read and write them, and those that must not be read at all. */
class SignedDataTest {
    private static final String OPENSSL = "/usr/bin/openssl";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] TEXT = "{\"HoTen\":\"Lê Thử\"}".getBytes(StandardCharsets.UTF_8);

    private static Signers room;
    private static Pkcs12Key doctor;

    @TempDir
    Path data;

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
    void signedJsonIsVerifiedByTheRulesOfTheRfcAlone() throws Exception {
        for (Algorithm algorithm : List.of(Algorithm.RSA_PKCS1_SHA256, Algorithm.ECDSA_SHA256)) {
            Pkcs12Key key = room.person("BS. Thử", algorithm);
            JsonNode file = JSON.readTree(jws(key));
            JsonNode one = file.get("signatures").get(0);
            JsonNode header = JSON.readTree(decoded(one.get("protected")));
            assertEquals(
                    algorithm == Algorithm.RSA_PKCS1_SHA256 ? "RS256" : "ES256",
                    header.get("alg").asText());
            assertEquals(
                    Base64.getEncoder().encodeToString(key.certificate().getEncoded()),
                    header.get("x5c").get(0).asText());
            Signature check = Signature.getInstance(
                    algorithm == Algorithm.RSA_PKCS1_SHA256 ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
            check.initVerify(key.certificate());
            check.update(
                    (one.get("protected").asText() + "." + file.get("payload").asText())
                            .getBytes(StandardCharsets.US_ASCII));
            assertTrue(check.verify(decoded(one.get("signature"))));
        }
    }

    @Test
    void aContainerIsVerifiedByOpensslAndOneOfOpensslHere() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(OPENSSL)), "openssl is not installed");
        byte[] file = room.cades
                .sign(TEXT, Signers.asked(doctor, null), doctor, room.trusted)
                .file();
        assertEquals(0, verified(file));
        assertArrayEquals(TEXT, Files.readAllBytes(data.resolve("content")));
        byte[] changed = new String(file, StandardCharsets.ISO_8859_1)
                .replace("HoTen", "HoTem")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertTrue(verified(changed) != 0);

        var issued = room.authority.issue("BS. Thử Hai", "Bệnh viện Thử", null);
        Files.write(data.resolve("key.p12"), issued.pkcs12());
        Files.write(data.resolve("text"), TEXT);
        assertEquals(
                0, openssl("pkcs12", "-in", "key.p12", "-passin", "pass:" + issued.pin(), "-nodes", "-out", "key.pem"));
        for (List<String> manner : List.of(List.<String>of(), List.of("-stream"), List.of("-cades"))) {
            List<String> command = new ArrayList<>(List.of(
                    "cms",
                    "-sign",
                    "-binary",
                    "-nodetach",
                    "-md",
                    "sha256",
                    "-in",
                    "text",
                    "-signer",
                    "key.pem",
                    "-outform",
                    "DER",
                    "-out",
                    "theirs.p7m"));
            command.addAll(manner);
            assertEquals(0, openssl(command.toArray(String[]::new)));
            List<Verdict> verdicts = room.verify(Files.readAllBytes(data.resolve("theirs.p7m")));
            assertEquals(1, verdicts.size());
            Verdict verdict = verdicts.getFirst();
            assertTrue(verdict.intact(), manner + " " + verdict);
            assertEquals("BS. Thử Hai", verdict.signer());
            assertEquals(State.UNCERTAIN, verdict.state(), "nobody proves the time");
        }
    }

    @Test
    void aContainerThatDoesNotHoldOrSayWhatItSignsIsRefused() throws Exception {
        PadesTest.mustRefuse(Code.UNREADABLE, () -> room.verify(container(false, false)));
        PadesTest.mustRefuse(Code.UNREADABLE, () -> room.verify(container(true, true)));
        byte[] whole = container(true, false);
        assertEquals(1, room.verify(whole).size());
        PadesTest.mustRefuse(Code.UNREADABLE, () -> room.verify(Arrays.copyOf(whole, whole.length + 1)));
        PadesTest.mustRefuse(
                Code.UNREADABLE,
                () -> room.cades.toBeSigned(Arrays.copyOf(whole, whole.length - 1), Signers.asked(doctor, null)));
    }

    @Test
    void containersThatAreDeepOrLieAboutLengthsCostNothing() {
        byte[] head = {0x30, (byte) 0x80, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 7, 2};
        byte[] deep = Arrays.copyOf(head, 2_000_000);
        byte[] many = Arrays.copyOf(head, 2_000_000);
        for (int i = head.length; i + 1 < deep.length; i += 2) {
            deep[i] = 0x30;
            deep[i + 1] = (byte) 0x80;
            many[i] = 5;
        }
        byte[] long4 = Arrays.copyOf(head, 40);
        System.arraycopy(new byte[] {0x04, (byte) 0x84, 0x7f, -1, -1, -1}, 0, long4, head.length, 6);
        byte[] long9 = Arrays.copyOf(head, 40);
        System.arraycopy(new byte[] {0x04, (byte) 0x89, 1, 1, 1, 1, 1, 1, 1, 1, 1}, 0, long9, head.length, 11);
        PadesTest.mustRefuse(Code.UNREADABLE, () -> room.verify(deep));
        PadesTest.mustRefuse(Code.TOO_LARGE, () -> room.verify(many));
        PadesTest.mustRefuse(Code.UNREADABLE, () -> room.verify(long4));
        PadesTest.mustRefuse(Code.UNREADABLE, () -> room.verify(long9));
    }

    @Test
    void signedJsonThatTrustsAnythingButItselfIsRefused() throws Exception {
        byte[] honest = jws(doctor);
        for (Map.Entry<String, String> header : List.of(
                Map.entry("alg", "\"none\""),
                Map.entry("alg", "\"HS256\""),
                Map.entry("alg", "null"),
                Map.entry("jku", "\"http://127.0.0.1:1/keys\""),
                Map.entry("x5u", "\"http://127.0.0.1:1/key\""),
                Map.entry("jwk", "{\"kty\":\"oct\",\"k\":\"AA\"}"),
                Map.entry("b64", "false"),
                Map.entry("sigD", "{\"mId\":\"x\",\"pars\":[\"http://127.0.0.1:1/\"]}"),
                Map.entry("crit", "[\"unknown\"]"),
                Map.entry("crit", "[]"),
                Map.entry("x5c", "null"))) {
            mustRefuse(honest, file -> header(file, header.getKey(), header.getValue()));
        }
        mustRefuse(honest, file -> file.put("extra", "1"));
        mustRefuse(honest, file -> file.remove("payload"));
        mustRefuse(honest, file -> file.put("payload", ""));
        mustRefuse(honest, file -> file.put("payload", file.get("payload").asText() + "="));
        mustRefuse(honest, file -> file.put("payload", 1));
        mustRefuse(honest, file -> file.putArray("signatures"));
        mustRefuse(honest, file -> file.put("signatures", "x"));
        mustRefuse(honest, file -> one(file).put("kid", "1"));
        mustRefuse(honest, file -> one(file).putObject("header").put("kid", "1"));
        mustRefuse(
                honest, file -> one(file).putObject("header").putArray("etsiU").add("x"));
        mustRefuse(honest, file -> one(file).remove("protected"));
        mustRefuse(honest, file -> one(file).remove("signature"));
    }

    @Test
    void signedJsonIsReadInOneWayOnly() throws Exception {
        String honest = new String(jws(doctor), StandardCharsets.UTF_8);
        for (String text : List.of(
                honest.replaceFirst("\\{", "{\"payload\":\"e30\","),
                honest + " {}",
                honest + "x",
                "{\"payload\":\"e30\",\"signatures\":" + "[".repeat(100_000),
                "{\"payload\":\"e30\",\"signature\":\"AA\",\"signatures\":[]}",
                "{\"signatures\":[]}",
                "{")) {
            PadesTest.mustRefuse(Code.UNREADABLE, () -> room.verify(text.getBytes(StandardCharsets.UTF_8)));
        }
        PadesTest.mustRefuse(Code.UNREADABLE, () -> room.verify(honest.getBytes(StandardCharsets.UTF_16)));
        String loose = honest.replaceFirst("\"signature\":\"([A-Za-z0-9_-]+)[A-Za-z0-9_-]\"", "\"signature\":\"$1_\"");
        PadesTest.mustRefuse(Code.UNREADABLE, () -> room.verify(loose.getBytes(StandardCharsets.UTF_8)));
        assertEquals(List.of(), room.verify(TEXT), "nobody signed it");
        PadesTest.mustRefuse(
                Code.UNREADABLE,
                () -> room.jades.toBeSigned("[1]".getBytes(StandardCharsets.UTF_8), Signers.asked(doctor, null)));
    }

    private static byte[] jws(Pkcs12Key key) {
        return room.jades
                .sign(TEXT, Signers.asked(key, null), key, room.trusted)
                .file();
    }

    private static void mustRefuse(byte[] honest, Consumer<ObjectNode> change) throws Exception {
        ObjectNode file = (ObjectNode) JSON.readTree(honest);
        change.accept(file);
        byte[] changed = JSON.writeValueAsBytes(file);
        PadesTest.mustRefuse(Code.UNREADABLE, () -> room.verify(changed));
    }

    private static ObjectNode one(ObjectNode file) {
        return (ObjectNode) file.get("signatures").get(0);
    }

    private static void header(ObjectNode file, String name, String value) {
        try {
            ObjectNode header = (ObjectNode) JSON.readTree(decoded(one(file).get("protected")));
            header.set(name, JSON.readTree(value));
            one(file)
                    .put(
                            "protected",
                            Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(header)));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] decoded(JsonNode text) {
        return Base64.getUrlDecoder().decode(text.asText());
    }

    /** As other programs make them. */
    private static byte[] container(boolean held, boolean bare) throws Exception {
        KeyAtHand key = new KeyAtHand();
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(
                new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                        .setDirectSignature(bare)
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(key.privateKey), key.certificate));
        generator.addCertificates(new JcaCertStore(List.of(key.certificate)));
        return generator.generate(new CMSProcessableByteArray(TEXT), held).getEncoded();
    }

    private int verified(byte[] file) throws Exception {
        Files.write(data.resolve("signed.p7m"), file);
        List<X509Certificate> authorities = room.authority.authorities();
        pem("root.pem", authorities.getFirst());
        pem("issuer.pem", authorities.getLast());
        return openssl(
                "cms",
                "-verify",
                "-inform",
                "DER",
                "-binary",
                "-in",
                "signed.p7m",
                "-CAfile",
                "root.pem",
                "-certfile",
                "issuer.pem",
                "-purpose",
                "any",
                "-out",
                "content");
    }

    private int openssl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(OPENSSL));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(data.toFile())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("openssl.txt").toFile())
                .start()
                .waitFor();
    }

    private void pem(String name, X509Certificate certificate) throws Exception {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes("-----BEGIN CERTIFICATE-----\n".getBytes(StandardCharsets.US_ASCII));
        text.writeBytes(Base64.getMimeEncoder().encode(certificate.getEncoded()));
        text.writeBytes("\n-----END CERTIFICATE-----\n".getBytes(StandardCharsets.US_ASCII));
        Files.write(data.resolve(name), text.toByteArray());
    }

    /** A key whose private half a test may hold. */
    private static final class KeyAtHand {
        private final java.security.PrivateKey privateKey;
        private final X509Certificate certificate;

        KeyAtHand() throws Exception {
            var issued = room.authority.issue("BS. Thử Ba", "Bệnh viện Thử", null);
            var store = java.security.KeyStore.getInstance("PKCS12");
            char[] pin = issued.pin().toCharArray();
            store.load(new java.io.ByteArrayInputStream(issued.pkcs12()), pin);
            String alias = store.aliases().nextElement();
            privateKey = (java.security.PrivateKey) store.getKey(alias, pin);
            certificate = (X509Certificate) store.getCertificate(alias);
        }
    }
}
