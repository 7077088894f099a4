package vn.emr.core.imports;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import vn.emr.core.intake.FileFormat;

/**
 * Cuts a file into pieces of whole items while it arrives. The same file is always cut alike, so a repeat is compared piece
 * by piece. Holds one piece and nothing else.
 */
final class Upload {
    /** A piece ends with the item that reaches this size. */
    static final int PIECE_BYTES = 4 << 20;

    /** Items of one piece and their bytes, each behind its length in four bytes. */
    record Piece(int items, byte[] bytes) {}

    private final Counted body;
    private final FileFormat.Messages messages;

    Upload(FileFormat format, InputStream body) throws IOException {
        this.body = new Counted(body);
        this.messages = format.open(this.body);
    }

    /** Bytes of items as they came, of the bytes of pieces. */
    static long content(long items, long bytes) {
        return bytes - Integer.BYTES * items;
    }

    /** Bytes read so far. */
    long taken() {
        return body.bytes;
    }

    /**
     * The next piece, null at the end of the file. What is no whole item stands in it as it came, when anything came of it.
     *
     * @throws vn.emr.core.Refusal for an item over a limit of the format, or a file that is not of it
     * @throws IOException when the connection breaks; what was read of this piece is not given
     */
    Piece next() throws IOException {
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        int items = 0;
        while (piece.size() < PIECE_BYTES) {
            Optional<FileFormat.Message> item = messages.next();
            if (item.isEmpty()) {
                break;
            }
            byte[] bytes = item.get().bytes();
            if (bytes.length == 0 && item.get().refusal() != null) {
                throw item.get().refusal();
            }
            piece.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            piece.writeBytes(bytes);
            items++;
        }
        return items == 0 ? null : new Piece(items, piece.toByteArray());
    }

    /** Knows how many bytes went through it. */
    private static final class Counted extends FilterInputStream {
        private long bytes;

        private Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            bytes += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int some = super.read(into, offset, length);
            bytes += Math.max(0, some);
            return some;
        }
    }
}
