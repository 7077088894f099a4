package vn.emr.his;

import java.text.Normalizer;

/** Texts as they are sent and as they are kept: in NFC, without blanks around them. */
final class SentText {
    /** Longest ordinary text; only embedded content may be longer. */
    static final int LIMIT = 65_536;

    private SentText() {}

    /** Why a text cannot be kept, null when it can. No database text holds NUL or half a character. */
    static String fault(String raw) {
        if (raw.length() > LIMIT) {
            return "the text is longer than " + LIMIT + " characters";
        }
        boolean odd =
                raw.codePoints().anyMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        return odd ? "the text holds a character that cannot be kept" : null;
    }

    /** The text as it is kept, null for a blank one. */
    static String clean(String raw) {
        String text = Normalizer.normalize(raw, Normalizer.Form.NFC).strip();
        return text.isEmpty() ? null : text;
    }
}
