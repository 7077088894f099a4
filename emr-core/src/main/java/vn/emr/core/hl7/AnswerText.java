package vn.emr.core.hl7;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * Writes segments in given separators and character set. Text is escaped (HL7 v2 chapter 2, escape sequences), so it
 * can never make a field, a segment or a frame of its own; raw is for bytes that came from the sender's own MSH.
 */
public final class AnswerText {
    private final Delimiters delimiters;
    private final Charset charset;
    private final CharsetEncoder encoder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    public AnswerText(Delimiters delimiters, Charset charset) {
        this.delimiters = delimiters;
        this.charset = charset;
        this.encoder = charset.newEncoder();
    }

    public AnswerText segment(String name) {
        out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        if (name.endsWith("HS") || "MSH".equals(name)) {
            out.write(delimiters.field());
        }
        return this;
    }

    public AnswerText field() {
        out.write(delimiters.field());
        return this;
    }

    public AnswerText component() {
        out.write(delimiters.component());
        return this;
    }

    public AnswerText subComponent() {
        out.write(delimiters.subComponent() == Delimiters.NONE ? ' ' : delimiters.subComponent());
        return this;
    }

    public AnswerText repetition() {
        out.write(delimiters.repetition() == Delimiters.NONE ? ' ' : delimiters.repetition());
        return this;
    }

    /** MSH-2. */
    public AnswerText encodingCharacters() {
        return raw(delimiters.encodingCharacters());
    }

    AnswerText raw(String latin1) {
        out.writeBytes(latin1.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** A field of the sender's own message, its separators and escapes as they came. */
    AnswerText sent(String raw) {
        out.writeBytes(raw.getBytes(charset));
        return this;
    }

    public AnswerText text(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        String writable = encoder.canEncode(composed) ? composed : withoutAccents(composed);
        out.writeBytes(escaped(writable).getBytes(charset));
        return this;
    }

    /** Text of several lines (types TX and FT): a line end is written as {@code \.br\}. */
    public AnswerText lines(String text) {
        String[] lines = text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                raw(delimiters.escape() == Delimiters.NONE ? " " : delimiters.escape() + ".br" + delimiters.escape());
            }
            text(lines[i]);
        }
        return this;
    }

    public void end() {
        out.write('\r');
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    private String escaped(String text) {
        var safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char name = escapeName(c);
            if (name != 0) {
                escape(safe, name);
            } else if (c < ' ' || c == 0x7F) {
                safe.append(' ');
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
    }

    private void escape(StringBuilder safe, char name) {
        char escape = delimiters.escape();
        if (escape == Delimiters.NONE) {
            safe.append(' ');
        } else {
            safe.append(escape).append(name).append(escape);
        }
    }

    private char escapeName(char c) {
        if (c == Delimiters.NONE) {
            return 0;
        }
        if (c == delimiters.field()) {
            return 'F';
        }
        if (c == delimiters.component()) {
            return 'S';
        }
        if (c == delimiters.subComponent()) {
            return 'T';
        }
        if (c == delimiters.repetition()) {
            return 'R';
        }
        if (c == delimiters.escape()) {
            return 'E';
        }
        return c == delimiters.truncation() ? 'P' : 0;
    }

    /** A readable text without accents is better than question marks. */
    private static String withoutAccents(String text) {
        String bare = Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replace('đ', 'd')
                .replace('Đ', 'D');
        return bare.replaceAll("[^\\x20-\\x7E]", " ");
    }
}
