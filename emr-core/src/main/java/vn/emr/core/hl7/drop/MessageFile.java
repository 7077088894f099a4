package vn.emr.core.hl7.drop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * The messages of one file, one after the other, with any line ends, with or without MLLP frames, with or without the
 * batch segments FHS, BHS, BTS and FTS (HL7 chapter 2.10.3). A message begins at a line that begins with MSH. What belongs
 * to none is given as a message too, so that it is refused and kept instead of vanishing. Holds one message in memory.
 */
final class MessageFile implements AutoCloseable {
    /** As at the MLLP doors. */
    static final int LONGEST_MESSAGE = 32 << 20;

    private static final int VT = 0x0B;
    private static final int FS = 0x1C;
    private static final String BOM = "\u00ef\u00bb\u00bf";
    private static final int HEAD = 24;

    /**
     * @param bytes the message as it lies in the file; only its beginning when it is too long
     * @param end where the file goes on after it
     * @param inBatch messages of its batch so far, this one included
     * @param tooLong over {@link #LONGEST_MESSAGE}
     */
    record Item(byte[] bytes, long end, int inBatch, boolean tooLong) {}

    private enum Kind {
        HEADER,
        BATCH_BEGIN,
        BATCH_END,
        FILE_FRAME,
        BLANK,
        OTHER
    }

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 << 10).flip();
    /** The message so far, and behind it from {@link #lineAt} on the line that was read last. */
    private byte[] bytes = new byte[16 << 10];

    private int lineAt;
    private int size;
    private long position;
    private long lineStart;
    private int terminator;
    private boolean tooLong;
    private boolean lineTooLong;
    private boolean lineWaits;
    private int inBatch;
    private boolean countDiffers;

    /**
     * @param from an {@link Item#end} of the same file, or 0
     * @param inBatch the {@link Item#inBatch} that belongs to it
     */
    MessageFile(Path file, long from, int inBatch) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        channel.position(from);
        position = from;
        this.inBatch = inBatch;
    }

    /** The next message; empty at the end of the file. */
    Optional<Item> next() throws IOException {
        begin();
        while (lineWaits || readLine()) {
            lineWaits = false;
            Kind kind = kind();
            boolean begun = lineAt > 0;
            if (begun && kind != Kind.OTHER && kind != Kind.BLANK) {
                lineWaits = true;
                return item(lineAt, lineStart);
            }
            if (kind == Kind.BATCH_BEGIN) {
                inBatch = 0;
            } else if (kind == Kind.BATCH_END) {
                countDiffers |= stated() >= 0 && stated() != inBatch;
            }
            keepLine(begun || kind == Kind.HEADER || kind == Kind.OTHER);
            if (size > 0 && (terminator == FS || terminator == VT)) {
                return item(size, position);
            }
        }
        return size > 0 ? item(size, position) : Optional.empty();
    }

    /** The line becomes part of the message, or is forgotten. */
    private void keepLine(boolean belongs) {
        boolean over = size > LONGEST_MESSAGE || lineTooLong;
        tooLong |= belongs && over;
        if (belongs && !over) {
            lineAt = size;
        } else if (belongs && lineAt == 0) {
            lineAt = Math.min(size, HEAD);
        }
        size = lineAt;
    }

    /** A batch said how many messages it holds, and it was another number: the file may be cut. */
    boolean countDiffers() {
        return countDiffers;
    }

    /** The line that ended the last message is the first of this one. */
    private void begin() {
        if (lineWaits) {
            System.arraycopy(bytes, lineAt, bytes, 0, size - lineAt);
            size -= lineAt;
        } else {
            size = 0;
        }
        lineAt = 0;
        tooLong = false;
    }

    private Optional<Item> item(int length, long end) {
        inBatch++;
        return Optional.of(new Item(Arrays.copyOf(bytes, length), end, inBatch, tooLong));
    }

    /** Up to and with CR or LF, or up to VT or FS. False at the end of the file. */
    private boolean readLine() throws IOException {
        lineStart = position;
        terminator = -1;
        lineTooLong = false;
        while (terminator < 0) {
            if (!buffer.hasRemaining() && !fill()) {
                return position > lineStart;
            }
            take();
        }
        return true;
    }

    /** Moves bytes of the buffer into the line, up to its end. */
    private void take() {
        int begin = buffer.position();
        int at = begin;
        byte[] read = buffer.array();
        while (at < buffer.limit() && terminator < 0) {
            int b = read[at++];
            if (b == '\r' || b == '\n' || b == VT || b == FS) {
                terminator = b;
            }
        }
        append(read, begin, at - begin - (terminator == VT || terminator == FS ? 1 : 0));
        position += at - begin;
        buffer.position(at);
    }

    private void append(byte[] from, int begin, int length) {
        if (size - lineAt + length > LONGEST_MESSAGE) {
            lineTooLong = true;
            return;
        }
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length + (bytes.length >> 1), size + length));
        }
        System.arraycopy(from, begin, bytes, size, length);
        size += length;
    }

    private boolean fill() throws IOException {
        buffer.clear();
        int read = channel.read(buffer);
        buffer.flip();
        return read > 0;
    }

    private Kind kind() {
        String head = head();
        if (head.isBlank()) {
            return Kind.BLANK;
        }
        String name = head.startsWith(BOM) ? head.substring(BOM.length()) : head;
        if (name.length() < 4 || Character.isLetterOrDigit(name.charAt(3))) {
            return Kind.OTHER;
        }
        return switch (name.substring(0, 3)) {
            case "MSH" -> Kind.HEADER;
            case "BHS" -> Kind.BATCH_BEGIN;
            case "BTS" -> Kind.BATCH_END;
            case "FHS", "FTS" -> Kind.FILE_FRAME;
            default -> Kind.OTHER;
        };
    }

    /** The beginning of the line that was read last, as bytes in disguise. */
    private String head() {
        return new String(bytes, lineAt, Math.min(HEAD, size - lineAt), StandardCharsets.ISO_8859_1);
    }

    /** BTS-1; -1 when it says nothing. */
    private int stated() {
        String count = head().substring(4).split("\\D", 2)[0];
        return count.isEmpty() || count.length() > 9 ? -1 : Integer.parseInt(count);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
