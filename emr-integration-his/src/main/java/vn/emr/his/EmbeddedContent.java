package vn.emr.his;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Decodes a document that came as base64 inside an item. The bytes must be what their media type says: a viewer opens
 * them by that type later, and a mislabelled file is a way to smuggle a page into it.
 */
final class EmbeddedContent {
    private static final Map<String, Predicate<byte[]>> SIGNATURES = Map.of(
            "application/pdf", EmbeddedContent::pdf,
            "image/jpeg", bytes -> startsWith(bytes, 0xFF, 0xD8, 0xFF),
            "image/png", bytes -> startsWith(bytes, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A),
            "image/tiff", bytes -> startsWith(bytes, 'I', 'I', 0x2A, 0x00) || startsWith(bytes, 'M', 'M', 0x00, 0x2A),
            "text/plain", EmbeddedContent::utf8,
            "application/xml", EmbeddedContent::xml,
            "text/xml", EmbeddedContent::xml);

    private EmbeddedContent() {}

    /** The decoded {@code content} of a document object, with its length and signature checked. */
    static byte[] read(ItemFields document, String mediaType) {
        String base64 = document.longText("content");
        if (base64 == null) {
            throw document.missing("content");
        }
        byte[] bytes = decoded(document, base64);
        String length = document.text("length");
        if (length != null && !length.equals(Integer.toString(bytes.length))) {
            throw document.malformed("length", "the content has another length");
        }
        Predicate<byte[]> signature = SIGNATURES.get(mediaType.toLowerCase(Locale.ROOT));
        if (signature == null) {
            throw document.malformed("mediaType", "this media type is not taken");
        }
        if (!signature.test(bytes)) {
            throw document.malformed("content", "the content is not of its media type");
        }
        return bytes;
    }

    /** Blanks and line ends are allowed, as mail programs write them; any other foreign character is not. */
    private static byte[] decoded(ItemFields document, String base64) {
        try {
            boolean wrapped = base64.indexOf('\n') >= 0 || base64.indexOf('\r') >= 0 || base64.indexOf(' ') >= 0;
            return Base64.getDecoder().decode(wrapped ? base64.replaceAll("[\\r\\n ]", "") : base64);
        } catch (IllegalArgumentException e) {
            throw document.malformed("content", "not base64");
        }
    }

    /** Readers accept the mark anywhere in the first 1,024 bytes (PDF 1.7, implementation note 13). */
    private static boolean pdf(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, 1024), StandardCharsets.ISO_8859_1);
        return head.contains("%PDF-");
    }

    private static boolean xml(byte[] bytes) {
        int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        return utf8(bytes)
                && new String(bytes, start, Math.min(bytes.length - start, 256), StandardCharsets.UTF_8)
                        .stripLeading()
                        .startsWith("<");
    }

    private static boolean utf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return bytes.length > 0;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
