package vn.emr.core.signature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.signature.Verdict.State;
import vn.emr.core.signature.trial.TrialAuthority.Service;

/** XML texts signed within themselves. */
class XadesTest {
    private static final String TEXT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <HoSoBenhAn xmlns="urn:thu"><HoTen>Nguyễn Thử &amp; Lê</HoTen><ChanDoan ma="J18.9">Viêm phổi</ChanDoan></HoSoBenhAn>
            """;

    private static Signers room;
    private static Pkcs12Key doctor;
    private final byte[] xml = TEXT.getBytes(StandardCharsets.UTF_8);

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

    private Signed signed() {
        return room.xades.sign(xml, Signers.asked(doctor, null), doctor, room.trusted);
    }

    @Test
    void aTextIsSignedWithTimeAndAllThatVerifyingNeeds() {
        Signed signed = signed();
        assertEquals(List.of(), signed.warnings());
        assertEquals(Level.LT, signed.level());
        Verdict verdict = only(signed.file());
        assertEquals(State.VALID, verdict.state(), verdict.toString());
        assertEquals(Level.LT, verdict.level());
        assertEquals("BS. Trần Thử An", verdict.signer());
        assertTrue(verdict.intact() && verdict.coversWholeFile());

        Signed archived = room.xades.extend(signed.file(), Level.LTA, room.trusted);
        assertEquals(Level.LTA, archived.level());
        verdict = only(archived.file());
        assertEquals(State.VALID, verdict.state(), verdict.toString());
        assertEquals(Level.LTA, verdict.level());
    }

    @Test
    void aTextThatWasChangedIsInvalid() {
        String text = new String(signed().file(), StandardCharsets.UTF_8);
        Verdict verdict = only(text.replace("J18.9", "J18.8").getBytes(StandardCharsets.UTF_8));
        assertEquals(State.INVALID, verdict.state());
        assertTrue(verdict.reasons().contains("CHANGED"), verdict.toString());
        verdict = only(text.replace("</ChanDoan>", "</ChanDoan><Thuoc/>").getBytes(StandardCharsets.UTF_8));
        assertEquals(State.INVALID, verdict.state());
    }

    @Test
    void aSignatureOverAnotherPartOfTheTextDoesNotCoverTheWhole() {
        String text = new String(signed().file(), StandardCharsets.UTF_8);
        String wrapped = text.replace("?>", "?><Vo>").strip() + "</Vo>";
        Verdict verdict = only(wrapped.getBytes(StandardCharsets.UTF_8));
        assertEquals(State.INVALID, verdict.state(), verdict.toString());
    }

    @Test
    void twoPeopleSignOneText() {
        byte[] once = signed().file();
        Pkcs12Key head = room.person("Trưởng khoa Thử");
        byte[] twice = room.xades
                .sign(once, Signers.asked(head, null), head, room.trusted)
                .file();
        List<Verdict> verdicts = room.verify(twice);
        assertEquals(2, verdicts.size());
        assertTrue(verdicts.stream().allMatch(one -> one.state() == State.VALID), verdicts.toString());
    }

    @Test
    void aValueThatWasMadeElsewhereIsEmbeddedAndAnyOtherIsRefused() {
        Asked asked = Signers.asked(doctor, null);
        byte[] toBeSigned = room.xades.toBeSigned(xml, asked);
        assertArrayEquals(toBeSigned, new Xades(room.authorities, room.certificates).toBeSigned(xml, asked));
        byte[] value = doctor.sign(toBeSigned);
        assertEquals(
                State.VALID,
                only(room.xades.embed(xml, asked, value, room.trusted).file()).state());
        value[5] ^= 1;
        PadesTest.mustRefuse(Code.MALFORMED_FIELD, () -> room.xades.embed(xml, asked, value, room.trusted));
    }

    @Test
    void whatIsSilentLowersTheLevel() {
        room.authority.silence(Set.of(Service.TIMESTAMP));
        assertEquals(Level.B, signed().level());
        room.authority.silence(Set.of(Service.OCSP, Service.CRL));
        Signed signed = signed();
        assertEquals(Level.T, signed.level());
        room.authority.silence(Set.of());
        Signed raised = room.xades.extend(signed.file(), Level.LT, room.trusted);
        assertEquals(State.VALID, only(raised.file()).state());
    }

    @Test
    void textsAndSignaturesThatReachOutsideAreRefused() {
        String signed = new String(signed().file(), StandardCharsets.UTF_8);
        String filter = "http://www.w3.org/2002/06/xmldsig-filter2";
        String expression = "/descendant::ds:Signature";
        assertTrue(signed.contains("Algorithm=\"" + filter + "\"") && signed.contains(">" + expression + "<"), signed);
        for (String text : List.of(
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
                "<a",
                signed.replace("URI=\"\"", "URI=\"http://127.0.0.1:1/a\""),
                signed.replace("Algorithm=\"" + filter, "Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116"),
                signed.replace("subtract", "intersect"),
                signed.replace(expression, "/descendant::ds:Signature | //*"),
                signed.replace(expression, "document('http://127.0.0.1:1/')"))) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            PadesTest.mustRefuse(Code.UNREADABLE, () -> room.verify(bytes));
            PadesTest.mustRefuse(Code.UNREADABLE, () -> room.xades.toBeSigned(bytes, Signers.asked(doctor, null)));
        }
        assertEquals(List.of(), room.verify(xml), "nobody signed it");
    }

    private static Verdict only(byte[] file) {
        List<Verdict> verdicts = room.verifier.verify(file, room.trusted, Instant.now());
        assertEquals(1, verdicts.size());
        return verdicts.getFirst();
    }
}
