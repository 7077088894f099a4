package vn.emr.core.signing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.signing.Drawing.Point;
import vn.emr.core.signing.Drawing.Stroke;

class DrawingTest {
    @Test
    void what_a_hand_drew_becomes_the_same_picture_each_time() throws IOException {
        Drawing drawn = of(new Point(10, 100), new Point(300, 20), new Point(590, 180));
        byte[] png = drawn.png();
        assertArrayEquals(png, drawn.png());
        var image = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(900, image.getWidth());
        assertEquals(450, image.getHeight());
        assertEquals(0xFF000000, image.getRGB(450, 30), "black where the pen was");
        assertEquals(0xFFFFFFFF, image.getRGB(5, 5), "white elsewhere");
    }

    @Test
    void as_many_points_as_may_be_drawn_wildly_still_fit_and_one_more_is_refused() {
        Random random = new Random(7);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < Drawing.MOST_POINTS; i++) {
            points.add(new Point(random.nextInt(601), random.nextInt(301)));
        }
        assertTrue(new Drawing(List.of(new Stroke(points))).png().length <= Drawing.LARGEST_PICTURE);
        List<Stroke> dots =
                points.stream().map(point -> new Stroke(List.of(point))).toList();
        assertTrue(new Drawing(dots).png().length <= Drawing.LARGEST_PICTURE);
        points.add(new Point(1, 1));
        refused(new Drawing(List.of(new Stroke(points))));
    }

    @Test
    void what_is_no_signature_is_refused() {
        refused(new Drawing(null));
        refused(new Drawing(List.of()));
        refused(new Drawing(List.of(new Stroke(List.of()))));
        refused(new Drawing(List.of(new Stroke(null))));
        refused(of(new Point(300, 100)));
        refused(of(new Point(300, 100), new Point(310, 110)));
        refused(of(new Point(0, 0), new Point(601, 100)));
        refused(of(new Point(0, -1), new Point(300, 100)));
    }

    private static Drawing of(Point... points) {
        return new Drawing(List.of(new Stroke(List.of(points))));
    }

    private static void refused(Drawing drawing) {
        assertEquals(
                Code.MALFORMED_FIELD, assertThrows(Refusal.class, drawing::png).code());
    }
}
