package vn.emr.core.pdf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.InflaterInputStream;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * How much a PDF unpacks to, measured before a reader that would hold all of it in memory. Whatever stands behind the word
 * {@code stream} and unpacks at all (ISO 32000-1, 7.4.4) counts, whatever the file says of it, and what was packed several times too.
 */
public final class Unpacked {
    private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);

    /** A page in colour at 400 dots per inch, not packed, has 46 MB. */
    private static final long MOST = 64L << 20;

    private static final long MOST_IN_ALL = 512L << 20;

    /** Nobody has a reason to pack what is packed more than once. */
    private static final int DEEPEST = 3;

    private Unpacked() {}

    /** @throws Refusal TOO_LARGE when something unpacks to more than a page can hold, or the whole to more than the longest record */
    public static void mustBeSmall(byte[] pdf) {
        long all = 0;
        byte[] thrownAway = new byte[1 << 16];
        for (int at = 0; at + STREAM.length < pdf.length; at++) {
            if (begins(pdf, at)) {
                int from = at + STREAM.length;
                while (from < pdf.length && (pdf[from] == '\r' || pdf[from] == '\n')) {
                    from++;
                }
                all += deep(pdf, from, thrownAway);
                if (all > MOST_IN_ALL) {
                    throw tooMuch();
                }
                at = from - 1;
            }
        }
    }

    private static boolean begins(byte[] pdf, int at) {
        for (int i = 0; i < STREAM.length; i++) {
            if (pdf[at + i] != STREAM[i]) {
                return false;
            }
        }
        return true;
    }

    /** What is packed in itself is measured once more through each of its layers. */
    private static long deep(byte[] pdf, int from, byte[] thrownAway) {
        long all = 0;
        for (int depth = 1; depth <= DEEPEST; depth++) {
            InputStream unpacked = new ByteArrayInputStream(pdf, from, pdf.length - from);
            for (int i = 0; i < depth; i++) {
                unpacked = new InflaterInputStream(unpacked);
            }
            long size = size(unpacked, thrownAway);
            if (size == 0) {
                return all;
            }
            all += size;
        }
        throw tooMuch();
    }

    private static long size(InputStream unpacked, byte[] thrownAway) {
        long size = 0;
        try (unpacked) {
            for (int got = unpacked.read(thrownAway); got >= 0; got = unpacked.read(thrownAway)) {
                size += got;
                if (size > MOST) {
                    throw tooMuch();
                }
            }
        } catch (IOException e) {
            // Not packed so, or not to its end: what came out until then counts.
        }
        return size;
    }

    private static Refusal tooMuch() {
        return new Refusal(Code.TOO_LARGE, "the PDF unpacks to more than pages of paper need; scan it at 300 dpi");
    }
}
