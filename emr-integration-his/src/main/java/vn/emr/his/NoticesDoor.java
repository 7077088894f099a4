package vn.emr.his;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.organization.Source;
import vn.emr.his.Handover.Answered;

/** Takes one request of notices: cuts it into items and hands each over. */
@ApplicationScoped
public class NoticesDoor {
    private final NoticeFileFormat format;
    private final Handover handover;

    @Inject
    public NoticesDoor(NoticeFileFormat format, Handover handover) {
        this.format = format;
        this.handover = handover;
    }

    /**
     * Reads the body to its end and answers after the last commit.
     *
     * @param contentLength as announced, negative when it was not
     * @throws Refusal TOO_LARGE before anything was read, OVERLOADED when too many bodies are being read
     */
    Answered take(InputStream body, long contentLength, boolean lines, Source source, String peer) throws IOException {
        if (contentLength > NoticeTranslator.SIZE_LIMIT) {
            throw new Refusal(Code.TOO_LARGE, "a request may hold 32 MiB");
        }
        return handover.take(
                Handover.Pieces.of(format, new ItemStream(body, lines), source, peer),
                contentLength < 0 ? NoticeTranslator.SIZE_LIMIT : contentLength);
    }
}
