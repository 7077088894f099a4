package vn.emr.core;

import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;

/** Words that people type, as they are kept: NFC, one line, no control characters. */
public final class Words {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}|[\\x{D800}-\\x{DFFF}]");

    private static final int SHORTEST_REASON = 3;
    private static final int LONGEST_REASON = 500;

    private Words() {}

    /** Null for nothing. */
    public static String line(String sent, int most, String at) {
        if (sent == null || sent.isBlank()) {
            return null;
        }
        String line = Normalizer.normalize(sent.strip(), Normalizer.Form.NFC);
        if (line.length() > most || CONTROL.matcher(line).find()) {
            throw new Refusal(Code.MALFORMED_FIELD, "one line of at most " + most + " characters", at);
        }
        return line;
    }

    public static String needed(String sent, int least, int most, String at) {
        String line = line(sent, most, at);
        if (line == null || line.length() < least) {
            throw new Refusal(Code.MALFORMED_FIELD, "at least " + least + " characters", at);
        }
        return line;
    }

    /** A code of a list; null stays null. */
    public static String oneOf(String sent, Set<String> codes, String at) {
        if (sent != null && !codes.contains(sent)) {
            throw new Refusal(Code.MALFORMED_FIELD, "a code of the ministry's list", at);
        }
        return sent;
    }

    /** Why a version is made. */
    public static String reason(String sent) {
        if (sent == null || sent.isBlank()) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "why it is changed", "/reason");
        }
        return needed(sent, SHORTEST_REASON, LONGEST_REASON, "/reason");
    }
}
