package vn.emr.core.hl7;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A stretch of a message's bytes, decoded only when asked for. */
record Slice(Hl7Message message, int from, int to) {

    boolean isEmpty() {
        return from >= to;
    }

    boolean isErased() {
        return to - from == 2 && message.bytes()[from] == '"' && message.bytes()[from + 1] == '"';
    }

    Delimiters delimiters() {
        return message.delimiters();
    }

    /** The n-th part between separators; empty when there are fewer. */
    Slice part(char separator, int n) {
        if (n < 1) {
            return new Slice(message, from, from);
        }
        int begin = from;
        for (int i = 1; i < n; i++) {
            int next = next(separator, begin);
            if (next >= to) {
                return new Slice(message, to, to);
            }
            begin = next + 1;
        }
        return new Slice(message, begin, next(separator, begin));
    }

    List<Slice> parts(char separator) {
        var parts = new ArrayList<Slice>(4);
        int begin = from;
        int next = next(separator, begin);
        while (next < to) {
            parts.add(new Slice(message, begin, next));
            begin = next + 1;
            next = next(separator, begin);
        }
        parts.add(new Slice(message, begin, to));
        return parts;
    }

    private int next(char separator, int start) {
        if (separator == Delimiters.NONE) {
            return to;
        }
        byte[] bytes = message.bytes();
        int at = start;
        while (at < to && bytes[at] != (byte) separator) {
            at++;
        }
        return at;
    }

    /** As sent, in the message's character set, escapes and quotes untouched. */
    String raw() {
        return new String(message.bytes(), from, Math.max(0, to - from), message.encoding());
    }

    /** For people: escapes resolved, line ends as newline, NFC; {@code ""} is empty. */
    String decoded() {
        if (isEmpty() || isErased()) {
            return "";
        }
        byte[] bytes = message.bytes();
        byte escape = (byte) delimiters().escape();
        boolean plain = true;
        for (int i = from; i < to && plain; i++) {
            plain = bytes[i] >= ' ' && bytes[i] != escape;
        }
        if (plain) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        Charset charset = message.charset().charset();
        String text = Escapes.resolve(raw(), delimiters(), charset);
        return Charsets.readable(withNewlines(text), charset);
    }

    private static String withNewlines(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }
}
