package vn.emr.core.hl7;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * Reads HL7 v2 text as senders really write it: any line ends, any separators, missing parts, line breaks inside fields.
 * Two linear passes over the bytes find segments and fields; nothing is copied and no text is decoded until somebody asks
 * for a value.
 */
public final class Hl7Text {
    /** Segments that senders write without any field; every other line of three letters is text. */
    private static final Set<String> BARE_SEGMENTS =
            Set.of("PID", "PD1", "NK1", "PV1", "PV2", "NTE", "ORC", "OBR", "OBX", "SPM", "DSC", "BTS", "FTS");

    private static final String HEADER = "MSH";
    private static final String TRAILING = "\r\n\t\0\u000B\u001A\u001C";

    private final byte[] bytes;
    private final Hl7Limits limits;
    private final Delimiters delimiters;
    private final byte[] kinds = new byte[256];
    private int[] fieldStarts = new int[256];
    private int fieldCount;

    private Hl7Text(byte[] bytes, Hl7Limits limits, Delimiters delimiters) {
        this.bytes = bytes;
        this.limits = limits;
        this.delimiters = delimiters;
        kinds[delimiters.field()] = 1;
        if (delimiters.repetition() != Delimiters.NONE) {
            kinds[delimiters.repetition()] = 2;
        }
    }

    /**
     * Reads one message with the standard limits.
     *
     * @param fallback see {@link Charsets#choose}; may be null
     * @throws Refusal UNREADABLE without a usable MSH or with several; UNDECODABLE_TEXT; TOO_LARGE
     */
    public static Hl7Message read(byte[] frame, Charset fallback) {
        return read(frame, fallback, Hl7Limits.STANDARD);
    }

    /** Reads one message; see {@link #read(byte[], Charset)}. */
    public static Hl7Message read(byte[] frame, Charset fallback, Hl7Limits limits) {
        MessageHeader header = MessageHeader.of(frame);
        if (!header.found()) {
            throw new Refusal(
                    Code.UNREADABLE,
                    "The message does not begin with an MSH segment that names its separators.",
                    HEADER);
        }
        Charsets.Choice choice = Charsets.choose(frame, header, fallback);
        return new Hl7Text(frame, limits, header.delimiters()).message(header, choice, choice.charset());
    }

    /**
     * Reads bytes that were made from a message already read.
     *
     * @param choice of the message as sent
     * @param encoding of these bytes
     */
    static Hl7Message readAgain(byte[] bytes, Charsets.Choice choice, Charset encoding) {
        MessageHeader header = MessageHeader.of(bytes);
        return new Hl7Text(bytes, Hl7Limits.STANDARD, header.delimiters()).message(header, choice, encoding);
    }

    /** Reads text that was decoded before, such as a message typed or corrected by a person. */
    public static Hl7Message read(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        MessageHeader header = MessageHeader.of(utf8);
        if (!header.found()) {
            throw new Refusal(
                    Code.UNREADABLE,
                    "The message does not begin with an MSH segment that names its separators.",
                    HEADER);
        }
        var choice = new Charsets.Choice(StandardCharsets.UTF_8, Charsets.Rule.STRICT_UTF_8);
        return new Hl7Text(utf8, Hl7Limits.STANDARD, header.delimiters())
                .message(header, choice, StandardCharsets.UTF_8);
    }

    /**
     * The messages of a batch (HL7 v2 chapter 2, FHS BHS BTS FTS), each from its MSH to the next; the batch's own segments
     * are left out. A frame with one message gives just that; one without MSH gives the frame itself.
     */
    public static List<byte[]> split(byte[] frame) {
        var messages = new ArrayList<byte[]>(1);
        int begin = -1;
        int at = 0;
        while (at < frame.length) {
            int end = lineEnd(frame, at, frame.length);
            int from = skipBlanks(frame, at, end);
            boolean header = startsWith(frame, from, end, HEADER);
            if (header || isBatchSegment(frame, from, end)) {
                if (begin >= 0) {
                    messages.add(Arrays.copyOfRange(frame, begin, at));
                }
                begin = header ? from : -1;
            }
            at = end + 1;
        }
        if (begin >= 0) {
            messages.add(begin == 0 ? frame : Arrays.copyOfRange(frame, begin, frame.length));
        }
        return messages.isEmpty() ? List.of(frame) : messages;
    }

