package vn.emr.core.signature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.audit.Digest;
import vn.emr.core.signature.trial.TrialAuthority.Service;

/** PDF files signed by keys at hand and from elsewhere. */
class PadesTest {
    private static Signers room;
    private static Pkcs12Key doctor;
    private final byte[] pdf = Signers.pdf("To dieu tri");

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

    @Test
    void aSignatureIsAddedBehindTheFileWithTimeAndAllThatVerifyingNeeds() {
        Signed signed = room.sign(pdf, doctor);
        assertEquals(List.of(), signed.warnings());
        assertEquals(Level.LT, signed.level());
        assertArrayEquals(pdf, Arrays.copyOf(signed.file(), pdf.length), "the file before stays as it is");
        assertTrue(signed.check().maySign());
        assertEquals("OCSP", signed.check().source());
        assertTrue(signed.check().answer().length > 100);

        Verdict verdict = only(signed.file());
        assertEquals(Verdict.State.VALID, verdict.state(), verdict.toString());
        assertEquals(List.of(), verdict.reasons());
        assertEquals(Level.LT, verdict.level());
        assertEquals(signed.timestamp(), verdict.timestamp());
        assertEquals("BS. Trần Thử An", verdict.signer());
        assertEquals("Trial Issuing CA", verdict.authority());
        assertTrue(verdict.unit().startsWith("Bệnh viện Thử (TEST"), verdict.unit());
        assertTrue(verdict.unit().endsWith("Khoa Nội"), verdict.unit());
        assertTrue(verdict.intact() && verdict.validWhenSigned());
        assertEquals("RSA_SHA256", verdict.algorithm());
        assertEquals(doctor.certificate().getSerialNumber().toString(16), verdict.serial());
    }

    @Test
    void threeSignersOnOneFileAreAllValidAfterEachNext() {
        byte[] file = pdf;
        for (int n = 1; n <= 3; n++) {
            byte[] before = file;
            file = room.sign(file, room.person("Người ký " + n)).file();
            assertArrayEquals(before, Arrays.copyOf(file, before.length));
            List<Verdict> verdicts = room.verify(file);
            assertEquals(n, verdicts.size());
            for (int i = 0; i < n; i++) {
                assertEquals(Verdict.State.VALID, verdicts.get(i).state(), verdicts.toString());
                assertEquals("Người ký " + (i + 1), verdicts.get(i).signer());
            }
        }
    }

    @Test
    void keysSignByEachAlgorithmOfTheLaw() {
        var issued = room.authority.issue("BS. Lê Thử Bình", "Bệnh viện Thử", null);
        Pkcs12Key pss = Pkcs12Key.open(issued.pkcs12(), issued.pin().toCharArray(), Algorithm.RSA_PSS_SHA256);
        Verdict verdict = only(room.sign(pdf, pss).file());
        assertEquals(Verdict.State.VALID, verdict.state(), verdict.toString());
        assertEquals("RSA_SSA_PSS_SHA256_MGF1", verdict.algorithm());

        verdict = only(room.sign(pdf, room.person("BS. Lê Thử Chi", Algorithm.ECDSA_SHA256))
                .file());
        assertEquals(Verdict.State.VALID, verdict.state(), verdict.toString());
        assertEquals("ECDSA_SHA256", verdict.algorithm());
    }

    @Test
    void aValueThatWasMadeElsewhereIsEmbeddedAndAnyOtherIsRefused() {
        Asked asked = Signers.asked(doctor, "Bác sỹ điều trị");
        byte[] value = doctor.sign(room.pades.toBeSigned(pdf, asked));
        Verdict verdict = only(room.pades.embed(pdf, asked, value, room.trusted).file());
        assertEquals(Verdict.State.VALID, verdict.state());
        assertEquals(asked.at(), verdict.signedAt());

        Asked later = Signers.asked(doctor, "Bác sỹ điều trị, khác");
        byte[] changed = value.clone();
        changed[100] ^= 1;
        byte[] others = room.person("Người khác").sign(room.pades.toBeSigned(pdf, asked));
        mustRefuse(Code.MALFORMED_FIELD, () -> room.pades.embed(pdf, later, value, room.trusted));
        mustRefuse(Code.MALFORMED_FIELD, () -> room.pades.embed(pdf, asked, changed, room.trusted));
        mustRefuse(Code.MALFORMED_FIELD, () -> room.pades.embed(pdf, asked, others, room.trusted));
        mustRefuse(Code.MALFORMED_FIELD, () -> room.pades.embed(pdf, asked, new byte[0], room.trusted));
        byte[] otherFile = Signers.pdf("To khac");
        mustRefuse(Code.MALFORMED_FIELD, () -> room.pades.embed(otherFile, asked, value, room.trusted));
    }

