package vn.emr.core.hl7;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a message, written {@code OBX[2]-5[1].1.2}: segment, which of them, field, repetition, component,
 * sub-component. Parts that are not given are 0; a text that is no such place is nowhere.
 */
record Location(String segment, int sequence, int field, int repetition, int component, int sub) {
    private static final Location NOWHERE = new Location("", 0, 0, 0, 0, 0);
    private static final Pattern FORM = Pattern.compile(
            "([A-Z][A-Z0-9]{2})(?:\\[(\\d{1,6})])?(?:-(\\d{1,4})(?:\\[(\\d{1,6})])?(?:\\.(\\d{1,4})(?:\\.(\\d{1,4}))?)?)?");

    static Location of(String text) {
        Matcher found = FORM.matcher(text);
        if (!found.matches()) {
            return NOWHERE;
        }
        return new Location(
                found.group(1),
                Math.max(1, number(found.group(2))),
                number(found.group(3)),
                number(found.group(4)),
                number(found.group(5)),
                number(found.group(6)));
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** @param full ERL of version 2.5 with six parts, else the three parts of the older ELD */
    void writeTo(AnswerText out, boolean full) {
        int[] parts = full ? new int[] {sequence, field, repetition, component, sub} : new int[] {sequence, field};
        int last = parts.length;
        while (full && last > 0 && parts[last - 1] == 0) {
            last--;
        }
        out.text(segment);
        for (int i = 0; i < last; i++) {
            out.component();
            if (parts[i] > 0) {
                out.text(String.valueOf(parts[i]));
            }
        }
    }
}
