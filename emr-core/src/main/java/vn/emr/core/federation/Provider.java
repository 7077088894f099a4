package vn.emr.core.federation;

import java.net.URI;
import java.util.Set;
import vn.emr.core.outgoing.Elsewhere;

/**
 * The identity provider as the settings of the server name it.
 *
 * @param issuer exactly as it stands in its tokens; its discovery document is below it
 * @param secret of this server as a client of it
 * @param returnAddress where browsers come back to, exactly as registered there
 * @param usernameClaim names the account at the first sign-in
 * @param groupsClaim names the groups; dots lead into objects
 * @param secondFactor values of {@code acr} or {@code amr} that mean two factors were shown; empty: none does
 */
record Provider(
        String issuer,
        String clientId,
        String secret,
        URI returnAddress,
        String usernameClaim,
        String groupsClaim,
        Set<String> secondFactor) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Whether an address of the provider may be used at all: https, plain only on this machine, and no cloud's secrets. */
    static boolean mayBe(URI address) {
        String host = address.getHost();
        boolean safe = "https".equals(address.getScheme())
                || "http".equals(address.getScheme()) && host != null && LOOPBACK.contains(host);
        return safe
                && host != null
                && address.getUserInfo() == null
                && address.getFragment() == null
                && !Elsewhere.literally(host);
    }
}
