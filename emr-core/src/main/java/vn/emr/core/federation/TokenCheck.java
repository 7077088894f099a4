package vn.emr.core.federation;

import static org.jose4j.jwa.AlgorithmConstraints.ConstraintType.PERMIT;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.InvalidAlgorithmException;
import org.jose4j.lang.UnresolvableKeyException;
import vn.emr.core.federation.NotSignedIn.Why;

/**
 * Judges tokens of the provider (OpenID Connect Core 1.0, 3.1.3.7; RFC 8725): signed by one of its keys with a public key
 * algorithm, issued by it, for us and nobody else, now. Neither {@code none} nor HMAC is ever an algorithm of a provider here.
 */
final class TokenCheck {
    /** Clocks of two machines differ by so much. */
    static final Duration SKEW = Duration.ofSeconds(60);

    private static final int LONGEST = 64 * 1024;
    private static final int OLDEST_SECONDS = 600;
    private static final String LOGOUT = "http://schemas.openid.net/event/backchannel-logout";
    private static final AlgorithmConstraints PUBLIC_KEY = new AlgorithmConstraints(
            PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512);

    private static final Map<Integer, String> WORDS = Map.of(
            ErrorCodes.EXPIRED, "expired",
            ErrorCodes.EXPIRATION_MISSING, "no expiry",
            ErrorCodes.AUDIENCE_INVALID, "audience",
            ErrorCodes.AUDIENCE_MISSING, "audience",
            ErrorCodes.ISSUER_INVALID, "issuer",
            ErrorCodes.ISSUER_MISSING, "issuer",
            ErrorCodes.SIGNATURE_INVALID, "signature",
            ErrorCodes.ISSUED_AT_INVALID_PAST, "issued long ago",
            ErrorCodes.ISSUED_AT_INVALID_FUTURE, "issued in the future");

    private final Provider provider;
    private final Discovery discovery;
    private final Clock clock;

    TokenCheck(Provider provider, Discovery discovery, Clock clock) {
        this.provider = provider;
        this.discovery = discovery;
        this.clock = clock;
    }

    /**
     * What an ID token says.
     *
     * @param nonce of this sign-in
     * @param begun when it began: the person must have shown who they are since
     * @throws NotSignedIn NOT_VOUCHED, or UNREACHABLE when the keys cannot be had
     */
    JwtClaims idToken(String token, String nonce, Instant begun) {
        JwtClaims claims = claims(token);
        demand(same(nonce, claims.getClaimValueAsString("nonce")), "nonce");
        NumericDate shown = time(claims, "auth_time");
        demand(shown != null && !shown.isBefore(at(begun.minus(SKEW))), "signed in there before");
        return claims;
    }

    /**
     * What a logout token says (Back-Channel Logout 1.0, 2.6).
     *
     * @throws NotSignedIn as above
     */
    JwtClaims logoutToken(String token) {
        JwtClaims claims = claims(token);
        boolean event = claims.getClaimValue("events") instanceof Map<?, ?> events && events.containsKey(LOGOUT);
        demand(event && !claims.hasClaim("nonce"), "no logout token");
        return claims;
    }

    private JwtClaims claims(String token) {
        demand(token != null && token.length() <= LONGEST, "no token");
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(PUBLIC_KEY)
                    .setVerificationKeyResolver((jws, outer) -> key(jws))
                    .setExpectedIssuer(true, provider.issuer())
                    .setExpectedAudience(true, provider.clientId())
                    .setRequireExpirationTime()
                    .setRequireIssuedAt()
                    .setAllowedClockSkewInSeconds((int) SKEW.toSeconds())
                    .setIssuedAtRestrictions(0, OLDEST_SECONDS)
                    .setEvaluationTime(at(clock.instant()))
                    .build()
                    .processToClaims(token);
            // For us and nobody else: a token for others too might have been given to us by one of them.
            demand(claims.getAudience().equals(List.of(provider.clientId())), "audience");
            String party = claims.getClaimValueAsString("azp");
            demand(party == null || party.equals(provider.clientId()), "authorized party");
            return claims;
        } catch (InvalidJwtException e) {
            if (e.getCause() instanceof UnresolvableKeyException unknown) {
                throw unknown.getCause() instanceof NotSignedIn told ? told : new NotSignedIn(Why.NOT_VOUCHED, "key");
            }
            throw new NotSignedIn(Why.NOT_VOUCHED, word(e));
        } catch (MalformedClaimException e) {
            throw new NotSignedIn(Why.NOT_VOUCHED, "malformed claim");
        }
    }

    private static String word(InvalidJwtException e) {
        return e.getErrorDetails().stream()
                .map(error -> WORDS.get(error.getErrorCode()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("token");
    }

    private Key key(JsonWebSignature jws) throws UnresolvableKeyException {
        try {
            mustBePublicKey(jws);
            try {
                return among(discovery.keys(), jws);
            } catch (UnresolvableKeyException notAmongThem) {
                return among(discovery.newerKeys(), jws);
            }
        } catch (NotSignedIn refused) {
            throw new UnresolvableKeyException("told by its cause", refused);
        }
    }

    private static void mustBePublicKey(JsonWebSignature jws) {
        try {
            PUBLIC_KEY.checkConstraint(jws.getAlgorithmHeaderValue());
        } catch (InvalidAlgorithmException e) {
            throw new NotSignedIn(Why.NOT_VOUCHED, "algorithm");
        }
    }

    private static Key among(List<JsonWebKey> keys, JsonWebSignature jws) throws UnresolvableKeyException {
        JwksVerificationKeyResolver resolver = new JwksVerificationKeyResolver(keys);
        resolver.setDisambiguateWithVerifySignature(true);
        return resolver.resolveKey(jws, List.of());
    }

    private static NumericDate time(JwtClaims claims, String name) {
        try {
            return claims.getNumericDateClaimValue(name);
        } catch (MalformedClaimException e) {
            return null;
        }
    }

    private static NumericDate at(Instant instant) {
        return NumericDate.fromSeconds(instant.getEpochSecond());
    }

    /** Compared in the same time wherever they differ. */
    static boolean same(String expected, String given) {
        return given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    static void demand(boolean good, String what) {
        if (!good) {
            throw new NotSignedIn(Why.NOT_VOUCHED, what);
        }
    }
}
