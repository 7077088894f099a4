package vn.emr.his.claim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** Finds tags in the bytes of an XML text, past comments, instructions and CDATA, and copies all it passes. */
final class Tags {
    private static final int END = -1;

    /** What a tag does. */
    enum Kind {
        OPENS,
        CLOSES,
        /** Both at once. */
        EMPTY
    }

    /**
     * @param qualified its name with its prefix
     * @param name its name without
     * @param length bytes of it
     */
    record Tag(Kind kind, String qualified, String name, int length) {
        /** @param between what stands between its brackets */
        private static Tag of(String between) {
            boolean closes = between.startsWith("/");
            boolean empty = between.endsWith("/");
            int end = closes ? 1 : 0;
            int start = end;
            while (end < between.length() && " \t\r\n/".indexOf(between.charAt(end)) < 0) {
                end++;
            }
            String qualified = utf8(between.substring(start, end));
            return new Tag(
                    closes ? Kind.CLOSES : empty ? Kind.EMPTY : Kind.OPENS,
                    qualified,
                    qualified.substring(qualified.indexOf(':') + 1),
                    between.length() + 2);
        }

        private static String utf8(String bytes) {
            return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }
    }

    private final InputStream body;
    private final long limit;
    private final byte[] chunk = new byte[16 * 1024];
    /** The tag at hand, without its brackets. */
    private final ByteArrayOutputStream tag = new ByteArrayOutputStream();

    private int position;
    private int filled;
    private long taken;

    /** @param limit bytes of the whole text */
    Tags(InputStream body, long limit) {
        this.body = body;
        this.limit = limit;
    }

    /**
     * The next tag; null at the end of the text.
     *
     * @param passed gets every byte up to the end of the tag
     * @param most bytes that may have been passed then
     * @throws Refusal TOO_LARGE over a limit, UNREADABLE for a DOCTYPE
     */
    Tag next(ByteArrayOutputStream passed, int most) throws IOException {
        for (; ; ) {
            if (!text(passed, most)) {
                return null;
            }
            int b = read(passed, most);
            if (b == '?') {
                upTo("?>", passed, most);
            } else if (b == '!') {
                declaration(passed, most);
            } else if (b != '>' && tag(b, passed, most)) {
                return Tag.of(tag.toString(StandardCharsets.ISO_8859_1));
            }
        }
    }

    /** Copies up to a bracket that opens; false at the end. */
    private boolean text(ByteArrayOutputStream passed, int most) throws IOException {
        for (; ; ) {
            if (position == filled && !fill()) {
                return false;
            }
            int end = position;
            while (end < filled && chunk[end] != '<') {
                end++;
            }
            boolean found = end < filled;
            int length = end - position + (found ? 1 : 0);
            taken += length;
            passed.write(chunk, position, length);
            position += length;
            check(passed, most);
            if (found) {
                return true;
            }
        }
    }

    private void declaration(ByteArrayOutputStream passed, int most) throws IOException {
        switch (read(passed, most)) {
            case '-' -> upTo("-->", passed, most);
            case '[' -> upTo("]]>", passed, most);
            case END -> {}
            default -> throw new Refusal(Code.UNREADABLE, "XML with DOCTYPE is not read here");
        }
    }

    private void upTo(String end, ByteArrayOutputStream passed, int most) throws IOException {
        String seen = "";
        while (!seen.equals(end)) {
            int b = read(passed, most);
            if (b == END) {
                return;
            }
            seen = (seen.length() < end.length() ? seen : seen.substring(1)) + (char) b;
        }
    }

    /** Copies the rest of a tag, past brackets in quotes; false when the text ends in it. */
    private boolean tag(int first, ByteArrayOutputStream passed, int most) throws IOException {
        int quote = 0;
        tag.reset();
        for (int b = first; b != END; b = read(passed, most)) {
            if (quote == 0 && b == '>') {
                return true;
            }
            tag.write(b);
            quote = quote == 0 ? (b == '"' || b == '\'' ? b : 0) : b == quote ? 0 : quote;
        }
        return false;
    }

    private int read(ByteArrayOutputStream passed, int most) throws IOException {
        if (position == filled && !fill()) {
            return END;
        }
        int b = chunk[position++] & 0xFF;
        taken++;
        passed.write(b);
        check(passed, most);
        return b;
    }

    private boolean fill() throws IOException {
        filled = Math.max(body.read(chunk, 0, chunk.length), 0);
        position = 0;
        return filled > 0;
    }

    private void check(ByteArrayOutputStream passed, int most) {
        if (taken > limit) {
            throw new Refusal(Code.TOO_LARGE, "a claim file may hold " + limit / 1024 + " KiB");
        }
        if (passed.size() > most) {
            throw new Refusal(Code.TOO_LARGE, "a record of a claim file may hold " + most / 1024 + " KiB");
        }
    }
}
