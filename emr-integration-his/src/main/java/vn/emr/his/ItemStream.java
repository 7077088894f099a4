package vn.emr.his;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * Cuts a request body into items while it arrives, so that only the item at hand is held. It looks at brackets and
 * quotes only: an item that is otherwise bad is refused by itself, and the ones behind it are still found.
 */
final class ItemStream {
    /** Items of one request; a sender with more sends the next request. */
    static final int ITEM_LIMIT = 1_000;

    private static final int END = -1;

    /**
     * One item.
     *
     * @param bytes exactly as sent, without blanks around them
     * @param refusal why the request cannot be read from here on; then this is the last item
     */
    record Item(byte[] bytes, Refusal refusal) {}

    private final InputStream body;
    private final boolean lines;
    private final long sizeLimit;
    private final byte[] chunk = new byte[16 * 1024];
    private int position;
    private int filled;
    private long taken;
    private boolean insideArray;
    private boolean over;
    private int items;

    /** @param lines NDJSON; else a JSON array, or one object alone */
    ItemStream(InputStream body, boolean lines) {
        this(body, lines, NoticeTranslator.SIZE_LIMIT);
    }

    ItemStream(InputStream body, boolean lines, long sizeLimit) {
        this.body = body;
        this.lines = lines;
        this.sizeLimit = sizeLimit;
    }

    /** The next item, empty at the end of the request. */
    Optional<Item> next() throws IOException {
        if (over) {
            return Optional.empty();
        }
        try {
            Optional<Item> item = lines ? nextLine() : nextElement();
            if (item.isPresent() && ++items > ITEM_LIMIT) {
                throw new Refusal(Code.TOO_LARGE, "more than " + ITEM_LIMIT + " items in one request");
            }
            return item;
        } catch (Refusal refusal) {
            over = true;
            return Optional.of(new Item(new byte[0], refusal));
        }
    }

    private Optional<Item> nextLine() throws IOException {
        int first = afterBlanks();
        if (first == END) {
            over = true;
            return Optional.empty();
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = first; b != END && b != '\n'; b = read()) {
            line.write(b);
        }
        return Optional.of(new Item(trimmed(line.toByteArray()), null));
    }

    private Optional<Item> nextElement() throws IOException {
        int first = afterBlanks();
        if (!insideArray) {
            if (first == '{') {
                return single(first);
            }
            if (first != '[') {
                throw new Refusal(Code.UNREADABLE, "a JSON array in UTF-8 is expected");
            }
            insideArray = true;
            first = afterBlanks();
            if (first == ']') {
                over = true;
                return Optional.empty();
            }
        }
        return element(first);
    }

    /** One element up to the comma or bracket behind it, whatever it is. */
    private Optional<Item> element(int first) throws IOException {
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        int depth = 0;
        boolean quoted = false;
        for (int b = first; b != END; b = read()) {
            if (quoted) {
                element.write(b);
                if (b != '\\' && b != '"') {
                    plainText(element);
                } else if (b == '\\') {
                    int escaped = read();
                    if (escaped != END) {
                        element.write(escaped);
                    }
                } else {
                    quoted = false;
                }
                continue;
            }
            if (depth == 0 && (b == ',' || b == ']')) {
                over = b == ']';
                return Optional.of(new Item(trimmed(element.toByteArray()), null));
            }
            quoted = b == '"';
            depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
            element.write(b);
        }
        over = true;
        return Optional.of(new Item(
                element.toByteArray(), new Refusal(Code.UNREADABLE, "the request ends before the array is closed")));
    }

    /** Copies what is neither quote nor escape in one go: embedded documents are megabytes of it. */
    private void plainText(ByteArrayOutputStream element) {
        int end = position;
        while (end < filled && chunk[end] != '"' && chunk[end] != '\\') {
            end++;
        }
        int length = (int) Math.min(end - position, sizeLimit - taken);
        element.write(chunk, position, length);
        position += length;
        taken += length;
    }

    private Optional<Item> single(int first) throws IOException {
        over = true;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int b = first; b != END; b = read()) {
            all.write(b);
        }
        return Optional.of(new Item(trimmed(all.toByteArray()), null));
    }

    private int afterBlanks() throws IOException {
        int b = read();
        if (b == 0xEF && taken == 1) {
            read();
            read();
            b = read();
        }
        while (b != END && " \t\r\n".indexOf(b) >= 0) {
            b = read();
        }
        return b;
    }

    private int read() throws IOException {
        if (position == filled) {
            filled = body.read(chunk, 0, chunk.length);
            position = 0;
            if (filled <= 0) {
                filled = 0;
                return END;
            }
        }
        if (++taken > sizeLimit) {
            throw new Refusal(Code.TOO_LARGE, "the request is larger than " + sizeLimit / 1024 + " KiB");
        }
        return chunk[position++] & 0xFF;
    }

    private static byte[] trimmed(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && " \t\r\n".indexOf(bytes[end - 1]) >= 0) {
            end--;
        }
        return end == bytes.length ? bytes : Arrays.copyOf(bytes, end);
    }
}
