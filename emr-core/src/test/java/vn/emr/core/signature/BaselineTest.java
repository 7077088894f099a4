package vn.emr.core.signature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.signature.Verdict.State;
import vn.emr.core.signature.trial.TrialAuthority.Service;

/** What every form that keeps data with its signature promises: JSON in a JWS, and any bytes in a CMS container. */
class BaselineTest {
    private static final String TEXT = "{\"HoTen\":\"Nguyễn Thử & Lê\",\"ChanDoan\":[{\"Ma\":\"J18.9\"}]}\n";
    private static final Duration LATER = Duration.ofDays(6 * 365);

    private static Signers room;
    private static Pkcs12Key doctor;

    /** One form, and how what was signed is found in its file. */
    record Kind(String name, Baseline<?> signer, Unpacking unpacking, Sealed sealed) {
        @Override
        public String toString() {
            return name;
        }

        Signed signed(Pkcs12Key key) {
            return signer.sign(text(), Signers.asked(key, null), key, room.trusted);
        }
    }

    interface Unpacking {
        byte[] content(byte[] file) throws Exception;
    }

    /** The parts of a file that its signature covers, and its value, as they stand in the file. */
    interface Sealed {
        List<byte[]> parts(byte[] file) throws Exception;
    }

    @BeforeAll
    static void open() {
        room = new Signers();
        doctor = room.person("BS. Trần Thử An");
    }

    @AfterAll
    static void close() {
        room.close();
    }

