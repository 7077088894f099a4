package vn.emr.his;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.his.Handover.Answered;
import vn.emr.his.Handover.Piece;

/** Takes one request of notices: cuts it into items and hands each over. */
@ApplicationScoped
public class NoticesDoor {
    private final NoticeTranslator translator;
    private final Handover handover;

    @Inject
    public NoticesDoor(NoticeTranslator translator, Handover handover) {
        this.translator = translator;
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
        ItemStream items = new ItemStream(body, lines);
        return handover.take(
                () -> items.next().map(item -> piece(item, source, peer)),
                contentLength < 0 ? NoticeTranslator.SIZE_LIMIT : contentLength);
    }

    private Piece piece(ItemStream.Item item, Source source, String peer) {
        if (item.bytes().length == 0 && item.refusal() != null) {
            return new Piece(null, item.refusal());
        }
        Delivery delivery = item.refusal() == null
                ? translator.read(item.bytes(), NoticesRoute.DOOR, peer, Sources.only(source))
                : translator.unreadable(item.bytes(), NoticesRoute.DOOR, peer, source, item.refusal());
        return new Piece(delivery, null);
    }
}
