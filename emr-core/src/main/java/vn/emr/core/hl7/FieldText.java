package vn.emr.core.hl7;

/** Reading and writing one part of a field's text: a repetition, component or sub-component, each counted from 1. */
public final class FieldText {
    private FieldText() {}

    /** How many parts the separators make; an empty text has none. */
    public static int parts(String text, char separator) {
        if (text.isEmpty()) {
            return 0;
        }
        int parts = 1;
        for (int at = next(text, separator, 0); at < text.length(); at = next(text, separator, at + 1)) {
            parts++;
        }
        return parts;
    }

    /** Part n, empty when there are fewer. */
    public static String part(String text, char separator, int n) {
        int begin = begin(text, separator, n);
        return begin < 0 ? "" : text.substring(begin, next(text, separator, begin));
    }

    /** The text with part n replaced; separators that are missing before it are added where the message has such. */
    public static String with(String text, char separator, int n, String part) {
        int begin = begin(text, separator, n);
        if (begin >= 0) {
            return text.substring(0, begin) + part + text.substring(next(text, separator, begin));
        }
        if (separator == Delimiters.NONE || part.isEmpty()) {
            return text;
        }
        int missing = n - Math.max(1, parts(text, separator));
        return text + String.valueOf(separator).repeat(missing) + part;
    }

    /** Where part n begins, -1 when there are fewer. */
    private static int begin(String text, char separator, int n) {
        int begin = 0;
        for (int i = 1; i < n; i++) {
            int next = next(text, separator, begin);
            if (next >= text.length()) {
                return -1;
            }
            begin = next + 1;
        }
        return begin;
    }

    private static int next(String text, char separator, int from) {
        int next = separator == Delimiters.NONE ? -1 : text.indexOf(separator, from);
        return next < 0 ? text.length() : next;
    }
}
