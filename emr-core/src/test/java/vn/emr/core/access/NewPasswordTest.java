package vn.emr.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.testing.Role;

/** Passwords people choose, by the profile in force, and those of before. */
class NewPasswordTest extends SecondStep {
    @Test
    void none_of_the_last_ten_is_taken_again_and_the_eleventh_is() {
        Caller doctor = signIn(sessions, account(Role.DOCTOR), INSIDE);
        String current = GOOD;
        for (int i = 0; i < 10; i++) {
            String next = "Mùa-Thứ-" + i + "-Trong-Năm";
            sessions.changePassword(doctor, current, next);
            current = next;
        }
        String last = current;
        refused(Code.MALFORMED_FIELD, () -> sessions.changePassword(doctor, last, GOOD));
        refused(Code.MALFORMED_FIELD, () -> sessions.changePassword(doctor, last, "Mùa-Thứ-0-Trong-Năm"));
        refused(Code.MALFORMED_FIELD, () -> sessions.changePassword(doctor, last, last));
        sessions.changePassword(doctor, last, "Mùa-Thứ-11-Trong-Năm");
        sessions.changePassword(doctor, "Mùa-Thứ-11-Trong-Năm", GOOD);
        assertEquals("10", text("select count(*)::text as x from password_before where account_id = ?", doctor.id()));
    }

    @Test
    void an_administrator_chooses_another_after_sixty_days_before_anything_else() {
        String name = account(Role.IT_ADMIN);
        Enrolled enrolled = enrolled(signIn(sessions, name, INSIDE));
        clock.now = clock.now.plus(Duration.ofDays(61));
        Caller held = signIn(sessions, name, INSIDE);
        factors.give(held, enrolled.app().code(clock.now));
        Caller old = now(held);
        assertEquals(Hold.NEW_PASSWORD, old.hold());
        sessions.changePassword(old, GOOD, "Mùa-Hè-Rất-Ngắn-10");
        assertNull(now(held).hold());
        String doctor = account(Role.DOCTOR);
        assertNull(signIn(sessions, doctor, INSIDE).hold());
    }

    @Test
    void by_the_nist_profile_no_password_grows_old_and_old_ones_are_not_kept_from_coming_back() {
        Sessions nist =
                new Sessions(hospital.database, trail, new Passwords("nist"), new Networks(Optional.empty()), clock);
        String name = account(Role.IT_ADMIN);
        clock.now = clock.now.plus(Duration.ofDays(400));
        Caller admin = signIn(nist, name, INSIDE);
        assertEquals(Hold.NEW_FACTOR, admin.hold());
        refused(Code.MALFORMED_FIELD, () -> nist.changePassword(admin, GOOD, "mười bốn ký tự"));
        nist.changePassword(admin, GOOD, "mười lăm ký tự đ");
        nist.changePassword(admin, "mười lăm ký tự đ", GOOD);
    }

    @Test
    void a_short_password_stands_only_beside_a_second_factor() {
        String name = account(Role.DOCTOR);
        Caller doctor = signIn(sessions, name, INSIDE);
        refused(Code.MALFORMED_FIELD, () -> sessions.changePassword(doctor, GOOD, "Ngắn-8-k"));
        enrolled(doctor);
        sessions.changePassword(now(doctor), GOOD, "Ngắn-8-k");
        assertNull(now(doctor).hold());
        factors.removeOwn(
                now(doctor), factors.own(now(doctor)).factors().getFirst().id(), "Ngắn-8-k");
        assertEquals(Hold.NEW_PASSWORD, now(doctor).hold());
        sessions.changePassword(now(doctor), "Ngắn-8-k", "Mùa-Hè-Rất-Ngắn-10");
        assertNull(now(doctor).hold());
    }
}
