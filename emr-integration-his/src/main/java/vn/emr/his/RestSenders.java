package vn.emr.his;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.SourceKeys;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;

/** Who sends over HTTP: known by its key alone, never by what it says. */
@ApplicationScoped
public class RestSenders {
    private final SourceKeys keys;
    private final Sources sources;

    @Inject
    public RestSenders(SourceKeys keys, Sources sources) {
        this.keys = keys;
        this.sources = sources;
    }

    /**
     * The source with the bearer key of a request.
     *
     * @param peer address the request came from, empty when unknown
     * @throws Refusal NOT_SIGNED_IN without a key that works now, FORBIDDEN at this door or from this address
     */
    public Source of(String authorization, String peer) {
        String[] words =
                authorization == null ? new String[0] : authorization.strip().split(" +", 2);
        if (words.length != 2 || !words[0].equalsIgnoreCase("Bearer")) {
            throw new Refusal(Code.NOT_SIGNED_IN, "a source key is needed");
        }
        Source source = sources.byId(keys.caller(words[1], peer, null).id())
                .orElseThrow(() -> new Refusal(Code.NOT_SIGNED_IN, "unknown or expired key"));
        if (!NoticesRoute.DOOR.equals(source.door)) {
            throw new Refusal(Code.FORBIDDEN, "this source may not use this door");
        }
        return source;
    }

    /** The address a request came from, empty when unknown. */
    public static String peer(HttpServerRequest request) {
        return request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    }

    /** The length a request announced, negative when it did not. */
    public static long length(String contentLength) {
        return contentLength != null && contentLength.matches("\\d{1,18}") ? Long.parseLong(contentLength) : -1;
    }
}
