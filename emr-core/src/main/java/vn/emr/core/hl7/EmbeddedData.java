package vn.emr.core.hl7;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * A document inside a message (type ED, HL7 v2 chapter 2A). Its text stays where it is in the frame until {@link #bytes}
 * decodes it; decoding makes one copy, of the document's own size.
 */
public final class EmbeddedData {
    private final String type;
    private final String subtype;
    private final String encoding;
    private final Slice data;

    EmbeddedData(String type, String subtype, String encoding, Slice data) {
        this.type = type;
        this.subtype = subtype;
        this.encoding = encoding;
        this.data = data;
    }

    /** ED-2, such as {@code application} or {@code IM}. */
    public String type() {
        return type;
    }

    /** ED-3, such as {@code pdf}. */
    public String subtype() {
        return subtype;
    }

    /** ED-4 in capitals: BASE64, HEX or A (as it is). */
    public String encoding() {
        return encoding;
    }

    /** How many bytes the encoded text has; the document of a Base64 text has about three quarters. */
    public int encodedLength() {
        return data.to() - data.from();
    }

    /** The text as sent, for a document that cannot be decoded. */
    public byte[] encoded() {
        return Arrays.copyOfRange(data.message().bytes(), data.from(), data.to());
    }

    /**
     * The document. Blanks and line breaks inside the encoded text are skipped, anything else that does not belong there is
     * an error: a damaged document must not be kept as if it were whole.
     *
     * @throws Refusal MALFORMED_FIELD
     */
    public byte[] bytes() {
        try {
            return switch (encoding) {
                case "BASE64" -> base64();
                case "HEX" -> HexFormat.of().parseHex(data.decoded().replaceAll("\\s", ""));
                case "A", "" -> data.decoded().getBytes(data.message().encoding());
                default -> throw damaged();
            };
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
    }

    private byte[] base64() {
        byte[] source = data.message().bytes();
        int from = data.from();
        int length = encodedLength();
        if (hasBreaks(source, from, data.to())) {
            source = withoutBreaks();
            from = 0;
            length = source.length;
        }
        ByteBuffer decoded = Base64.getDecoder().decode(ByteBuffer.wrap(source, from, length));
        return decoded.remaining() == decoded.array().length
                ? decoded.array()
                : Arrays.copyOf(decoded.array(), decoded.remaining());
    }

    private boolean hasBreaks(byte[] source, int from, int to) {
        byte escape = (byte) data.delimiters().escape();
        for (int i = from; i < to; i++) {
            if (source[i] <= ' ' || source[i] == escape) {
                return true;
            }
        }
        return false;
    }

    /** Line breaks stand in the text as they are or as \.br\ or \X0D\. */
    private byte[] withoutBreaks() {
        byte[] source = data.message().bytes();
        byte escape = (byte) data.delimiters().escape();
        byte[] kept = new byte[encodedLength()];
        int count = 0;
        boolean inEscape = false;
        for (int i = data.from(); i < data.to(); i++) {
            byte b = source[i];
            if (b == escape && escape != Delimiters.NONE) {
                inEscape = !inEscape;
            } else if (!inEscape && (b > ' ' || b < 0)) {
                kept[count++] = b;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private static Refusal damaged() {
        return new Refusal(
                Code.MALFORMED_FIELD, "An embedded document cannot be decoded by the encoding it names.", "OBX-5");
    }
}
