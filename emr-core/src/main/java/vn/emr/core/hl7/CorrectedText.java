package vn.emr.core.hl7;

import java.nio.charset.StandardCharsets;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** The bytes of a message that a person edited as text: UTF-8, segments ended by CR, and MSH-18 saying so. */
public final class CorrectedText {
    private static final int CHARACTER_SET = 18;
    private static final String UTF_8 = "UNICODE UTF-8";

    private CorrectedText() {}

    /** @throws Refusal UNREADABLE when the text does not begin with an MSH segment that names its separators */
    public static byte[] bytes(String edited) {
        String text = edited.replace("\r\n", "\r").replace('\n', '\r');
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MessageHeader header = MessageHeader.of(bytes);
        if (!header.found()) {
            throw new Refusal(
                    Code.UNREADABLE,
                    "The message does not begin with an MSH segment that names its separators.",
                    "MSH");
        }
        boolean saysAnother = !header.characterSet().isEmpty()
                && !StandardCharsets.UTF_8.equals(Charsets.named(header.characterSet()));
        return saysAnother && !Charsets.isAscii(bytes)
                ? inUtf8(text, header.delimiters().field()).getBytes(StandardCharsets.UTF_8)
                : bytes;
    }

    /** Puts MSH-18 right; MSH-1 is the separator itself, so MSH-n is piece n-1. */
    private static String inUtf8(String text, char separator) {
        int begin = text.length() - text.stripLeading().length();
        int line = text.indexOf('\r', begin);
        int end = line < 0 ? text.length() : line;
        String[] pieces = text.substring(0, end).split(java.util.regex.Pattern.quote(String.valueOf(separator)), -1);
        pieces[CHARACTER_SET - 1] = UTF_8;
        return String.join(String.valueOf(separator), pieces) + text.substring(end);
    }
}
