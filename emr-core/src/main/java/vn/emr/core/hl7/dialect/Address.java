package vn.emr.core.hl7.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.emr.core.hl7.Delimiters;
import vn.emr.core.hl7.DraftSegment;
import vn.emr.core.hl7.FieldText;

/**
 * A place in the segments of one name, written {@code PID-3[2].4.1}: field, repetition, component, sub-component. Without
 * a repetition it is the first, {@code [*]} is each that was sent; {@code PID-*} is every field of the segment.
 *
 * @param field 0 for every field
 * @param repetition 0 for each
 * @param component 0 for the whole repetition
 * @param sub 0 for the whole component
 */
record Address(String segment, int field, int repetition, int component, int sub) {
    static final String SEGMENT = "[A-Z][A-Z0-9]{2}";

    private static final Pattern FORM = Pattern.compile("(" + SEGMENT
            + ")-(?:(\\*)|([1-9]\\d{0,2})(?:\\[(\\*|[1-9]\\d?)])?(?:\\.([1-9]\\d?)(?:\\.([1-9]\\d?))?)?)");

    /** Longer segments and fields are in no version; a wrong number must not make a message of separators. */
    private static final int LAST_FIELD = 200;

    /** Null for what is no place. */
    static Address of(String text) {
        Matcher found = FORM.matcher(text);
        if (!found.matches()) {
            return null;
        }
        if (found.group(2) != null) {
            return new Address(found.group(1), 0, 1, 0, 0);
        }
        int field = Integer.parseInt(found.group(3));
        String repetition = found.group(4);
        return field > LAST_FIELD
                ? null
                : new Address(
                        found.group(1),
                        field,
                        repetition == null ? 1 : "*".equals(repetition) ? 0 : Integer.parseInt(repetition),
                        number(found.group(5)),
                        number(found.group(6)));
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    boolean everyField() {
        return field == 0;
    }

    boolean everyRepetition() {
        return repetition == 0;
    }

    /** The same place in a certain field and repetition. */
    Address at(int certainField, int certainRepetition) {
        return new Address(segment, certainField, certainRepetition, component, sub);
    }

    String read(DraftSegment from, Delimiters delimiters) {
        String text = FieldText.part(from.field(field), delimiters.repetition(), repetition);
        text = component == 0 ? text : FieldText.part(text, delimiters.component(), component);
        return sub == 0 ? text : FieldText.part(text, delimiters.subComponent(), sub);
    }

    void write(DraftSegment into, Delimiters delimiters, String value) {
        String text = into.field(field);
        String repeated = FieldText.part(text, delimiters.repetition(), repetition);
        into.field(
                field, FieldText.with(text, delimiters.repetition(), repetition, within(repeated, delimiters, value)));
    }

    private String within(String repeated, Delimiters delimiters, String value) {
        if (component == 0) {
            return value;
        }
        String whole = FieldText.part(repeated, delimiters.component(), component);
        String part = sub == 0 ? value : FieldText.with(whole, delimiters.subComponent(), sub, value);
        return FieldText.with(repeated, delimiters.component(), component, part);
    }

    /** What fits here of a text from elsewhere: the first component or sub-component of a text that has several. */
    String fitting(String text, Delimiters delimiters) {
        String fits = component == 0 ? text : FieldText.part(text, delimiters.component(), 1);
        return sub == 0 ? fits : FieldText.part(fits, delimiters.subComponent(), 1);
    }
}
