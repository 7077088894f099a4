package vn.emr.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Role;

/** Who asks too often waits, alone, and is traced once. */
class PaceTest {
    private static final int MOST = 10;
    private static Hospital hospital;
    private long nanos;
    private final Pace pace = Pace.of(hospital.database, new AuditTrail(hospital.database), () -> nanos, MOST);
    private final Caller doctor = hospital.caller(Role.DOCTOR);

    @BeforeAll
    static void hospital() {
        hospital = new Hospital();
    }

    @Test
    void so_many_at_once_then_one_by_one_as_time_gives_them_back() {
        for (int i = 0; i < MOST; i++) {
            pace.account(Pace.Of.SEARCH, doctor);
        }
        assertEquals(6, tooOften(Pace.Of.SEARCH, doctor).seconds(), "a tenth of a minute for one of ten");
        pass(Duration.ofSeconds(6));
        pace.account(Pace.Of.SEARCH, doctor);
        tooOften(Pace.Of.SEARCH, doctor);
        pass(Duration.ofMinutes(1));
        for (int i = 0; i < MOST; i++) {
            pace.account(Pace.Of.SEARCH, doctor);
        }
        tooOften(Pace.Of.SEARCH, doctor);
    }

    @Test
    void nobody_else_and_nothing_else_waits() {
        for (int i = 0; i < MOST; i++) {
            pace.account(Pace.Of.EXPORT, doctor);
            pace.address(Pace.Of.SIGN_IN, "10.0.0.1", null, "r");
        }
        tooOften(Pace.Of.EXPORT, doctor);
        assertThrows(Pace.TooOften.class, () -> pace.address(Pace.Of.SIGN_IN, "10.0.0.1", null, "r"));
        pace.account(Pace.Of.ANYTHING, doctor);
        pace.account(Pace.Of.EXPORT, hospital.caller(Role.NURSE));
        pace.address(Pace.Of.SIGN_IN, "10.0.0.2", null, "r");
        pace.address(Pace.Of.ANYTHING, "10.0.0.1", null, "r");
    }

    @Test
    void the_first_refusal_of_a_quarter_of_an_hour_is_traced_and_the_others_are_not() {
        for (int i = 0; i < MOST; i++) {
            pace.account(Pace.Of.SEARCH, doctor);
        }
        for (int i = 0; i < 100; i++) {
            tooOften(Pace.Of.SEARCH, doctor);
        }
        assertEquals(List.of("PACE SEARCH TOO_OFTEN"), traced());
        pass(Duration.ofMinutes(16));
        for (int i = 0; i < MOST; i++) {
            pace.account(Pace.Of.SEARCH, doctor);
        }
        tooOften(Pace.Of.SEARCH, doctor);
        assertEquals(2, traced().size());
    }

    @Test
    void an_address_nobody_signed_in_from_is_traced_with_its_address() {
        String address = "10.9." + Ids.next().toString().hashCode();
        for (int i = 0; i < MOST; i++) {
            pace.address(Pace.Of.SIGN_IN, address, "curl", "r");
        }
        assertThrows(Pace.TooOften.class, () -> pace.address(Pace.Of.SIGN_IN, address, "curl", "r"));
        assertEquals(
                List.of("PACE SIGN_IN"),
                hospital.database.query(
                        "select object_kind from audit_event where address = ?", r -> r.text("object_kind"), address));
    }

    private Pace.TooOften tooOften(Pace.Of what, Caller who) {
        return assertThrows(Pace.TooOften.class, () -> pace.account(what, who));
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private List<String> traced() {
        return hospital.database.query(
                "select object_kind || ' ' || detail as said from audit_event where actor_id = ? and kind = 'REFUSED'",
                r -> r.text("said"),
                doctor.id());
    }
}
