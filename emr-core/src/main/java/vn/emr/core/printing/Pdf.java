package vn.emr.core.printing;

import com.openhtmltopdf.extend.FSStream;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.EnumMap;
import java.util.GregorianCalendar;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.xmpbox.DateConverter;
import vn.emr.core.form.Forms;
import vn.emr.core.printing.Typefaces.Face;

/**
 * One file in PDF/A-2u, made of one XHTML page after the other with fonts of this package, embedded once. It fetches nothing: an address
 * that is not inside the page itself ends the printing. Each part is laid out by itself, so a long file needs the memory of its longest
 * part and of what is drawn already.
 */
final class Pdf implements AutoCloseable {
    static final String PNG = "data:image/png;base64,";
    static final String JPEG = "data:image/jpeg;base64,";

    private static final byte[] COLOURS =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    /** What could name something outside before the page is even read. */
    private static final Pattern DECLARED =
            Pattern.compile("<!(DOCTYPE|ENTITY)|<\\?xml-stylesheet", Pattern.CASE_INSENSITIVE);

    /** Where the metadata says when it was made. */
    private static final Pattern DATES = Pattern.compile("(<(xmp:(?:Create|Modify|Metadata)Date)>)[^<]*(</\\2>)");

    static {
        // It tells of everything it reads, and a page is about a patient.
        XRLog.setLoggingEnabled(false);
    }

    /** Where a page says its number: within the foot of the pages, in points. */
    private static final float NUMBER_SIZE = 7.5f;

    private static final float RIGHT = 10 * 72 / 25.4f;
    private static final float FROM_BOTTOM = 13.8f * 72 / 25.4f;

    private final Typefaces typefaces = Typefaces.take();
    private final PDDocument document = new PDDocument();
    private final Map<Face, PDFont> fonts = new EnumMap<>(Face.class);

    /**
     * A file of one part.
     *
     * @throws IllegalArgumentException when the page wants something from outside or is not well-formed
     */
    static byte[] of(String xhtml) {
        try (Pdf pdf = new Pdf()) {
            pdf.add(xhtml);
            return pdf.bytes();
        }
    }

    /** A file of one part; of the same part under the same code the same bytes. */
    static byte[] of(String xhtml, Conversion made) {
        try (Pdf pdf = new Pdf()) {
            pdf.add(xhtml);
            return pdf.bytes(made);
        }
    }

    /**
     * Puts a part behind the others; the last one names the file.
     *
     * @return how many pages it has
     * @throws IllegalArgumentException when the page wants something from outside or is not well-formed
     */
    int add(String xhtml) {
        if (DECLARED.matcher(xhtml).find()) {
            throw new IllegalArgumentException("a page declares nothing");
        }
        int before = document.getNumberOfPages();
        PdfRendererBuilder printer = new PdfRendererBuilder();
        printer.usePDDocument(document);
        printer.usePdfAConformance(PdfAConformance.PDFA_2_U);
        if (before == 0) {
            printer.useColorProfile(COLOURS);
        }
        font(printer, Face.REGULAR, 400, FontStyle.NORMAL);
        font(printer, Face.BOLD, 700, FontStyle.NORMAL);
        font(printer, Face.ITALIC, 400, FontStyle.ITALIC);
        font(printer, Face.BOLD_ITALIC, 700, FontStyle.ITALIC);
        printer.useUriResolver((base, address) -> inside(address));
        printer.useHttpStreamImplementation(Pdf::fetch);
        printer.useProtocolsStreamImplementation(Pdf::fetch, "file", "jar", "ftp");
        printer.withHtmlContent(xhtml, null);
        try (PdfBoxRenderer drawn = printer.buildPdfRenderer()) {
            drawn.createPDFWithoutClosing();
            nameJpegs(before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return document.getNumberOfPages() - before;
    }

    /** The renderer (1.1.65) keeps the bytes of a JPEG and calls them deflated, so that no reader can draw them. */
    private void nameJpegs(int from) throws IOException {
        for (int i = from; i < document.getNumberOfPages(); i++) {
            PDResources used = document.getPage(i).getResources();
            for (COSName name : used.getXObjectNames()) {
                COSStream picture = used.getXObject(name).getCOSObject();
                try (InputStream bytes = picture.createRawInputStream()) {
                    // What is deflated begins with another byte (RFC 1950).
                    if (bytes.read() == 0xFF && bytes.read() == 0xD8) {
                        picture.setItem(COSName.FILTER, COSName.DCT_DECODE);
                    }
                }
            }
        }
    }

    /** Takes so many pages off the end again. */
    void dropLast(int pages) {
        for (int i = 0; i < pages; i++) {
            document.removePage(document.getNumberOfPages() - 1);
        }
    }

    /** Lays so many pages of the end to the front, in their order. */
    void lastToFront(int pages) {
        PDPageTree tree = document.getPages();
        PDPage first = tree.get(0);
        for (int i = 0; i < pages; i++) {
            PDPage page = tree.get(tree.getCount() - pages + i);
            tree.remove(page);
            tree.insertBefore(page, first);
        }
    }

    /** Writes on each page which of how many it is. */
    void number() {
        int all = document.getNumberOfPages();
        PDFont font = font(Face.REGULAR);
        try {
            for (int i = 0; i < all; i++) {
                PDPage page = document.getPage(i);
                String words = "Trang " + (i + 1) + "/" + all;
                float width = font.getStringWidth(words) / 1000 * NUMBER_SIZE;
                try (PDPageContentStream stream =
                        new PDPageContentStream(document, page, AppendMode.APPEND, true, true)) {
                    stream.beginText();
                    stream.setFont(font, NUMBER_SIZE);
                    stream.newLineAtOffset(page.getMediaBox().getWidth() - RIGHT - width, FROM_BOTTOM);
                    stream.showText(words);
                    stream.endText();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file; made again of the same pages under the same code it is the same bytes. */
    byte[] bytes(Conversion made) {
        UUID code = UUID.fromString(made.code());
        document.setDocumentId(code.getMostSignificantBits() ^ code.getLeastSignificantBits());
        Calendar at =
                GregorianCalendar.from(made.at().truncatedTo(ChronoUnit.SECONDS).atZone(Forms.ZONE));
        document.getDocumentInformation().setCreationDate(at);
        document.getDocumentInformation().setModificationDate(at);
        PDMetadata metadata = document.getDocumentCatalog().getMetadata();
        try {
            String said = new String(metadata.toByteArray(), StandardCharsets.UTF_8);
            metadata.importXMPMetadata(DATES.matcher(said)
                    .replaceAll("$1" + DateConverter.toISO8601(at) + "$3")
                    .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes();
    }

    private byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try {
            document.save(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            typefaces.giveBack();
        }
    }

    private static String inside(String address) {
        if (!address.startsWith(PNG) && !address.startsWith(JPEG)) {
            throw new IllegalArgumentException("a page fetches nothing");
        }
        return address;
    }

    private static FSStream fetch(String address) {
        throw new IllegalArgumentException("a page fetches nothing");
    }

    private PDFont font(Face face) {
        return fonts.computeIfAbsent(face, f -> typefaces.of(document, f));
    }

    private void font(PdfRendererBuilder printer, Face face, int weight, FontStyle style) {
        printer.useFont(new PDFontSupplier(font(face)), Typefaces.FAMILY, weight, style, true);
    }
}
