package vn.emr.core.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.federation.NotSignedIn.Why;
import vn.emr.core.federation.ProviderSignIn.Answer;
import vn.emr.core.federation.ProviderSignIn.Begun;
import vn.emr.core.testing.IdentityProvider;
import vn.emr.core.testing.IdentityProvider.Signed;

/** The real protocol against a strict provider on a real socket; what must be refused is, and is traced. */
class ProviderSignInTest extends ProviderHouse {
    @Test
    void a_person_signs_in_there_and_has_a_session_here() {
        Caller in = enter();
        assertEquals(doctor, in.id());
        assertNull(in.hold());
        assertEquals("DOCTOR", in.roles().getFirst().role());
        assertEquals(
                "identity provider",
                hospital.database
                        .first(
                                "select detail from audit_event where kind = 'SIGN_IN' and actor_id = ?",
                                row -> row.text("detail"),
                                doctor)
                        .orElseThrow());
        assertEquals(List.of("/.well-known/openid-configuration", "/keys", "/authorize", "/token"), there.asked);
        enter();
        assertEquals(6, there.asked.size(), "discovery and keys are kept for a while");
    }

    @Test
    void nothing_secret_goes_through_the_browser_and_each_time_is_new() {
        URI first = signIn.begin(FROM).to();
        URI second = signIn.begin(FROM).to();
        assertNotEquals(first, second);
        assertTrue(first.toString().startsWith(there.issuer() + "/authorize?response_type=code&client_id=emr"));
        assertTrue(first.toString().contains("code_challenge_method=S256"));
        assertTrue(first.toString().contains("prompt=login"), "the one before at this desk is not taken for this one");
        assertFalse(first.toString().contains("verifier"));
        assertFalse(first.toString().contains("secret"));
    }

