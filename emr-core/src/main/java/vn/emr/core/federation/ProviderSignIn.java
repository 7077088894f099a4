package vn.emr.core.federation;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.jose4j.jwt.JwtClaims;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.ProviderSessions;
import vn.emr.core.access.ProviderSessions.Vouched;
import vn.emr.core.access.Sessions;
import vn.emr.core.federation.NotSignedIn.Why;
import vn.emr.core.outgoing.OutgoingHttp;

/**
 * The door of this room: a sign-in with the hospital's identity provider is begun, and finished with a session of our own for
 * the account that belongs to the person there. Which account that is follows from {@link Bindings}, its roles from
 * {@link ProviderRoles}. Every refused one is traced with its reason.
 */
@ApplicationScoped
public class ProviderSignIn {
    /** Where browsers come back to, below the address where people open the pages. */
    public static final String RETURN = "/api/v1/session/provider/return";

    /**
     * @param to where the browser goes
     * @param browserKey to be kept by this browser alone, and brought back
     */
    public record Begun(URI to, String browserKey) {}

    /** What the browser brings back; any of it may be null. */
    public record Answer(String code, String state, String error, String issuer) {}

    /** Where a request came from, for the trace. */
    public record From(String address, String device, String requestId) {}

    private final Optional<Provider> provider;
    private final OutgoingHttp http = new OutgoingHttp();
    private final CodeFlow flow;
    private final TokenCheck check;
    private final Bindings bindings;
    private final ProviderSessions sessions;

    @Inject
    ProviderSignIn(Config config, Bindings bindings, ProviderSessions sessions, Clock clock) {
        this(provider(config), bindings, sessions, clock);
    }

    ProviderSignIn(Optional<Provider> provider, Bindings bindings, ProviderSessions sessions, Clock clock) {
        this.provider = provider;
        this.bindings = bindings;
        this.sessions = sessions;
        Discovery discovery =
                provider.map(one -> new Discovery(one, http, clock)).orElse(null);
        this.check = provider.map(one -> new TokenCheck(one, discovery, clock)).orElse(null);
        this.flow =
                provider.map(one -> new CodeFlow(one, discovery, check, clock)).orElse(null);
    }

    private static Optional<Provider> provider(Config config) {
        return config.getOptionalValue("emr.oidc.issuer", String.class).map(issuer -> {
            try {
                return new Provider(
                        issuer,
                        config.getValue("emr.oidc.client.id", String.class),
                        Files.readString(Path.of(config.getValue("emr.oidc.client.secret.file", String.class)))
                                .strip(),
                        URI.create(config.getValue("emr.origin", String.class) + RETURN),
                        config.getOptionalValue("emr.oidc.username.claim", String.class)
                                .orElse("preferred_username"),
                        config.getOptionalValue("emr.oidc.groups.claim", String.class)
                                .orElse("groups"),
                        config.getOptionalValue("emr.oidc.second.factor", String.class)
                                .map(ProviderSignIn::words)
                                .orElse(Set.of()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Set<String> words(String list) {
        return Arrays.stream(list.split("[,\\s]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Whether an issuer can be asked at all: https (plain on this machine only), without query and fragment. */
    public static boolean mayBeIssuer(String issuer) {
        try {
            URI address = URI.create(issuer);
            return Provider.mayBe(address) && address.getQuery() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether the settings name a provider. */
    public boolean possible() {
        return provider.isPresent();
    }

    /**
     * Begins a sign-in.
     *
     * @throws NotSignedIn UNREACHABLE
     * @throws Refusal NOT_FOUND when there is no provider
     */
    public Begun begin(From from) {
        mustBePossible();
        try {
            CodeFlow.Begun begun = flow.begin();
            return new Begun(begun.to(), begun.browserKey());
        } catch (NotSignedIn away) {
            sessions.refused(null, away.getMessage(), from.address(), from.device(), from.requestId());
            throw away;
        }
    }

    /**
     * Finishes it.
     *
     * @param browserKey null when the browser brought none
     * @throws NotSignedIn with what the person is told; the trace says more
     * @throws Refusal NOT_FOUND when there is no provider
     */
    public Sessions.SignedIn finish(String browserKey, Answer answer, From from) {
        mustBePossible();
        UUID[] whose = new UUID[1];
        try {
            JwtClaims claims = flow.finish(
                    browserKey, new CodeFlow.Answer(answer.code(), answer.state(), answer.error(), answer.issuer()));
            Identity who = Identity.of(provider.orElseThrow(), claims);
            Bindings.Found found = bindings.find(provider.orElseThrow().issuer(), who);
            whose[0] = found.accountId();
            Vouched by = bindings.enter(found, provider.orElseThrow().issuer(), who);
            return sessions.open(by, from.address(), from.device(), from.requestId());
        } catch (NotSignedIn refused) {
            sessions.refused(whose[0], refused.getMessage(), from.address(), from.device(), from.requestId());
            throw refused;
        }
    }

    /**
     * The provider tells that somebody signed out there (Back-Channel Logout 1.0).
     *
     * @return how many sessions ended
     * @throws Refusal INVALID_REQUEST for a token that does not hold, TEMPORARY while it cannot be judged, NOT_FOUND when there is
     *     no provider
     */
    public int signedOut(String logoutToken, From from) {
        mustBePossible();
        try {
            JwtClaims claims = check.logoutToken(logoutToken);
            String subject = claims.getClaimValueAsString("sub");
            String session = claims.getClaimValueAsString("sid");
            TokenCheck.demand(subject != null || session != null, "nobody is named");
            return sessions.end(provider.orElseThrow().issuer(), subject, session, from.address(), from.requestId());
        } catch (NotSignedIn refused) {
            sessions.refused(
                    null, "sign-out: " + refused.getMessage(), from.address(), from.device(), from.requestId());
            throw refused.why() == Why.UNREACHABLE
                    ? new Refusal(Code.TEMPORARY, "the keys of the identity provider cannot be had")
                    : new Refusal(Code.INVALID_REQUEST, "the logout token does not hold");
        }
    }

    private void mustBePossible() {
        if (provider.isEmpty()) {
            throw new Refusal(Code.NOT_FOUND, "no identity provider is set up");
        }
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
