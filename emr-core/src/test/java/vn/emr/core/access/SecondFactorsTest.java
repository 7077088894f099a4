package vn.emr.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.staff.StaffAccounts;
import vn.emr.core.testing.Authenticator;
import vn.emr.core.testing.Role;

class SecondFactorsTest extends SecondStep {
    @Test
    void who_needs_a_factor_and_has_none_may_only_set_one_up() {
        Caller admin = signIn(sessions, account(Role.IT_ADMIN), INSIDE);
        assertEquals(Hold.NEW_FACTOR, admin.hold());
        assertTrue(factors.own(admin).required());
        assertEquals(List.of(), factors.own(admin).factors());
        enrolled(admin);
        assertNull(now(admin).hold());
        assertEquals("second factor: - -> TOTP", lastTraced("ACCOUNT", admin.id()));
        assertNull(signIn(sessions, account(Role.DOCTOR), INSIDE).hold(), "a doctor inside needs none");
    }

    @Test
    void a_secret_is_kept_sealed_and_shown_once() {
        Caller admin = signIn(sessions, account(Role.IT_ADMIN), INSIDE);
        SecondFactors.Enrolment shown = factors.begin(admin, null);
        assertTrue(
                shown.uri().startsWith("otpauth://totp/EMR:") && shown.secret().matches("[A-Z2-7]{32}"));
        String kept = text("select secret as x from second_factor where account_id = ?", admin.id());
        assertTrue(kept.startsWith("sealed-1:") && !kept.contains(shown.secret()), kept);
        SecondFactors.Enrolment again = factors.begin(admin, null);
        assertNotEquals(shown.secret(), again.secret());
        refused(Code.MALFORMED_FIELD, () -> factors.confirm(admin, code(shown, 0)));
        assertEquals(10, factors.confirm(admin, code(again, 0)).size());
        refused(Code.NOT_APPLICABLE, () -> factors.confirm(admin, code(again, 1)));
    }

    @Test
    void what_was_shown_long_ago_is_not_confirmed() {
        Caller doctor = signIn(sessions, account(Role.DOCTOR), INSIDE);
        SecondFactors.Enrolment shown = factors.begin(doctor, GOOD);
        clock.now = clock.now.plus(Duration.ofMinutes(15));
        refused(Code.NOT_APPLICABLE, () -> factors.confirm(doctor, code(shown, 0)));
    }

    @Test
    void the_code_opens_the_session_once_and_an_older_one_never() {
        String name = account(Role.IT_ADMIN);
        Authenticator app = enrolled(signIn(sessions, name, INSIDE)).app();
        Caller held = signIn(sessions, name, INSIDE);
        assertEquals(Hold.SECOND_FACTOR, held.hold());
        refused(Code.MALFORMED_FIELD, () -> factors.give(held, app.code(clock.now, -1)));
        factors.give(held, app.code(clock.now, 0));
        assertNull(now(held).hold());
        assertEquals("given: TOTP", lastTraced("SECOND_FACTOR", held.id()));
        refused(Code.NOT_APPLICABLE, () -> factors.give(now(held), app.code(clock.now, 1)));
        Caller second = signIn(sessions, name, INSIDE);
        refused(Code.MALFORMED_FIELD, () -> factors.give(second, app.code(clock.now, 0)));
        factors.give(second, app.code(clock.now, 1));
    }

    @Test
    void of_many_who_give_the_same_code_at_once_one_is_let_in() throws Exception {
        String name = account(Role.DOCTOR);
        Authenticator app = enrolled(signIn(sessions, name, INSIDE)).app();
        List<Caller> held = IntStream.range(0, 4)
                .mapToObj(i -> signIn(sessions, name, INSIDE))
                .toList();
        try (var pool = Executors.newFixedThreadPool(4)) {
            for (Caller one : held) {
                pool.submit(() -> factors.give(one, app.code(clock.now, 0)));
            }
        }
        assertEquals(1, held.stream().filter(one -> now(one).hold() == null).count());
    }

