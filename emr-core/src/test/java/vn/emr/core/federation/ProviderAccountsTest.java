package vn.emr.core.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Assignment;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hold;
import vn.emr.core.access.Networks;
import vn.emr.core.access.Passwords;
import vn.emr.core.access.Sessions;
import vn.emr.core.federation.NotSignedIn.Why;
import vn.emr.core.federation.ProviderRoles.Kept;
import vn.emr.core.federation.ProviderRoles.Line;
import vn.emr.core.federation.ProviderSignIn.From;
import vn.emr.core.testing.IdentityProvider.Signed;
import vn.emr.core.testing.Role;

/** Which account somebody of the provider has here, and what it may do. */
class ProviderAccountsTest extends ProviderHouse {
    @Test
    void the_first_sign_in_binds_the_account_and_then_only_the_subject_counts() {
        enter();
        assertEquals(doctor, enter("preferred_username", "đổi-tên").id());
        assertEquals(doctor, enter("preferred_username", null).id());
        refused(Why.OTHER_PERSON, "bound to another subject", Signed.RIGHTLY, "sub", "somebody else");
        refused(Why.NO_ACCOUNT, "no account", Signed.RIGHTLY, "sub", "x", "preferred_username", "không-có");
        refused(Why.NO_ACCOUNT, "no account", Signed.RIGHTLY, "sub", "x", "preferred_username", null);
        assertEquals(1, changes(doctor, "identity provider: - -> bound"));
    }

    @Test
    void an_account_that_is_unbound_ends_its_sessions_and_is_bound_anew() {
        Caller admin = admin();
        Caller in = enter();
        bindings.unbind(admin, doctor);
        assertTrue(sessionsOf(in).isEmpty());
        assertEquals(doctor, enter("sub", "a new subject").id());
        refused(Why.OTHER_PERSON, "bound to another subject", Signed.RIGHTLY);
        assertEquals(1, changes(doctor, "identity provider: bound -> -"));
        refused(Code.NOT_FOUND, () -> bindings.unbind(admin, Ids.next()));
        refused(Code.NOT_APPLICABLE, () -> bindings.unbind(admin, admin.id()));
        UUID never = hospital.account("x-" + Ids.next(), "x", Role.NURSE);
        refused(Code.NOT_APPLICABLE, () -> bindings.unbind(admin, never));
    }

    @Test
    void a_disabled_or_locked_account_stays_closed() {
        enter();
        hospital.database.update(
                "update account set locked_until = ? where id = ?", clock.now.plus(Duration.ofHours(1)), doctor);
        refused(Why.LOCKED, "locked", Signed.RIGHTLY);
        hospital.database.update("update account set locked_until = null, enabled = false where id = ?", doctor);
        refused(Why.DISABLED, "disabled", Signed.RIGHTLY);
    }

    @Test
    void the_second_factor_is_asked_for_here_unless_the_settings_say_which_word_of_the_provider_means_it() {
        From outside = new From(OUTSIDE, "Firefox", "r");
        assertEquals(Hold.OUTSIDE_NETWORK, enter(outside).hold());
        assertEquals(
                Hold.OUTSIDE_NETWORK,
                enter(outside, "amr", List.of("pwd", "otp")).hold());
        assertNull(enter(outside, "amr", List.of("pwd", "mfa")).hold());
        assertNull(enter(outside, "acr", "gold").hold());
        hospital.database.update("""
                insert into second_factor (id, tenant_id, account_id, kind, secret, made_at, confirmed_at)
                values (?, ?, ?, 'TOTP', 'sealed-1:x', now(), now())
                """, Ids.next(), hospital.tenant, doctor);
        assertEquals(Hold.SECOND_FACTOR, enter().hold());
        assertNull(enter("acr", "gold").hold());
    }

    @Test
    void a_password_to_be_changed_holds_only_who_signs_in_with_it() {
        hospital.database.update("update account set must_change = true where id = ?", doctor);
        assertNull(enter().hold());
    }

    @Test
    void groups_give_the_roles_somebody_wrote_down_and_take_back_only_those() {
        Caller admin = admin();
        UUID ward = hospital.department("HSCC-" + name.substring(20));
        roles.add(admin, new Line("dieu-duong-hscc", "NURSE", hospital.facility, Set.of(ward)));
        assertEquals(List.of("DOCTOR"), codes(enter("realm_access", groups("unknown", "IT_ADMIN", "/NURSE"))));
        Caller nurse = enter("realm_access", groups("dieu-duong-hscc"));
        assertEquals(List.of("DOCTOR", "NURSE"), codes(nurse));
        assertEquals(Set.of(ward), Set.copyOf(nurse.roles().getLast().departments()));
        enter("realm_access", groups("dieu-duong-hscc"));
        assertEquals(1, changes(doctor, "role: - -> NURSE; departments: - -> 1"));
        assertEquals(List.of("DOCTOR"), codes(enter()));
        assertEquals(1, changes(doctor, "role: NURSE -> -"));
    }

