package vn.emr.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.function.Executable;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.organization.SealedSettings;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Authenticator;
import vn.emr.core.testing.Role;

/** A hospital whose people sign in with a password and something else. */
abstract class SecondStep {
    static final String GOOD = "Mùa-Xuân-Rất-Dài-9";
    static final Passwords PASSWORDS = new Passwords();
    static final String HASH = PASSWORDS.hash(GOOD);
    static final String INSIDE = "10.1.2.3";
    static final String OUTSIDE = "203.0.113.9";
    static Hospital hospital;
    final AuditTrail trail = new AuditTrail(hospital.database);
    final AccessTest.Moving clock = new AccessTest.Moving();
    final Sessions sessions = sessions(Optional.empty());
    final SecondFactors factors = factors(sessions);

    @BeforeAll
    static void hospital() {
        hospital = new Hospital();
    }

    record Enrolled(UUID id, Authenticator app, List<String> codes) {}

    Enrolled enrolled(Caller caller) {
        SecondFactors.Enrolment shown = factors.begin(caller, GOOD);
        return new Enrolled(caller.id(), new Authenticator(shown.secret()), factors.confirm(caller, code(shown, -1)));
    }

    UUID app(Caller caller) {
        return factors.own(caller).factors().getFirst().id();
    }

    String code(SecondFactors.Enrolment shown, int steps) {
        return new Authenticator(shown.secret()).code(clock.now, steps);
    }

    Sessions sessions(Optional<String> networks) {
        return new Sessions(hospital.database, trail, PASSWORDS, new Networks(networks), clock);
    }

    SecondFactors factors(Sessions of) {
        return new SecondFactors(
                hospital.database, trail, PASSWORDS, of, new SealedSettings("target/test-data"), clock);
    }

    static Caller signIn(Sessions at, String name, String address) {
        return at.signIn(name, GOOD, address, "Firefox", "r").caller();
    }

    Caller now(Caller caller) {
        return again(sessions, caller, INSIDE);
    }

    static Caller again(Sessions at, Caller caller, String address) {
        return at.caller(caller.sessionId(), caller.id(), true, address, "r").orElseThrow();
    }

    static String account(Role role) {
        String name = "u" + Ids.next();
        hospital.account(name, HASH, role);
        return name;
    }

    static String lastTraced(String kind, UUID account) {
        return text(
                "select changes as x from audit_event where kind = '" + kind
                        + "' and object_id = ? order by at desc, id desc limit 1",
                account);
    }

    static String text(String sql, UUID account) {
        return hospital.database.first(sql, row -> row.text("x"), account).orElseThrow();
    }

    static void refused(Code code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }
}
