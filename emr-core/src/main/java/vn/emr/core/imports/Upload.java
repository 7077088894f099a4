package vn.emr.core.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * Cuts a file of one item per line into pieces of whole items while it arrives. The same file is always cut alike, so a
 * repeat is compared piece by piece. Holds one piece and nothing else.
 */
final class Upload {
    /** A piece ends with the item that reaches this size. */
    static final int PIECE_BYTES = 4 << 20;

    /** Bytes of one item: the limit of the HL7 doors. */
    static final int LARGEST_ITEM = 32 << 20;

    /** Items of one piece and their bytes, each with its line end. */
    record Piece(int items, byte[] bytes) {}

    private final InputStream body;
    private final byte[] chunk = new byte[64 * 1024];
    private int position;
    private int filled;
    private long taken;

    Upload(InputStream body) {
        this.body = body;
    }

    /** Bytes read so far. */
    long taken() {
        return taken;
    }

    /**
     * The next piece, null at the end of the file.
     *
     * @throws Refusal TOO_LARGE for an item over the limit
     * @throws IOException when the connection breaks; what was read of this piece is not given
     */
    Piece next() throws IOException {
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        int items = 0;
        while (piece.size() < PIECE_BYTES) {
            int before = piece.size();
            boolean more = line(piece);
            if (piece.size() > before) {
                items++;
            }
            if (!more) {
                break;
            }
        }
        return items == 0 ? null : new Piece(items, piece.toByteArray());
    }

    /** Appends the next line with its end, an empty one without anything; false when the file ends. */
    private boolean line(ByteArrayOutputStream piece) throws IOException {
        int before = piece.size();
        boolean blank = true;
        while (true) {
            if (position == filled && !fill()) {
                end(piece, before, blank);
                return false;
            }
            int start = position;
            while (position < filled && chunk[position] != '\n') {
                blank &= chunk[position] <= ' ' && chunk[position] >= 0;
                position++;
            }
            if (!blank) {
                piece.write(chunk, start, position - start);
            }
            if (piece.size() - before > LARGEST_ITEM) {
                throw new Refusal(Code.TOO_LARGE, "an item may hold 32 MiB");
            }
            if (position < filled) {
                position++;
                end(piece, before, blank);
                return true;
            }
        }
    }

    private static void end(ByteArrayOutputStream piece, int before, boolean blank) {
        if (!blank && piece.size() > before) {
            piece.write('\n');
        }
    }

    private boolean fill() throws IOException {
        filled = Math.max(0, body.read(chunk, 0, chunk.length));
        position = 0;
        taken += filled;
        return filled > 0;
    }
}
