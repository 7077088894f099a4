package vn.emr.core.signature;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How many signatures a server makes and judges; far enough from the bar to hold on a busy machine. */
class SigningSpeedTest {
    private static final int WARM_UP = 60;
    private static final int MEASURED = 100;

    @Test
    void twentySignaturesWithTimeAndRevocationAreMadeInASecondAndThreeAreJudgedInAThirdOfOne() {
        try (Signers room = new Signers()) {
            Pkcs12Key doctor = room.person("BS. Trần Thử An");
            byte[] pdf = Signers.pdf("To dieu tri");
            byte[] three = room.sign(
                            room.sign(room.sign(pdf, doctor).file(), room.person("B"))
                                    .file(),
                            room.person("C"))
                    .file();
            for (int i = 0; i < WARM_UP; i++) {
                room.sign(pdf, doctor);
                room.verify(three);
            }
            long began = System.nanoTime();
            for (int i = 0; i < MEASURED; i++) {
                room.sign(pdf, doctor);
            }
            double perSecond = MEASURED * 1e9 / (System.nanoTime() - began);
            began = System.nanoTime();
            for (int i = 0; i < MEASURED; i++) {
                room.verify(three);
            }
            double milliseconds = (System.nanoTime() - began) / 1e6 / MEASURED;
            System.out.printf(
                    "PAdES-B-LT: %.1f/s by one thread; three signatures judged in %.0f ms%n", perSecond, milliseconds);
            assertTrue(perSecond > 5, perSecond + " per second");
            assertTrue(milliseconds < 600, milliseconds + " ms");
        }
    }
}
