package vn.emr.core.signature;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The permanent identifier of a PDF (ISO 32000-2, 14.4): the same in every file that came from it by incremental updates, so a copy that
 * somebody changed is still recognized.
 */
public final class PdfIdentity {
    private static final int FEWEST_BYTES = 16;
    private static final int MOST_BYTES = 64;

    private PdfIdentity() {}

    /** 16 to 64 bytes as upper-case hexadecimal digits; empty for what is no PDF or names none. */
    public static Optional<String> of(byte[] file) {
        try (PDDocument document = Loader.loadPDF(file)) {
            COSArray id = document.getDocument().getDocumentID();
            return id != null
                            && id.size() > 0
                            && id.getObject(0) instanceof COSString first
                            && first.getBytes().length >= FEWEST_BYTES
                            && first.getBytes().length <= MOST_BYTES
                    ? Optional.of(HexFormat.of().withUpperCase().formatHex(first.getBytes()))
                    : Optional.empty();
        } catch (IOException | RuntimeException damaged) {
            // The library throws many kinds for what is no PDF.
            return Optional.empty();
        }
    }
}
