package vn.emr.his.claim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import vn.emr.core.record.NamedValue;
import vn.emr.his.claim.ClaimFile.Row;

/**
 * The digest of what a claim says: facility, day it was made, tables by name, rows and filled fields in their order. How
 * the tables were packed, blanks, other visits of the file and the signature make no difference.
 */
final class Canonical {
    private Canonical() {}

    static byte[] digest(ClaimFile file) {
        MessageDigest digest = sha256();
        add(digest, file.facility());
        add(digest, file.made());
        file.tables().forEach((table, rows) -> {
            add(digest, table);
            for (Row row : rows) {
                List<NamedValue> fields = row.fields();
                add(digest, Integer.toString(fields.size()));
                fields.forEach(f -> {
                    add(digest, f.name());
                    add(digest, f.value());
                });
            }
        });
        return digest.digest();
    }

    static byte[] sha256(byte[] bytes) {
        return sha256().digest(bytes);
    }

    /** With its length before it, so that no two sequences of texts are the same bytes. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + (text == null ? "-" : "+")).getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
