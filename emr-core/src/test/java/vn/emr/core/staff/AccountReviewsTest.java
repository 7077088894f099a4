package vn.emr.core.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Secrets;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.postgres.TestDatabase;
import vn.emr.core.staff.AccountReviews.Closing;
import vn.emr.core.staff.AccountReviews.Review;
import vn.emr.core.staff.ReviewedAccount.Finding;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Role;

class AccountReviewsTest {
    private static final DatabaseAddress DATABASE = TestDatabase.fresh();
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private final Hospital hospital = new Hospital(DATABASE);
    private final AuditTrail trail = new AuditTrail(hospital.database);
    private final AccountReviews today = reviews(Duration.ZERO);
    private UUID doctor;
    private UUID officer;
    private Caller reviewer;

    @BeforeEach
    void people() {
        doctor = hospital.account("bs.noi", "x", Role.DOCTOR, hospital.department("NOI"));
        officer = hospital.account("ql.chatluong", "x", Role.QUALITY_OFFICER);
        used(doctor, officer);
        reviewer = hospital.caller(officer, Role.QUALITY_OFFICER);
    }

    @Test
    void the_list_names_each_account_with_its_holder_department_state_and_days() {
        ReviewedAccount line = lines(today.begin(reviewer)).get("bs.noi");
        assertEquals("USER", line.type());
        assertEquals("bs.noi", line.holder());
        assertEquals(List.of("DOCTOR"), line.roles());
        assertEquals(1, line.departments().size());
        assertEquals("ENABLED", line.state());
        assertEquals(List.of(), line.findings());
        assertTrue(line.changed(), "there was no review before");
        hospital.database.update(
                "update account set enabled = false, disabled_at = now(), disable_reason = 'nghỉ việc' where id = ?",
                doctor);
        ReviewedAccount off = lines(today.begin(reviewer)).get("bs.noi");
        assertEquals("DISABLED", off.state());
        assertEquals("nghỉ việc", off.disableReason());
        hospital.database.update(
                "update account set enabled = true, locked_until = now() + interval '1 hour' where id = ?", doctor);
        assertEquals("LOCKED", lines(today.begin(reviewer)).get("bs.noi").state());
    }

    @Test
    void what_stands_out_is_found() {
        hospital.account("moi", "x", Role.NURSE);
        UUID leftOver = hospital.account("het.viec", "x", Role.NURSE);
        hospital.database.update("update account_role set ended_at = now() where account_id = ?", leftOver);
        UUID admin = hospital.account("quan.tri", "x", Role.IT_ADMIN);
        hospital.give(admin, Role.DOCTOR);
        UUID twin = hospital.account("bs.noi2", "x", Role.DOCTOR);
        hospital.database.update("update account set display_name = 'BS.NOI' where id = ?", twin);
        used(leftOver, admin, twin);
        assertEquals(List.of(), lines(today.begin(reviewer)).get("moi").findings(), "it is new");
        Map<String, ReviewedAccount> later = lines(reviews(Duration.ofDays(15)).begin(reviewer));
        assertEquals(List.of(Finding.NEVER_USED), later.get("moi").findings());
        assertEquals(List.of(Finding.NO_ROLE), later.get("het.viec").findings());
        assertEquals(
                List.of(Finding.NO_SECOND_FACTOR, Finding.TWO_HATS),
                later.get("quan.tri").findings());
        assertEquals("ADMINISTRATOR", later.get("quan.tri").type());
        assertEquals(List.of(Finding.SAME_NAME), later.get("bs.noi").findings());
        assertEquals(List.of(Finding.SAME_NAME), later.get("bs.noi2").findings());
        assertTrue(lines(reviews(Duration.ofDays(46)).begin(reviewer))
                .get("bs.noi")
                .findings()
                .contains(Finding.QUIET));
        hospital.database.update("update account set enabled = false where id in (?, ?)", twin, admin);
        later = lines(reviews(Duration.ofDays(15)).begin(reviewer));
        assertEquals(List.of(), later.get("bs.noi").findings());
        assertEquals(List.of(), later.get("quan.tri").findings(), "what is off stands out by nothing");
    }