    @Test
    void a_code_without_its_pkce_verifier_is_worth_nothing() {
        Begun victim = signIn.begin(FROM);
        String stolen =
                IdentityProvider.signIn(victim.to(), person(), Signed.RIGHTLY).get("code");
        Begun thief = signIn.begin(FROM);
        String state =
                IdentityProvider.signIn(thief.to(), person(), Signed.RIGHTLY).get("state");
        refused(Why.NOT_VOUCHED, "token endpoint 400", thief.browserKey(), new Answer(stolen, state, null, null));
        String plain = signIn.begin(FROM).to().toString().replaceFirst("&code_challenge=[^&]+", "");
        assertEquals(
                "code_challenge",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> IdentityProvider.signIn(URI.create(plain), person(), Signed.RIGHTLY))
                        .getMessage());
    }

    @Test
    void no_other_redirect_address_is_ever_asked_for_or_served() {
        ProviderSignIn elsewhere = of(BACK + "/", IdentityProvider.SECRET);
        assertEquals(
                "redirect_uri",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> IdentityProvider.signIn(
                                        elsewhere.begin(FROM).to(), person(), Signed.RIGHTLY))
                        .getMessage());
        elsewhere.close();
    }

    @Test
    void a_code_and_a_state_are_good_once() {
        Begun begun = signIn.begin(FROM);
        Answer answer = answer(IdentityProvider.signIn(begun.to(), person(), Signed.RIGHTLY));
        signIn.finish(begun.browserKey(), answer, FROM);
        refused(Why.LATE, "not begun here", begun.browserKey(), answer);
        Begun again = signIn.begin(FROM);
        String state =
                IdentityProvider.signIn(again.to(), person(), Signed.RIGHTLY).get("state");
        refused(
                Why.NOT_VOUCHED,
                "token endpoint 400",
                again.browserKey(),
                new Answer(answer.code(), state, null, null));
    }

    @Test
    void an_answer_belongs_to_the_browser_that_asked_and_to_its_state() {
        Begun mine = signIn.begin(FROM);
        Begun another = signIn.begin(FROM);
        Answer answer = answer(IdentityProvider.signIn(mine.to(), person(), Signed.RIGHTLY));
        refused(Why.LATE, "state", another.browserKey(), answer);
        refused(Why.LATE, "not begun here", null, answer);
        refused(Why.LATE, "not begun here", "made up", answer);
        refused(Why.LATE, "state", mine.browserKey(), new Answer(answer.code(), "wrong", null, null));
        refused(Why.LATE, "not begun here", mine.browserKey(), answer);
        Begun late = signIn.begin(FROM);
        Answer tooLate = answer(IdentityProvider.signIn(late.to(), person(), Signed.RIGHTLY));
        clock.now = clock.now.plus(CodeFlow.ANSWERED_WITHIN);
        refused(Why.LATE, "not begun here", late.browserKey(), tooLate);
    }

    @Test
    void tokens_that_nobody_or_somebody_else_signed_are_refused() {
        refused(Why.NOT_VOUCHED, "algorithm", Signed.BY_NOBODY);
        refused(Why.NOT_VOUCHED, "algorithm", Signed.WITH_THE_PUBLIC_KEY);
        refused(Why.NOT_VOUCHED, "signature", Signed.BY_ANOTHER);
    }

    @Test
    void tokens_for_another_by_another_or_of_another_sign_in_are_refused() {
        refused(Why.NOT_VOUCHED, "audience", Signed.RIGHTLY, "aud", "portal");
        refused(Why.NOT_VOUCHED, "audience", Signed.RIGHTLY, "aud", List.of(IdentityProvider.CLIENT, "portal"));
        refused(Why.NOT_VOUCHED, "authorized party", Signed.RIGHTLY, "azp", "portal");
        refused(Why.NOT_VOUCHED, "issuer", Signed.RIGHTLY, "iss", there.issuer() + "/");
        refused(Why.NOT_VOUCHED, "nonce", Signed.RIGHTLY, "nonce", "of yesterday");
        refused(Why.NOT_VOUCHED, "nonce", Signed.RIGHTLY, "nonce", null);
        refused(Why.NOT_VOUCHED, "no subject", Signed.RIGHTLY, "sub", null);
        Begun begun = signIn.begin(FROM);
        Map<String, String> back = IdentityProvider.signIn(begun.to(), person(), Signed.RIGHTLY);
        Answer mixedUp = new Answer(back.get("code"), back.get("state"), null, "https://other.example");
        refused(Why.NOT_VOUCHED, "issuer of the answer", begun.browserKey(), mixedUp);
    }

    @Test
    void tokens_count_for_their_time_give_or_take_a_minute() {
        long now = Instant.now().getEpochSecond();
        enter("exp", now - 50, "iat", now - 300);
        refused(Why.NOT_VOUCHED, "expired", Signed.RIGHTLY, "exp", now - 70, "iat", now - 300);
        refused(Why.NOT_VOUCHED, "no expiry", Signed.RIGHTLY, "exp", null);
        enter("iat", now + 50);
        refused(Why.NOT_VOUCHED, "issued in the future", Signed.RIGHTLY, "iat", now + 120);
        refused(Why.NOT_VOUCHED, "issued long ago", Signed.RIGHTLY, "iat", now - 900);
        refused(Why.NOT_VOUCHED, "signed in there before", Signed.RIGHTLY, "auth_time", now - 900);
        refused(Why.NOT_VOUCHED, "signed in there before", Signed.RIGHTLY, "auth_time", null);
    }

    @Test
    void a_new_key_of_the_provider_is_found_once_and_an_unknown_one_does_not_make_us_ask_without_end() {
        enter();
        there.rotate("second");
        refused(Why.NOT_VOUCHED, "key", Signed.RIGHTLY);
        clock.now = clock.now.plus(Duration.ofSeconds(11));
        enter();
        assertEquals(2, there.asked.stream().filter("/keys"::equals).count());
        there.rotate("third");
        clock.now = clock.now.plus(Duration.ofSeconds(1));
        for (int i = 0; i < 5; i++) {
            refused(Why.NOT_VOUCHED, "key", Signed.RIGHTLY);
        }
        assertEquals(2, there.asked.stream().filter("/keys"::equals).count());
    }

    @Test
    void a_key_the_provider_shows_no_more_is_forgotten_within_a_quarter_of_an_hour() {
        enter();
        clock.now = clock.now.plus(Duration.ofMinutes(16));
        there.rotate("second");
        Begun begun = signIn.begin(FROM);
        there.rotate("third");
        Answer answer = answer(IdentityProvider.signIn(begun.to(), person(), Signed.RIGHTLY));
        refused(Why.NOT_VOUCHED, "key", begun.browserKey(), answer);
    }

    @Test
    void a_provider_that_is_away_or_says_what_cannot_be_is_not_followed() {
        there.down = true;
        unreachable("discovery was answered 503");
        unreachable("the provider was asked just now");
        there.down = false;
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("issuer", "https://other.example"),
                Map.of("token_endpoint", "http://provider.example/token"),
                Map.of("token_endpoint", "https://169.254.169.254/token"),
                Map.of("jwks_uri", "file:///etc/passwd"),
                Map.of("authorization_endpoint", "javascript:alert(1)"))) {
            clock.now = clock.now.plus(Duration.ofSeconds(11));
            there.saysInstead.clear();
            there.saysInstead.putAll(wrong);
            assertEquals(
                    Why.UNREACHABLE,
                    assertThrows(NotSignedIn.class, () -> signIn.begin(FROM)).why());
        }
    }

    private void unreachable(String why) {
        assertEquals(
                why, assertThrows(NotSignedIn.class, () -> signIn.begin(FROM)).getMessage());
    }

    @Test
    void who_gives_up_there_is_told_so_and_a_wrong_client_secret_opens_nothing() {
        Begun begun = signIn.begin(FROM);
        String state =
                IdentityProvider.signIn(begun.to(), person(), Signed.RIGHTLY).get("state");
        refused(Why.CANCELLED, "access_denied", begun.browserKey(), new Answer(null, state, "access_denied", null));
        ProviderSignIn stranger = of(BACK, "wrong");
        Begun other = stranger.begin(FROM);
        Answer answer = answer(IdentityProvider.signIn(other.to(), person(), Signed.RIGHTLY));
        assertEquals(
                "token endpoint 401",
                assertThrows(NotSignedIn.class, () -> stranger.finish(other.browserKey(), answer, FROM))
                        .getMessage());
        stranger.close();
    }

    @Test
    void without_a_provider_in_the_settings_there_is_no_such_sign_in() {
        ProviderSignIn none = new ProviderSignIn(Optional.empty(), bindings, vouched, clock);
        assertFalse(none.possible());
        for (Refusal refusal : List.of(
                assertThrows(Refusal.class, () -> none.begin(FROM)),
                assertThrows(Refusal.class, () -> none.finish("x", new Answer("x", "x", null, null), FROM)),
                assertThrows(Refusal.class, () -> none.signedOut("x", FROM)))) {
            assertEquals(Code.NOT_FOUND, refusal.code());
        }
        none.close();
    }
}
