package vn.emr.core.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hold;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Networks;
import vn.emr.core.access.Passwords;
import vn.emr.core.access.Sessions;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.postgres.TestDatabase;
import vn.emr.core.staff.StaffAccounts.NewAccount;
import vn.emr.core.staff.StaffAccounts.OneTime;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Role;

class StaffAccountsTest {
    private static final DatabaseAddress DATABASE = TestDatabase.fresh();
    private static final Passwords PASSWORDS = new Passwords();
    private final Hospital hospital = new Hospital(DATABASE);
    private final AuditTrail trail = new AuditTrail(hospital.database);
    private final Access access = new Access(hospital.database, trail);
    private final StaffAccounts accounts =
            new StaffAccounts(access, hospital.database, trail, PASSWORDS, Clock.systemUTC());
    private final DormantAccounts dormant = new DormantAccounts(hospital.database, trail, Clock.systemUTC());
    private Caller admin;

    @BeforeEach
    void administrator() {
        admin = hospital.caller(hospital.account("quản-trị", "x", Role.IT_ADMIN), Role.IT_ADMIN);
    }

    @Test
    void a_made_account_signs_in_with_its_one_time_password_and_must_choose_another() {
        OneTime made = made("moi");
        Caller person = signIn(made).caller();
        assertEquals(Hold.NEW_PASSWORD, person.hold());
        assertEquals(List.of(), person.roles());
        assertEquals(
                "username: - -> " + made.username() + "; password: new",
                changes(made.accountId()).getFirst());
        refused(Code.CONFLICT, () -> accounts.make(admin, new NewAccount(made.username(), "Khác", hospital.facility)));
        for (NewAccount wrong : List.of(
                new NewAccount("có trắng", "Tên", hospital.facility),
                new NewAccount("", "Tên", hospital.facility),
                new NewAccount("x".repeat(61), "Tên", hospital.facility),
                new NewAccount("tot-" + Ids.next(), " ", hospital.facility),
                new NewAccount("tot-" + Ids.next(), "Tên", null),
                new NewAccount("tot-" + Ids.next(), "Tên", new Hospital(DATABASE).facility))) {
            refused(Code.MALFORMED_FIELD, () -> accounts.make(admin, wrong));
        }
    }

    @Test
    void a_disabled_account_is_signed_out_and_stays_out_until_it_is_enabled() {
        OneTime made = made("nghi");
        Sessions.SignedIn in = signIn(made);
        assertEquals(1, accounts.sessions(admin, made.accountId()).size());
        accounts.disable(admin, made.accountId(), "nghỉ việc");
        assertEquals(0, accounts.sessions(admin, made.accountId()).size());
        assertTrue(sessions()
                .caller(in.caller().sessionId(), made.accountId(), false, "a", "r")
                .isEmpty());
        refused(Code.WRONG_CREDENTIALS, () -> signIn(made));
        accounts.disable(admin, made.accountId(), "lần nữa");
        accounts.enable(admin, made.accountId());
        accounts.enable(admin, made.accountId());
        signIn(made);
        assertEquals(
                List.of("enabled: true -> false", "enabled: false -> true"),
                changes(made.accountId()).subList(1, 3));
        refused(Code.MALFORMED_FIELD, () -> accounts.disable(admin, made.accountId(), " "));
        refused(Code.NOT_FOUND, () -> accounts.disable(admin, Ids.next(), "không có"));
        int seen = hospital.audits("REFUSED");
        refused(Code.NOT_APPLICABLE, () -> accounts.disable(admin, admin.id(), "chính mình"));
        assertEquals(seen + 1, hospital.audits("REFUSED"), "who tries to deal with the own account is seen");
    }

    @Test
    void a_locked_account_is_unlocked_by_somebody_and_it_is_traced_once() {
        OneTime made = made("khoa");
        for (int i = 0; i < 5; i++) {
            refused(Code.WRONG_CREDENTIALS, () -> sessions().signIn(made.username(), "sai", "a", "d", "r"));
        }
        refused(Code.ACCOUNT_LOCKED, () -> signIn(made));
        accounts.unlock(admin, made.accountId());
        accounts.unlock(admin, made.accountId());
        signIn(made);
        assertEquals(List.of("locked: true -> false"), changes(made.accountId()).subList(1, 2));
        assertEquals(2, changes(made.accountId()).size());
    }

    @Test
    void a_new_password_and_a_remote_sign_out_end_every_session() {
        OneTime made = made("quen");
        signIn(made);
        signIn(made);
        assertEquals(2, accounts.signOut(admin, made.accountId()));
        signIn(made);
        OneTime again = accounts.newPassword(admin, made.accountId());
        assertEquals(0, accounts.sessions(admin, made.accountId()).size());
        refused(Code.WRONG_CREDENTIALS, () -> signIn(made));
        assertEquals(Hold.NEW_PASSWORD, signIn(again).caller().hold());
        Caller elsewhere = new Hospital(DATABASE).caller(Role.IT_ADMIN);
        refused(Code.NOT_FOUND, () -> accounts.newPassword(elsewhere, made.accountId()));
        refused(Code.NOT_FOUND, () -> accounts.sessions(elsewhere, made.accountId()));
        refused(Code.NOT_FOUND, () -> accounts.signOut(elsewhere, made.accountId()));
    }

    @Test
    void who_has_not_signed_in_for_45_days_is_switched_off_but_never_the_last_who_may_give_roles() {
        OneTime sleeper = made("ngu");
        OneTime awake = made("thuc");
        ago(sleeper.accountId(), 46);
        ago(awake.accountId(), 46);
        signIn(awake);
        hospital.database.update(
                "update account set created_at = now() - interval '90 days' where tenant_id = ? and username = 'quản-trị'",
                hospital.tenant);
        assertTrue(dormant.disable() >= 1);
        assertFalse(enabled(sleeper.accountId()));
        assertTrue(enabled(awake.accountId()));
        assertTrue(hospital.database
                .first(
                        "select enabled from account where tenant_id = ? and username = 'quản-trị'",
                        row -> row.bool("enabled"),
                        hospital.tenant)
                .orElseThrow());
        assertEquals("enabled: true -> false", changes(sleeper.accountId()).getLast());
        accounts.enable(admin, sleeper.accountId());
        dormant.disable();
        assertTrue(enabled(sleeper.accountId()), "the days begin anew");
    }

    private OneTime made(String name) {
        return accounts.make(admin, new NewAccount(name + "-" + Ids.next(), "Người Mới", hospital.facility));
    }

    private Sessions sessions() {
        return new Sessions(hospital.database, trail, PASSWORDS, new Networks(Optional.empty()));
    }

    private Sessions.SignedIn signIn(OneTime who) {
        return sessions().signIn(who.username(), who.password(), "127.0.0.1", "Firefox", "r");
    }

    private void ago(UUID account, int days) {
        Instant then = Instant.now().minus(Duration.ofDays(days));
        hospital.database.update("update account set created_at = ?, enabled_at = ? where id = ?", then, then, account);
    }

    private boolean enabled(UUID account) {
        return hospital.database
                .first("select enabled from account where id = ?", row -> row.bool("enabled"), account)
                .orElseThrow();
    }

    private List<String> changes(UUID account) {
        return hospital.database.query(
                "select changes from audit_event where kind = 'ACCOUNT' and object_id = ? order by at, id",
                row -> row.text("changes"),
                account);
    }

    private static void refused(Code code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }
}
