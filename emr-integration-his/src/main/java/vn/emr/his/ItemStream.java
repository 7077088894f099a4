package vn.emr.his;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.intake.FileFormat.Message;
import vn.emr.core.intake.FileFormat.Place;

/**
 * Cuts a request body or a file into items while it arrives, so that only the item at hand is held. It looks at brackets
 * and quotes only: an item that is otherwise bad is refused by itself, and the ones behind it are still found. An item is
 * given exactly as sent, without blanks around it; one with a refusal is the last.
 */
final class ItemStream implements FileFormat.Messages {
    /** Items of one request; a sender with more sends the next request. */
    static final int ITEM_LIMIT = 1_000;

    private static final int END = -1;
    private static final String BLANKS = " \t\r\n";

    private final InputStream body;
    /** A file may hold any number of items, and its shape shows at its beginning. */
    private final boolean file;

    private final long sizeLimit;
    private final byte[] chunk = new byte[16 * 1024];
    private boolean lines;
    private int position;
    private int filled;
    private long taken;
    private long limitedFrom;
    private boolean insideArray;
    private boolean behindArray;
    private boolean over;
    private long items;

    /** @param lines NDJSON; else a JSON array, or one object alone */
    ItemStream(InputStream body, boolean lines) {
        this(body, lines, NoticeTranslator.SIZE_LIMIT);
    }

    ItemStream(InputStream body, boolean lines, long sizeLimit) {
        this(body, lines, sizeLimit, false);
    }

    private ItemStream(InputStream body, boolean lines, long sizeLimit, boolean file) {
        this.body = body;
        this.lines = lines;
        this.sizeLimit = sizeLimit;
        this.file = file;
    }

    /** A file: a JSON array, NDJSON, or one object alone over any number of lines; each item may hold 32 MiB. */
    static ItemStream ofFile(InputStream file) {
        return ofFile(file, NoticeTranslator.SIZE_LIMIT);
    }

    static ItemStream ofFile(InputStream file, long itemLimit) {
        return new ItemStream(file, false, itemLimit, true);
    }

    @Override
    public Optional<Message> next() throws IOException {
        if (over) {
            return Optional.empty();
        }
        try {
            limitedFrom = file ? taken : 0;
            if (file && items == 0) {
                lines = afterBlanks() != '[';
                unread();
            }
            Optional<Message> item = lines ? nextLine() : nextElement();
            if (item.isPresent() && !file && items > ITEM_LIMIT) {
                throw new Refusal(Code.TOO_LARGE, "more than " + ITEM_LIMIT + " items in one request");
            }
            return item;
        } catch (Refusal refusal) {
            return broken(new byte[0], refusal);
        }
    }

    @Override
    public List<String> remarks() {
        return List.of();
    }

    private Optional<Message> item(byte[] bytes) {
        return Optional.of(new Message(bytes, null, Place.behind(++items)));
    }

    private Optional<Message> broken(byte[] bytes, Refusal refusal) {
        over = true;
        return Optional.of(new Message(bytes, refusal, Place.behind(++items)));
    }

    private Optional<Message> nextLine() throws IOException {
        int first = afterBlanks();
        if (first == END) {
            over = true;
            return Optional.empty();
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = first; b != END && b != '\n'; b = read()) {
            line.write(b);
        }
        if (file && items == 0 && first == '{' && !closed(line.toByteArray())) {
            overLines(line);
        }
        return item(trimmed(line.toByteArray()));
    }

    /** One object over several lines goes on otherwise than with the next object; else the line alone is faulty. */
    private void overLines(ByteArrayOutputStream object) throws IOException {
        object.write('\n');
        int b = read();
        for (; b != END && BLANKS.indexOf(b) >= 0; b = read()) {
            object.write(b);
        }
        if (b == '{') {
            unread();
            return;
        }
        for (; b != END; b = read()) {
            object.write(b);
        }
    }

    private static boolean closed(byte[] line) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length; i++) {
            int b = line[i];
            if (quoted && b == '\\') {
                i++;
            } else if (b == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
            }
        }
        return depth == 0 && !quoted;
    }

    private Optional<Message> nextElement() throws IOException {
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
                behindArray = true;
                first = afterBlanks();
            }
        }
        return behindArray ? nothing(first) : element(first);
    }

    /** What stands behind the array would be lost without a word: two arrays in one file, say. */
    private Optional<Message> nothing(int first) {
        if (first != END) {
            throw new Refusal(Code.UNREADABLE, "something stands behind the array");
        }
        over = true;
        return Optional.empty();
    }

    /** One element up to the comma or bracket behind it, whatever it is. */
    private Optional<Message> element(int first) throws IOException {
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
                behindArray = b == ']';
                return item(trimmed(element.toByteArray()));
            }
            quoted = b == '"';
            depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
            element.write(b);
        }
        return broken(element.toByteArray(), new Refusal(Code.UNREADABLE, "it ends before the array is closed"));
    }

    /** Copies what is neither quote nor escape in one go: embedded documents are megabytes of it. */
    private void plainText(ByteArrayOutputStream element) {
        int end = position;
        while (end < filled && chunk[end] != '"' && chunk[end] != '\\') {
            end++;
        }
        int length = (int) Math.min(end - position, sizeLimit - (taken - limitedFrom));
        element.write(chunk, position, length);
        position += length;
        taken += length;
    }

    private Optional<Message> single(int first) throws IOException {
        over = true;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int b = first; b != END; b = read()) {
            all.write(b);
        }
        return item(trimmed(all.toByteArray()));
    }

    private int afterBlanks() throws IOException {
        int b = read();
        if (b == 0xEF && taken == 1) {
            read();
            read();
            b = read();
        }
        while (b != END && BLANKS.indexOf(b) >= 0) {
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
        if (++taken - limitedFrom > sizeLimit) {
            throw file
                    ? new Refusal(Code.TOO_LARGE, "an item is larger than " + sizeLimit / 1024 + " KiB")
                    : new Refusal(Code.TOO_LARGE, "the request is larger than " + sizeLimit / 1024 + " KiB");
        }
        return chunk[position++] & 0xFF;
    }

    /** The byte that was read last will be read again; the end has none. */
    private void unread() {
        if (position > 0) {
            position--;
            taken--;
        }
    }

    private static byte[] trimmed(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && BLANKS.indexOf(bytes[end - 1]) >= 0) {
            end--;
        }
        return end == bytes.length ? bytes : Arrays.copyOf(bytes, end);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
