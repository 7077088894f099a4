package vn.emr.core.printing;

import com.openhtmltopdf.extend.FSStream;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/**
 * XHTML to PDF/A-2u with fonts of this package, embedded. It fetches nothing: an address that is not inside the page itself ends the
 * printing.
 */
final class Pdf {
    static final String FAMILY = "Liberation Serif";

    private static final String FONTS = "/com/mpobjects/jasperreports/fonts/liberation/LiberationSerif-";
    private static final byte[] REGULAR = font("Regular");
    private static final byte[] BOLD = font("Bold");
    private static final byte[] ITALIC = font("Italic");
    private static final byte[] BOLD_ITALIC = font("BoldItalic");
    private static final byte[] COLOURS =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    /** What could name something outside before the page is even read. */
    private static final Pattern DECLARED =
            Pattern.compile("<!(DOCTYPE|ENTITY)|<\\?xml-stylesheet", Pattern.CASE_INSENSITIVE);

    static {
        // It tells of everything it reads, and a page is about a patient.
        XRLog.setLoggingEnabled(false);
    }

    private Pdf() {}

    /**
     * One page after the other.
     *
     * @throws IllegalArgumentException when the page wants something from outside or is not well-formed
     */
    static byte[] of(String xhtml) {
        if (DECLARED.matcher(xhtml).find()) {
            throw new IllegalArgumentException("a page declares nothing");
        }
        ByteArrayOutputStream pdf = new ByteArrayOutputStream(1 << 16);
        PdfRendererBuilder printer = new PdfRendererBuilder();
        printer.usePdfAConformance(PdfAConformance.PDFA_2_U);
        printer.useColorProfile(COLOURS);
        font(printer, REGULAR, 400, FontStyle.NORMAL);
        font(printer, BOLD, 700, FontStyle.NORMAL);
        font(printer, ITALIC, 400, FontStyle.ITALIC);
        font(printer, BOLD_ITALIC, 700, FontStyle.ITALIC);
        printer.useUriResolver((base, address) -> inside(address));
        printer.useHttpStreamImplementation(Pdf::fetch);
        printer.useProtocolsStreamImplementation(Pdf::fetch, "file", "jar", "ftp");
        printer.withHtmlContent(xhtml, null);
        printer.toStream(pdf);
        try {
            printer.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pdf.toByteArray();
    }

    private static String inside(String address) {
        if (!address.startsWith("data:image/png;base64,")) {
            throw new IllegalArgumentException("a page fetches nothing");
        }
        return address;
    }

    private static FSStream fetch(String address) {
        throw new IllegalArgumentException("a page fetches nothing");
    }

    private static void font(PdfRendererBuilder printer, byte[] font, int weight, FontStyle style) {
        printer.useFont(() -> new ByteArrayInputStream(font), FAMILY, weight, style, true);
    }

    private static byte[] font(String name) {
        try (InputStream file = Pdf.class.getResourceAsStream(FONTS + name + ".ttf")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
