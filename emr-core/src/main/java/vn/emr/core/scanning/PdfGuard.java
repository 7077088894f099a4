package vn.emr.core.scanning;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.pdf.Unpacked;

/** What a PDF of a scanner has no need of is refused: scripts, files within the file, encryption, other formats around it. */
final class PdfGuard {
    private static final byte[] BEGIN = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "%%EOF".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_OBJECTS = 20_000;
    private static final int DEEPEST = 64;

    /** What an action may be (ISO 32000-1, table 198) that does more than lead to another place. */
    private static final Set<String> ACTIONS = Set.of(
            "JavaScript",
            "Launch",
            "SubmitForm",
            "ImportData",
            "GoToE",
            "Rendition",
            "Movie",
            "Sound",
            "GoTo3DView",
            "RichMediaExecute");

    private static final Set<String> MOVING = Set.of("RichMedia", "Movie", "Sound", "Screen", "3D", "FileAttachment");

    private PdfGuard() {}

    static boolean begins(byte[] bytes) {
        return at(bytes, 0, BEGIN);
    }

    /**
     * Looks at the bytes before anything parses them.
     *
     * @throws Refusal UNREADABLE when another file follows, TOO_LARGE when something unpacks to more than a page can hold
     */
    static void bytes(byte[] bytes) {
        int end = bytes.length - END.length;
        while (end >= 0 && !at(bytes, end, END)) {
            end--;
        }
        if (end < 0) {
            throw new Refusal(Code.UNREADABLE, "the PDF is damaged or was not sent whole");
        }
        for (int i = end + END.length; i < bytes.length; i++) {
            if (bytes[i] != 0 && !Character.isWhitespace(bytes[i])) {
                throw new Refusal(Code.UNREADABLE, "something else follows the PDF in the same file");
            }
        }
        Unpacked.mustBeSmall(bytes);
    }

    /** @throws Refusal NOT_APPLICABLE, with what it holds */
    static void document(PDDocument document) throws IOException {
        if (document.isEncrypted()) {
            throw encrypted();
        }
        COSDocument cos = document.getDocument();
        if (cos.getXrefTable().size() > MOST_OBJECTS) {
            throw new Refusal(Code.TOO_LARGE, "the PDF is made of too many parts");
        }
        look(cos.getTrailer(), 0);
        for (COSObjectKey key : cos.getXrefTable().keySet()) {
            COSObject object = cos.getObjectFromPool(key);
            look(object == null ? null : object.getObject(), 0);
        }
    }

    static Refusal encrypted() {
        return new Refusal(Code.NOT_APPLICABLE, "the PDF is encrypted; send it without a password");
    }

    private static void look(COSBase one, int depth) {
        if (depth > DEEPEST) {
            throw new Refusal(Code.UNREADABLE, "the PDF is damaged or was not sent whole");
        }
        if (one instanceof COSArray array) {
            for (COSBase each : array) {
                look(each, depth + 1);
            }
        } else if (one instanceof COSDictionary dictionary) {
            judge(dictionary);
            // What is named by its number is an object of its own, and looked at as one.
            dictionary.getValues().stream()
                    .filter(value -> !(value instanceof COSObject))
                    .forEach(value -> look(value, depth + 1));
        }
    }

    private static void judge(COSDictionary dictionary) {
        COSBase script = dictionary.getDictionaryObject(COSName.JS);
        if (script instanceof COSString
                || script instanceof COSStream
                || ACTIONS.contains(name(dictionary, COSName.S))
                || dictionary.containsKey("XFA")) {
            throw new Refusal(
                    Code.NOT_APPLICABLE, "the PDF holds a script or an action; print it to a plain PDF first");
        }
        if (dictionary.containsKey("EF")
                || dictionary.containsKey("EmbeddedFiles")
                || "EmbeddedFile".equals(name(dictionary, COSName.TYPE))
                || MOVING.contains(name(dictionary, COSName.SUBTYPE))) {
            throw new Refusal(Code.NOT_APPLICABLE, "the PDF holds other files; print it to a plain PDF first");
        }
    }

    private static String name(COSDictionary dictionary, COSName key) {
        return dictionary.getDictionaryObject(key) instanceof COSName name ? name.getName() : "";
    }

    private static boolean at(byte[] bytes, int at, byte[] what) {
        if (bytes.length - at < what.length) {
            return false;
        }
        for (int i = 0; i < what.length; i++) {
            if (bytes[at + i] != what[i]) {
                return false;
            }
        }
        return true;
    }
}
