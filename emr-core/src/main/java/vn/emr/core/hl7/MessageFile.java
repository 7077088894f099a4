package vn.emr.core.hl7;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.intake.FileFormat.Message;
import vn.emr.core.intake.FileFormat.Place;

/**
 * The messages of one file, one after the other, with any line ends, with or without MLLP frames, with or without the
 * batch segments FHS, BHS, BTS and FTS (HL7 chapter 2.10.3). A message begins at a line that begins with MSH. What belongs
 * to none is given as a message too, so that it is refused and kept instead of vanishing. Holds one message in memory.
 */
final class MessageFile implements FileFormat.Messages {
    /** As at the MLLP doors. */
    static final int LONGEST_MESSAGE = 32 << 20;

    private static final int VT = 0x0B;
    private static final int FS = 0x1C;
    private static final String BOM = "\u00ef\u00bb\u00bf";
    private static final int HEAD = 24;

    private enum Kind {
        HEADER,
        BATCH_BEGIN,
        BATCH_END,
        FILE_FRAME,
        BLANK,
        OTHER
    }

    private final InputStream file;
    private final byte[] buffer = new byte[64 << 10];
    private int bufferAt;
    private int filled;
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
    private long messages;
    private int inBatch;
    private boolean countDiffers;
    private boolean ended;

    /**
     * @param file from its first byte on
     * @param from behind a message of the same file
     */
    MessageFile(InputStream file, Place from) throws IOException {
        this.file = file;
        file.skipNBytes(from.bytes());
        position = from.bytes();
        messages = from.messages();
        inBatch = from.inBatch();
    }

    /** The next message; one over {@link #LONGEST_MESSAGE} is given with its beginning only, and the file goes on behind it. */
    @Override
    public Optional<Message> next() throws IOException {
        begin();
        while (lineWaits || readLine()) {
            lineWaits = false;
            Kind kind = kind();
            boolean begun = lineAt > 0;
            if (begun && kind != Kind.OTHER && kind != Kind.BLANK) {
                lineWaits = true;
                return message(lineAt, lineStart);
            }
            if (kind == Kind.BATCH_BEGIN) {
                inBatch = 0;
            } else if (kind == Kind.BATCH_END) {
                countDiffers |= stated() >= 0 && stated() != inBatch;
            }
            keepLine(begun || kind == Kind.HEADER || kind == Kind.OTHER);
            if (size > 0 && (terminator == FS || terminator == VT)) {
                return message(size, position);
            }
        }
        ended = size == 0;
        return ended ? Optional.empty() : message(size, position);
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

    /** Whether a batch said how many messages it holds, and it was another number: the file may be cut. */
    @Override
    public List<String> remarks() {
        return ended && countDiffers ? List.of("the count in BTS-1 differs from the messages found") : List.of();
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

    private Optional<Message> message(int length, long end) {
        inBatch++;
        Refusal refusal = tooLong ? new Refusal(Code.TOO_LARGE, "The message is longer than 32 MiB.") : null;
        return Optional.of(new Message(Arrays.copyOf(bytes, length), refusal, new Place(++messages, end, inBatch)));
    }

    /** Up to and with CR or LF, or up to VT or FS. False at the end of the file. */
    private boolean readLine() throws IOException {
        lineStart = position;
        terminator = -1;
        lineTooLong = false;
        while (terminator < 0) {
            if (bufferAt == filled && !fill()) {
                return position > lineStart;
            }
            take();
        }
        return true;
    }

    /** Moves bytes of the buffer into the line, up to its end. */
    private void take() {
        int begin = bufferAt;
        int at = begin;
        byte[] read = buffer;
        int end = filled;
        while (at < end && terminator < 0) {
            int b = read[at++];
            if (b == '\r' || b == '\n' || b == VT || b == FS) {
                terminator = b;
            }
        }
        append(read, begin, at - begin - (terminator == VT || terminator == FS ? 1 : 0));
        position += at - begin;
        bufferAt = at;
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
        bufferAt = 0;
        filled = Math.max(file.read(buffer, 0, buffer.length), 0);
        return filled > 0;
    }

    private Kind kind() {
        String head = head();
        String name = head.startsWith(BOM) ? head.substring(BOM.length()) : head;
        if (name.isBlank()) {
            return Kind.BLANK;
        }
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
        file.close();
    }
}
