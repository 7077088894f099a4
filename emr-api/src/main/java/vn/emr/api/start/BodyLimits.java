package vn.emr.api.start;

import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/**
 * How long a body may be, with the rest of its request: the doors that take more count for themselves and answer with a
 * reason. What the server as a whole allows is the largest of these.
 */
@ApplicationScoped
class BodyLimits {
    private static final long USUAL = 33L << 20;
    private static final Map<String, Long> LARGER = Map.of(
            "/api/v1/his/claims", 257L << 20, "/api/v1/his/imports", 2049L << 20, "/api/v1/imports", 2049L << 20);

    /** Behind the framework's own look at the length, before any body is read. */
    private static final int BEHIND_THE_LIMIT = 1;

    void guard(@Observes Filters filters) {
        filters.register(BodyLimits::pass, BEHIND_THE_LIMIT);
    }

    private static void pass(RoutingContext context) {
        long limit = LARGER.getOrDefault(context.normalizedPath(), USUAL);
        String announced = context.request().getHeader("Content-Length");
        if (announced == null) {
            context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, limit);
            context.next();
        } else if (announced.length() > 10 || Long.parseLong(announced) > limit) {
            context.response()
                    .putHeader("Connection", "close")
                    .setStatusCode(413)
                    .end();
        } else {
            context.next();
        }
    }
}
