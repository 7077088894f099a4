package vn.emr.his.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.his.Handover;
import vn.emr.his.Handover.Answered;
import vn.emr.his.Handover.Piece;
import vn.emr.his.NoticesRoute;

/** Takes one request with a claim file: cuts it into visits and hands each over. */
@ApplicationScoped
public class ClaimsDoor {
    /** Bytes of a file that are in memory at once: the visit at hand, as it came and as it is read, and those under way. */
    private static final long HELD = 64L * 1024 * 1024;

    private final ClaimTranslator translator;
    private final Handover handover;

    @Inject
    public ClaimsDoor(ClaimTranslator translator, Handover handover) {
        this.translator = translator;
        this.handover = handover;
    }

    /**
     * Reads the file to its end and answers after the last commit.
     *
     * @param contentLength as announced, negative when it was not
     * @throws Refusal TOO_LARGE before anything was read, OVERLOADED when too many bodies are being read
     */
    Answered take(InputStream body, long contentLength, Source source, String peer) throws IOException {
        if (contentLength > ClaimStream.FILE_LIMIT) {
            throw new Refusal(Code.TOO_LARGE, "a claim file may hold " + ClaimStream.FILE_LIMIT / 1024 + " KiB");
        }
        ClaimStream stream = new ClaimStream(body);
        long held = contentLength < 0 ? HELD : Math.min(HELD, 2 * contentLength);
        return handover.take(() -> next(stream, source, peer), held);
    }

    private Optional<Piece> next(ClaimStream stream, Source source, String peer) throws IOException {
        Optional<ClaimStream.Part> part = stream.next();
        if (part.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = part.get().bytes();
        Refusal refusal = part.get().refusal();
        if (refusal != null && bytes.length == 0) {
            return Optional.of(new Piece(null, refusal));
        }
        Delivery delivery = refusal == null
                ? translator.read(bytes, NoticesRoute.DOOR, peer, Sources.only(source))
                : translator.unreadable(bytes, NoticesRoute.DOOR, peer, source, refusal);
        return Optional.of(new Piece(delivery.remarked(count(stream)), null));
    }

    /** At the end of a file: whether as many visits came as were announced. */
    private static List<String> count(ClaimStream stream) {
        boolean differs = stream.ended() && stream.announced() >= 0 && stream.announced() != stream.visits();
        return differs
                ? List.of("SOLUONGHOSO says " + stream.announced() + " records, " + stream.visits() + " came")
                : List.of();
    }
}