    @Test
    void while_the_code_is_awaited_not_even_the_own_account_is_open() {
        String name = account(Role.DOCTOR);
        enrolled(signIn(sessions, name, INSIDE));
        Caller held = signIn(sessions, name, INSIDE);
        refused(Code.SECOND_FACTOR, () -> sessions.changePassword(held, GOOD, "Mùa-Hè-Rất-Ngắn-10"));
        refused(Code.SECOND_FACTOR, () -> factors.begin(held, GOOD));
        refused(Code.SECOND_FACTOR, () -> factors.confirm(held, "000000"));
        refused(Code.SECOND_FACTOR, () -> factors.newRecoveryCodes(held, GOOD));
        refused(Code.SECOND_FACTOR, () -> factors.removeOwn(held, Ids.next(), GOOD));
    }

    @Test
    void five_wrong_codes_lock_also_when_the_right_password_comes_between() {
        String name = account(Role.IT_ADMIN);
        Enrolled enrolled = enrolled(signIn(sessions, name, INSIDE));
        for (int i = 0; i < 5; i++) {
            Caller held = signIn(sessions, name, INSIDE);
            refused(Code.MALFORMED_FIELD, () -> factors.give(held, "12345"));
        }
        Refusal locked = assertThrows(Refusal.class, () -> signIn(sessions, name, INSIDE));
        assertEquals(Code.ACCOUNT_LOCKED, locked.code());
        assertEquals("second factor", text("""
                select detail as x from audit_event where kind = 'SIGN_IN_FAILED' and actor_id = ? and detail <> 'locked'
                order by at desc limit 1
                """, enrolled.id()));
        clock.now = clock.now.plus(Duration.ofHours(12));
        Caller later = signIn(sessions, name, INSIDE);
        factors.give(later, enrolled.app().code(clock.now, 0));
        assertNull(now(later).hold());
    }

    @Test
    void an_open_session_gets_no_more_guesses_than_a_new_one() {
        String name = account(Role.DOCTOR);
        Enrolled enrolled = enrolled(signIn(sessions, name, INSIDE));
        Caller held = signIn(sessions, name, INSIDE);
        for (int i = 0; i < 5; i++) {
            refused(Code.MALFORMED_FIELD, () -> factors.give(held, "999999x"));
        }
        refused(Code.ACCOUNT_LOCKED, () -> factors.give(held, enrolled.app().code(clock.now, 0)));
    }

    @Test
    void a_recovery_code_opens_once_however_it_is_written() {
        String name = account(Role.IT_ADMIN);
        Enrolled enrolled = enrolled(signIn(sessions, name, INSIDE));
        assertEquals(10, new HashSet<>(enrolled.codes()).size());
        String code = enrolled.codes().getFirst();
        assertTrue(code.matches("([A-Z2-7]{4}-){3}[A-Z2-7]{4}"), code);
        Caller held = signIn(sessions, name, INSIDE);
        factors.give(held, " " + code.toLowerCase(Locale.ROOT).replace("-", " "));
        assertNull(now(held).hold());
        assertEquals("given: RECOVERY_CODE", lastTraced("SECOND_FACTOR", held.id()));
        assertEquals(9, factors.own(now(held)).recoveryCodesLeft());
        Caller second = signIn(sessions, name, INSIDE);
        refused(Code.MALFORMED_FIELD, () -> factors.give(second, code));
        List<String> others = factors.newRecoveryCodes(now(held), GOOD);
        refused(
                Code.MALFORMED_FIELD,
                () -> factors.give(second, enrolled.codes().get(1)));
        factors.give(second, others.getFirst());
        Caller stranger = signIn(sessions, account(Role.IT_ADMIN), INSIDE);
        enrolled(stranger);
        Caller another = signIn(sessions, stranger.name(), INSIDE);
        refused(Code.MALFORMED_FIELD, () -> factors.give(another, others.get(1)));
    }

