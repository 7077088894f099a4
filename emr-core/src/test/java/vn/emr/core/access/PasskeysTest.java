package vn.emr.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.testing.Role;
import vn.emr.core.testing.SecurityKey;

class PasskeysTest extends SecondStep {
    private static final String HERE = "https://emr.example.org";
    private static final String LOOKALIKE = "https://emr.example.org.vidu.test";
    private final Passkeys passkeys = passkeys(HERE);

    @Test
    void a_key_is_made_and_signs_the_second_step() {
        String name = account(Role.IT_ADMIN);
        Caller admin = signIn(sessions, name, INSIDE);
        SecurityKey key = new SecurityKey();
        assertEquals(10, made(admin, key, "Khóa xanh").size());
        assertNull(now(admin).hold());
        assertEquals("second factor: - -> PASSKEY Khóa xanh", lastTraced("ACCOUNT", admin.id()));
        Caller held = signIn(sessions, name, INSIDE);
        assertEquals(Hold.SECOND_FACTOR, held.hold());
        passkeys.give(held, key.sign(HERE, passkeys.toSign(held)));
        assertNull(now(held).hold());
        assertEquals("given: PASSKEY", lastTraced("SECOND_FACTOR", held.id()));
        assertNotNull(factors.own(now(held)).factors().getFirst().lastUsedAt());
    }

    @Test
    void a_page_that_looks_like_ours_gets_nothing_it_can_use() {
        String name = account(Role.DOCTOR);
        Caller doctor = signIn(sessions, name, INSIDE);
        SecurityKey key = new SecurityKey();
        refused(
                Code.MALFORMED_FIELD,
                () -> passkeys.make(doctor, key.make("Khóa", LOOKALIKE, passkeys.toMake(doctor, GOOD))));
        made(doctor, key, "Khóa");
        Caller held = signIn(sessions, name, INSIDE);
        refused(Code.MALFORMED_FIELD, () -> passkeys.give(held, key.sign(LOOKALIKE, passkeys.toSign(held))));
        Passkeys.ToSign asked = passkeys.toSign(held);
        Passkeys.ToSign elsewhere = new Passkeys.ToSign(asked.challenge(), "example.org", asked.keys());
        refused(Code.MALFORMED_FIELD, () -> passkeys.give(held, key.sign(HERE, elsewhere)));
        passkeys.give(held, key.sign(HERE, passkeys.toSign(held)));
    }

    @Test
    void an_answer_is_taken_once_for_its_own_session_and_for_five_minutes() {
        String name = account(Role.DOCTOR);
        SecurityKey key = new SecurityKey();
        made(signIn(sessions, name, INSIDE), key, "Khóa");
        Caller one = signIn(sessions, name, INSIDE);
        Caller two = signIn(sessions, name, INSIDE);
        Passkeys.Signed answer = key.sign(HERE, passkeys.toSign(one));
        passkeys.toSign(two);
        refused(Code.MALFORMED_FIELD, () -> passkeys.give(two, answer));
        refused(Code.MALFORMED_FIELD, () -> passkeys.give(two, answer));
        passkeys.give(one, answer);
        refused(Code.NOT_APPLICABLE, () -> passkeys.give(now(one), answer));
        Passkeys.Signed late = key.sign(HERE, passkeys.toSign(two));
        clock.now = clock.now.plus(Duration.ofMinutes(5));
        refused(Code.MALFORMED_FIELD, () -> passkeys.give(two, late));
    }

