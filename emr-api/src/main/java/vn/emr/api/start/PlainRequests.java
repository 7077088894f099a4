package vn.emr.api.start;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Behind proxies the server listens on the network without TLS of its own, so only those proxies and this machine may
 * speak to it: anybody else would send passwords and records in the clear.
 */
@ApplicationScoped
class PlainRequests {
    private static final int FIRST = 100_000;

    @ConfigProperty(name = "quarkus.http.proxy.trusted-proxies")
    Optional<List<String>> proxies;

    void guard(@Observes Filters filters) {
        List<PeerAddress> trusted =
                proxies.orElse(List.of()).stream().map(PeerAddress::parse).toList();
        if (!trusted.isEmpty()) {
            filters.register(context -> pass(context, trusted), FIRST);
        }
    }

    private static void pass(RoutingContext context, List<PeerAddress> trusted) {
        boolean tls = context.request().connection().isSsl();
        if (tls || allowed(context.request().connection().remoteAddress(), trusted)) {
            context.next();
        } else {
            context.response().setStatusCode(403).end();
        }
    }

    /** The connection's own address, not the one the headers tell. */
    private static boolean allowed(SocketAddress peer, List<PeerAddress> trusted) {
        InetAddress address = PeerAddress.parse(peer.hostAddress()).address();
        return address.isLoopbackAddress() || trusted.stream().anyMatch(network -> network.holds(address));
    }
}
