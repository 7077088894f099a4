package vn.emr.core.signature;

import eu.europa.esig.dss.enumerations.SignerTextHorizontalAlignment;
import eu.europa.esig.dss.enumerations.SignerTextPosition;
import eu.europa.esig.dss.enumerations.TextWrapping;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.pades.DSSFileFont;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.SignatureFieldParameters;
import eu.europa.esig.dss.pades.SignatureImageParameters;
import eu.europa.esig.dss.pades.SignatureImageTextParameters;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Draws what a visible signature shows: its text, black, in the font of this package's prints, so that a PDF/A stays one. */
final class Drawing {
    private static final int LONGEST_TEXT = 300;
    private static final int LONGEST_LINE = 44;
    private static final int MOST_LINES = 4;
    private static final float LARGEST_LETTERS = 9;
    /** Of a line, in sizes of its letters. */
    private static final float LINE = 1.25f;

    private static final float PADDING = 1;
    private static final byte[] FONT = font();
    private static final Letters WIDTHS = Letters.read();

    private Drawing() {}

    /** Adds it to what is asked of the library; nothing is drawn without a text, or when the file has no free place. */
    static void add(Appearance appearance, byte[] pdf, PAdESSignatureParameters parameters) {
        if (appearance.text().isBlank()) {
            return;
        }
        Placement.Place place = place(pdf, appearance.anchor());
        if (place == null) {
            return;
        }
        SignatureFieldParameters field = new SignatureFieldParameters();
        field.setPage(place.page());
        field.setOriginX(place.x());
        field.setOriginY(place.y());
        field.setWidth(Placement.WIDTH);
        field.setHeight(Placement.HEIGHT);
        SignatureImageTextParameters text = new SignatureImageTextParameters();
        List<String> lines = lines(appearance.text());
        DSSFileFont font = new DSSFileFont(new InMemoryDocument(FONT, "LiberationSerif-Regular.ttf"), size(lines));
        font.setEmbedFontSubset(true);
        text.setFont(font);
        text.setText(String.join("\n", lines));
        text.setTextColor(Color.BLACK);
        text.setBackgroundColor(null);
        text.setPadding(PADDING);
        text.setTextWrapping(TextWrapping.FONT_BASED);
        text.setSignerTextPosition(SignerTextPosition.TOP);
        text.setSignerTextHorizontalAlignment(SignerTextHorizontalAlignment.CENTER);
        SignatureImageParameters image = new SignatureImageParameters();
        image.setFieldParameters(field);
        image.setTextParameters(text);
        parameters.setImageParameters(image);
    }

    private static Placement.Place place(byte[] pdf, String anchor) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new Placement(document).of(anchor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As large as usual, or as all lines fit. */
    private static float size(List<String> lines) {
        double widest = lines.stream().mapToDouble(Drawing::width).max().orElse(1);
        double fitting = Math.min(
                (Placement.WIDTH - 4 * PADDING) / widest, (Placement.HEIGHT - 4 * PADDING) / (LINE * lines.size()));
        return (float) Math.min(LARGEST_LETTERS, Math.floor(fitting * 10) / 10);
    }

    /** In sizes of its letters. */
    private static double width(String line) {
        return line.codePoints().mapToDouble(WIDTHS::width).sum();
    }

    /** Long lines are broken between words; letters that the font does not have would end the drawing. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : shown(text).split("\n")) {
            StringBuilder one = new StringBuilder();
            for (String word : line.strip().split(" +")) {
                if (!one.isEmpty() && one.length() + word.length() >= LONGEST_LINE) {
                    lines.add(one.toString());
                    one.setLength(0);
                }
                one.append(one.isEmpty() ? "" : " ").append(word);
            }
            lines.add(one.toString());
        }
        return lines.subList(0, Math.min(lines.size(), MOST_LINES));
    }

    private static String shown(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder shown = new StringBuilder();
        composed.codePoints()
                .limit(LONGEST_TEXT)
                .map(letter -> letter == '\n' || WIDTHS.has(letter) ? letter : '?')
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static byte[] font() {
        try (InputStream file = Drawing.class.getResourceAsStream(
                "/com/mpobjects/jasperreports/fonts/liberation/LiberationSerif-Regular.ttf")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How wide the letters of the font are. */
    private record Letters(TrueTypeFont font, CmapLookup glyphs, double unit) {
        static Letters read() {
            try {
                TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(FONT));
                return new Letters(font, font.getUnicodeCmapLookup(), font.getUnitsPerEm());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean has(int letter) {
            return glyphs.getGlyphId(letter) > 0;
        }

        synchronized double width(int letter) {
            try {
                return font.getAdvanceWidth(glyphs.getGlyphId(letter)) / unit;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
