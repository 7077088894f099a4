package vn.emr.core.hl7;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import vn.emr.core.Refusal;

/**
 * A document inside OBX-5 (type ED), decoded and looked at: what it is decides its first bytes, not its label.
 *
 * @param damaged it cannot be decoded (then the content is the text as sent), ends too early, or does not begin like the
 *     type it names: a person must say whether it is kept
 */
public record EmbeddedFile(String mediaType, byte[] content, boolean damaged) {
    private static final String PDF = "application/pdf";

    private static final String UNKNOWN = "application/octet-stream";
    private static final byte[] PDF_BEGIN = ascii("%PDF-");
    private static final byte[] PDF_END = ascii("%%EOF");
    private static final byte[] JPEG_END = {(byte) 0xFF, (byte) 0xD9};
    private static final byte[] PNG_END = ascii("IEND");
    /** The end mark stands in the last 1,024 bytes (ISO 32000-1 annex H, note 18); images may be padded likewise. */
    private static final int TAIL = 1024;

    /** The document; null when it is empty, which is remarked. */
    public static EmbeddedFile of(EmbeddedData data, Remarks remarks) {
        byte[] content;
        try {
            content = data.bytes();
        } catch (Refusal damaged) {
            remarks.add("an embedded document cannot be decoded");
            return new EmbeddedFile(UNKNOWN, data.encoded(), true);
        }
        if (content.length == 0) {
            remarks.add("an embedded document is empty");
            return null;
        }
        String labelled = labelled(data);
        String found = found(content);
        if (found != null) {
            boolean cut = !endsWell(found, content);
            if (cut) {
                remarks.add("an embedded document has no end mark and may be cut short");
            }
            return new EmbeddedFile(found, content, cut);
        }
        if (needsSignature(labelled)) {
            remarks.add("an embedded document does not begin like the type it names");
            return new EmbeddedFile(UNKNOWN, content, true);
        }
        return new EmbeddedFile(labelled, content, false);
    }

    private static String labelled(EmbeddedData data) {
        return switch (data.subtype().strip().toUpperCase(Locale.ROOT)) {
            case "PDF" -> PDF;
            case "JPEG", "JPG" -> "image/jpeg";
            case "PNG" -> "image/png";
            case "GIF" -> "image/gif";
            case "TIFF", "TIF" -> "image/tiff";
            case "RTF" -> "application/rtf";
            case "HTML" -> "text/html";
            case "XML", "X-HL7-CDA-LEVEL-ONE" -> "application/xml";
            case "PLAIN", "TXT" -> "text/plain";
            default -> data.type().strip().toUpperCase(Locale.ROOT).matches("TEXT|TX|FT") ? "text/plain" : UNKNOWN;
        };
    }

    private static boolean needsSignature(String mediaType) {
        return mediaType.equals(PDF) || mediaType.startsWith("image/") || mediaType.equals("application/rtf");
    }

    /** The type its first bytes tell, or null. */
    private static String found(byte[] content) {
        if (begins(content, PDF_BEGIN)) {
            return PDF;
        }
        if (begins(content, new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF})) {
            return "image/jpeg";
        }
        if (begins(content, new byte[] {(byte) 0x89, 'P', 'N', 'G'})) {
            return "image/png";
        }
        if (begins(content, ascii("GIF8"))) {
            return "image/gif";
        }
        if (begins(content, new byte[] {'I', 'I', 42, 0}) || begins(content, new byte[] {'M', 'M', 0, 42})) {
            return "image/tiff";
        }
        return begins(content, ascii("{\\rtf")) ? "application/rtf" : null;
    }

    private static boolean endsWell(String mediaType, byte[] content) {
        return switch (mediaType) {
            case PDF -> inTail(content, PDF_END);
            case "image/jpeg" -> inTail(content, JPEG_END);
            case "image/png" -> inTail(content, PNG_END);
            default -> true;
        };
    }

    private static boolean inTail(byte[] content, byte[] mark) {
        for (int at = content.length - mark.length; at >= Math.max(0, content.length - TAIL); at--) {
            if (begins(content, at, mark)) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(byte[] content, byte[] mark) {
        return begins(content, 0, mark);
    }

    private static boolean begins(byte[] content, int at, byte[] mark) {
        return content.length >= at + mark.length
                && java.util.Arrays.equals(content, at, at + mark.length, mark, 0, mark.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
