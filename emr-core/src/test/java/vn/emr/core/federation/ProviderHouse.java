package vn.emr.core.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import vn.emr.core.Ids;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Networks;
import vn.emr.core.access.Passwords;
import vn.emr.core.access.ProviderSessions;
import vn.emr.core.access.Sessions;
import vn.emr.core.federation.NotSignedIn.Why;
import vn.emr.core.federation.ProviderSignIn.Answer;
import vn.emr.core.federation.ProviderSignIn.Begun;
import vn.emr.core.federation.ProviderSignIn.From;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.postgres.TestDatabase;
import vn.emr.core.staff.GivenRoles;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.IdentityProvider;
import vn.emr.core.testing.IdentityProvider.Signed;
import vn.emr.core.testing.Role;

/** A hospital, and its identity provider on a real socket. */
abstract class ProviderHouse {
    static final String BACK = "https://emr.hospital.example" + ProviderSignIn.RETURN;
    static final String INSIDE = "10.1.2.3";
    static final String OUTSIDE = "203.0.113.9";
    static final From FROM = new From(INSIDE, "Firefox", "r");
    private static final DatabaseAddress DATABASE = TestDatabase.fresh();

    /** A clock that moves when told. */
    static final class Moving extends Clock {
        Instant now = Instant.now();

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    final Hospital hospital = new Hospital(DATABASE);
    final AuditTrail trail = new AuditTrail(hospital.database);
    final Access access = new Access(hospital.database, trail);
    final Moving clock = new Moving();
    final IdentityProvider there = new IdentityProvider(BACK);
    final Sessions sessions =
            new Sessions(hospital.database, trail, new Passwords(), new Networks(Optional.of("10.0.0.0/8")));
    final ProviderSessions vouched = new ProviderSessions(sessions, hospital.database, trail, clock);
    final ProviderRoles roles = new ProviderRoles(
            access, hospital.database, trail, new GivenRoles(trail, Clock.systemUTC()), Clock.systemUTC());
    final Bindings bindings = new Bindings(access, hospital.database, trail, roles, clock);
    final ProviderSignIn signIn = of(BACK, IdentityProvider.SECRET);
    final String name = "bs-" + Ids.next();
    final UUID doctor = hospital.account(name, "x", Role.DOCTOR, hospital.department("NOI"));

    @AfterEach
    void close() {
        signIn.close();
        there.close();
    }

    ProviderSignIn of(String back, String secret) {
        Provider provider = new Provider(
                there.issuer(),
                IdentityProvider.CLIENT,
                secret,
                URI.create(back),
                "preferred_username",
                "realm_access.roles",
                Set.of("mfa", "gold"));
        return new ProviderSignIn(Optional.of(provider), bindings, vouched, clock);
    }

    /** What the provider tells of the doctor, with these claims besides or instead. */
    Map<String, Object> person(Object... more) {
        Map<String, Object> claims = new HashMap<>(Map.of("sub", "s-" + name, "preferred_username", name));
        for (int i = 0; i < more.length; i += 2) {
            claims.put((String) more[i], more[i + 1]);
        }
        return claims;
    }

    static Answer answer(Map<String, String> back) {
        return new Answer(back.get("code"), back.get("state"), back.get("error"), back.get("iss"));
    }

    Caller enter(Object... claims) {
        return enter(FROM, claims);
    }

    Caller enter(From from, Object... claims) {
        Begun begun = signIn.begin(from);
        Answer answer = answer(IdentityProvider.signIn(begun.to(), person(claims), Signed.RIGHTLY));
        return signIn.finish(begun.browserKey(), answer, from).caller();
    }

    void refused(Why why, String trace, Signed signed, Object... claims) {
        Begun begun = signIn.begin(FROM);
        Answer answer = answer(IdentityProvider.signIn(begun.to(), person(claims), signed));
        refused(why, trace, begun.browserKey(), answer);
    }

    /** The person is told why, the trace says more, and there is no session. */
    void refused(Why why, String trace, String browserKey, Answer answer) {
        long before = count("select count(*) as n from session");
        long traced = traced(trace);
        assertEquals(
                why,
                assertThrows(NotSignedIn.class, () -> signIn.finish(browserKey, answer, FROM))
                        .why());
        assertEquals(traced + 1, traced(trace), trace);
        assertEquals(before, count("select count(*) as n from session"));
    }

    private long traced(String detail) {
        return hospital.database
                .first(
                        "select count(*) as n from audit_event where kind = 'SIGN_IN_FAILED' and not success and detail = ?",
                        row -> row.number("n"),
                        "identity provider: " + detail)
                .orElseThrow();
    }

    long count(String sql) {
        return hospital.database.first(sql, row -> row.number("n")).orElseThrow();
    }

    Caller admin() {
        return hospital.caller(hospital.account("quản-trị-" + Ids.next(), "x", Role.IT_ADMIN), Role.IT_ADMIN);
    }
}
