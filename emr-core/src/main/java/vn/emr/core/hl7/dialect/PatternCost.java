package vn.emr.core.hl7.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * What the patterns of a dialect may cost on one message, counted in characters looked at: some patterns need time that
 * doubles with every character, and no message may hold a thread for that long.
 */
final class PatternCost {
    /** Numbers and codes are shorter; a longer text matches nothing. */
    static final int LONGEST = 300;

    /** About 20 ms. */
    private static final int MOST = 2_000_000;

    private int left = MOST;

    /** Null when the text is too long to be looked at. */
    Matcher matcher(Pattern pattern, String text) {
        return text.length() > LONGEST ? null : pattern.matcher(new Counted(text, 0, text.length()));
    }

    private final class Counted implements CharSequence {
        private final String text;
        private final int from;
        private final int to;

        Counted(String text, int from, int to) {
            this.text = text;
            this.from = from;
            this.to = to;
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new Refusal(
                        Code.NOT_APPLICABLE,
                        "A pattern in the dialect of this sender takes too long on this message; the message is kept.");
            }
            return text.charAt(from + index);
        }

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text, from + start, from + end);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }
}