    @Test
    void another_app_takes_the_place_of_the_first() {
        String name = account(Role.IT_ADMIN);
        Enrolled first = enrolled(signIn(sessions, name, INSIDE));
        Caller held = signIn(sessions, name, INSIDE);
        factors.give(held, first.app().code(clock.now, 0));
        Caller in = now(held);
        refused(Code.REQUIRED_FIELD_MISSING, () -> factors.begin(in, null));
        refused(Code.MALFORMED_FIELD, () -> factors.begin(in, "sai"));
        SecondFactors.Enrolment shown = factors.begin(in, GOOD);
        factors.confirm(in, code(shown, 0));
        Caller next = signIn(sessions, name, INSIDE);
        refused(Code.MALFORMED_FIELD, () -> factors.give(next, first.app().code(clock.now, 1)));
        factors.give(next, code(shown, 1));
    }

    @Test
    void nobody_removes_a_factor_a_role_needs_and_an_administrator_removes_anothers() {
        String name = account(Role.IT_ADMIN);
        Caller one = signIn(sessions, name, INSIDE);
        enrolled(one);
        refused(Code.NOT_APPLICABLE, () -> factors.removeOwn(now(one), app(one), GOOD));
        StaffAccounts accounts =
                new StaffAccounts(new Access(hospital.database, trail), hospital.database, trail, PASSWORDS, clock);
        refused(Code.NOT_APPLICABLE, () -> accounts.removeFactors(one, one.id()));
        Caller admin = hospital.caller(hospital.account("quản-trị-" + Ids.next(), "x", Role.IT_ADMIN), Role.IT_ADMIN);
        accounts.removeFactors(admin, one.id());
        assertEquals("second factor: set up -> -", lastTraced("ACCOUNT", one.id()));
        assertTrue(sessions(Optional.empty())
                .caller(one.sessionId(), one.id(), false, INSIDE, "r")
                .isEmpty());
        assertEquals(Hold.NEW_FACTOR, signIn(sessions, name, INSIDE).hold());
        assertEquals("0", text("select count(*)::text as x from recovery_code where account_id = ?", one.id()));
    }

    @Test
    void who_needs_none_may_have_one_and_remove_it() {
        String name = account(Role.DOCTOR);
        Caller doctor = signIn(sessions, name, INSIDE);
        enrolled(doctor);
        refused(Code.MALFORMED_FIELD, () -> factors.removeOwn(now(doctor), app(doctor), "sai"));
        Caller other = signIn(sessions, account(Role.DOCTOR), INSIDE);
        refused(Code.NOT_FOUND, () -> factors.removeOwn(other, app(doctor), GOOD));
        factors.removeOwn(now(doctor), app(doctor), GOOD);
        assertNull(signIn(sessions, name, INSIDE).hold());
        assertFalse(factors.own(now(doctor)).required());
    }

    @Test
    void from_outside_the_hospital_nobody_works_without_a_factor_or_sets_one_up() {
        Sessions elsewhere = sessions(Optional.of("10.0.0.0/8, fd00::/8"));
        SecondFactors there = factors(elsewhere);
        String name = account(Role.DOCTOR);
        Caller outside = signIn(elsewhere, name, OUTSIDE);
        assertEquals(Hold.OUTSIDE_NETWORK, outside.hold());
        refused(Code.SECOND_FACTOR, () -> there.begin(outside, GOOD));
        refused(Code.SECOND_FACTOR, () -> elsewhere.changePassword(outside, GOOD, "Mùa-Hè-Rất-Ngắn-10"));
        Caller inside = signIn(elsewhere, name, "fd00::7");
        assertNull(inside.hold());
        assertEquals(Hold.OUTSIDE_NETWORK, again(elsewhere, inside, OUTSIDE).hold(), "the same session from elsewhere");
        assertEquals(Hold.OUTSIDE_NETWORK, again(elsewhere, inside, null).hold(), "from nowhere that is known");
        SecondFactors.Enrolment shown = there.begin(inside, GOOD);
        there.confirm(inside, code(shown, -1));
        Caller back = signIn(elsewhere, name, OUTSIDE);
        assertEquals(Hold.SECOND_FACTOR, back.hold());
        there.give(back, code(shown, 0));
        assertNull(again(elsewhere, back, OUTSIDE).hold());
    }
}
