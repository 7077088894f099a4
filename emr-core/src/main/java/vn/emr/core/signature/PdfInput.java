package vn.emr.core.signature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** What a PDF must be before anything else reads it. */
final class PdfInput {
    /** Larger than any record printed here; a file is held in memory several times while it is signed. */
    static final int LARGEST_FILE = 25_000_000;

    private static final byte[] BEGIN = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    /** Where a signature says which bytes it covers; it has to stand in the file as it is (ISO 32000-1 section 12.8.1). */
    private static final Pattern RANGE =
            Pattern.compile("/ByteRange[\\x00\\s]*+\\[[\\x00\\s]*+(\\d{1,9})[\\x00\\s]++(\\d{1,9})"
                    + "[\\x00\\s]++(\\d{1,9})[\\x00\\s]++(\\d{1,9})[\\x00\\s]*+\\]");

    private PdfInput() {}

    static boolean begins(byte[] file) {
        return file.length > BEGIN.length && Arrays.equals(file, 0, BEGIN.length, BEGIN, 0, BEGIN.length);
    }

    static void mustBeSmall(byte[] file) {
        if (file.length > LARGEST_FILE) {
            throw new Refusal(Code.TOO_LARGE, "the file may have at most 25 MB");
        }
    }

    /**
     * A signature needs a file that can be read and goes on being readable for all.
     *
     * @throws Refusal TOO_LARGE over 25 MB, UNREADABLE when it is no PDF, NOT_APPLICABLE when it is encrypted
     */
    static void mustBeSignable(byte[] file) {
        rangesSigned(file);
    }

    /**
     * The byte ranges of everything in the file that says it is a signature or a timestamp, readable or not.
     *
     * @throws Refusal as {@link #mustBeSignable}
     */
    static List<int[]> rangesSigned(byte[] file) {
        mustBeSmall(file);
        if (!begins(file)) {
            throw new Refusal(Code.UNREADABLE, "the file is not a PDF");
        }
        try (PDDocument document = Loader.loadPDF(file)) {
            if (document.isEncrypted()) {
                throw encrypted();
            }
            if (document.getNumberOfPages() == 0) {
                throw damaged();
            }
            return document.getSignatureDictionaries().stream()
                    .map(PDSignature::getByteRange)
                    .toList();
        } catch (InvalidPasswordException locked) {
            throw encrypted();
        } catch (Refusal refused) {
            throw refused;
        } catch (IOException | RuntimeException unreadable) {
            throw damaged();
        }
    }

    /**
     * Whether a signature or timestamp stands in the bytes after all that are read, and no reader finds the way to it: what leads
     * there was written over. One that was taken out before the last was made is none of these.
     *
     * @param read the ranges of {@link #rangesSigned}
     */
    static boolean hasLost(byte[] file, List<int[]> read) {
        int covered = read.stream()
                .filter(range -> range.length == 4)
                .mapToInt(range -> range[2] + range[3])
                .max()
                .orElse(0);
        Matcher said = RANGE.matcher(new String(file, StandardCharsets.ISO_8859_1));
        while (said.find()) {
            int from = Integer.parseInt(said.group(1)) + Integer.parseInt(said.group(2));
            int to = Integer.parseInt(said.group(3));
            // A file that lies within this one has places of its own, so they do not fit.
            if (from >= covered && from < to && to <= file.length && file[from] == '<' && file[to - 1] == '>') {
                return true;
            }
        }
        return false;
    }

    private static Refusal encrypted() {
        return new Refusal(Code.NOT_APPLICABLE, "the PDF is encrypted; send it without a password");
    }

    private static Refusal damaged() {
        return new Refusal(Code.UNREADABLE, "the PDF is damaged or was not sent whole");
    }
}
