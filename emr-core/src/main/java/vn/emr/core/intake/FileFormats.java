package vn.emr.core.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** Every kind of file this server reads; a file is known by how it begins, never by its name. */
@ApplicationScoped
public class FileFormats {
    /** Bytes of a file that are enough to know it. */
    public static final int HEAD = 4096;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final List<FileFormat> formats;

    @Inject
    public FileFormats(@Any Instance<FileFormat> formats) {
        this(formats.stream().toList());
    }

    /** For use without a container. */
    public FileFormats(List<FileFormat> formats) {
        this.formats = List.copyOf(formats);
    }

    /**
     * The kind of a file.
     *
     * @param beginning its first {@link #HEAD} bytes, or all when it is shorter; a byte order mark and blanks may lead
     * @throws Refusal UNREADABLE when it holds nothing, or nothing known
     */
    public FileFormat of(byte[] beginning) {
        byte[] head = withoutBlanks(beginning);
        if (head.length == 0) {
            throw new Refusal(Code.UNREADABLE, "the file holds no message");
        }
        for (FileFormat format : formats) {
            if (format.begins(head)) {
                return format;
            }
        }
        throw new Refusal(Code.UNREADABLE, "a file that begins so is of no kind this server reads");
    }

    /** The kind of file with messages of a format. */
    public Optional<FileFormat> named(String format) {
        return formats.stream()
                .filter(each -> each.translator().format().equals(format))
                .findFirst();
    }

    private static byte[] withoutBlanks(byte[] beginning) {
        boolean marked = beginning.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(beginning, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
        int from = marked ? BYTE_ORDER_MARK.length : 0;
        while (from < beginning.length && " \t\r\n".indexOf(beginning[from]) >= 0) {
            from++;
        }
        return Arrays.copyOfRange(beginning, from, beginning.length);
    }
}
