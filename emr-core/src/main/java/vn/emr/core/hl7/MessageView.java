package vn.emr.core.hl7;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vn.emr.core.Refusal;

/**
 * A kept message for a person to look at: its text as it came, escapes untouched, and its segments with their fields, each
 * with its place in that text. Whoever may not read content sees which fields were sent and how long they are.
 *
 * @param text as sent, in the message's character set; null without the right to content
 * @param charset by which it was read; null when no set fits, and each byte is shown as one character
 * @param whole false when only the beginning is shown
 */
public record MessageView(String text, String charset, boolean whole, List<SegmentView> segments) {
    /** More than this is for a download, not for a page. */
    static final int MOST_BYTES = 256 * 1024;

    private static final int MOST_SEGMENTS = 2_000;
    private static final int LONGEST_VALUE = 400;

    /** What says nothing about a person: everybody who may see the structure sees these. */
    private static final Set<String> SAFE = Set.of(
            "EVN-1", "EVN-2", "PV1-2", "ORC-1", "ORC-5", "OBR-24", "OBR-25", "OBX-1", "OBX-2", "OBX-6", "OBX-11");

    /** @param from place of the segment's name in the text, in UTF-16 units */
    public record SegmentView(String name, int from, int to, List<FieldView> fields) {}

    /**
     * A field that was sent.
     *
     * @param number as HL7 counts
     * @param from place in the text, in UTF-16 units
     * @param value as sent, cut when it is long; null without the right to content
     */
    public record FieldView(int number, int from, int to, int repetitions, String value) {}

    /**
     * @param fallback the sender's character set, may be null
     * @param content false for those who may see the structure only
     */
    public static MessageView of(byte[] bytes, Charset fallback, boolean content) {
        try {
            return new Reader(bytes, Hl7Text.read(bytes, fallback), content).view();
        } catch (Refusal unreadable) {
            return bytesOnly(bytes, content);
        }
    }

    /** A message of another format, or one that cannot be read: its text only. */
    public static MessageView plain(byte[] bytes, boolean content) {
        if (!Charsets.reads(bytes, StandardCharsets.UTF_8)) {
            return bytesOnly(bytes, content);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean whole = text.length() <= MOST_BYTES;
        return new MessageView(
                content ? text.substring(0, Math.min(text.length(), MOST_BYTES)) : null, "UTF-8", whole, List.of());
    }

    private static MessageView bytesOnly(byte[] bytes, boolean content) {
        int length = Math.min(bytes.length, MOST_BYTES);
        String text = content ? new String(bytes, 0, length, StandardCharsets.ISO_8859_1) : null;
        return new MessageView(text, null, length == bytes.length, List.of());
    }

    /** Walks once over the bytes; separators are ASCII in every character set we read, so pieces decode by themselves. */
    private static final class Reader {
        private final byte[] bytes;
        private final Hl7Message message;
        private final boolean content;
        private final StringBuilder text = new StringBuilder();
        private int at;

        Reader(byte[] bytes, Hl7Message message, boolean content) {
            this.bytes = bytes;
            this.message = message;
            this.content = content;
        }

        MessageView view() {
            List<SegmentView> shown = new ArrayList<>();
            boolean whole = true;
            for (Segment segment : message.segments()) {
                if (shown.size() == MOST_SEGMENTS || segment.line().from() >= MOST_BYTES) {
                    whole = false;
                    break;
                }
                shown.add(segment(segment));
                whole &= segment.line().to() <= MOST_BYTES;
            }
            if (whole) {
                upTo(bytes.length);
            }
            String charset = message.charset().charset().name();
            return new MessageView(content ? text.toString() : null, charset, whole, List.copyOf(shown));
        }

        private SegmentView segment(Segment segment) {
            int from = upTo(segment.line().from());
            List<FieldView> fields = new ArrayList<>();
            for (int n = 1; n <= segment.size(); n++) {
                if (segment.has(n) && !(segment.isHeader() && n == 1)) {
                    fields.add(field(segment, n));
                }
            }
            return new SegmentView(segment.name(), from, upTo(segment.line().to()), List.copyOf(fields));
        }

        private FieldView field(Segment segment, int n) {
            Slice whole = segment.whole(n);
            int from = upTo(whole.from());
            int to = upTo(whole.to());
            boolean shown = content || segment.isHeader() || SAFE.contains(segment.name() + "-" + n);
            String value = shown ? text.substring(from, Math.min(to, from + LONGEST_VALUE)) : null;
            int repetitions = segment.isHeader() && n == 2
                    ? 1
                    : whole.parts(message.delimiters().repetition()).size();
            return new FieldView(n, from, to, repetitions, value);
        }

        private int upTo(int end) {
            int until = Math.min(end, Math.max(at, MOST_BYTES));
            if (until > at) {
                text.append(new String(bytes, at, until - at, message.charset().charset()));
                at = until;
            }
            return text.length();
        }
    }
}
