package vn.emr.core.hl7;

import java.security.MessageDigest;
import vn.emr.core.audit.Digest;

/**
 * SHA-256 of a message without MSH-7 and MSH-10: senders that repeat a message often give it a new time and number, and it
 * is the same content nevertheless.
 */
final class ContentDigest {
    private static final int TIME = 7;
    private static final int CONTROL_ID = 10;

    private ContentDigest() {}

    /** The digest; over all bytes when there is no usable MSH. */
    static byte[] of(byte[] frame, MessageHeader header) {
        MessageDigest digest = Digest.sha256();
        int kept = 0;
        if (header.found()) {
            byte separator = (byte) header.delimiters().field();
            int field = 1;
            int begin = header.start();
            int at = header.start() + 3;
            boolean line = true;
            while (line && field <= CONTROL_ID) {
                line = at < frame.length && frame[at] != '\r' && frame[at] != '\n';
                if (!line || frame[at] == separator) {
                    if (field == TIME || field == CONTROL_ID) {
                        digest.update(frame, kept, begin - kept);
                        kept = at;
                    }
                    field++;
                    begin = at + 1;
                }
                at++;
            }
        }
        digest.update(frame, kept, frame.length - kept);
        return digest.digest();
    }
}
