package vn.emr.core.testing;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;

/** Invented papers as scanners and phones send them. */
public final class Papers {
    /** What a phone writes into a picture beside it. */
    public static final String PLACE = "GPS 10.7769N 106.7009E";

    private Papers() {}

    /** A sheet with a red corner at the top left and some lines. */
    public static BufferedImage sheet(int width, int height, String words) {
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, width / 4, height / 4);
        pen.setColor(Color.BLACK);
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Math.max(12, width / 18)));
        for (int line = 0; line < 8; line++) {
            pen.drawString(words + " " + line, width / 10, height / 3 + line * height / 14);
        }
        pen.dispose();
        return sheet;
    }

    /** What a scanner sends. */
    public static byte[] png(int width, int height) {
        return written("png", sheet(width, height, "Giay to mau"));
    }

    /** What a phone sends: lying as the camera was held, and with the place. */
    public static byte[] photo(int width, int height, int orientation) {
        byte[] jpeg = written("jpeg", sheet(width, height, "Giay to mau"));
        byte[] said = PLACE.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer exif = ByteBuffer.allocate(4 + 6 + 8 + 2 + 12 + 4 + said.length);
        exif.put((byte) 0xFF).put((byte) 0xE1).putShort((short) (exif.capacity() - 2));
        exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.order(ByteOrder.LITTLE_ENDIAN);
        exif.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        exif.putShort((short) 1);
        exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putInt(orientation);
        exif.putInt(0).put(said);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(jpeg, 0, 2);
        all.writeBytes(exif.array());
        all.write(jpeg, 2, jpeg.length - 2);
        return all.toByteArray();
    }

    /** What an office scanner sends: pictures on pages of A4. */
    public static byte[] pdf(int pages) {
        return pdf(pages, document -> {});
    }

    /** @param more whatever else is in it */
    public static byte[] pdf(int pages, Consumer<PDDocument> more) {
        try (PDDocument document = new PDDocument()) {
            for (int i = 0; i < pages; i++) {
                PDPage page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (PDPageContentStream pen = new PDPageContentStream(document, page)) {
                    pen.drawImage(
                            JPEGFactory.createFromImage(document, sheet(620, 877, "Trang " + (i + 1))),
                            0,
                            0,
                            page.getMediaBox().getWidth(),
                            page.getMediaBox().getHeight());
                }
            }
            more.accept(document);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] written(String format, BufferedImage picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