    @Test
    void what_a_person_took_back_is_not_given_again_by_the_provider() {
        Caller admin = admin();
        roles.add(admin, new Line("kho", "PHARMACY", hospital.facility, Set.of()));
        enter("realm_access", groups("kho"));
        hospital.database.update("""
                update account_role set ended_at = now(), ended_by = ?
                where account_id = ? and role_id = (select id from role where tenant_id = ? and code = 'PHARMACY')
                """, admin.id(), doctor, hospital.tenant);
        assertEquals(List.of("DOCTOR"), codes(enter("realm_access", groups("kho"))));
    }

    @Test
    void a_line_taken_out_takes_its_roles_from_open_sessions() {
        Caller admin = admin();
        Kept line = roles.add(admin, new Line("xn", "LABORATORY", hospital.facility, null))
                .getFirst();
        Caller in = enter("realm_access", groups("xn"));
        assertEquals(List.of("DOCTOR", "LABORATORY"), codes(in));
        assertEquals(List.of(), roles.end(admin, line.id()));
        assertEquals(List.of(), roles.list(admin));
        assertEquals(List.of("DOCTOR"), codes(sessionsOf(in).orElseThrow()));
        refused(Code.NOT_FOUND, () -> roles.end(admin, line.id()));
        assertEquals(List.of("DOCTOR"), codes(enter("realm_access", groups("xn"))));
    }

    @Test
    void no_group_makes_an_administrator_and_nobody_is_raised_by_a_line_of_their_own() {
        Caller admin = admin();
        refused(Code.NOT_APPLICABLE, () -> roles.add(admin, new Line("cntt", "IT_ADMIN", null, null)));
        refused(Code.MALFORMED_FIELD, () -> roles.add(admin, new Line("cntt", "NO_SUCH", null, null)));
        refused(Code.MALFORMED_FIELD, () -> roles.add(admin, new Line(" ", "NURSE", null, null)));
        refused(Code.MALFORMED_FIELD, () -> roles.add(admin, new Line("x", "NURSE", Ids.next(), null)));
        refused(
                Code.MALFORMED_FIELD,
                () -> roles.add(admin, new Line("x", "NURSE", hospital.facility, Set.of(Ids.next()))));
        roles.add(hospital.caller(doctor, Role.IT_ADMIN), new Line("mình", "DIRECTOR", hospital.facility, null));
        assertEquals(List.of("DOCTOR"), codes(enter("realm_access", groups("mình"))));
    }

    @Test
    void signing_out_there_ends_the_sessions_it_vouched_for_and_no_other() {
        Caller first = enter("sid", "session-1");
        Caller second = enter("sid", "session-2");
        assertEquals(1, signIn.signedOut(there.logoutToken(Map.of("sid", "session-1")), FROM));
        assertTrue(sessionsOf(first).isEmpty());
        assertTrue(sessionsOf(second).isPresent());
        assertEquals(0, signIn.signedOut(there.logoutToken(Map.of("sub", "somebody else")), FROM));
        assertEquals(1, signIn.signedOut(there.logoutToken(Map.of("sub", "s-" + name)), FROM));
        assertTrue(sessionsOf(second).isEmpty());
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("sub", "s-" + name, "events", Map.of()),
                Map.of("sub", "s-" + name, "nonce", "an ID token"),
                Map.of("sub", "s-" + name, "aud", "portal"),
                Map.of("sub", "s-" + name, "iss", "https://other.example"))) {
            refused(Code.INVALID_REQUEST, () -> signIn.signedOut(there.logoutToken(wrong), FROM));
        }
        refused(Code.INVALID_REQUEST, () -> signIn.signedOut("no token", FROM));
        refused(Code.INVALID_REQUEST, () -> signIn.signedOut(null, FROM));
    }

    private static Map<String, Object> groups(String... names) {
        return Map.of("roles", List.of(names));
    }

    private static List<String> codes(Caller caller) {
        return caller.roles().stream().map(Assignment::role).toList();
    }

    /** As a server that has read nothing yet, so that no five seconds have to pass. */
    private Sessions fresh() {
        return new Sessions(hospital.database, trail, new Passwords(), new Networks(Optional.empty()));
    }

    private Optional<Caller> sessionsOf(Caller in) {
        return fresh().caller(in.sessionId(), in.id(), false, INSIDE, "r");
    }

    private long changes(UUID account, String changes) {
        return hospital.database
                .first(
                        "select count(*) as n from audit_event where object_id = ? and changes = ?",
                        row -> row.number("n"),
                        account,
                        changes)
                .orElseThrow();
    }

    private static void refused(Code code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }
}
