package vn.emr.core.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Sequence;

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
        int digits = 2 * length(file, from + 1, to - 1);
        if (digits <= 0 || !inOneCase(file, from + 1, from + 1 + digits)) {
            return false;
        }
        for (int i = from + 1 + digits; i < to - 1; i++) {
            if (file[i] != '0') {
                return false;
            }
        }
        return true;
    }

    /** Bytes of the ASN.1 value that begins here in hexadecimal digits, however its length is written; -1 when none does. */
    private static int length(byte[] file, int from, int to) {
        try {
            byte[] bytes = HexFormat.of().parseHex(new String(file, from, to - from, StandardCharsets.ISO_8859_1));
            ByteArrayInputStream rest = new ByteArrayInputStream(bytes);
            ASN1InputStream value = new ASN1InputStream(rest, bytes.length);
            return value.readObject() instanceof ASN1Sequence ? bytes.length - rest.available() : -1;
        } catch (IOException | RuntimeException none) {
            return -1;
        }
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
