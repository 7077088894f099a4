package vn.emr.core.hl7;

/**
 * The separators a message names in MSH-1 and MSH-2 (HL7 v2 chapter 2, message delimiters). A separator that MSH-2 leaves
 * out is {@link #NONE}: the character is then ordinary text. Since 2.7 MSH-2 may have a fifth, for truncation.
 */
public record Delimiters(char field, char component, char repetition, char escape, char subComponent, char truncation) {
    /** No such separator in this message. */
    public static final char NONE = 0;

    /** What nearly everybody uses, and what we use when a message names none. */
    public static final Delimiters STANDARD = new Delimiters('|', '^', '~', '\\', '&', NONE);

    /**
     * @param field MSH-1
     * @param encodingCharacters MSH-2 as sent
     * @return null when they cannot separate anything: a letter, a digit, a space or a byte outside ASCII
     */
    static Delimiters of(char field, String encodingCharacters) {
        if (!usable(field) || encodingCharacters.isEmpty()) {
            return null;
        }
        char[] named = new char[5];
        for (int i = 0; i < named.length && i < encodingCharacters.length(); i++) {
            char c = encodingCharacters.charAt(i);
            if (!usable(c)) {
                return null;
            }
            named[i] = seenBefore(named, i, c) ? NONE : c;
        }
        return new Delimiters(field, named[0], named[1], named[2], named[3], named[4]);
    }

    private static boolean usable(char c) {
        return c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c) && c != '"';
    }

    /** A character named twice keeps its first meaning. */
    private static boolean seenBefore(char[] named, int count, char c) {
        for (int i = 0; i < count; i++) {
            if (named[i] == c) {
                return true;
            }
        }
        return false;
    }

    /** MSH-2 with these separators. */
    String encodingCharacters() {
        var text = new StringBuilder(5);
        for (char c : new char[] {component, repetition, escape, subComponent, truncation}) {
            if (c != NONE) {
                text.append(c);
            }
        }
        return text.toString();
    }
}
