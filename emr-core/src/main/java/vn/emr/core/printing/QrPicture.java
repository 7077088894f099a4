package vn.emr.core.printing;

import io.nayuki.qrcodegen.QrCode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** A text as a QR code that a page carries in itself. */
final class QrPicture {
    /** Dots of one square: enough for a printer, and still less than two kilobytes. */
    private static final int DOTS = 4;

    /** The margin that readers need, in squares. */
    private static final int QUIET = 2;

    private QrPicture() {}

    /** As an address of the scheme {@code data:}. */
    static String of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        int size = (code.size + 2 * QUIET) * DOTS;
        BufferedImage picture = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                boolean dark = code.getModule(x / DOTS - QUIET, y / DOTS - QUIET);
                picture.setRGB(x, y, dark ? 0xFF000000 : 0xFFFFFFFF);
            }
        }
        return address(picture);
    }

    /** A picture as an address of the scheme {@code data:}. */
    static String address(BufferedImage picture) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Pdf.PNG + Base64.getEncoder().encodeToString(png.toByteArray());
    }
}
