package vn.emr.core.signature;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What a signature and a verdict cost. Counted is the work of the thread that does it, so that a machine which is busy with other
 * things measures alike.
 */
class SigningSpeedTest {
    private static final int WARM_UP = 60;
    private static final int MEASURED = 60;

    @Test
    void signaturesAndVerdictsCostFarLessThanTheyMay() {
        try (Signers room = new Signers()) {
            Pkcs12Key doctor = room.person("BS. Trần Thử An");
            byte[] pdf = Signers.pdf("To dieu tri");
            byte[] two =
                    room.sign(room.sign(pdf, doctor).file(), room.person("B")).file();
            byte[] three = room.sign(two, room.person("C")).file();
            Appearance drawn = new Appearance("To dieu tri", "Ký số: BS. Trần Thử An\n23/11/2026 17:48");
            double plain = milliseconds(() -> room.sign(pdf, doctor));
            double visible = milliseconds(() -> room.pades.sign(
                    pdf, Asked.of(UUID.randomUUID(), Instant.now(), null, doctor, drawn), doctor, room.trusted));
            double verdicts = milliseconds(() -> room.verify(three));
            System.out.printf(
                    "PAdES-B-LT %.0f ms, visible %.0f ms, verdicts of three signatures %.0f ms of one core%n",
                    plain, visible, verdicts);
            assertTrue(plain < 100, plain + " ms");
            assertTrue(visible < 100, visible + " ms");
            assertTrue(verdicts < 300, verdicts + " ms");
        }
    }

    private static double milliseconds(Runnable once) {
        for (int i = 0; i < WARM_UP; i++) {
            once.run();
        }
        var threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < MEASURED; i++) {
            once.run();
        }
        return (threads.getCurrentThreadCpuTime() - began) / 1e6 / MEASURED;
    }
}
