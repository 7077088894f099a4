package vn.emr.api.gate;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;

/**
 * Gives the viewer for each of its addresses, so that a link or a reload finds its place again. Quinoa's own routing comes
 * after REST, which answers 404 itself as soon as a mapper for it exists, as ours does.
 */
@ApplicationScoped
class PageAddresses {
    private static final int AFTER_EVERY_ANSWER = 80_000;
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final List<String> OTHERS = List.of("/api", "/q", "/fhir", "/assets");

    void register(@Observes Filters filters) {
        filters.register(PageAddresses::pass, AFTER_EVERY_ANSWER);
    }

    private static void pass(RoutingContext context) {
        if (isPage(context.request().method().name(), context.normalizedPath())) {
            context.reroute("/");
        } else {
            context.next();
        }
    }

    /** Reading something below the root that is neither an API nor a file. */
    static boolean isPage(String method, String path) {
        return READING.contains(method)
                && path.length() > 1
                && path.indexOf('.', path.lastIndexOf('/')) < 0
                && OTHERS.stream().noneMatch(other -> path.equals(other) || path.startsWith(other + "/"));
    }
}
