package vn.emr.his.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.RequestKeys;
import vn.emr.core.organization.Source;
import vn.emr.his.Handover;
import vn.emr.his.Handover.Answered;

/** Takes one request with a claim file: cuts it into visits and hands each over. */
@ApplicationScoped
public class ClaimsDoor {
    /** Bytes of a file that are in memory at once: the visit at hand, as it came and as it is read, and those under way. */
    private static final long HELD = 64L * 1024 * 1024;

    private final ClaimFileFormat format;
    private final Handover handover;

    @Inject
    public ClaimsDoor(ClaimFileFormat format, Handover handover) {
        this.format = format;
        this.handover = handover;
    }

    /**
     * Reads the file to its end and answers after the last commit.
     *
     * @param contentLength as announced, negative when it was not
     * @param key of the request as its sender named it, null when it did not
     * @throws Refusal TOO_LARGE before anything was read, OVERLOADED when too many bodies are being read
     */
    Answered take(InputStream body, long contentLength, Source source, String peer, String key) throws IOException {
        if (contentLength > ClaimStream.FILE_LIMIT) {
            throw new Refusal(Code.TOO_LARGE, "a claim file may hold " + ClaimStream.FILE_LIMIT / 1024 + " KiB");
        }
        long held = contentLength < 0 ? HELD : Math.min(HELD, 2 * contentLength);
        Handover.Pieces pieces = Handover.Pieces.of(format, new ClaimStream(body), source, peer);
        return handover.take(key == null ? pieces : pieces.of("key/" + RequestKeys.text(key)), held);
    }
}
