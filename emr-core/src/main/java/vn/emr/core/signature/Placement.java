package vn.emr.core.signature;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * Where a visible signature is drawn: under the words of the form that name its signer, else as low on the last page as it
 * covers no letter; always where no other field is. Decided by the file alone, so the same file gives the same place.
 */
final class Placement {
    /** Points (1/72 inch). Four signers stand side by side in a row of a form. */
    static final float WIDTH = 130;

    static final float HEIGHT = 30;

    private static final float GAP = 3;
    private static final float MARGIN = 30;
    /** The foot of a print, with its code and who printed it, ends below. */
    private static final float FOOT = 72;

    /** Points by which a place is looked for further up or down. */
    private static final float STEP = 5;

    /** Pages searched from the end: signers stand at the end of a sheet. */
    private static final int PAGES = 20;

    private final PDDocument document;

    /**
     * A free place, its upper left corner in points from that of the page.
     *
     * @param page from 1
     */
    record Place(int page, float x, float y) {}

    Placement(PDDocument document) {
        this.document = document;
    }

    /** Null when no place is free. */
    Place of(String anchor) throws IOException {
        int last = document.getNumberOfPages();
        if (anchor != null && !anchor.isBlank()) {
            for (int page = last; page > Math.max(0, last - PAGES); page--) {
                Words words = new Words(document, page);
                float[] under = words.under(squeezed(anchor));
                if (under != null) {
                    Place place = below(words, page, under[0] - WIDTH / 2, under[1] + GAP);
                    return place == null ? foot(last) : place;
                }
            }
        }
        return foot(last);
    }

    private Place below(Words words, int page, float x, float y) throws IOException {
        PDRectangle box = document.getPage(page - 1).getCropBox();
        float within = Math.max(GAP, Math.min(x, box.getWidth() - WIDTH - GAP));
        for (float at = y; at + HEIGHT + GAP < box.getHeight(); at += STEP) {
            if (isFree(words, page, within, at)) {
                return new Place(page, within, at);
            }
        }
        return null;
    }

    private Place foot(int page) throws IOException {
        Words words = new Words(document, page);
        PDRectangle box = document.getPage(page - 1).getCropBox();
        for (float y = box.getHeight() - FOOT - HEIGHT; y > MARGIN; y -= STEP) {
            for (float x = MARGIN; x + WIDTH + MARGIN < box.getWidth(); x += WIDTH + GAP) {
                if (isFree(words, page, x, y)) {
                    return new Place(page, x, y);
                }
            }
        }
        return null;
    }

    private boolean isFree(Words words, int page, float x, float y) throws IOException {
        PDPage on = document.getPage(page - 1);
        PDRectangle box = on.getCropBox();
        for (PDAnnotation one : on.getAnnotations()) {
            PDRectangle taken = one.getRectangle();
            if (one instanceof PDAnnotationWidget && taken != null && taken.getWidth() > 0) {
                float left = taken.getLowerLeftX() - box.getLowerLeftX();
                float top = box.getUpperRightY() - taken.getUpperRightY();
                if (covers(x, y, left, top, taken.getWidth(), taken.getHeight())) {
                    return false;
                }
            }
        }
        return words.letters.stream()
                .noneMatch(letter -> covers(
                        x,
                        y,
                        letter.getXDirAdj(),
                        letter.getYDirAdj() - letter.getHeightDir(),
                        letter.getWidthDirAdj(),
                        letter.getHeightDir()));
    }

    private static boolean covers(float x, float y, float left, float top, float width, float height) {
        return x < left + width + 1 && left < x + WIDTH + 1 && y < top + height + 1 && top < y + HEIGHT + 1;
    }

    private static String squeezed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("\\s+", "");
    }

    /** The letters of a page in the order in which they were drawn: the lines of one cell of a table stand together. */
    private static final class Words extends PDFTextStripper {
        private final StringBuilder text = new StringBuilder();
        private final List<TextPosition> letters = new ArrayList<>();

        Words(PDDocument document, int page) throws IOException {
            setStartPage(page);
            setEndPage(page);
            getText(document);
        }

        @Override
        protected void processTextPosition(TextPosition letter) {
            String drawn = squeezed(letter.getUnicode());
            for (int i = 0; i < drawn.length(); i++) {
                text.append(drawn.charAt(i));
                letters.add(letter);
            }
        }

        /** The middle under the last place where these letters stand, and where they end; null when they do not. */
        float[] under(String words) {
            int from = text.lastIndexOf(words);
            if (from < 0) {
                return null;
            }
            int to = from + words.length();
            // "(Ký, ghi rõ họ tên)" belongs to it.
            int closed = to < text.length() && text.charAt(to) == '(' ? text.indexOf(")", to) : -1;
            float left = Float.MAX_VALUE;
            float right = 0;
            float bottom = 0;
            for (TextPosition letter : letters.subList(from, closed < 0 ? to : closed + 1)) {
                left = Math.min(left, letter.getXDirAdj());
                right = Math.max(right, letter.getXDirAdj() + letter.getWidthDirAdj());
                bottom = Math.max(bottom, letter.getYDirAdj());
            }
            return new float[] {(left + right) / 2, bottom};
        }
    }
}
