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
    private static final int ROUNDS = 15;
    private final Hospital hospital = new Hospital();
    private final Passwords passwords = new Passwords();
    private final Sessions sessions = new Sessions(
            hospital.database, new AuditTrail(hospital.database), passwords, new Networks(Optional.empty()));

    @Test
    void an_unknown_user_costs_as_much_as_a_known_one() {
        String hash = passwords.hash("Đường-Dài-Mới-Biết-1");
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        // By turns, each name once, so that nothing is locked; the first rounds pay for what is loaded then.
        for (int i = 0; i < 2 * ROUNDS; i++) {
            String name = "u-" + Ids.next();
            hospital.account(name, hash, Role.DOCTOR);
            known.add(refused(name));
            unknown.add(refused("u-" + Ids.next()));
        }
        long one = median(known);
        long other = median(unknown);
        assertTrue(Math.abs(one - other) <= Math.max(one, other) / 10, one + " ns and " + other + " ns");
    }

    /** Processor time of this thread, which a busy machine does not make longer. */
    private long refused(String name) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        assertThrows(Refusal.class, () -> sessions.signIn(name, "wrong", "127.0.0.1", "Firefox", "r"));
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }

    private static long median(List<Long> times) {
        return times.stream().skip(ROUNDS).sorted().toList().get(ROUNDS / 2);
    }
}
