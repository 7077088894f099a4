package vn.emr.core.signing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * A signature as a hand drew it: lines of points in a field of 600 by 300. It is drawn anew here as a picture, and the points, which
 * tell how the hand moved, are not kept.
 *
 * @param strokes from touching to lifting; at most {@value #MOST_POINTS} points in all
 */
public record Drawing(List<Stroke> strokes) {
    static final int MOST_POINTS = 5_000;
    static final int LARGEST_PICTURE = 64 << 10;

    private static final int WIDTH = 600;
    private static final int HEIGHT = 300;
    private static final double DOTS = 1.5;

    /** A dot or a slip of the finger is no signature. */
    private static final int SMALLEST = 20;

    /** One line, without lifting the pen. */
    public record Stroke(List<Point> points) {}

    /** @param x from the left, 0 to 600 @param y from above, 0 to 300 */
    public record Point(int x, int y) {}

    /**
     * As a picture, PNG of at most 64 KiB: the same of the same.
     *
     * @throws Refusal MALFORMED_FIELD for no or too many points, points beside the field, or hardly anything drawn
     */
    byte[] png() {
        mustBeDrawn();
        BufferedImage image =
                new BufferedImage((int) (WIDTH * DOTS), (int) (HEIGHT * DOTS), BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        pen.scale(DOTS, DOTS);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setColor(Color.BLACK);
        pen.setStroke(new BasicStroke(2.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        strokes.forEach(stroke -> pen.draw(line(stroke.points())));
        pen.dispose();
        return written(image);
    }

    private void mustBeDrawn() {
        boolean whole = strokes != null
                && strokes.size() <= MOST_POINTS
                && strokes.stream()
                        .allMatch(s -> s != null
                                && s.points() != null
                                && !s.points().isEmpty()
                                && s.points().stream().allMatch(Objects::nonNull));
        List<Point> points =
                whole ? strokes.stream().flatMap(s -> s.points().stream()).toList() : List.of();
        if (points.isEmpty() || points.size() > MOST_POINTS || points.stream().anyMatch(Drawing::beside)) {
            throw wrong();
        }
        int across = points.stream().mapToInt(Point::x).max().getAsInt()
                - points.stream().mapToInt(Point::x).min().getAsInt();
        int down = points.stream().mapToInt(Point::y).max().getAsInt()
                - points.stream().mapToInt(Point::y).min().getAsInt();
        if (Math.max(across, down) < SMALLEST) {
            throw wrong();
        }
    }

    private static boolean beside(Point p) {
        return p.x() < 0 || p.x() > WIDTH || p.y() < 0 || p.y() > HEIGHT;
    }

    private static Path2D line(List<Point> points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points.getFirst().x(), points.getFirst().y());
        // A line to itself is a dot, as of an i.
        points.forEach(p -> path.lineTo(p.x(), p.y()));
        return path;
    }

    private static byte[] written(BufferedImage image) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (png.size() > LARGEST_PICTURE) {
            throw wrong();
        }
        return png.toByteArray();
    }

    private static Refusal wrong() {
        return new Refusal(
                Code.MALFORMED_FIELD,
                "hardly anything was drawn, or too much, or beside the field",
                "/drawing/strokes");
    }
}
