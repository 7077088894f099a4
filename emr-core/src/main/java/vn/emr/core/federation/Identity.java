package vn.emr.core.federation;

import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;

/**
 * Whom the provider vouches for.
 *
 * @param subject never changes and is never given to somebody else (OpenID Connect Core 1.0, section 2)
 * @param username null when the provider tells none
 * @param session of the provider, null when it does not say
 * @param groups of the person there; at most 500 are looked at
 * @param secondFactor two factors were shown there
 */
record Identity(String subject, String username, String session, Set<String> groups, boolean secondFactor) {
    private static final int LONGEST = 255;
    private static final int MOST_GROUPS = 500;

    /** @throws NotSignedIn NOT_VOUCHED without a subject */
    static Identity of(Provider provider, JwtClaims claims) {
        String subject = text(claims.getClaimValue("sub"));
        TokenCheck.demand(subject != null, "no subject");
        String username = text(at(claims, provider.usernameClaim()));
        Set<String> shown = new LinkedHashSet<>(texts(claims.getClaimValue("amr")));
        shown.addAll(texts(claims.getClaimValue("acr")));
        shown.retainAll(provider.secondFactor());
        return new Identity(
                subject,
                username == null ? null : Normalizer.normalize(username, Normalizer.Form.NFC),
                text(claims.getClaimValue("sid")),
                texts(at(claims, provider.groupsClaim())),
                !shown.isEmpty());
    }

    /** A claim of this name, or the one its dots lead to, as {@code realm_access.roles} does. */
    private static Object at(JwtClaims claims, String path) {
        Object whole = claims.getClaimValue(path);
        if (whole != null || path.indexOf('.') < 0) {
            return whole;
        }
        Object here = claims.getClaimsMap();
        for (String name : path.split("\\.")) {
            here = here instanceof Map<?, ?> inner ? inner.get(name) : null;
        }
        return here;
    }

    private static Set<String> texts(Object claim) {
        Collection<?> values = claim instanceof Collection<?> many ? many : claim == null ? List.of() : List.of(claim);
        Set<String> texts = new LinkedHashSet<>();
        values.stream()
                .limit(MOST_GROUPS)
                .map(Identity::text)
                .filter(one -> one != null)
                .forEach(texts::add);
        return texts;
    }

    private static String text(Object claim) {
        return claim instanceof String text && !text.isBlank() && text.length() <= LONGEST && text.indexOf('\0') < 0
                ? text
                : null;
    }
}
