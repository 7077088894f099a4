package vn.emr.core.hl7.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the conditions of a correction.
 *
 * @param target what is corrected; field 0 when it is no certain field
 * @param header only MSH can be asked
 */
record WhenReader(Address target, boolean header) {
    private static final int MOST = 10;
    private static final int MOST_VALUES = 100;
    private static final int LONGEST_VALUE = 200;
    private static final List<String> TESTS = List.of("is", "isNot", "empty", "matches");

    When read(FilePart correction) {
        List<When.Presence> presences = new ArrayList<>();
        List<When.FieldTest> fields = new ArrayList<>();
        List<JsonNode> all = correction.list("when", MOST);
        for (int i = 0; i < all.size(); i++) {
            String pointer = correction.pointer("when") + "/" + i;
            if (all.get(i).has("segment") && !header) {
                FilePart asked = new FilePart(all.get(i), pointer, "segment", "present");
                presences.add(new When.Presence(asked.segment("segment"), asked.neededFlag("present")));
            } else {
                fields.add(
                        field(new FilePart(all.get(i), pointer, "field", "look", "is", "isNot", "empty", "matches")));
            }
        }
        return all.isEmpty() ? When.ALWAYS : new When(List.copyOf(presences), List.copyOf(fields));
    }

    private When.FieldTest field(FilePart asked) {
        Address field = asked.address("field");
        boolean same = field.segment().equals(target.segment()) && field.field() == target.field();
        if (field.everyField() || field.everyRepetition() && !(same && target.everyRepetition())) {
            throw asked.wrong("field", "[*] here means the repetition under correction, of the same field");
        }
        if (header && !field.segment().equals("MSH")) {
            throw asked.wrong("field", "expected: a field of MSH, for the header");
        }
        List<String> tests = TESTS.stream().filter(asked::has).toList();
        if (tests.size() != 1) {
            throw asked.wrong("field", "expected: one of " + String.join(", ", TESTS));
        }
        return new When.FieldTest(field, after(asked), test(asked, tests.getFirst()));
    }

    private static When.Test test(FilePart asked, String key) {
        return switch (key) {
            case "is", "isNot" -> new When.Is(keys(asked, key), key.equals("is"));
            case "empty" -> new When.Empty(asked.neededFlag(key));
            default -> new When.Matches(asked.pattern(key));
        };
    }

    private static Set<String> keys(FilePart asked, String key) {
        Set<String> keys = new HashSet<>();
        asked.contents(key, MOST_VALUES, LONGEST_VALUE).forEach(value -> keys.add(Correcting.key(value)));
        return Set.copyOf(keys);
    }

    /** A segment of another name is looked for before the corrected one, unless the file says behind it. */
    static boolean after(FilePart part) {
        String look = part.text("look", 1, 10, "before");
        if (!Set.of("before", "after").contains(look)) {
            throw part.wrong("look", "expected: before or after");
        }
        return look.equals("after");
    }
}
