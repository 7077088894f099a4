package vn.emr.his;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
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
     * @throws Refusal NOT_SIGNED_IN without a known key, FORBIDDEN at this door or from this address
     */
    public Source of(String authorization, String peer) {
        String[] words =
                authorization == null ? new String[0] : authorization.strip().split(" +", 2);
        Source source = (words.length == 2 && words[0].equalsIgnoreCase("Bearer")
                        ? keys.caller(words[1], peer, null).flatMap(caller -> sources.byId(caller.id()))
                        : Optional.<Source>empty())
                .orElseThrow(() -> new Refusal(Code.NOT_SIGNED_IN, "a source key is needed"));
        if (!NoticesRoute.DOOR.equals(source.door)) {
            throw new Refusal(Code.FORBIDDEN, "this source may not use this door");
        }
        if (!source.mayComeFrom(address(peer))) {
            throw new Refusal(Code.FORBIDDEN, "this source may not send from this address");
        }
        return source;
    }

    /** The length a request announced, negative when it did not. */
    public static long length(String contentLength) {
        return contentLength != null && contentLength.matches("\\d{1,18}") ? Long.parseLong(contentLength) : -1;
    }

    /** The peer is written as a literal address, so no name service is asked. */
    private static InetAddress address(String peer) {
        try {
            return peer.isEmpty() ? null : InetAddress.getByName(peer);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
