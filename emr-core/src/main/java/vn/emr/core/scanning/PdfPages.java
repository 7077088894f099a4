package vn.emr.core.scanning;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.filter.MissingImageReaderException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * The pages of a PDF as pictures. A PDF from outside is never given out again, nor put into one of ours: what it may hold is more than
 * PDF/A allows. What cannot be drawn whole is refused, for a page with a hole would pass for the paper.
 */
final class PdfPages {
    private static final float DOTS_PER_INCH = 200;
    private static final float POINTS_PER_INCH = 72;
    private static final float SMALLEST_POINTS = 50;
    private static final long MOST_DOTS_OF_PICTURE = 40_000_000;
    private static final int MOST_OPERATORS = 2_000_000;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    static {
        // It keeps a list of the fonts of this machine; not in somebody's home.
        if (System.getProperty("pdfbox.fontcache") == null) {
            System.setProperty("pdfbox.fontcache", System.getProperty("java.io.tmpdir"));
        }
    }

    private PdfPages() {}

    /** @throws Refusal UNREADABLE, NOT_APPLICABLE and TOO_LARGE, each in words for who scanned it */
    static List<Drawn> of(byte[] bytes, int most) {
        PdfGuard.bytes(bytes);
        try (PDDocument document = Loader.loadPDF(bytes)) {
            PdfGuard.document(document);
            int pages = document.getNumberOfPages();
            if (pages == 0) {
                throw new Refusal(Code.UNREADABLE, "the PDF has no pages");
            }
            if (pages > most) {
                throw new Refusal(Code.TOO_LARGE, "a paper of more than 50 pages");
            }
            Renderer renderer = new Renderer(document, System.nanoTime() + LONGEST.toNanos());
            List<Drawn> drawn = new ArrayList<>();
            for (int i = 0; i < pages; i++) {
                PDRectangle size = document.getPage(i).getCropBox();
                drawn.add(Picture.drawn(renderer.page(i, dots(size))));
            }
            return drawn;
        } catch (InvalidPasswordException e) {
            throw PdfGuard.encrypted();
        } catch (MissingImageReaderException e) {
            throw new Refusal(
                    Code.NOT_APPLICABLE,
                    "the PDF packs its pictures in a way that is not read here (JBIG2, JPEG 2000); scan it as JPEG");
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            throw new Refusal(Code.UNREADABLE, "a page of the PDF cannot be drawn whole");
        }
    }

    private static float dots(PDRectangle size) {
        float longest = Math.max(size.getWidth(), size.getHeight());
        if (Math.min(size.getWidth(), size.getHeight()) < SMALLEST_POINTS) {
            throw new Refusal(Code.NOT_APPLICABLE, "the picture is too small to be read");
        }
        return Math.min(DOTS_PER_INCH, Picture.LONGEST_SIDE * POINTS_PER_INCH / longest);
    }

    /** Draws so much and no more. */
    private static final class Renderer extends PDFRenderer {
        private final long until;

        Renderer(PDDocument document, long until) {
            super(document);
            this.until = until;
            setSubsamplingAllowed(true);
        }

        BufferedImage page(int number, float dotsPerInch) throws IOException {
            return renderImageWithDPI(number, dotsPerInch, ImageType.RGB);
        }

        @Override
        protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
            return new Drawer(parameters, until);
        }
    }

    private static final class Drawer extends PageDrawer {
        private final long until;
        private int operators;

        Drawer(PageDrawerParameters parameters, long until) throws IOException {
            super(parameters);
            this.until = until;
        }

        @Override
        protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
            operators++;
            if (operators > MOST_OPERATORS || System.nanoTime() - until > 0) {
                throw new Refusal(Code.TOO_LARGE, "the PDF takes too long to draw; print it to a plain PDF first");
            }
            super.processOperator(operator, operands);
        }

        @Override
        public void drawImage(PDImage picture) throws IOException {
            if ((long) picture.getWidth() * picture.getHeight() > MOST_DOTS_OF_PICTURE) {
                throw new Refusal(Code.TOO_LARGE, "a picture of more than 40 million dots; scan it at 300 dpi");
            }
            super.drawImage(picture);
        }

        /** Drawing goes on elsewhere, with a hole; not here. */
        @Override
        protected void operatorException(Operator operator, List<COSBase> operands, IOException fault)
                throws IOException {
            throw fault;
        }
    }
}