    private static boolean isBatchSegment(byte[] frame, int from, int end) {
        return startsWith(frame, from, end, "BHS")
                || startsWith(frame, from, end, "FHS")
                || startsWith(frame, from, end, "BTS")
                || startsWith(frame, from, end, "FTS");
    }

    private Hl7Message message(MessageHeader header, Charsets.Choice choice, Charset encoding) {
        var names = new ArrayList<String>();
        int[] bounds = segmentBounds(header.start(), names);
        var message = new Hl7Message(bytes, header, choice, encoding);
        var segments = new ArrayList<Segment>(names.size());
        for (int i = 0; i < names.size(); i++) {
            int first = fieldCount;
            indexFields(bounds[2 * i], bounds[2 * i + 1]);
            segments.add(new Segment(message, names.get(i), first, fieldCount - first - 1));
        }
        message.complete(List.copyOf(segments), Arrays.copyOf(fieldStarts, fieldCount));
        return message;
    }

    /** Begin and end of each segment; a line that is no segment belongs to the one before it. */
    private int[] segmentBounds(int start, List<String> names) {
        int[] bounds = new int[64];
        int end = trimmedEnd();
        int at = start;
        while (at < end) {
            int lineEnd = lineEnd(bytes, at, end);
            int from = skipBlanks(bytes, at, lineEnd);
            String name = segmentName(from, lineEnd);
            if (name != null) {
                if (HEADER.equals(name) && !names.isEmpty()) {
                    throw new Refusal(Code.UNREADABLE, "There are several messages in one frame.", HEADER);
                }
                names.add(name);
                limits.checkSegments(names.size());
                bounds = 2 * names.size() > bounds.length ? Arrays.copyOf(bounds, 2 * bounds.length) : bounds;
                bounds[2 * names.size() - 2] = from;
            }
            if (from < lineEnd) {
                bounds[2 * names.size() - 1] = lineEnd;
            }
            at = lineEnd + 1;
        }
        return bounds;
    }

    /** Line ends and what frames leave behind; other control characters may be letters of an old character set. */
    private int trimmedEnd() {
        int end = bytes.length;
        while (end > 0 && TRAILING.indexOf(bytes[end - 1]) >= 0) {
            end--;
        }
        return end;
    }

    /** The name in capitals when a segment begins here, else null. */
    private String segmentName(int from, int end) {
        if (end - from < 3 || !isLetter(bytes[from]) || !isWord(bytes[from + 1]) || !isWord(bytes[from + 2])) {
            return null;
        }
        if (end - from > 3) {
            return bytes[from + 3] == (byte) delimiters.field() ? name(from) : null;
        }
        String bare = new String(bytes, from, 3, StandardCharsets.ISO_8859_1);
        return BARE_SEGMENTS.contains(bare) ? bare : null;
    }

    private String name(int from) {
        char[] name = new char[3];
        for (int i = 0; i < 3; i++) {
            name[i] = (char) (bytes[from + i] >= 'a' ? bytes[from + i] - 32 : bytes[from + i]);
        }
        return new String(name);
    }

    /** Notes where each field of a segment begins, and one past its end, and counts repetitions on the way. */
    private void indexFields(int from, int end) {
        int first = fieldCount;
        addField(from);
        int repetitions = 1;
        for (int i = from; i < end; i++) {
            int kind = kinds[bytes[i] & 0xFF];
            if (kind == 1) {
                addField(i + 1);
                limits.checkFields(fieldCount - first, fieldCount);
                repetitions = 1;
            } else if (kind == 2) {
                repetitions++;
                limits.checkRepetitions(repetitions);
            }
        }
        addField(end + 1);
    }

    private void addField(int start) {
        if (fieldCount == fieldStarts.length) {
            fieldStarts = Arrays.copyOf(fieldStarts, 2 * fieldCount);
        }
        fieldStarts[fieldCount++] = start;
    }

    static int lineEnd(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != '\r' && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private static int skipBlanks(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] >= 0 && bytes[at] <= ' ') {
            at++;
        }
        return at;
    }

    private static boolean startsWith(byte[] bytes, int from, int end, String name) {
        return end - from > 3
                && bytes[from] == name.charAt(0)
                && bytes[from + 1] == name.charAt(1)
                && bytes[from + 2] == name.charAt(2)
                && bytes[from + 3] > ' '
                && !isWord(bytes[from + 3]);
    }

    private static boolean isLetter(byte b) {
        return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
    }

    private static boolean isWord(byte b) {
        return isLetter(b) || b >= '0' && b <= '9';
    }
}
