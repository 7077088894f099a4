package vn.emr.core.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.emr.core.access.PasswordProfile.NIST;
import static vn.emr.core.access.PasswordProfile.VN;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.Refusal;
import vn.emr.core.testing.Role;

class PasswordProfileTest {
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    @Test
    void the_vietnamese_profile_asks_for_fourteen_signs_or_eight_beside_a_second_factor() {
        good(VN, "Sông-Dài-14-kt", false);
        bad(VN, "Sông-Dài-13-k", false);
        good(VN, "Sông-D-8", true);
        bad(VN, "Sông-D7", true);
    }

    @Test
    void the_nist_profile_asks_for_fifteen_signs_or_eight_beside_a_second_factor_and_for_no_classes() {
        good(NIST, "con song dai mi", false);
        bad(NIST, "con song dai m", false);
        good(NIST, "con song", true);
        bad(NIST, "con son", true);
    }

    @Test
    void each_of_the_four_classes_is_asked_for_by_the_vietnamese_profile_alone() {
        for (String lacking :
                List.of("sông-dài-14-ký-tự", "SÔNG-DÀI-14-KÝ-TỰ", "Sông-Dài-Ký-Tự-Nữa", "SôngDài14KýTựNữa")) {
            bad(VN, lacking, false);
            good(NIST, lacking, false);
        }
    }

    @Test
    void signs_are_counted_as_people_do() {
        String apart = Normalizer.normalize("Sông-Dài-13-k", Normalizer.Form.NFD);
        assertTrue(apart.length() > 14);
        bad(VN, apart, false);
        bad(NIST, "😀".repeat(4) + "abc", true);
        bad(VN, "Aa1-" + "x".repeat(253), false);
        good(VN, "Aa1-" + "xy".repeat(126), false);
        assertThrows(Refusal.class, () -> VN.mustBeGood(null, "bs.noi", false));
    }

    @Test
    void what_is_guessed_first_and_the_user_name_are_refused_by_both() {
        for (PasswordProfile profile : PasswordProfile.values()) {
            for (String guessed : List.of(
                    "Matkhau@12345678",
                    "Mậtkhẩu-1234567",
                    "BenhVien#2026####",
                    "1234Password!!!!",
                    "Đường-BS.NOI-1234")) {
                bad(profile, guessed, false);
            }
        }
        for (String guessed : List.of("12345678", "87654321", "aaaaaaaaaaaaaaaa", "passwordpassword", "1q2w3e4r")) {
            bad(NIST, guessed, true);
        }
        assertDoesNotThrow(() -> VN.mustBeGood("Đường-xa-vạn-dặm-1", "xa", false), "a short name is found in much");
    }

    @Test
    void only_administrators_change_theirs_after_sixty_days_and_only_by_the_vietnamese_profile() {
        Instant sixty = NOW.minus(Duration.ofDays(60));
        List<Assignment> admin = List.of(Role.DOCTOR.of(null), Role.IT_ADMIN.of(null));
        assertTrue(VN.outworn(sixty, admin, NOW));
        assertFalse(VN.outworn(sixty.plusSeconds(1), admin, NOW));
        assertFalse(VN.outworn(sixty, List.of(Role.DOCTOR.of(null)), NOW));
        assertFalse(NIST.outworn(Instant.EPOCH, admin, NOW));
    }

    @Test
    void a_profile_nobody_knows_is_no_profile() {
        assertEquals(NIST, new Passwords("nist").profile());
        assertThrows(IllegalArgumentException.class, () -> new Passwords("none"));
    }

    private static void good(PasswordProfile profile, String password, boolean withFactor) {
        assertDoesNotThrow(() -> profile.mustBeGood(password, "bs.noi", withFactor), password);
    }

    private static void bad(PasswordProfile profile, String password, boolean withFactor) {
        assertThrows(Refusal.class, () -> profile.mustBeGood(password, "bs.noi", withFactor), password);
    }
}
