package vn.emr.core.hl7;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Escape sequences of HL7 v2 chapter 2: {@code \F\ \S\ \T\ \R\ \E\ \P\} are separators, {@code \.br\} and its kin are line
 * breaks, {@code \X..\} are bytes in the message's character set, highlighting and other formatting is dropped. What is no
 * escape sequence stays as it was written: a file path with backslashes must survive.
 */
final class Escapes {
    /** No sequence we resolve is longer, except \X..\ with a short text in it. */
    private static final int LONGEST = 400;

    private static final Pattern FORMATTING = Pattern.compile("\\.(br|ce|sp|fi|nf|in|ti|sk)[ +-]?(\\d{0,3})");

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
            String meaning = end < 0 || end - at > LONGEST ? null : meaning(text, at + 1, end, delimiters, charset);
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
    private static String meaning(String text, int from, int to, Delimiters delimiters, Charset charset) {
        return to - from == 1
                ? letter(text.charAt(from), delimiters)
                : to == from ? null : longer(text.substring(from, to), charset);
    }

    private static String letter(char name, Delimiters delimiters) {
        return switch (name) {
            case 'F' -> String.valueOf(delimiters.field());
            case 'S' -> String.valueOf(delimiters.component());
            case 'R' -> separator(delimiters.repetition(), "~");
            case 'T' -> separator(delimiters.subComponent(), "&");
            case 'E' -> String.valueOf(delimiters.escape());
            case 'P' -> separator(delimiters.truncation(), "#");
            case 'H', 'N' -> "";
            default -> null;
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
        if (command.length() < 3) {
            return null;
        }
        Matcher parts = FORMATTING.matcher(command);
        if (!parts.matches()) {
            return null;
        }
        int number = parts.end(2) == parts.start(2) ? 1 : Integer.parseInt(parts.group(2));
        return switch (parts.group(1)) {
            case "br", "ce" -> "\n";
            case "sp" -> "\n".repeat(Math.clamp(number, 1, 20));
            case "sk" -> " ".repeat(Math.clamp(number, 1, 80));
            default -> "";
        };
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
