package vn.emr.core.access;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Role;

/** How long a refusal takes says nothing of whether there is such a user. */
class SignInTimeTest {
    private static final int WARM_UP = 15;
    private static final int ROUNDS = 41;
    private final Hospital hospital = new Hospital();
    private final Passwords passwords = new Passwords();
    private final Sessions sessions = new Sessions(
            hospital.database, new AuditTrail(hospital.database), passwords, new Networks(Optional.empty()));

    @Test
    void an_unknown_user_costs_as_much_as_a_known_one() {
        String hash = passwords.hash("Đường-Dài-Mới-Biết-1");
        List<Double> ratios = new ArrayList<>();
        // Each name once, so that nothing is locked. In pairs whose halves change places each round: a neighbour that
        // takes the processor's caches for a second then slows both, not one.
        for (int i = 0; i < WARM_UP + ROUNDS; i++) {
            String name = "u-" + Ids.next();
            hospital.account(name, hash, Role.DOCTOR);
            boolean knownFirst = i % 2 == 0;
            long first = refused(knownFirst ? name : "u-" + Ids.next());
            long second = refused(knownFirst ? "u-" + Ids.next() : name);
            ratios.add(knownFirst ? (double) second / first : (double) first / second);
        }
        double median = ratios.stream().skip(WARM_UP).sorted().toList().get(ROUNDS / 2);
        assertTrue(Math.abs(median - 1) <= 0.1, "unknown to known: " + median);
    }

    /** Processor time of this thread, which a busy machine does not make longer. */
    private long refused(String name) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        assertThrows(Refusal.class, () -> sessions.signIn(name, "wrong", "127.0.0.1", "Firefox", "r"));
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }
}
