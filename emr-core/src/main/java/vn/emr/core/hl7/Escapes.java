package vn.emr.core.hl7;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.HexFormat;

/**
 * Escape sequences of HL7 v2 chapter 2: {@code \F\ \S\ \T\ \R\ \E\ \P\} are separators, {@code \.br\} and its kin are line
 * breaks, {@code \X..\} are bytes in the message's character set, highlighting and other formatting is dropped. What is no
 * escape sequence stays as it was written: a file path with backslashes must survive.
 */
final class Escapes {
    /** No sequence we resolve is longer, except \X..\ with a short text in it. */
    private static final int LONGEST = 400;

    private Escapes() {}

    static String resolve(String text, Delimiters delimiters, Charset charset) {
        char escape = delimiters.escape();
        int at = escape == Delimiters.NONE ? -1 : text.indexOf(escape);
        if (at < 0) {
            return text;
        }
        var out = new StringBuilder(text.length());
        int copied = 0;
        while (at >= 0) {
            int end = text.indexOf(escape, at + 1);
            String meaning =
                    end < 0 || end - at > LONGEST ? null : meaning(text.substring(at + 1, end), delimiters, charset);
            if (meaning == null) {
                // Not a sequence; the second character may be the beginning of one.
                at = end < 0 ? -1 : end;
            } else {
                out.append(text, copied, at).append(meaning);
                copied = end + 1;
                at = text.indexOf(escape, copied);
            }
        }
        return out.append(text, copied, text.length()).toString();
    }

    /** Null when this is no sequence that we know. */
    private static String meaning(String sequence, Delimiters delimiters, Charset charset) {
        return switch (sequence) {
            case "F" -> String.valueOf(delimiters.field());
            case "S" -> String.valueOf(delimiters.component());
            case "R" -> separator(delimiters.repetition(), "~");
            case "T" -> separator(delimiters.subComponent(), "&");
            case "E" -> String.valueOf(delimiters.escape());
            case "P" -> separator(delimiters.truncation(), "#");
            case "H", "N" -> "";
            default -> longer(sequence, charset);
        };
    }

    private static String separator(char named, String usual) {
        return named == Delimiters.NONE ? usual : String.valueOf(named);
    }

    private static String longer(String sequence, Charset charset) {
        if (sequence.startsWith(".")) {
            return formatting(sequence);
        }
        return sequence.length() > 2 && sequence.charAt(0) == 'X' ? hexadecimal(sequence.substring(1), charset) : null;
    }

    /** Formatting commands of type FT: those that end a line do, the others have no meaning outside a printer. */
    private static String formatting(String command) {
        if (!command.matches("\\.(br|ce|sp|fi|nf|in|ti|sk)[ +-]?\\d{0,3}")) {
            return null;
        }
        return switch (command.substring(1, 3)) {
            case "br", "ce" -> "\n";
            case "sp" -> "\n".repeat(Math.clamp(number(command), 1, 20));
            case "sk" -> " ".repeat(Math.clamp(number(command), 1, 80));
            default -> "";
        };
    }

    private static int number(String command) {
        String digits = command.substring(3).replaceAll("\\D", "");
        return digits.isEmpty() ? 1 : Integer.parseInt(digits);
    }

    /** Null unless the bytes are text in this character set; control characters other than tab and line ends are dropped. */
    private static String hexadecimal(String digits, Charset charset) {
        byte[] bytes;
        try {
            bytes = HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            return null;
        }
        try {
            String text =
                    Charsets.strict(charset).decode(ByteBuffer.wrap(bytes)).toString();
            return text.replaceAll("[\\p{Cntrl}&&[^\\t\\r\\n]]", "");
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
