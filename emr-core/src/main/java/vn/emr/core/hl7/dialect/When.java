package vn.emr.core.hl7.dialect;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.emr.core.hl7.DraftSegment;

/** What must hold for a correction to be made; all of it. */
record When(List<Presence> presences, List<FieldTest> fields) {
    static final When ALWAYS = new When(List.of(), List.of());

    /** A segment is somewhere in the message, or nowhere. */
    record Presence(String segment, boolean present) {}

    /**
     * A field reads as asked.
     *
     * @param after a segment of another name is looked for behind the corrected one instead of before it
     */
    record FieldTest(Address address, boolean after, Test test) {}

    /** What is asked of a text; one from a segment that is not there is empty. */
    sealed interface Test {
        boolean holds(String text, PatternCost cost);
    }

    /** One of the values, or none of them, however written in capitals. */
    record Is(Set<String> keys, boolean wanted) implements Test {
        @Override
        public boolean holds(String text, PatternCost cost) {
            return keys.contains(Correcting.key(text)) == wanted;
        }
    }

    record Empty(boolean wanted) implements Test {
        @Override
        public boolean holds(String text, PatternCost cost) {
            return text.isBlank() == wanted;
        }
    }

    /** The whole text has this form. */
    record Matches(Pattern pattern) implements Test {
        @Override
        public boolean holds(String text, PatternCost cost) {
            Matcher matcher = cost.matcher(pattern, Correcting.compared(text));
            return matcher != null && matcher.matches();
        }
    }

    /** Whether the correction can be made anywhere in this message. */
    boolean possible(Correcting message) {
        for (Presence presence : presences) {
            if (message.has(presence.segment()) != presence.present()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether it is to be made here.
     *
     * @param at place of the segment under correction
     * @param repetition of the field under correction
     */
    boolean holds(Correcting message, int at, int repetition) {
        for (FieldTest field : fields) {
            if (!field.test().holds(text(field, message, at, repetition), message.cost())) {
                return false;
            }
        }
        return true;
    }

    private static String text(FieldTest field, Correcting message, int at, int repetition) {
        Address place = field.address();
        DraftSegment from = message.find(at, place.segment(), field.after());
        if (from == null) {
            return "";
        }
        Address exactly = place.everyRepetition() ? place.at(place.field(), repetition) : place;
        return exactly.read(from, message.delimiters());
    }
}
