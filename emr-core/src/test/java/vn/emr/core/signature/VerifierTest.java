package vn.emr.core.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.europa.esig.dss.enumerations.CertificationPermission;
import eu.europa.esig.dss.enumerations.MimeTypeEnum;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.revocation.ocsp.OCSP;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.x509.revocation.RevocationSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.audit.Digest;
import vn.emr.core.signature.Verdict.State;
import vn.emr.core.signature.trial.TrialAuthority;

/** What is said of signed files, now and later, and of files that somebody changed. */
class VerifierTest {
    private static Signers room;
    private static Pkcs12Key doctor;
    private static byte[] signed;

    @BeforeAll
    static void open() {
        room = new Signers();
        doctor = room.person("BS. Trần Thử An");
        signed = room.sign(Signers.pdf("To dieu tri"), doctor).file();
    }

    @AfterAll
    static void close() {
        room.close();
    }

    @Test
    void aSignatureStaysValidAfterItsCertificateEnded() {
        Instant later = Instant.now().plus(Duration.ofDays(6 * 365));
        assertTrue(doctor.certificate().getNotAfter().toInstant().isBefore(later));
        Verdict verdict = only(signed, later);
        assertEquals(State.VALID, verdict.state(), verdict.toString());
        assertTrue(verdict.validWhenSigned());
        assertEquals(doctor.certificate().getNotAfter().toInstant(), verdict.notAfter());
    }

    @Test
    void aSignatureWithoutProvenTimeIsUncertainAndStaysSoWhenItsCertificateEnded() {
        room.authority.silence(List.of(TrialAuthority.Service.TIMESTAMP));
        byte[] bare = room.sign(Signers.pdf("To dieu tri"), doctor).file();
        room.authority.silence(List.of());
        Verdict verdict = only(bare, Instant.now().plus(Duration.ofDays(6 * 365)));
        assertEquals(State.UNCERTAIN, verdict.state());
        assertFalse(verdict.validWhenSigned(), "nobody said that it was not revoked");
        assertTrue(verdict.intact());
    }

    @Test
    void aSignatureMadeAfterTheRevocationIsInvalidAndOneMadeBeforeStaysValid() {
        Pkcs12Key gone = room.person("BS. Đã Thu Hồi");
        byte[] before = room.sign(Signers.pdf("truoc"), gone).file();
        room.authority.revoke(gone.certificate());
        Verdict verdict = only(
                signedByForce(gone, Circumstances.online(room.trusted, room.certificates.answers())), Instant.now());
        assertEquals(State.INVALID, verdict.state(), verdict.toString());
        assertFalse(verdict.validWhenSigned());
        assertTrue(verdict.intact());
        assertEquals(State.VALID, only(before, Instant.now()).state());
    }

    @Test
    void anAnswerAboutRevocationThatAColleagueMadeDoesNotCount() {
        Pkcs12Key gone = room.person("BS. Đã Thu Hồi");
        Pkcs12Key colleague = room.person("BS. Đồng Lõa");
        room.authority.revoke(gone.certificate());
        var verifier = Circumstances.online(room.trusted, room.certificates.answers());
        RevocationSource<OCSP> honest = verifier.getOcspSource();
        verifier.setOcspSource(
                (certificate, issuer) -> certificate.getCertificate().equals(gone.certificate())
                        ? ForgedAnswer.good(certificate, issuer, colleague)
                        : honest.getRevocationToken(certificate, issuer));
        verifier.setCrlSource(null);
        Verdict verdict = only(signedByForce(gone, verifier), Instant.now());
        assertNotEquals(State.VALID, verdict.state(), verdict.toString());
        assertEquals(List.of("REVOCATION_NOT_AUTHORISED"), verdict.reasons());
    }

    @Test
    void aFileWhoseAuthorPermitsNoChangeTakesNoFurtherSignature() {
        var verifier = Circumstances.online(room.trusted, room.certificates.answers());
        PAdESService service = new PAdESService(verifier);
        var parameters = Making.asked(new PAdESSignatureParameters(), Signers.asked(doctor, null));
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
        parameters.setPermission(CertificationPermission.NO_CHANGE_PERMITTED);
        byte[] certified = signedByForce(doctor, service, parameters);
        PadesTest.mustRefuse(Code.NOT_APPLICABLE, () -> room.sign(certified, doctor));
    }

