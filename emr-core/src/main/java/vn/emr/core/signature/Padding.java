package vn.emr.core.signature;

import java.util.HexFormat;

/**
 * The room that a PDF keeps free for a signature is all that the signature cannot cover. What it does not fill has to be
 * zeros, written in one way, or somebody wrote there.
 */
final class Padding {
    private static final int HEADER = 12;

    private Padding() {}

    /** @param range the four numbers of a signature's ByteRange */
    static boolean isEmpty(byte[] file, int[] range) {
        if (range.length != 4) {
            return false;
        }
        int from = range[0] + range[1];
        int to = range[2];
        if (from < 0 || to > file.length || to - from < 2 * HEADER || file[from] != '<' || file[to - 1] != '>') {
            return false;
        }
        int digits = 2 * length(file, from + 1);
        if (digits <= 0 || from + 1 + digits > to - 1 || !inOneCase(file, from + 1, from + 1 + digits)) {
            return false;
        }
        for (int i = from + 1 + digits; i < to - 1; i++) {
            if (file[i] != '0') {
                return false;
            }
        }
        return true;
    }

    /** Bytes of the ASN.1 value that begins here in hexadecimal digits; -1 when none does. */
    private static int length(byte[] file, int at) {
        try {
            int first = octet(file, at + 2);
            if (octet(file, at) != 0x30 || first > 0x83) {
                return -1;
            }
            if (first < 0x80) {
                return 2 + first;
            }
            int length = 0;
            for (int i = 0; i < first - 0x80; i++) {
                length = length << 8 | octet(file, at + 4 + 2 * i);
            }
            return 2 + first - 0x80 + length;
        } catch (IllegalArgumentException noDigit) {
            return -1;
        }
    }

    private static int octet(byte[] file, int at) {
        return HexFormat.fromHexDigit(file[at]) << 4 | HexFormat.fromHexDigit(file[at + 1]);
    }

    private static boolean inOneCase(byte[] file, int from, int to) {
        boolean upper = false;
        boolean lower = false;
        for (int i = from; i < to; i++) {
            upper |= file[i] >= 'A' && file[i] <= 'F';
            lower |= file[i] >= 'a' && file[i] <= 'f';
            if (!HexFormat.isHexDigit(file[i])) {
                return false;
            }
        }
        return !(upper && lower);
    }
}
