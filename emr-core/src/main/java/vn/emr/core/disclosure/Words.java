package vn.emr.core.disclosure;

import java.text.Normalizer;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** Texts that people write into requests: stripped, composed, short and without what a database cannot keep. */
final class Words {
    private Words() {}

    /** @throws Refusal REQUIRED_FIELD_MISSING when there is none, MALFORMED_FIELD when it is too long */
    static String needed(String text, int longest, String at) {
        String words = optional(text, longest, at);
        if (words == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a required field is missing", at);
        }
        return words;
    }

    /** Null when it is blank. */
    static String optional(String text, int longest, String at) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String words = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        must(words.length() <= longest && words.indexOf('\0') < 0, "at most " + longest + " characters", at);
        return words;
    }

    static void must(boolean good, String expected, String at) {
        if (!good) {
            throw new Refusal(Code.MALFORMED_FIELD, "expected: " + expected, at);
        }
    }
}