    @AfterEach
    void everybodyAnswersAgain() {
        room.authority.silence(Set.of());
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind(
                        "CAdES",
                        room.cades,
                        file -> (byte[])
                                new CMSSignedData(file).getSignedContent().getContent(),
                        BaselineTest::sealedInContainer),
                new Kind(
                        "JAdES",
                        room.jades,
                        file -> Base64.getUrlDecoder()
                                .decode(new ObjectMapper()
                                        .readTree(file)
                                        .get("payload")
                                        .asText()),
                        BaselineTest::sealedInJws));
    }

    private static List<byte[]> sealedInJws(byte[] file) throws Exception {
        JsonNode text = new ObjectMapper().readTree(file);
        JsonNode one = text.get("signatures").get(0);
        return Stream.of(text.get("payload"), one.get("protected"), one.get("signature"))
                .map(part -> part.asText().getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    private static List<byte[]> sealedInContainer(byte[] file) throws Exception {
        CMSSignedData container = new CMSSignedData(file);
        SignerInformation signer = container.getSignerInfos().iterator().next();
        byte[] attributes = signer.getEncodedSignedAttributes();
        // In the file they have the tag of their place, and not that of a set.
        return List.of(
                (byte[]) container.getSignedContent().getContent(),
                Arrays.copyOfRange(attributes, 1, attributes.length),
                signer.getSignature());
    }

    private static byte[] text() {
        return TEXT.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void dataIsSignedWithTimeAndAllThatVerifyingNeedsForDecades(Kind kind) throws Exception {
        Signed signed = kind.signed(doctor);
        assertEquals(List.of(), signed.warnings());
        assertEquals(Level.LT, signed.level());
        assertArrayEquals(text(), kind.unpacking.content(signed.file()), "what is signed is in it as it was");
        Verdict verdict = only(signed.file(), Instant.now());
        assertEquals(State.VALID, verdict.state(), verdict.toString());
        assertEquals(Level.LT, verdict.level());
        assertEquals("BS. Trần Thử An", verdict.signer());
        assertTrue(verdict.intact() && verdict.coversWholeFile() && verdict.timestamp() != null, verdict.toString());

        Signed archived = kind.signer.extend(signed.file(), Level.LTA, room.trusted);
        assertEquals(Level.LTA, archived.level());
        for (byte[] file : List.of(signed.file(), archived.file())) {
            verdict = only(file, Instant.now().plus(LATER));
            assertTrue(verdict.notAfter().isBefore(Instant.now().plus(LATER)), "the certificate ended long ago");
            assertEquals(State.VALID, verdict.state(), verdict.toString());
        }
        assertEquals(Level.LTA, verdict.level());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void twoPeopleSignTheSame(Kind kind) {
        Pkcs12Key head = room.person("Trưởng khoa Thử");
        byte[] once = kind.signed(doctor).file();
        byte[] twice = kind.signer
                .sign(once, Signers.asked(head, null), head, room.trusted)
                .file();
        List<Verdict> verdicts = room.verify(twice);
        assertEquals(
                Set.of("BS. Trần Thử An", "Trưởng khoa Thử"),
                Set.copyOf(verdicts.stream().map(Verdict::signer).toList()));
        assertTrue(verdicts.stream().allMatch(one -> one.state() == State.VALID), verdicts.toString());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void keysOfEachAlgorithmSign(Kind kind) {
        for (Algorithm algorithm : Algorithm.values()) {
            Verdict verdict =
                    only(kind.signed(room.person("BS. Thử", algorithm)).file(), Instant.now());
            assertEquals(State.VALID, verdict.state(), algorithm + " " + verdict);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aValueThatWasMadeElsewhereIsEmbeddedAndAnyOtherIsRefused(Kind kind) {
        Asked asked = Signers.asked(doctor, null);
        byte[] toBeSigned = kind.signer.toBeSigned(text(), asked);
        assertArrayEquals(toBeSigned, kind.signer.toBeSigned(text(), asked));
        byte[] value = doctor.sign(toBeSigned);
        byte[] file = kind.signer.embed(text(), asked, value, room.trusted).file();
        assertEquals(State.VALID, only(file, Instant.now()).state());
        value[5] ^= 1;
        PadesTest.mustRefuse(Code.MALFORMED_FIELD, () -> kind.signer.embed(text(), asked, value, room.trusted));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsSilentLowersTheLevelAndIsMadeUpForLater(Kind kind) {
        room.authority.silence(Set.of(Service.TIMESTAMP));
        Signed bare = kind.signed(doctor);
        assertEquals(Level.B, bare.level());
        assertEquals(
                State.UNCERTAIN, only(bare.file(), Instant.now().plus(LATER)).state());
        room.authority.silence(Set.of(Service.OCSP, Service.CRL));
        assertEquals(Level.T, kind.signed(doctor).level());
        room.authority.silence(Set.of());
        Signed raised = kind.signer.extend(bare.file(), Level.LT, room.trusted);
        assertEquals(Level.LT, raised.level());
        assertEquals(State.VALID, only(raised.file(), Instant.now()).state());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRevokedKeySignsNothingAndAnUnknownRootIsNotTrusted(Kind kind) {
        byte[] file = kind.signed(doctor).file();
        Verdict verdict =
                room.verifier.verify(file, TrustList.NOBODY, Instant.now()).getFirst();
        assertEquals(State.UNCERTAIN, verdict.state());
        assertTrue(verdict.intact());
        Pkcs12Key gone = room.person("BS. Đã Thu Hồi");
        room.authority.revoke(gone.certificate());
        PadesTest.mustRefuse(Code.NOT_APPLICABLE, () -> kind.signed(gone));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void eachChangeOfOneByteOfWhatIsSignedIsCaught(Kind kind) throws Exception {
        byte[] signed = kind.signed(doctor).file();
        String text = new String(signed, StandardCharsets.ISO_8859_1);
        Random random = new Random(10);
        for (byte[] part : kind.sealed.parts(signed)) {
            int from = text.indexOf(new String(part, StandardCharsets.ISO_8859_1));
            assertTrue(from > 0);
            for (int i = 0; i < 150; i++) {
                byte[] changed = changed(signed, from + random.nextInt(part.length), random);
                for (Verdict verdict : readOrRefused(changed)) {
                    assertEquals(State.INVALID, verdict.state(), verdict::toString);
                }
            }
        }
    }

    /** What is added for later years is sealed by an archive's time alone: who damages it takes it away, as who cuts it off. */
    @ParameterizedTest
    @MethodSource("kinds")
    void noChangeOfOneByteGivesAValidFileOtherContentOrAnotherSignerOrTime(Kind kind) throws Exception {
        byte[] signed = kind.signed(doctor).file();
        Verdict honest = only(signed, Instant.now());
        Random random = new Random(11);
        for (int i = 0; i < 600; i++) {
            byte[] changed = changed(signed, random.nextInt(signed.length), random);
            for (Verdict still : readOrRefused(changed)) {
                if (still.state() == State.VALID) {
                    assertArrayEquals(text(), kind.unpacking.content(changed));
                    assertArrayEquals(honest.certificateDer(), still.certificateDer());
                    assertEquals(honest.signer(), still.signer());
                    assertEquals(honest.signedAt(), still.signedAt());
                    assertTrue(still.timestamp() == null || honest.timestamp().equals(still.timestamp()));
                }
            }
        }
    }

    private static byte[] changed(byte[] file, int place, Random random) {
        byte[] changed = file.clone();
        changed[place] ^= (byte) (1 + random.nextInt(255));
        return changed;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void otherContentUnderTheSameSignatureIsInvalid(Kind kind) {
        byte[] signed = kind.signed(doctor).file();
        byte[] from = kind.name.equals("JAdES")
                ? Base64.getUrlEncoder().withoutPadding().encode(text())
                : text();
        byte[] other = TEXT.replace("J18.9", "J18.8").getBytes(StandardCharsets.UTF_8);
        byte[] to = kind.name.equals("JAdES")
                ? Base64.getUrlEncoder().withoutPadding().encode(other)
                : other;
        String changed = new String(signed, StandardCharsets.ISO_8859_1)
                .replace(new String(from, StandardCharsets.ISO_8859_1), new String(to, StandardCharsets.ISO_8859_1));
        byte[] file = changed.getBytes(StandardCharsets.ISO_8859_1);
        assertFalse(Arrays.equals(signed, file));
        Verdict verdict = only(file, Instant.now());
        assertEquals(State.INVALID, verdict.state());
        assertFalse(verdict.intact());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsCutOffOrTurnedToNoiseIsRefusedOrNotValid(Kind kind) {
        byte[] signed = kind.signed(doctor).file();
        Random random = new Random(12);
        for (int i = 0; i < 300; i++) {
            byte[] file = Arrays.copyOf(signed, 1 + random.nextInt(signed.length - 1));
            for (int n = random.nextInt(20); n > 0; n--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt(256);
            }
            readOrRefused(file).forEach(one -> assertNotEquals(State.VALID, one.state()));
        }
    }

    /** Nothing but a refusal or an answer may come of any bytes. */
    private static List<Verdict> readOrRefused(byte[] file) {
        try {
            return room.verify(file);
        } catch (Refusal refused) {
            assertTrue(
                    Set.of(Code.UNREADABLE, Code.TOO_LARGE, Code.NOT_APPLICABLE).contains(refused.code()),
                    refused.toString());
            return List.of();
        }
    }

    private static Verdict only(byte[] file, Instant at) {
        List<Verdict> verdicts = room.verifier.verify(file, room.trusted, at);
        assertEquals(1, verdicts.size());
        return verdicts.getFirst();
    }
}
