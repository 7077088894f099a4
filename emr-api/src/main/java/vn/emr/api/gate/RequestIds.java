package vn.emr.api.gate;

import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import vn.emr.core.Ids;

/** The id that joins an answer, the log and the trace. */
public final class RequestIds {
    static final String HEADER = "X-Request-Id";
    private static final String KEY = "emr.request";

    /** What a caller may bring along: short and harmless in any log. */
    private static final Pattern GOOD = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestIds() {}

    /** The id of this request: the caller's own when it is a good one, else a new UUIDv7. */
    public static String of(RoutingContext context) {
        String known = context.get(KEY);
        if (known == null) {
            String sent = context.request().getHeader(HEADER);
            known = sent != null && GOOD.matcher(sent).matches()
                    ? sent
                    : Ids.next().toString();
            context.put(KEY, known);
        }
        return known;
    }
}
