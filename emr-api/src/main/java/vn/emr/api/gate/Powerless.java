package vn.emr.api.gate;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** Marks an answer whose bytes come from outside: a browser must give them no power at all. */
@RequestScoped
public class Powerless {
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self';" + " frame-ancestors 'self'; sandbox";

    private final RoutingContext context;

    @Inject
    Powerless(RoutingContext context) {
        this.context = context;
    }

    /** Takes the place of the policy every other answer carries. */
    public void answer() {
        context.response().headers().set("Content-Security-Policy", POLICY);
    }
}
