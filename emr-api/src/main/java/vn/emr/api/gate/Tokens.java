package vn.emr.api.gate;

import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import vn.emr.core.access.Caller;

/** Short signed tokens (RFC 7519, ES256): they say who, never what; rights are read from the database. */
@ApplicationScoped
class Tokens {
    static final Duration LIFE = Duration.ofMinutes(10);
    private static final String TENANT = "tenant";
    private static final String SESSION = "sid";

    /** Who a token names. */
    record Named(UUID accountId, UUID tenantId, UUID sessionId) {}

    private final JWTParser parser;

    @Inject
    Tokens(JWTParser parser) {
        this.parser = parser;
    }

    String of(Caller caller) {
        return Jwt.subject(caller.id().toString())
                .claim(TENANT, caller.tenantId().toString())
                .claim(SESSION, caller.sessionId().toString())
                .expiresIn(LIFE)
                .sign();
    }

    /** Empty for anything that is not a living token of ours. */
    Optional<Named> read(String token) {
        try {
            JsonWebToken jwt = parser.parse(token);
            return Optional.of(new Named(
                    UUID.fromString(jwt.getSubject()),
                    UUID.fromString(jwt.getClaim(TENANT)),
                    UUID.fromString(jwt.getClaim(SESSION))));
        } catch (ParseException | IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }
}