    /** By the library itself: ours would refuse. */
    private static byte[] signedByForce(Pkcs12Key key, CertificateVerifier verifier) {
        PAdESService service = new PAdESService(verifier);
        service.setTspSource(room.authorities.timestamp().orElseThrow());
        var parameters = Making.asked(new PAdESSignatureParameters(), Signers.asked(key, null));
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_LT);
        return signedByForce(key, service, parameters);
    }

    private static byte[] signedByForce(Pkcs12Key key, PAdESService service, PAdESSignatureParameters parameters) {
        var document = new InMemoryDocument(Signers.pdf("sau"), "a.pdf", MimeTypeEnum.PDF);
        byte[] value = key.sign(service.getDataToSign(document, parameters).getBytes());
        var file = service.signDocument(
                document, parameters, new SignatureValue(key.algorithm().dss(), value));
        return ((InMemoryDocument) file).getBytes();
    }

    @Test
    void aSignatureUnderARootThatNobodyTrustsIsNotValid() {
        try (TrialAuthority other = TrialAuthority.start(null, 0, java.time.Clock.systemUTC())) {
            TrustList others = TrustList.of(other.authorities());
            for (TrustList list : List.of(others, TrustList.NOBODY)) {
                Verdict verdict =
                        room.verifier.verify(signed, list, Instant.now()).getFirst();
                assertEquals(State.UNCERTAIN, verdict.state());
                assertEquals(List.of("NO_CERTIFICATE_CHAIN_FOUND"), verdict.reasons());
                assertTrue(verdict.intact());
                assertNull(verdict.timestamp(), "nobody trusts that clock");
                assertFalse(verdict.validWhenSigned());
            }
        }
    }

    @Test
    void theRootAloneIsEnoughToTrust() {
        TrustList root = TrustList.of(room.authority.authorities().subList(0, 1));
        byte[] pdf = Signers.pdf("To dieu tri");
        Signed made = room.pades.sign(pdf, Signers.asked(doctor, null), doctor, root);
        assertEquals(Level.LT, made.level(), made.warnings().toString());
        Verdict verdict = room.verifier.verify(made.file(), root, Instant.now()).getFirst();
        assertEquals(State.VALID, verdict.state(), verdict.toString());
    }

    @Test
    void aPictureOfASignatureIsNone() throws IOException {
        try (PDDocument document = Loader.loadPDF(Signers.pdf("Ky boi: BS. Tran Thu An"));
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            BufferedImage drawn = new BufferedImage(200, 80, BufferedImage.TYPE_INT_RGB);
            drawn.createGraphics().drawString("BS. Tran Thu An (da ky)", 10, 40);
            try (var page = new PDPageContentStream(document, document.getPage(0), AppendMode.APPEND, true)) {
                page.drawImage(LosslessFactory.createFromImage(document, drawn), 300, 100);
            }
            document.save(bytes);
            assertEquals(List.of(), room.verify(bytes.toByteArray()));
        }
    }

    @Test
    void aPageThatIsOverwrittenOrAddedAfterSigningMakesTheSignatureInvalid() throws IOException {
        try (PDDocument document = Loader.loadPDF(signed);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            try (var page = new PDPageContentStream(document, document.getPage(0), AppendMode.APPEND, true)) {
                page.addRect(0, 0, 600, 800);
                page.fill();
            }
            document.getPage(0).getCOSObject().setNeedToBeUpdated(true);
            document.saveIncremental(bytes);
            Verdict verdict = only(bytes.toByteArray(), Instant.now());
            assertEquals(State.INVALID, verdict.state(), verdict.toString());
            assertFalse(verdict.intact());
            assertFalse(verdict.coversWholeFile());
        }
        try (PDDocument document = Loader.loadPDF(signed);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            document.addPage(new org.apache.pdfbox.pdmodel.PDPage());
            document.getPages().getCOSObject().setNeedToBeUpdated(true);
            document.getPage(1).getCOSObject().setNeedToBeUpdated(true);
            document.saveIncremental(bytes);
            assertEquals(State.INVALID, only(bytes.toByteArray(), Instant.now()).state());
        }
    }

    @Test
    void changesOfOneByteAreCaught() {
        changesAreCaught(200);
    }

    @Test
    @Tag("trial")
    void eachOfAThousandChangesOfOneByteIsCaught() {
        changesAreCaught(1_000);
    }

    /**
     * All by the verifier alone, but in those bytes of the last timestamp that its authority did not sign, such as the certificates
     * that it carries beside its answer: nothing covers these, and the verifier trusts its own. The digest that is kept finds these too.
     */
    private static void changesAreCaught(int changes) {
        byte[] file = room.pades.extend(signed, Level.LTA, room.trusted).file();
        byte[] digest = Digest.sha256().digest(file);
        Uncovered uncovered = Uncovered.of(file);
        assertEquals(State.VALID, only(file, Instant.now()).state());
        Random places = new Random(20261123);
        int missed = 0;
        for (int n = 0; n < changes; n++) {
            byte[] changed = file.clone();
            int place = places.nextInt(file.length);
            int bit = places.nextInt(8);
            changed[place] ^= (byte) (1 << bit);
            assertFalse(Arrays.equals(digest, Digest.sha256().digest(changed)));
            if (!caught(changed)) {
                missed++;
                assertTrue(uncovered.holds(place), "bit " + bit + " of byte " + place + ", " + uncovered);
            }
        }
        System.out.println(changes + " changes of one byte: all caught by the digest, all by the verifier but " + missed
                + " in what nobody signed of the last timestamp");
    }

    @Test
    void aTimestampToWhichNoWayLeadsAnyMoreMakesTheFileAChangedOne() {
        byte[] file = room.pades.extend(signed, Level.LTA, room.trusted).file();
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int field = text.lastIndexOf("/T (Signature2)");
        int cross = text.lastIndexOf("/Type /Catalog");
        for (int place : List.of(text.indexOf(']', field), text.lastIndexOf(" obj", cross))) {
            byte[] changed = file.clone();
            changed[place] ^= 2;
            Verdict verdict = only(changed, Instant.now());
            assertEquals(State.INVALID, verdict.state(), "byte " + place);
            assertFalse(verdict.intact());
            assertTrue(verdict.reasons().contains("CHANGED"));
        }
    }

    private static boolean caught(byte[] file) {
        try {
            List<Verdict> verdicts = room.verify(file);
            return verdicts.size() != 1 || verdicts.getFirst().state() != State.VALID;
        } catch (Refusal refused) {
            return true;
        }
    }

    @Test
    void whatIsNeitherPdfNorXmlIsRefused() {
        byte[] text = "picture".getBytes(StandardCharsets.US_ASCII);
        PadesTest.mustRefuse(Code.UNREADABLE, () -> room.verify(text));
        PadesTest.mustRefuse(Code.UNREADABLE, () -> room.verify(new byte[0]));
        PadesTest.mustRefuse(Code.UNREADABLE, () -> room.verify(Arrays.copyOf(signed, 300)));
        PadesTest.mustRefuse(Code.TOO_LARGE, () -> room.verify(Arrays.copyOf(signed, 25_000_001)));
        assertNotEquals(List.of(), room.verify(signed));
    }

    @Test
    void whatUnpacksToMoreThanARecordHoldsIsRefusedBeforeItIsRead() throws IOException {
        byte[] zeros = new byte[80 << 20];
        byte[] twice = Packed.deflated(Packed.deflated(zeros));
        assertTrue(twice.length < 1 << 10);
        PadesTest.mustRefuse(Code.TOO_LARGE, () -> room.verify(Packed.pdf(Packed.deflated(zeros))));
        PadesTest.mustRefuse(Code.TOO_LARGE, () -> room.verify(Packed.pdf(twice)));
        PadesTest.mustRefuse(Code.UNREADABLE, () -> room.verify(Packed.pdf(Packed.deflated(new byte[1 << 20]))));
    }

    private static Verdict only(byte[] file, Instant at) {
        List<Verdict> verdicts = room.verifier.verify(file, room.trusted, at);
        assertEquals(1, verdicts.size());
        return verdicts.getFirst();
    }
}
