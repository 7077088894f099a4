package vn.emr.api.gate;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import vn.emr.api.problem.Problem;
import vn.emr.core.Code;

/** What every answer carries, pages and errors alike, and what no request gets past. */
@ApplicationScoped
class EveryAnswer {
    private static final int EARLY = 90_000;

    /**
     * Nothing from elsewhere, nothing inline, nobody frames us but ourselves. WebAssembly unpacks compressed images; no script but our own files runs, and nothing is evaluated from text. Pointers of the
     * image viewer are pictures that our own files draw.
     */
    private static final String CONTENT_SECURITY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval';"
            + " img-src 'self' blob:;"
            + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    /** The largest ordinary body is a configuration document; the HIS doors and files of persons count for themselves. */
    private static final long MOST_BODY = 2 * 1024 * 1024;

    private static final String OWN_LIMIT = "/api/v1/his/";
    private static final String BROUGHT_IN = "/api/v1/imports";
    private static final String NAMED_BY_CONTENT = "/assets/";
    private static final String READY = "/q/health/ready";

    void register(@Observes Filters filters) {
        filters.register(EveryAnswer::pass, EARLY);
    }

    private static void pass(RoutingContext context) {
        HttpServerRequest request = context.request();
        headers(context.response().headers(), request, RequestIds.of(context));
        String path = context.normalizedPath();
        if ((path.equals("/q") || path.startsWith("/q/")) && !path.equals(READY)) {
            refuse(context, Code.NOT_FOUND, 404, "no such address");
        } else if (path.startsWith(OWN_LIMIT) || path.equals(BROUGHT_IN)) {
            context.next();
        } else if (tooLong(request)) {
            context.response().putHeader("Connection", "close");
            refuse(context, Code.TOO_LARGE, 413, "body over the limit");
        } else if (request.getHeader("Transfer-Encoding") != null) {
            // A body without a stated length may never end; browsers and ordinary programs state it.
            context.response().putHeader("Connection", "close");
            refuse(context, Code.INVALID_REQUEST, 411, "Content-Length is needed here");
        } else {
            context.next();
        }
    }

    private static void headers(MultiMap headers, HttpServerRequest request, String requestId) {
        headers.set(RequestIds.HEADER, requestId)
                .set("Content-Security-Policy", CONTENT_SECURITY)
                .set("X-Content-Type-Options", "nosniff")
                .set("Referrer-Policy", "no-referrer")
                .set("X-Frame-Options", "SAMEORIGIN")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Cross-Origin-Resource-Policy", "same-origin");
        if ("https".equals(request.scheme())) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        if (request.path() == null || request.path().startsWith("/api/")) {
            headers.set("Cache-Control", "no-store");
        } else if (!request.path().startsWith(NAMED_BY_CONTENT)) {
            // The page names its script by content: kept unasked, it would ask for one of an older version.
            headers.set("Cache-Control", "no-cache");
        }
    }

    private static boolean tooLong(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length != null && (!length.matches("\\d{1,10}") || Long.parseLong(length) > MOST_BODY);
    }

    private static void refuse(RoutingContext context, Code code, int status, String detail) {
        Problem problem = Problem.of(
                code,
                status,
                detail,
                List.of(),
                context.request().getHeader("Accept-Language"),
                RequestIds.of(context));
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(JsonObject.mapFrom(problem).encode());
    }
}
