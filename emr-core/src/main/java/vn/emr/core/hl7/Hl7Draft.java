package vn.emr.core.hl7;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * A message being corrected before its translator sees it. The message it begins with and its bytes stay as they are;
 * {@link #message} gives a new one when anything was changed. For one thread.
 */
public final class Hl7Draft {
    /** Corrections add names and numbers; what grows beyond this would multiply a hostile message. */
    private static final int MOST_GROWTH = 256 << 10;

    private final Hl7Message begun;
    private final Charset encoding;
    private final List<DraftSegment> segments;
    private boolean changed;

    public Hl7Draft(Hl7Message begun) {
        this(begun, StandardCharsets.UTF_8);
    }

    private Hl7Draft(Hl7Message begun, Charset encoding) {
        this.begun = begun;
        this.encoding = encoding;
        this.segments = new ArrayList<>(begun.segments().size());
        for (Segment segment : begun.segments()) {
            segments.add(new DraftSegment(this, segment.name(), segment));
        }
    }

    /** The MSH segment alone, its bytes in disguise (ISO 8859-1): it says in which character set the rest is. */
    public static Hl7Draft ofHeader(byte[] frame, MessageHeader header) {
        byte[] line = java.util.Arrays.copyOfRange(
                frame, header.start(), Hl7Text.lineEnd(frame, header.start(), frame.length));
        var bytes = new Charsets.Choice(StandardCharsets.ISO_8859_1, Charsets.Rule.DECLARED);
        return new Hl7Draft(Hl7Text.readAgain(line, bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    }

    /** The frame with this draft's MSH instead of its own; the frame itself when nothing was changed. */
    public byte[] headerInto(byte[] frame, MessageHeader header) {
        if (!changed) {
            return frame;
        }
        int end = Hl7Text.lineEnd(frame, header.start(), frame.length);
        var out = new ByteArrayOutputStream(frame.length + 64);
        segments.getFirst().writeTo(out, encoding, delimiters());
        out.write(frame, end, frame.length - end);
        return out.toByteArray();
    }

    public Delimiters delimiters() {
        return begun.delimiters();
    }

    /** The segments, MSH first. Whoever adds, removes or moves one says so with {@link #changed}. */
    public List<DraftSegment> segments() {
        return segments;
    }

    /** An empty segment, not yet in the message. */
    public DraftSegment make(String name) {
        return new DraftSegment(this, name, null);
    }

    public void changed() {
        changed = true;
    }

    /**
     * The message as it reads now: the one begun with when nothing was changed, else a new one in UTF-8.
     *
     * @throws Refusal NOT_APPLICABLE when it has grown beyond twice its size and 256 KiB; TOO_LARGE
     */
    public Hl7Message message() {
        if (!changed) {
            return begun;
        }
        long most = 2L * begun.bytes().length + MOST_GROWTH;
        var out = new ByteArrayOutputStream(begun.bytes().length + 256);
        for (DraftSegment segment : segments) {
            segment.writeTo(out, encoding, delimiters());
            out.write('\r');
            if (out.size() > most) {
                throw new Refusal(
                        Code.NOT_APPLICABLE,
                        "The dialect of this sender makes the message many times larger; it is kept.");
            }
        }
        return Hl7Text.readAgain(out.toByteArray(), begun.charset(), encoding);
    }
}
