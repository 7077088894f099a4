package vn.emr.core.scanning;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** What the chunks of a PNG file say (ISO/IEC 15948), read before anything is unpacked. */
record Png(int width, int height) {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int HEADER = 0x49484452;
    private static final int DATA = 0x49444154;
    private static final int END = 0x49454E44;

    static boolean begins(byte[] bytes) {
        if (bytes.length < SIGNATURE.length) {
            return false;
        }
        for (int i = 0; i < SIGNATURE.length; i++) {
            if (bytes[i] != SIGNATURE[i]) {
                return false;
            }
        }
        return true;
    }

    /** @throws Refusal UNREADABLE when a chunk is damaged, or the file ends before the picture does */
    static Png of(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int at = SIGNATURE.length;
        Png said = null;
        boolean data = false;
        while (at + 12 <= bytes.length) {
            int length = file.getInt(at);
            int kind = file.getInt(at + 4);
            if (length < 0 || length > bytes.length - at - 12) {
                throw damaged();
            }
            CRC32 sum = new CRC32();
            sum.update(bytes, at + 4, length + 4);
            if ((int) sum.getValue() != file.getInt(at + 8 + length)) {
                throw damaged();
            }
            if (said == null) {
                if (kind != HEADER || length != 13) {
                    throw damaged();
                }
                said = new Png(file.getInt(at + 8), file.getInt(at + 12));
            }
            data |= kind == DATA;
            if (kind == END) {
                if (!data || said.width <= 0 || said.height <= 0) {
                    throw damaged();
                }
                return said;
            }
            at += 12 + length;
        }
        throw damaged();
    }

    private static Refusal damaged() {
        return new Refusal(Code.UNREADABLE, "the picture is damaged or was not sent whole");
    }
}