    @Test
    void whatAKeyHasToSignIsTheSameInAnotherInstanceAndInAnotherProcess() throws Exception {
        Asked asked = Signers.asked(doctor, "Trưởng khoa");
        byte[] signedBefore = room.sign(pdf, doctor).file();
        for (byte[] file : List.of(pdf, signedBefore)) {
            byte[] here = room.pades.toBeSigned(file, asked);
            assertArrayEquals(here, new Pades(room.authorities, room.certificates).toBeSigned(file, asked));
            String there = OtherProcess.run(ToBeSigned.class, List.of(), ToBeSigned.arguments(file, asked));
            assertEquals(HexFormat.of().formatHex(Digest.sha256().digest(here)), there.strip());
        }
    }

    @Test
    void aSilentTimestampAuthorityLowersTheLevelAndIsTold() {
        room.authority.silence(Set.of(Service.TIMESTAMP));
        Signed signed = room.sign(pdf, doctor);
        assertEquals(Level.B, signed.level());
        assertNull(signed.timestamp());
        assertEquals(List.of("TIMESTAMP_UNREACHABLE"), signed.warnings());
        Verdict verdict = only(signed.file());
        assertEquals(Verdict.State.UNCERTAIN, verdict.state());
        assertTrue(verdict.intact());

        room.authority.silence(Set.of());
        Signed raised = room.pades.extend(signed.file(), Level.LT, room.trusted);
        assertEquals(Level.LT, raised.level());
        assertEquals(List.of(), raised.warnings());
        verdict = only(raised.file());
        assertEquals(Verdict.State.VALID, verdict.state(), verdict.toString());
        assertEquals(Level.LT, verdict.level());
    }

    @Test
    void aSilentResponderIsReplacedByTheListAndTold() {
        room.authority.silence(Set.of(Service.OCSP));
        Signed signed = room.sign(pdf, doctor);
        assertEquals(Level.LT, signed.level());
        assertEquals("CRL", signed.check().source());
        assertEquals(List.of("OCSP_UNREACHABLE"), signed.warnings());
        assertEquals(Verdict.State.VALID, only(signed.file()).state());
    }

    @Test
    void whenNobodySaysWhetherACertificateIsRevokedItSignsWithAWarning() {
        room.authority.silence(Set.of(Service.OCSP, Service.CRL));
        Signed signed = room.sign(pdf, doctor);
        assertEquals(Level.T, signed.level());
        assertEquals(Check.Revocation.UNREACHABLE, signed.check().revocation());
        assertEquals(List.of("OCSP_UNREACHABLE", "REVOCATION_UNREACHABLE"), signed.warnings());
        assertEquals(Verdict.State.UNCERTAIN, only(signed.file()).state());

        Signed still = room.pades.extend(signed.file(), Level.LTA, room.trusted);
        assertEquals(Level.T, still.level());
        assertArrayEquals(signed.file(), still.file(), "what stands stays");
        assertEquals(List.of("REVOCATION_UNREACHABLE"), still.warnings());

        room.authority.silence(Set.of());
        assertEquals(
                Verdict.State.VALID,
                only(room.pades.extend(signed.file(), Level.LT, room.trusted).file())
                        .state());
    }

    @Test
    void aFileIsRaisedToAnArchiveTimestampAndThatIsRenewed() {
        Signed signed = room.sign(pdf, doctor);
        Signed archived = room.pades.extend(signed.file(), Level.LTA, room.trusted);
        assertEquals(Level.LTA, archived.level());
        assertEquals(Level.LTA, only(archived.file()).level());
        Signed renewed = room.pades.extend(archived.file(), Level.LTA, room.trusted);
        assertEquals(Level.LTA, renewed.level());
        assertTrue(renewed.file().length > archived.file().length);
        assertEquals(Verdict.State.VALID, only(renewed.file()).state());
    }

