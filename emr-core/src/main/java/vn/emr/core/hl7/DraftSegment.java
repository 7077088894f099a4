package vn.emr.core.hl7;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One segment of an {@link Hl7Draft}. Texts are as a message writes them, separators and escapes included. */
public final class DraftSegment {
    private final Hl7Draft draft;
    private final Segment sent;
    private String name;
    /** What was read or written so far; corrections ask for the same few fields again and again. */
    private String[] texts = {};
    /** The last field that was written, 0 when the segment is as it was sent. */
    private int lastWritten;

    /** @param sent null for one that the sender did not write */
    DraftSegment(Hl7Draft draft, String name, Segment sent) {
        this.draft = draft;
        this.name = name;
        this.sent = sent;
    }

    public String name() {
        return name;
    }

    /** Gives the segment another name of three characters. */
    public void name(String other) {
        if (!name.equals(other)) {
            name = other;
            draft.changed();
        }
    }

    /** The number of the last field. */
    public int size() {
        return Math.max(sent == null ? 0 : sent.size(), lastWritten);
    }

    /** Field n; empty when it is not there. */
    public String field(int n) {
        String known = n < texts.length ? texts[n] : null;
        if (known == null) {
            known = sent == null ? "" : sent.field(n);
            know(n, known);
        }
        return known;
    }

    /** Writes field n. */
    public void field(int n, String text) {
        if (!field(n).equals(text)) {
            know(n, text);
            lastWritten = Math.max(lastWritten, n);
            draft.changed();
        }
    }

    private void know(int n, String text) {
        if (n >= texts.length) {
            texts = Arrays.copyOf(texts, Math.max(n + 1, 16));
        }
        texts[n] = text;
    }

    /** The same segment once more, to be changed by itself. */
    public DraftSegment copy() {
        DraftSegment copy = new DraftSegment(draft, name, sent);
        copy.texts = texts.clone();
        copy.lastWritten = lastWritten;
        return copy;
    }

    void writeTo(ByteArrayOutputStream out, Charset encoding, Delimiters delimiters) {
        if (lastWritten == 0 && sent != null && sent.name().equals(name)) {
            write(out, sent.line(), encoding);
            return;
        }
        out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        if (size() == 0) {
            // A name alone would be taken for text of the segment before.
            out.write(delimiters.field());
        }
        // MSH-1 is the separator itself.
        int first = name.equals("MSH") ? 2 : 1;
        for (int n = first; n <= size(); n++) {
            out.write(delimiters.field());
            if (n < texts.length && texts[n] != null) {
                out.writeBytes(texts[n].getBytes(encoding));
            } else if (sent != null) {
                write(out, sent.whole(n), encoding);
            }
        }
    }

    /** Most bytes go as they are: a document of many megabytes must not become a text on the way. */
    private static void write(ByteArrayOutputStream out, Slice slice, Charset encoding) {
        Charset from = slice.message().encoding();
        if (from.equals(encoding) || from.equals(StandardCharsets.US_ASCII)) {
            out.write(slice.message().bytes(), slice.from(), Math.max(0, slice.to() - slice.from()));
        } else {
            out.writeBytes(slice.raw().getBytes(encoding));
        }
    }
}
