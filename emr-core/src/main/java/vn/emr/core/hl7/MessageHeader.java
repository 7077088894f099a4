package vn.emr.core.hl7;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The MSH segment, read from the bytes before anybody knows their character set. Reading never fails: a message without
 * a usable MSH gives a header that is not {@link #found}, from which an answer can still be built.
 *
 * <p>Fields are bytes in disguise (ISO 8859-1), so that what is echoed goes back exactly as it came. Text for people is
 * read from {@link Hl7Message}.
 */
public final class MessageHeader {
    /** More fields than any version's MSH has; the rest is not looked at. */
    private static final int MOST_FIELDS = 40;

    private final boolean found;
    private final int start;
    private final Delimiters delimiters;
    private final List<String> fields;

    private MessageHeader(boolean found, int start, Delimiters delimiters, List<String> fields) {
        this.found = found;
        this.start = start;
        this.delimiters = delimiters;
        this.fields = fields;
    }

    /** Reads the header of a frame; leading blanks, line ends and a byte order mark are skipped. */
    public static MessageHeader of(byte[] frame) {
        int start = startOf(frame);
        if (!isMsh(frame, start)) {
            return new MessageHeader(false, start, Delimiters.STANDARD, List.of());
        }
        char separator = (char) (frame[start + 3] & 0xFF);
        List<String> fields = fields(frame, start + 4, separator);
        Delimiters delimiters = Delimiters.of(separator, fields.getFirst());
        if (delimiters != null) {
            return new MessageHeader(true, start, delimiters, fields);
        }
        // With the usual field separator the answer can still name the message; others could smuggle fields into it.
        return new MessageHeader(false, start, Delimiters.STANDARD, separator == '|' ? fields : List.of());
    }

    /** Where the text begins: after a byte order mark, blanks and line ends. */
    static int startOf(byte[] frame) {
        int at = 0;
        if (frame.length >= 3 && frame[0] == (byte) 0xEF && frame[1] == (byte) 0xBB && frame[2] == (byte) 0xBF) {
            at = 3;
        }
        while (at < frame.length && frame[at] >= 0 && frame[at] <= ' ') {
            at++;
        }
        return at;
    }

    private static boolean isMsh(byte[] frame, int at) {
        return frame.length >= at + 4
                && (frame[at] | 0x20) == 'm'
                && (frame[at + 1] | 0x20) == 's'
                && (frame[at + 2] | 0x20) == 'h'
                && frame[at + 3] > ' ';
    }

    /** MSH-2 and the following, as far as the line goes. */
    private static List<String> fields(byte[] frame, int from, char separator) {
        var fields = new ArrayList<String>(22);
        int begin = from;
        int at = from;
        while (at < frame.length && frame[at] != '\r' && frame[at] != '\n' && fields.size() < MOST_FIELDS) {
            if ((frame[at] & 0xFF) == separator) {
                fields.add(new String(frame, begin, at - begin, StandardCharsets.ISO_8859_1));
                begin = at + 1;
            }
            at++;
        }
        if (fields.size() < MOST_FIELDS) {
            fields.add(new String(frame, begin, at - begin, StandardCharsets.ISO_8859_1));
        }
        return List.copyOf(fields);
    }

    /** True when there is an MSH with separators that separate. */
    public boolean found() {
        return found;
    }

    /** Where in the frame the letters MSH stand. */
    int start() {
        return start;
    }

    public Delimiters delimiters() {
        return delimiters;
    }

    /**
     * MSH-n as sent, byte for byte; empty when absent.
     *
     * @param n as HL7 counts: 1 is the field separator, 2 the encoding characters
     */
    public String field(int n) {
        if (n == 1) {
            return String.valueOf(delimiters.field());
        }
        return n >= 2 && n - 2 < fields.size() ? fields.get(n - 2) : "";
    }

    /** Component c (from 1) of the first repetition of MSH-n, as sent. */
    public String component(int n, int c) {
        return part(firstRepetition(n), delimiters.component(), c);
    }

    private String firstRepetition(int n) {
        return part(field(n), delimiters.repetition(), 1);
    }

    private static String part(String text, char separator, int number) {
        int from = 0;
        for (int i = 1; i < number; i++) {
            int next = separator == Delimiters.NONE ? -1 : text.indexOf(separator, from);
            if (next < 0) {
                return "";
            }
            from = next + 1;
        }
        int to = separator == Delimiters.NONE ? -1 : text.indexOf(separator, from);
        return text.substring(from, to < 0 ? text.length() : to);
    }

    /** MSH-10. */
    public String controlId() {
        return field(10).strip();
    }

    /** MSH-9.1, such as ORU, in capitals. */
    public String type() {
        return component(9, 1).strip().toUpperCase(java.util.Locale.ROOT);
    }

    /** MSH-9.2, such as R01, in capitals. */
    public String trigger() {
        return component(9, 2).strip().toUpperCase(java.util.Locale.ROOT);
    }

    /** MSH-12.1, such as 2.5.1; empty when not given. */
    public String version() {
        return component(12, 1).strip();
    }

    /** MSH-18, first repetition. */
    public String characterSet() {
        return firstRepetition(18).strip();
    }
}
