package vn.emr.api.start;

import io.vertx.core.VertxException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** A request line that no HTTP of ours knows, or one without a host, is refused without the words of the framework. */
@ApplicationScoped
class UnreadableRequests {
    private static final int FIRST = -100_000;
    private static final int BAD_REQUEST = 400;

    void guard(@Observes Router router) {
        router.route().order(FIRST).handler(RoutingContext::next).failureHandler(UnreadableRequests::answer);
    }

    private static void answer(RoutingContext context) {
        if (context.statusCode() == BAD_REQUEST && context.failure() instanceof VertxException) {
            context.response()
                    .putHeader("Connection", "close")
                    .setStatusCode(BAD_REQUEST)
                    .end();
        } else {
            context.next();
        }
    }
}
