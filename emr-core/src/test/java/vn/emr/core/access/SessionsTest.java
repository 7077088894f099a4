package vn.emr.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Role;

class SessionsTest {
    private static final String GOOD = "Mùa-Xuân-Rất-Dài-9";
    private static final Passwords PASSWORDS = new Passwords();
    private static final String HASH = PASSWORDS.hash(GOOD);
    private static final Networks ANYWHERE = new Networks(Optional.empty());
    private static Hospital hospital;
    private final AccessTest.Moving clock = new AccessTest.Moving();
    private final Sessions sessions =
            new Sessions(hospital.database, new AuditTrail(hospital.database), PASSWORDS, ANYWHERE, clock);

    @BeforeAll
    static void hospital() {
        hospital = new Hospital();
    }

    @Test
    void the_hash_records_its_own_parameters() {
        assertTrue(HASH.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), HASH.substring(0, 32));
        assertTrue(PASSWORDS.fits(java.text.Normalizer.normalize(GOOD, java.text.Normalizer.Form.NFD), HASH));
        assertFalse(PASSWORDS.fits(GOOD + " ", HASH));
        assertFalse(PASSWORDS.fits(GOOD, null));
    }

    @Test
    void five_wrong_passwords_lock_for_twelve_hours_and_the_right_one_does_not_help() {
        String name = account(Role.DOCTOR);
        for (int i = 0; i < 5; i++) {
            assertEquals(Code.WRONG_CREDENTIALS, refused(name, "wrong"));
        }
        assertEquals(Code.ACCOUNT_LOCKED, refused(name, GOOD));
        clock.now = clock.now.plus(Duration.ofHours(12)).minusSeconds(1);
        assertEquals(Code.ACCOUNT_LOCKED, refused(name, GOOD));
        clock.now = clock.now.plusSeconds(2);
        sessions.signIn(name, GOOD, "127.0.0.1", "Firefox", "r");
        assertEquals(Code.WRONG_CREDENTIALS, refused(name, "wrong"), "the count began anew");
    }

    @Test
    void an_unknown_user_is_answered_like_a_known_one() {
        String nobody = "nobody-" + Ids.next();
        for (int i = 0; i < 5; i++) {
            assertEquals(Code.WRONG_CREDENTIALS, refused(nobody, "wrong"));
        }
        assertEquals(Code.ACCOUNT_LOCKED, refused(nobody, "wrong"));
    }

    @Test
    void many_attempts_at_once_get_no_more_tries_than_one_after_the_other() throws Exception {
        String name = account(Role.DOCTOR);
        List<Future<Code>> answers = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(12)) {
            for (int i = 0; i < 12; i++) {
                answers.add(pool.submit(() -> refused(name, "wrong")));
            }
        }
        int judged = 0;
        for (Future<Code> answer : answers) {
            judged += answer.get() == Code.WRONG_CREDENTIALS ? 1 : 0;
        }
        assertEquals(5, judged);
        assertEquals(Code.ACCOUNT_LOCKED, refused(name, GOOD));
    }

    @Test
    void a_disabled_account_cannot_sign_in_and_its_session_ends_within_five_seconds() {
        String name = account(Role.NURSE);
        Sessions.SignedIn in = sessions.signIn(name, GOOD, "127.0.0.1", "Firefox", "r");
        hospital.database.update("update account set enabled = false where username = ?", name);
        Sessions elsewhere =
                new Sessions(hospital.database, new AuditTrail(hospital.database), PASSWORDS, ANYWHERE, clock);
        assertTrue(elsewhere
                .caller(in.caller().sessionId(), in.caller().id(), false, "a", "r")
                .isEmpty());
        assertEquals(Code.WRONG_CREDENTIALS, refused(name, GOOD));
    }

    @Test
    void without_a_person_the_session_is_over_after_the_minutes_of_the_strictest_role_however_often_pages_poll() {
        for (Role role : List.of(Role.IT_ADMIN, Role.DOCTOR)) {
            int limit = role == Role.DOCTOR ? 10 : 15;
            Sessions.SignedIn in = sessions.signIn(account(role), GOOD, "127.0.0.1", "Firefox", "r");
            for (int minute = 0; minute < limit; minute++) {
                assertTrue(alive(in, false), role + " minute " + minute);
                clock.now = clock.now.plus(Duration.ofMinutes(1));
            }
            assertFalse(alive(in, false));
            assertFalse(alive(in, true), "too late to act");
            assertEquals(Code.NOT_SIGNED_IN, refreshRefused(in.refreshKey()));
        }
    }

    @Test
    void outside_the_hours_of_all_roles_nothing_is_open_until_an_emergency_is_declared_and_for_four_hours_only() {
        String name = "giờ-" + Ids.next();
        UUID account = hospital.account(name, HASH, Role.NURSE);
        clock.now = Instant.parse("2026-11-02T03:00:00Z");
        hours(account, "MO-FR 07:00-17:00");
        Sessions.SignedIn in = sessions.signIn(name, GOOD, "127.0.0.1", "Firefox", "r");
        assertTrue(in.caller().may(Right.PATIENT_READ));
        Refusal early = assertThrows(Refusal.class, () -> sessions.declareEmergency(in.caller(), "cấp cứu hàng loạt"));
        assertEquals(Code.NOT_APPLICABLE, early.code());
        clock.now = Instant.parse("2026-11-02T10:00:00Z");
        Sessions.SignedIn late = sessions.signIn(name, GOOD, "127.0.0.1", "Firefox", "r");
        assertEquals(Hold.OUTSIDE_HOURS, late.caller().hold());
        assertEquals(Set.of(), late.caller().rights());
        Refusal brief = assertThrows(Refusal.class, () -> sessions.declareEmergency(late.caller(), " gấp "));
        assertEquals(Code.MALFORMED_FIELD, brief.code());
        sessions.declareEmergency(late.caller(), "cấp cứu hàng loạt");
        assertTrue(caller(late).may(Right.PATIENT_READ));
        assertEquals(
                "cấp cứu hàng loạt",
                hospital.database
                        .first(
                                "select reason from audit_event where kind = 'EMERGENCY' and actor_id = ?",
                                row -> row.text("reason"),
                                account)
                        .orElseThrow());
        for (int minute = 0; minute < 240; minute += 8) {
            assertTrue(caller(late).may(Right.PATIENT_READ), "minute " + minute);
            clock.now = clock.now.plus(Duration.ofMinutes(8));
        }
        assertEquals(Hold.OUTSIDE_HOURS, caller(late).hold());
    }

    @Test
    void a_role_taken_back_given_for_later_or_over_counts_no_more_and_a_new_one_at_once() {
        String name = "quyền-" + Ids.next();
        UUID account = hospital.account(name, HASH, Role.NURSE);
        assertTrue(signedIn(name).may(Right.PATIENT_READ));
        hospital.database.update("update account_role set ended_at = now() where account_id = ?", account);
        assertEquals(Set.of(), signedIn(name).rights());
        UUID over = hospital.give(account, Role.RECORDS_CLERK);
        assertTrue(signedIn(name).may(Right.MATCH));
        hospital.asOwner("update account_role set valid_until = now() - interval '1 minute' where id = '" + over + "'");
        assertEquals(Set.of(), signedIn(name).rights());
        UUID later = hospital.give(account, Role.DOCTOR);
        hospital.asOwner("update account_role set valid_from = now() + interval '1 day' where id = '" + later + "'");
        assertEquals(Set.of(), signedIn(name).rights());
    }

    private Caller signedIn(String name) {
        return sessions.signIn(name, GOOD, "127.0.0.1", "Firefox", "r").caller();
    }

    private Caller caller(Sessions.SignedIn in) {
        return sessions.caller(in.caller().sessionId(), in.caller().id(), true, "127.0.0.1", "r")
                .orElseThrow();
    }

    private static void hours(UUID account, String hours) {
        hospital.asOwner("update account_role set valid_from = '2026-01-01', hours = '" + hours
                + "' where account_id = '" + account + "'");
    }

    @Test
    void a_persons_acts_keep_the_session_but_never_beyond_twelve_hours() {
        Sessions.SignedIn in = sessions.signIn(account(Role.DOCTOR), GOOD, "127.0.0.1", "Firefox", "r");
        for (int minute = 0; minute < 12 * 60; minute += 9) {
            assertTrue(alive(in, true), "minute " + minute);
            clock.now = clock.now.plus(Duration.ofMinutes(9));
        }
        assertFalse(alive(in, true));
    }

    @Test
    void a_refresh_key_works_once_and_gives_the_next_and_the_same_csrf_token() {
        Sessions.SignedIn in = sessions.signIn(account(Role.DOCTOR), GOOD, "127.0.0.1", "Firefox", "r");
        Sessions.SignedIn next = sessions.refresh(in.refreshKey(), "127.0.0.1", "r");
        assertNotEquals(in.refreshKey(), next.refreshKey());
        assertEquals(in.csrfToken(), next.csrfToken());
        assertTrue(sessions.csrfFits(in.caller().sessionId(), next.csrfToken()));
        assertFalse(sessions.csrfFits(in.caller().sessionId(), next.csrfToken() + "x"));
        assertFalse(sessions.csrfFits(in.caller().sessionId(), null));
        Sessions elsewhere =
                new Sessions(hospital.database, new AuditTrail(hospital.database), PASSWORDS, ANYWHERE, clock);
        assertEquals(
                Code.NOT_SIGNED_IN,
                assertThrows(Refusal.class, () -> elsewhere.refresh(in.refreshKey(), "a", "r"))
                        .code());
        assertEquals(
                next.refreshKey(), sessions.refresh(in.refreshKey(), "a", "r").refreshKey(), "two tabs at once");
    }

    @Test
    void signing_out_ends_the_session_and_its_refresh_key() {
        Sessions.SignedIn in = sessions.signIn(account(Role.DOCTOR), GOOD, "127.0.0.1", "Firefox", "r");
        assertTrue(alive(in, false));
        sessions.signOut(in.caller());
        assertFalse(alive(in, false));
        assertEquals(Code.NOT_SIGNED_IN, refreshRefused(in.refreshKey()));
    }

    @Test
    void a_new_password_ends_every_other_session_and_must_be_a_good_one() {
        String name = account(Role.DOCTOR);
        Sessions.SignedIn other = sessions.signIn(name, GOOD, "127.0.0.1", "Firefox", "r");
        Sessions.SignedIn own = sessions.signIn(name, GOOD, "127.0.0.1", "Firefox", "r");
        for (String bad :
                List.of("Short-1a", "all lower case letters 1", "NoDigitsInHere-At-All", name + "-Aa1-----")) {
            assertEquals(Code.MALFORMED_FIELD, changeRefused(own, GOOD, bad), bad);
        }
        assertEquals(Code.MALFORMED_FIELD, changeRefused(own, "wrong", "Mùa-Hè-Rất-Ngắn-10"));
        assertEquals(Code.MALFORMED_FIELD, changeRefused(own, GOOD, GOOD));
        sessions.changePassword(own.caller(), GOOD, "Mùa-Hè-Rất-Ngắn-10");
        assertTrue(alive(own, false));
        assertFalse(alive(other, false));
        assertEquals(Code.WRONG_CREDENTIALS, refused(name, GOOD));
        sessions.signIn(name, "Mùa-Hè-Rất-Ngắn-10", "127.0.0.1", "Firefox", "r");
    }

    @Test
    void sessions_are_forgotten_a_week_after_their_end_and_not_before() {
        Sessions.SignedIn old = sessions.signIn(account(Role.DOCTOR), GOOD, "127.0.0.1", "Firefox", "r");
        clock.now = clock.now.plus(Duration.ofDays(1));
        Sessions.SignedIn young = sessions.signIn(account(Role.DOCTOR), GOOD, "127.0.0.1", "Firefox", "r");
        clock.now = clock.now.plus(Duration.ofDays(6).plusHours(13));
        sessions.forgetOld();
        assertEquals(0, rows(old));
        assertEquals(1, rows(young));
    }

    private static int rows(Sessions.SignedIn in) {
        return hospital.database
                .first(
                        "select count(*)::int as n from session where id = ?",
                        r -> r.integer("n"),
                        in.caller().sessionId())
                .orElseThrow();
    }

    private static String account(Role role) {
        String name = "u" + Ids.next();
        hospital.account(name, HASH, role);
        return name;
    }

    private boolean alive(Sessions.SignedIn in, boolean acted) {
        return sessions.caller(in.caller().sessionId(), in.caller().id(), acted, "a", "r")
                .isPresent();
    }

    private Code refused(String name, String password) {
        return assertThrows(Refusal.class, () -> sessions.signIn(name, password, "127.0.0.1", "Firefox", "r"))
                .code();
    }

    private Code refreshRefused(String key) {
        return assertThrows(Refusal.class, () -> sessions.refresh(key, "127.0.0.1", "r"))
                .code();
    }

    private Code changeRefused(Sessions.SignedIn in, String current, String next) {
        return assertThrows(Refusal.class, () -> sessions.changePassword(in.caller(), current, next))
                .code();
    }
}