    @Test
    void afterAnArchiveTimestampSomebodyElseMayStillSign() {
        byte[] archived = room.pades
                .extend(room.sign(pdf, doctor).file(), Level.LTA, room.trusted)
                .file();
        List<Verdict> verdicts =
                room.verify(room.sign(archived, room.person("Giám đốc")).file());
        assertEquals(2, verdicts.size());
        assertTrue(verdicts.stream().allMatch(one -> one.state() == Verdict.State.VALID), verdicts.toString());
    }

    @Test
    void withoutATimestampAuthorityOfTheHospitalNothingIsRaised() {
        Pades pades = new Pades(new Authorities(java.util.Optional.empty()), room.certificates);
        Signed signed = pades.sign(pdf, Signers.asked(doctor, null), doctor, room.trusted);
        assertEquals(Level.B, signed.level());
        assertEquals(List.of(), signed.warnings());
        Signed same = pades.extend(signed.file(), Level.LT, room.trusted);
        assertEquals(List.of("TIMESTAMP_NOT_OFFERED"), same.warnings());
        assertArrayEquals(signed.file(), same.file());
    }

    @Test
    void onlyPlainPdfFilesOfUsualSizeAreSigned() throws IOException {
        Asked asked = Signers.asked(doctor, null);
        byte[] text = "not a PDF at all".getBytes(StandardCharsets.US_ASCII);
        byte[] cut = Arrays.copyOf(pdf, 60);
        byte[] large = Arrays.copyOf(pdf, 25_000_001);
        mustRefuse(Code.UNREADABLE, () -> room.pades.toBeSigned(text, asked));
        mustRefuse(Code.UNREADABLE, () -> room.pades.toBeSigned(new byte[0], asked));
        mustRefuse(Code.UNREADABLE, () -> room.pades.toBeSigned(cut, asked));
        mustRefuse(Code.TOO_LARGE, () -> room.pades.sign(large, asked, doctor, room.trusted));
        for (String password : List.of("", "secret")) {
            byte[] locked = locked(password);
            mustRefuse(Code.NOT_APPLICABLE, () -> room.pades.toBeSigned(locked, asked));
            mustRefuse(Code.NOT_APPLICABLE, () -> room.pades.sign(locked, asked, doctor, room.trusted));
        }
        mustRefuse(Code.NOT_APPLICABLE, () -> room.pades.extend(pdf, Level.LT, room.trusted));
    }

    @Test
    void aKeySignsOnlyInAWayThatItsCertificateAllows() {
        assertFalse(Algorithm.ECDSA_SHA256.fits(doctor.certificate().getPublicKey()));
        mustRefuse(
                Code.MALFORMED_FIELD,
                () -> new Asked(
                        UUID.randomUUID(),
                        Instant.now(),
                        null,
                        doctor.certificate(),
                        doctor.chain(),
                        Algorithm.ECDSA_SHA256,
                        null));
    }

    @Test
    void aTimeOutsideThePeriodOfTheCertificateIsRefusedBeforeAnythingIsSigned() {
        for (long days : List.of(-3L, 1_000L)) {
            Instant at = Instant.now().plus(Duration.ofDays(days));
            Asked asked = Asked.of(UUID.randomUUID(), at, null, doctor, null);
            mustRefuse(Code.NOT_APPLICABLE, () -> room.pades.toBeSigned(pdf, asked));
            mustRefuse(Code.NOT_APPLICABLE, () -> room.pades.sign(pdf, asked, doctor, room.trusted));
        }
    }

    private byte[] locked(String password) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static Verdict only(byte[] file) {
        List<Verdict> verdicts = room.verify(file);
        assertEquals(1, verdicts.size());
        return verdicts.getFirst();
    }

    static void mustRefuse(Code code, org.junit.jupiter.api.function.Executable asked) {
        assertEquals(code, assertThrows(Refusal.class, asked).code());
    }
}
