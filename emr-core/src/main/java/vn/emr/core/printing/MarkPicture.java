package vn.emr.core.printing;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.emr.core.form.Form;
import vn.emr.core.record.Value;

/**
 * A picture of the body, the eyes or the teeth with the places that rows are about, as the screens draw it: outlines and codes are the
 * data of {@code forms/places.json}. Words and numbers on it stay text of the page, for a server may have no fonts to draw with.
 */
final class MarkPicture {
    /** One dot of the data on paper. */
    private static final double MILLIMETRES = 0.28;

    /** Dots of the picture for one of the data: about 270 for an inch. */
    private static final int DOTS = 3;

    private static final Pattern STEP = Pattern.compile("([MLCZ])([^MLCZ]*)");
    private static final Map<String, Drawn> PICTURES = read();

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Place(String code, String d, List<String> text) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Caption(String vi, double x, double y) {}

    private record Drawn(int width, int height, List<Place> places, List<Caption> captions) {}

    private MarkPicture() {}

    private static Map<String, Drawn> read() {
        try (InputStream file = MarkPicture.class.getResourceAsStream("/forms/places.json")) {
            return new ObjectMapper().readValue(file, new TypeReference<Map<String, Drawn>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a template draws it: the picture, its size in millimetres, and the words on it with their places. */
    static Map<String, Object> of(Form.Item group, List<Value> rows) {
        Drawn picture = PICTURES.get(group.layout().name().toLowerCase(Locale.ROOT));
        List<Form.Item> said = group.item().stream()
                .flatMap(item -> item.type() == Form.Type.GROUP ? item.item().stream() : Stream.of(item))
                .toList();
        Form.Item where = said.stream()
                .filter(item -> item.type() == Form.Type.CHOICE)
                .findFirst()
                .orElse(said.getFirst());
        Set<String> marked = rows.stream()
                .flatMap(row -> row.answers().getOrDefault(where.linkId(), List.of()).stream())
                .map(Value::code)
                .filter(code -> code != null)
                .collect(Collectors.toSet());
        Set<String> offered =
                where.answerOption().stream().map(Form.Option::code).collect(Collectors.toSet());
        List<Place> places = picture.places().stream()
                .filter(place -> offered.isEmpty() || offered.contains(place.code()))
                .toList();
        return SheetView.map(
                "picture",
                QrPicture.address(drawn(picture, places, marked)),
                "width",
                picture.width() * MILLIMETRES,
                "height",
                picture.height() * MILLIMETRES,
                "words",
                words(picture, places));
    }

    private static List<Map<String, Object>> words(Drawn picture, List<Place> places) {
        List<Map<String, Object>> words = new ArrayList<>();
        picture.captions().forEach(c -> words.add(word(c.vi(), c.x() * MILLIMETRES, c.y(), "left")));
        for (Place place : places) {
            if (place.text() != null) {
                double middle = Double.parseDouble(place.text().get(1)) * MILLIMETRES;
                words.add(word(
                        place.text().getFirst(),
                        middle - 4,
                        Double.parseDouble(place.text().get(2)),
                        "center"));
            }
        }
        return words;
    }

    /** @param y the line it stands on */
    private static Map<String, Object> word(String text, double left, double y, String align) {
        return SheetView.map("text", text, "left", left, "top", y * MILLIMETRES - 3, "align", align);
    }

    private static BufferedImage drawn(Drawn picture, List<Place> places, Set<String> marked) {
        BufferedImage image =
                new BufferedImage(picture.width() * DOTS, picture.height() * DOTS, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        pen.scale(DOTS, DOTS);
        for (Place place : places) {
            Shape outline = outline(place.d());
            boolean on = marked.contains(place.code());
            // Over what was drawn before: the pupil lies in the cornea.
            pen.setColor(on ? Color.LIGHT_GRAY : Color.WHITE);
            pen.fill(outline);
            pen.setColor(on ? Color.BLACK : Color.GRAY);
            pen.setStroke(new BasicStroke(on ? 2.4f : 0.8f));
            pen.draw(outline);
        }
        pen.dispose();
        return image;
    }

    /** The outline of a place: moves, lines and curves to absolute points (SVG 1.1 chapter 8.3). */
    private static Shape outline(String d) {
        Path2D path = new Path2D.Double();
        Matcher step = STEP.matcher(d);
        while (step.find()) {
            double[] to = step.group(2).isBlank()
                    ? new double[0]
                    : Pattern.compile(" ")
                            .splitAsStream(step.group(2).strip())
                            .mapToDouble(Double::parseDouble)
                            .toArray();
            switch (step.group(1)) {
                case "M" -> path.moveTo(to[0], to[1]);
                case "L" -> path.lineTo(to[0], to[1]);
                case "C" -> path.curveTo(to[0], to[1], to[2], to[3], to[4], to[5]);
                default -> path.closePath();
            }
        }
        return path;
    }
}
