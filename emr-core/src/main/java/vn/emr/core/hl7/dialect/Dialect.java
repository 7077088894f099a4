package vn.emr.core.hl7.dialect;

import java.nio.charset.Charset;
import java.util.List;
import java.util.StringJoiner;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.Hl7Draft;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.Hl7Text;
import vn.emr.core.hl7.MessageHeader;

/**
 * How one product differs from the standard, and what is corrected in its messages before a translator reads them, so that
 * translators know the standard only. Pure data, compiled once; the bytes that came stay as they are.
 *
 * @param name such as {@code law-analyser}; a source names it
 * @param product of which vendor, for people
 * @param charset of texts when neither MSH-18 nor UTF-8 fits and the source has no setting; may be null
 * @param segmentEnds other ways this product ends a segment
 * @param header corrections of MSH, made before the character set is decided
 * @param corrections of all other segments, in order
 */
public record Dialect(
        String name,
        int version,
        String product,
        String about,
        Charset charset,
        List<byte[]> segmentEnds,
        List<Correction> header,
        List<Correction> corrections) {

    /** The standard as written: nothing is corrected and nothing is said about it. */
    public static final String STANDARD = "standard";

    /**
     * Reads a message as this dialect means it.
     *
     * @param fallback the source's character set for messages that do not say; null if it has none
     * @param remarks takes the name and version of this dialect and which corrections were made, counted from 1, those
     *     of the header with an h
     * @throws Refusal as {@link Hl7Text#read}; NOT_APPLICABLE when a correction grows beyond its limits
     */
    public Hl7Message read(byte[] bytes, Charset fallback, List<String> remarks) {
        Charset otherwise = fallback == null ? charset : fallback;
        if (name.equals(STANDARD)) {
            return Hl7Text.read(bytes, otherwise);
        }
        StringJoiner made = new StringJoiner(" ");
        byte[] frame = segmentEnds.isEmpty() ? bytes : SegmentEnds.usual(bytes, segmentEnds);
        frame = withHeader(frame, made);
        Hl7Message message = Hl7Text.read(frame, otherwise);
        Hl7Draft draft = new Hl7Draft(message);
        apply(corrections, draft, "", made);
        remarks.add(
                made.length() == 0
                        ? "dialect " + name + " version " + version + ", nothing to correct"
                        : "dialect " + name + " version " + version + ", corrections " + made);
        return draft.message();
    }

    private byte[] withHeader(byte[] frame, StringJoiner made) {
        MessageHeader found = header.isEmpty() ? null : MessageHeader.of(frame);
        if (found == null || !found.found()) {
            return frame;
        }
        Hl7Draft draft = Hl7Draft.ofHeader(frame, found);
        apply(header, draft, "h", made);
        return draft.headerInto(frame, found);
    }

    private static void apply(List<Correction> all, Hl7Draft draft, String list, StringJoiner made) {
        if (all.isEmpty()) {
            return;
        }
        Correcting message = new Correcting(draft);
        for (int i = 0; i < all.size(); i++) {
            message.nextCorrection();
            if (all.get(i).apply(message)) {
                made.add(list + (i + 1));
            }
        }
    }
}