    @Test
    void keys_of_sending_systems_are_accounts_too_until_the_review_after_their_end() {
        UUID source = Ids.next();
        hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain)
                values (?, ?, ?, 'HIS thử', 'HIS', 'his-rest', '*', 'BV')
                """, source, hospital.tenant, hospital.facility);
        UUID key = Ids.next();
        hospital.database.update("""
                insert into source_key (id, tenant_id, source_id, name, sha256, ending, scopes, created_at, valid_from, expires_at)
                values (?, ?, ?, 'Máy chủ thử', ?, 'thử.', '{notices:send}', now(), now(), now() + interval '700 days')
                """, key, hospital.tenant, source, Secrets.sha256(key.toString()));
        assertEquals(List.of(), lines(today.begin(reviewer)).get("Máy chủ thử").findings());
        ReviewedAccount quiet =
                lines(reviews(Duration.ofDays(91)).begin(reviewer)).get("Máy chủ thử");
        assertEquals("SERVICE", quiet.type());
        assertEquals("HIS thử", quiet.holder());
        assertEquals(List.of("notices:send"), quiet.roles());
        assertEquals(List.of(Finding.QUIET), quiet.findings());
        hospital.database.update(
                "update source_key set revoked_at = now(), revoked_by = 'x', revoked_because = 'thay' where id = ?",
                key);
        assertEquals(
                "DISABLED",
                lines(reviews(Duration.ofSeconds(1)).begin(reviewer))
                        .get("Máy chủ thử")
                        .state());
        reviews(Duration.ofSeconds(1)).close(reviewer, new Closing(Map.of(), "Đã rà soát"));
        assertNull(lines(reviews(Duration.ofDays(1)).begin(reviewer)).get("Máy chủ thử"));
    }

    @Test
    void a_review_is_closed_when_each_account_that_stands_out_has_a_word_and_stays_as_it_was() {
        UUID unused = hospital.account("moi", "x", Role.NURSE);
        AccountReviews later = reviews(Duration.ofDays(15));
        Refusal silent = assertThrows(Refusal.class, () -> later.close(reviewer, new Closing(null, "Đã rà soát")));
        assertEquals(Code.REQUIRED_FIELD_MISSING, silent.code());
        assertEquals(List.of("/remarks/" + unused), silent.fields());
        assertEquals(List.of(), later.standing(reviewer).reviews(), "nothing of it stays");

        Review closed =
                later.close(reviewer, new Closing(Map.of(unused, "Nghỉ thai sản đến tháng sau"), " Đã rà soát "));
        assertEquals("Đã rà soát", closed.conclusion());
        assertEquals("ql.chatluong", closed.by());
        assertEquals("Nghỉ thai sản đến tháng sau", lines(closed).get("moi").remark());
        hospital.database.update("update account set enabled = false where id = ?", unused);
        assertEquals(
                "ENABLED", lines(later.read(reviewer, closed.id())).get("moi").state());
        AccountReviews.Closed listed = later.standing(reviewer).reviews().getFirst();
        assertEquals(closed.accounts().size(), listed.accounts());
        assertEquals(1, listed.findings());
        assertEquals(
                1,
                hospital.database
                        .query(
                                "select changes from audit_event where tenant_id = ? and object_id = ? and kind = 'ACCOUNT'",
                                row -> row.text("changes"),
                                hospital.tenant,
                                closed.id())
                        .size());
        assertFalse(lines(reviews(Duration.ofDays(16)).begin(reviewer))
                .get("bs.noi")
                .changed());
    }

    @Test
    void the_next_review_is_due_three_months_after_the_last() {
        LocalDate begun = LocalDate.now(VIETNAM);
        assertEquals(begun.plusMonths(3), today.standing(reviewer).due());
        assertFalse(today.standing(reviewer).late());
        assertTrue(reviews(Duration.ofDays(95)).standing(reviewer).late());
        assertFalse(today.due(reviewer).near());
        assertEquals(
                begun.plusMonths(3), reviews(Duration.ofDays(80)).due(reviewer).due());
        assertTrue(reviews(Duration.ofDays(80)).due(reviewer).near());
        assertFalse(reviews(Duration.ofDays(80)).due(reviewer).late());
        assertTrue(reviews(Duration.ofDays(95)).due(reviewer).late());
        AccountReviews tomorrow = reviews(Duration.ofDays(1));
        tomorrow.close(reviewer, new Closing(Map.of(), "Đã rà soát"));
        assertEquals(
                begun.plusDays(1).plusMonths(3), tomorrow.standing(reviewer).due());
    }

    @Test
    void words_have_limits_and_another_hospital_sees_nothing() {
        for (Closing wrong : List.of(
                new Closing(Map.of(), null),
                new Closing(Map.of(), " "),
                new Closing(Map.of(), "x".repeat(2001)),
                new Closing(Map.of(doctor, ""), "Đã rà soát"),
                new Closing(Map.of(doctor, "x".repeat(501)), "Đã rà soát"),
                new Closing(Map.of(doctor, "a\0b"), "Đã rà soát"))) {
            assertEquals(
                    Code.MALFORMED_FIELD,
                    assertThrows(Refusal.class, () -> today.close(reviewer, wrong))
                            .code());
        }
        Review closed = reviews(Duration.ofSeconds(1)).close(reviewer, new Closing(Map.of(), "Đã rà soát"));
        Hospital other = new Hospital(DATABASE);
        Caller stranger = other.caller(other.account("nguoi.la", "x", Role.QUALITY_OFFICER), Role.QUALITY_OFFICER);
        assertEquals(
                Code.NOT_FOUND,
                assertThrows(Refusal.class, () -> today.read(stranger, closed.id()))
                        .code());
        assertEquals(
                List.of("nguoi.la"), List.copyOf(lines(today.begin(stranger)).keySet()));
        assertEquals(List.of(), today.standing(stranger).reviews());
    }

    private AccountReviews reviews(Duration later) {
        return new AccountReviews(
                new Access(hospital.database, trail), hospital.database, trail, Clock.offset(Clock.systemUTC(), later));
    }

    private void used(UUID... accounts) {
        for (UUID account : accounts) {
            hospital.database.update("update account set last_sign_in_at = ? where id = ?", Instant.now(), account);
        }
    }

    private static Map<String, ReviewedAccount> lines(Review review) {
        return review.accounts().stream()
                .collect(Collectors.toMap(ReviewedAccount::username, l -> l, (a, b) -> b, LinkedHashMap::new));
    }
}