    @Test
    void a_copied_an_untouched_or_anothers_key_does_not_open() {
        String name = account(Role.DOCTOR);
        SecurityKey key = new SecurityKey();
        made(signIn(sessions, name, INSIDE), key, "Khóa");
        for (int i = 0; i < 3; i++) {
            Caller in = signIn(sessions, name, INSIDE);
            passkeys.give(in, key.sign(HERE, passkeys.toSign(in)));
        }
        Caller held = signIn(sessions, name, INSIDE);
        refused(Code.MALFORMED_FIELD, () -> passkeys.give(held, key.signAsCopy(HERE, passkeys.toSign(held))));
        refused(Code.MALFORMED_FIELD, () -> passkeys.give(held, key.signUntouched(HERE, passkeys.toSign(held))));
        SecurityKey others = new SecurityKey();
        made(signIn(sessions, account(Role.DOCTOR), INSIDE), others, "Khóa");
        refused(Code.MALFORMED_FIELD, () -> passkeys.give(held, others.sign(HERE, passkeys.toSign(held))));
        Passkeys.ToSign asked = passkeys.toSign(held);
        Passkeys.Signed forged = others.sign(HERE, asked);
        refused(
                Code.MALFORMED_FIELD,
                () -> passkeys.give(
                        held,
                        new Passkeys.Signed(
                                asked.keys().getFirst(),
                                forged.clientData(),
                                forged.authenticatorData(),
                                forged.signature())));
        refused(Code.MALFORMED_FIELD, () -> passkeys.give(held, new Passkeys.Signed("AA", "AA", "AA", "AA")));
        refused(Code.ACCOUNT_LOCKED, () -> passkeys.give(held, key.sign(HERE, passkeys.toSign(held))));
    }

    @Test
    void a_person_has_several_keys_and_keeps_the_last_one_a_role_needs() {
        String name = account(Role.IT_ADMIN);
        Caller admin = signIn(sessions, name, INSIDE);
        SecurityKey first = new SecurityKey();
        made(admin, first, "Ở bàn");
        Caller in = now(admin);
        refused(Code.REQUIRED_FIELD_MISSING, () -> passkeys.toMake(in, null));
        Passkeys.ToMake asked = passkeys.toMake(in, GOOD);
        assertEquals(1, asked.known().size());
        refused(Code.CONFLICT, () -> passkeys.make(in, first.make("Lại", HERE, asked)));
        SecurityKey second = new SecurityKey();
        assertEquals(List.of(), made(in, second, "Ở nhà"), "recovery codes come with the first factor");
        List<SecondFactors.Factor> both = factors.own(in).factors();
        assertEquals(
                List.of("Ở bàn", "Ở nhà"),
                both.stream().map(SecondFactors.Factor::name).toList());
        factors.removeOwn(in, both.getFirst().id(), GOOD);
        refused(Code.NOT_APPLICABLE, () -> factors.removeOwn(in, both.getLast().id(), GOOD));
        Caller held = signIn(sessions, name, INSIDE);
        refused(Code.MALFORMED_FIELD, () -> passkeys.give(held, first.sign(HERE, passkeys.toSign(held))));
        passkeys.give(held, second.sign(HERE, passkeys.toSign(held)));
        refused(
                Code.MALFORMED_FIELD,
                () -> passkeys.make(in, new SecurityKey().make(" ", HERE, passkeys.toMake(in, GOOD))));
    }

    @Test
    void without_an_address_of_the_pages_there_are_no_passkeys() {
        Passkeys none = passkeys(null);
        Caller admin = signIn(sessions, account(Role.IT_ADMIN), INSIDE);
        refused(Code.NOT_APPLICABLE, () -> none.toMake(admin, null));
        assertTrue(none.origin().isEmpty());
    }

    @Test
    void from_outside_or_before_the_code_no_key_is_made() {
        Caller outside = signIn(sessions(Optional.of("10.0.0.0/8")), account(Role.IT_ADMIN), OUTSIDE);
        refused(Code.SECOND_FACTOR, () -> passkeys.toMake(outside, GOOD));
        String name = account(Role.DOCTOR);
        enrolled(signIn(sessions, name, INSIDE));
        Caller held = signIn(sessions, name, INSIDE);
        refused(Code.SECOND_FACTOR, () -> passkeys.toMake(held, GOOD));
        refused(Code.SECOND_FACTOR, () -> passkeys.make(held, new Passkeys.NewKey("Khóa", "AA", "AA")));
    }

    private List<String> made(Caller caller, SecurityKey key, String name) {
        return passkeys.make(caller, key.make(name, HERE, passkeys.toMake(caller, GOOD)));
    }

    private Passkeys passkeys(String origin) {
        return new Passkeys(hospital.database, trail, PASSWORDS, sessions, clock, Optional.ofNullable(origin));
    }
}
