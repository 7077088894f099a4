package vn.emr.core.scanning;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** Pictures drawn anew: what comes out holds the picture and nothing else, in colours that every screen and PDF/A know (sRGB). */
final class Picture {
    /** A sheet of A4 at some 210 dots per inch. */
    static final int LONGEST_SIDE = 2_480;

    private static final int SMALL_SIDE = 240;
    private static final int SHORTEST_SIDE = 100;
    /** The sharpest phones make some 50 million; nothing of that size is held in memory. */
    private static final long MOST_DOTS = 64_000_000;

    private static final long DOTS_AT_ONCE = 16_000_000;
    private static final float QUALITY = 0.82f;

    private Picture() {}

    static Drawn jpeg(byte[] bytes) {
        Jpeg said = Jpeg.of(bytes);
        return drawn(upright(read(bytes, "jpeg", said.width(), said.height()), said.orientation()));
    }

    static Drawn png(byte[] bytes) {
        Png said = Png.of(bytes);
        return drawn(read(bytes, "png", said.width(), said.height()));
    }

    /** A page as it is kept; the picture may be larger. */
    static Drawn drawn(BufferedImage picture) {
        BufferedImage page = shrunk(picture, LONGEST_SIDE);
        return new Drawn(written(page), written(shrunk(page, SMALL_SIDE)), page.getWidth(), page.getHeight());
    }

    /** A page that this server drew, turned to the right by quarters. */
    static Drawn turned(byte[] jpeg, int quarters) {
        Jpeg said = Jpeg.of(jpeg);
        int[] orientations = {1, 6, 3, 8};
        return drawn(upright(read(jpeg, "jpeg", said.width(), said.height()), orientations[quarters]));
    }

    private static BufferedImage read(byte[] bytes, String format, int width, int height) {
        if ((long) width * height > MOST_DOTS) {
            throw new Refusal(Code.TOO_LARGE, "a picture of more than 64 million dots");
        }
        if (Math.min(width, height) < SHORTEST_SIDE) {
            throw new Refusal(Code.NOT_APPLICABLE, "the picture is too small to be read");
        }
        int step = (int) Math.ceil(Math.sqrt((double) width * height / DOTS_AT_ONCE));
        AtomicBoolean damaged = new AtomicBoolean();
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            // What a file says of itself beside the picture is not read: it may be packed and large.
            reader.setInput(in, true, true);
            reader.addIIOReadWarningListener((source, words) ->
                    damaged.compareAndSet(false, words.matches("(?i).*(corrupt|premature|truncat).*")));
            ImageReadParam how = reader.getDefaultReadParam();
            how.setSourceSubsampling(step, step, 0, 0);
            BufferedImage picture = reader.read(0, how);
            if (damaged.get()) {
                throw new Refusal(Code.UNREADABLE, "the picture is damaged or was not sent whole");
            }
            return picture;
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new Refusal(Code.UNREADABLE, "the picture cannot be read; save it as JPEG in RGB and send it again");
        } finally {
            reader.dispose();
        }
    }

    /** Smaller in steps, so that thin lines stay. */
    private static BufferedImage shrunk(BufferedImage from, int side) {
        double scale = Math.min(1, (double) side / Math.max(from.getWidth(), from.getHeight()));
        int width = Math.max(1, (int) Math.round(from.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(from.getHeight() * scale));
        BufferedImage now = from;
        while (now.getWidth() > 2 * width && now.getHeight() > 2 * height) {
            now = drawn(now, (now.getWidth() + 1) / 2, (now.getHeight() + 1) / 2);
        }
        return drawn(now, width, height);
    }

    private static BufferedImage drawn(BufferedImage from, int width, int height) {
        if (from.getType() == BufferedImage.TYPE_INT_RGB && from.getWidth() == width && from.getHeight() == height) {
            return from;
        }
        return drawn(
                from,
                width,
                height,
                AffineTransform.getScaleInstance((double) width / from.getWidth(), (double) height / from.getHeight()));
    }

    private static BufferedImage drawn(BufferedImage from, int width, int height, AffineTransform how) {
        BufferedImage to = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = to.createGraphics();
        try {
            pen.setColor(Color.WHITE);
            pen.fillRect(0, 0, width, height);
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            pen.drawImage(from, how, null);
        } finally {
            pen.dispose();
        }
        return to;
    }

    /** As whoever held the camera saw it (EXIF 2.3, tag 0x0112). */
    private static BufferedImage upright(BufferedImage from, int orientation) {
        int w = from.getWidth();
        int h = from.getHeight();
        AffineTransform how =
                switch (orientation) {
                    case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
                    case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
                    case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
                    case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
                    case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
                    case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
                    case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
                    default -> null;
                };
        if (how == null) {
            return from;
        }
        boolean lies = orientation >= 5;
        return drawn(from, lies ? h : w, lies ? w : h, how);
    }

    private static byte[] written(BufferedImage picture) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 18);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(picture, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
