package vn.emr.core.hl7.dialect;

import java.util.List;

/** Segments that end with something else than a line end, such as {@code <CR>} written out or a record separator. */
final class SegmentEnds {
    private SegmentEnds() {}

    /** The frame with the usual line end instead; the frame itself when none of the others is in it. */
    static byte[] usual(byte[] frame, List<byte[]> others) {
        byte[] out = null;
        int to = 0;
        int at = 0;
        while (at < frame.length) {
            int length = found(frame, at, others);
            if (length == 0) {
                if (out != null) {
                    out[to] = frame[at];
                }
                to++;
                at++;
            } else {
                out = out == null ? frame.clone() : out;
                out[to++] = '\r';
                at += length;
            }
        }
        return out == null ? frame : java.util.Arrays.copyOf(out, to);
    }

    private static int found(byte[] frame, int at, List<byte[]> others) {
        for (byte[] other : others) {
            if (frame[at] == other[0] && begins(frame, at, other)) {
                return other.length;
            }
        }
        return 0;
    }

    private static boolean begins(byte[] frame, int at, byte[] text) {
        if (frame.length - at < text.length) {
            return false;
        }
        for (int i = 1; i < text.length; i++) {
            if (frame[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
