package vn.emr.core.scanning;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * What the marks of a JPEG file say (ITU-T T.81, annex B), read before anything is decoded.
 *
 * @param orientation how the camera was held (EXIF 2.3, tag 0x0112), 1 to 8
 */
record Jpeg(int width, int height, int orientation) {
    private static final int START_OF_SCAN = 0xDA;
    private static final int END = 0xD9;
    private static final int APPLICATION_1 = 0xE1;
    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int UPRIGHT = 1;
    private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

    static boolean begins(byte[] bytes) {
        return bytes.length > 3 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xD8 && (bytes[2] & 0xFF) == 0xFF;
    }

    /** @throws Refusal UNREADABLE when the file ends before its picture does */
    static Jpeg of(byte[] bytes) {
        int width = 0;
        int height = 0;
        int orientation = UPRIGHT;
        boolean scanned = false;
        int at = 2;
        while (true) {
            int marker = marker(bytes, at);
            while (bytes[at] == (byte) 0xFF) {
                at++;
            }
            at++;
            if (marker == END) {
                if (!scanned || width == 0 || height == 0) {
                    throw damaged();
                }
                return new Jpeg(width, height, orientation);
            }
            if (marker == 0x01 || marker >= 0xD0 && marker <= 0xD7) {
                continue;
            }
            int length = number(bytes, at);
            if (length < 2 || at + length > bytes.length) {
                throw damaged();
            }
            if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                if (width != 0) {
                    throw damaged();
                }
                height = number(bytes, at + 3);
                width = number(bytes, at + 5);
            } else if (marker == APPLICATION_1) {
                orientation = orientation(bytes, at + 2, at + length, orientation);
            }
            at += length;
            if (marker == START_OF_SCAN) {
                scanned = true;
                at = behindScan(bytes, at);
            }
        }
    }

    /** Where the next mark is: in what is packed, a byte 255 stands with a zero or a restart behind it. */
    private static int behindScan(byte[] bytes, int from) {
        for (int at = from; at + 1 < bytes.length; at++) {
            int next = bytes[at + 1] & 0xFF;
            if (bytes[at] == (byte) 0xFF && next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
                return at;
            }
        }
        throw damaged();
    }

    private static int marker(byte[] bytes, int from) {
        int at = from;
        if (at >= bytes.length || bytes[at] != (byte) 0xFF) {
            throw damaged();
        }
        while (at < bytes.length && bytes[at] == (byte) 0xFF) {
            at++;
        }
        if (at >= bytes.length) {
            throw damaged();
        }
        return bytes[at] & 0xFF;
    }

    private static int number(byte[] bytes, int at) {
        if (at + 1 >= bytes.length) {
            throw damaged();
        }
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    /** What cannot be read there is passed over: the picture is drawn as it lies, and people turn it. */
    private static int orientation(byte[] bytes, int from, int to, int otherwise) {
        if (to - from < EXIF.length + 8) {
            return otherwise;
        }
        for (int i = 0; i < EXIF.length; i++) {
            if (bytes[from + i] != EXIF[i]) {
                return otherwise;
            }
        }
        ByteBuffer tiff = ByteBuffer.wrap(bytes, from + EXIF.length, to - from - EXIF.length)
                .slice();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = tiff.getInt(4) & 0xFFFFFFFFL;
        if (directory + 2 > tiff.limit()) {
            return otherwise;
        }
        int entries = tiff.getShort((int) directory) & 0xFFFF;
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + 12L * i;
            if (entry + 12 > tiff.limit()) {
                return otherwise;
            }
            int place = (int) entry;
            if ((tiff.getShort(place) & 0xFFFF) == ORIENTATION && tiff.getShort(place + 2) == SHORT) {
                int said = tiff.getShort(place + 8) & 0xFFFF;
                return said >= UPRIGHT && said <= 8 ? said : otherwise;
            }
        }
        return otherwise;
    }

    private static Refusal damaged() {
        return new Refusal(Code.UNREADABLE, "the picture is damaged or was not sent whole");
    }
}
