package vn.emr.core.drop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.emr.core.audit.Digest;

/** SHA-256 of files, and what a sender says it is: a file {@code NAME.sha256} beside it, as {@code sha256sum} writes it. */
final class Checksum {
    static final String ENDING = ".sha256";

    /** Bytes of such a file: 64 digits and a name. */
    static final int LONGEST = 1024;

    static final String DIFFERS =
            "Nội dung tệp không khớp với SHA-256 bên gửi ghi trong tệp .sha256: tệp có thể bị cắt hoặc hỏng; không bản tin nào"
                    + " được lấy, hãy gửi lại. The file is not what its .sha256 says: it may be cut or damaged; nothing of it"
                    + " was taken, send it again.";

    private static final Pattern STATED = Pattern.compile("\\s*([0-9a-f]{64})(\\s.*)?", Pattern.DOTALL);

    private Checksum() {}

    /** A stream that knows the digest of what was read from it. */
    static DigestInputStream reading(InputStream bytes) {
        return new DigestInputStream(bytes, Digest.sha256());
    }

    /** In hex, of all bytes; what was not read yet is read now. */
    static String ofAll(DigestInputStream bytes) throws IOException {
        bytes.transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(bytes.getMessageDigest().digest());
    }

    static String of(Path file) throws IOException {
        try (DigestInputStream bytes = reading(Files.newInputStream(file))) {
            return ofAll(bytes);
        }
    }

    /** Whether a file is what the sender says. */
    static boolean agrees(Path file, Path stated) throws IOException {
        String said;
        try (InputStream in = Files.newInputStream(stated)) {
            said = new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        }
        Matcher digest = STATED.matcher(said);
        return digest.matches() && digest.group(1).equals(of(file));
    }
}
