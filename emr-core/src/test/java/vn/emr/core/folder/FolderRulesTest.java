package vn.emr.core.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.folder.FolderRules.OfFacility;
import vn.emr.core.record.RecordFolder.Act;
import vn.emr.core.testing.Role;

/** What an administrator decides about the folders of a facility: from which day it counts, and that every version stays. */
class FolderRulesTest {
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));

    private Foldering house;
    private FolderRules rules;
    private Caller admin;

    @BeforeEach
    void open(@TempDir Path blobs) {
        house = new Foldering(blobs);
        rules = new FolderRules(house.access, house.hospital.database, house.trail, house.clock);
        admin = house.hospital.caller(house.hospital.account("quantri", "x", Role.IT_ADMIN), Role.IT_ADMIN);
    }

    @Test
    void a_facility_that_decided_nothing_has_the_rule_of_the_house() {
        OfFacility rule = of(house.hospital.facility);
        assertEquals(24, rule.now().completeHours());
        assertEquals(List.of(), rule.versions());
        assertTrue(rule.example().endsWith(".000001"));
    }

    @Test
    void what_is_decided_counts_for_deadlines_and_numbers_and_says_who_when_and_why() {
        int before = house.hospital.audits("CONFIGURATION");
        change(form(0, TODAY, 48, "BV-", false, 4, "QĐ 12/QĐ-BV"));
        assertEquals(
                house.shown().ended().from().plus(Duration.ofHours(48)),
                house.shown().dueAt());
        house.completed();
        house.taken(Act.CLOSE, Act.ARCHIVE);
        assertEquals("BV-0001", house.shown().archiveNumber());
        FolderRules.Decided decided = of(house.hospital.facility).versions().getFirst();
        assertEquals("quantri", decided.by());
        assertEquals("QĐ 12/QĐ-BV", decided.says().reason());
        assertTrue(decided.inForce());
        assertEquals(before + 1, house.hospital.audits("CONFIGURATION"));
    }

    @Test
    void a_rule_of_a_day_to_come_waits_and_one_made_later_for_today_does_not_put_it_aside() {
        change(form(0, TODAY.plusDays(10), 12, "", true, 6, "từ tháng sau"));
        assertEquals(24, of(house.hospital.facility).now().completeHours());
        OfFacility now = change(form(1, TODAY, 36, "", true, 6, "tạm thời"));
        assertEquals(36, now.now().completeHours());
        assertEquals(
                List.of("2 true", "1 false"),
                now.versions().stream()
                        .map(v -> v.says().version() + " " + v.inForce())
                        .toList());
    }

    @Test
    void numbers_that_an_older_rule_gave_are_not_given_again() {
        change(form(0, TODAY, 24, "X-", false, 3, "quy chế"));
        String first = house.number(house.hospital.facility);
        change(form(1, TODAY, 24, "Y-", false, 3, "đổi ký hiệu"));
        String second = house.number(house.hospital.facility);
        change(form(2, TODAY, 24, "X-", false, 3, "trở lại"));
        assertEquals(List.of("X-001", "Y-002", "X-003"), List.of(first, second, house.number(house.hospital.facility)));
    }

    @Test
    void whoever_saw_an_older_version_is_told_and_decides_nothing() {
        change(form(0, TODAY, 48, "", true, 6, "quy chế"));
        assertEquals(
                Code.CONFLICT,
                refused(house.hospital.facility, form(0, TODAY, 12, "", true, 6, "cũng thế"))
                        .code());
        assertEquals(48, of(house.hospital.facility).now().completeHours());
    }

    @Test
    void each_fault_is_named_and_yesterday_is_too_late() {
        assertEquals(
                List.of("/completeHours", "/archiveDigits", "/archivePrefix", "/validFrom", "/reason"),
                refused(house.hospital.facility, form(0, TODAY.minusDays(1), 0, "bv ", true, 2, "x"))
                        .fields());
        assertEquals(
                List.of("/validFrom"),
                refused(house.hospital.facility, form(0, TODAY.plusYears(3), 24, "", true, 6, "quá xa"))
                        .fields());
        assertEquals(
                Code.REQUIRED_FIELD_MISSING,
                refused(house.hospital.facility, form(null, TODAY, 24, "", true, 6, "quy chế"))
                        .code());
    }

    @Test
    void a_facility_of_another_hospital_is_none_and_the_attempt_is_traced() {
        Hospital away = new Hospital(house.hospital.address);
        int before = house.hospital.audits("REFUSED");
        assertEquals(
                Code.NOT_FOUND,
                refused(away.facility, form(0, TODAY, 24, "", true, 6, "quy chế"))
                        .code());
        assertEquals(before + 1, house.hospital.audits("REFUSED"));
        assertFalse(rules.rules(admin).stream()
                .anyMatch(rule -> rule.now().facilityId().equals(away.facility)));
    }

    private Refusal refused(UUID facility, FolderRuleForm form) {
        return assertThrows(Refusal.class, () -> rules.change(admin, facility, form));
    }

    private OfFacility change(FolderRuleForm form) {
        return rules.change(admin, house.hospital.facility, form);
    }

    private OfFacility of(UUID facility) {
        return rules.rules(admin).stream()
                .filter(rule -> rule.now().facilityId().equals(facility))
                .findFirst()
                .orElseThrow();
    }

    private static FolderRuleForm form(
            Integer version, LocalDate from, int hours, String prefix, boolean byYear, int digits, String reason) {
        return new FolderRuleForm(version, from, hours, 168, prefix, byYear, digits, reason);
    }
}
