package vn.emr.core.signature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** PDF files signed by keys at hand and from elsewhere. */
class PadesTest {
    private static Signers room;
    private static Pkcs12Key doctor;

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
    void aSignatureWithTimeAndRevocationIsValidAndSaysWhoSignedWhen() {
        byte[] pdf = Signers.pdf("To dieu tri");
        Signed signed = room.sign(pdf, doctor);
        assertEquals(List.of(), signed.warnings());
        assertEquals(Level.LT, signed.level());
        assertTrue(signed.check().maySign());
        assertEquals("OCSP", signed.check().source());
        assertArrayEquals(pdf, Arrays.copyOf(signed.file(), pdf.length), "the file before stays as it is");

        List<Verdict> verdicts = room.verifier.verify(signed.file(), room.trusted, Instant.now());
        assertEquals(1, verdicts.size());
        assertEquals(Verdict.State.VALID, verdicts.getFirst().state(), verdicts.toString());
    }

    @Test
    void threeSignersOnOneFileAreAllValidAfterEachNext() {
        byte[] file = Signers.pdf("To dieu tri");
        for (int n = 1; n <= 3; n++) {
            file = room.sign(file, room.person("Người ký " + n)).file();
            List<Verdict> verdicts = room.verifier.verify(file, room.trusted, Instant.now());
            assertEquals(n, verdicts.size());
            assertTrue(verdicts.stream().allMatch(one -> one.state() == Verdict.State.VALID), verdicts.toString());
        }
    }
}
