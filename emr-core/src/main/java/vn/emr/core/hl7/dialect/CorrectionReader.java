package vn.emr.core.hl7.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** Reads one correction of a dialect file: an object with one verb as its key, what the verb needs, and the reason why. */
final class CorrectionReader {
    static final List<String> VERBS =
            List.of("copy", "move", "set", "map", "replace", "pad", "date", "rename", "drop", "split", "add", "place");

    private static final int LONGEST_VALUE = 200;
    private static final int MOST_VALUES = 1_000;

    private final String verb;
    private final FilePart part;
    private final boolean header;

    /** @param header it stands in the list of the header, where only MSH is corrected */
    CorrectionReader(JsonNode node, String pointer, boolean header) {
        this.header = header;
        String found = node.isObject() ? FilePart.firstKey(node, VERBS) : null;
        if (found == null) {
            throw new Refusal(Code.MALFORMED_FIELD, "expected: one of " + String.join(", ", VERBS), pointer);
        }
        this.verb = found;
        this.part = new FilePart(node, pointer, keys(found));
        part.text("why", 3, 300);
    }

    /** What may stand in a correction with this verb. */
    static String[] keys(String verb) {
        List<String> more =
                switch (verb) {
                    case "copy", "move" -> List.of("to", "look", "overwrite");
                    case "set" -> List.of("value", "overwrite");
                    case "map" -> List.of("values", "otherwise");
                    case "replace" -> List.of("pattern", "by");
                    case "pad" -> List.of("length", "with");
                    case "date" -> List.of("from");
                    case "rename" -> List.of("to");
                    case "split" -> List.of("fields");
                    case "add" -> List.of("after");
                    case "place" -> List.of("after", "before");
                    default -> List.of();
                };
        return Stream.concat(Stream.of(verb, "why", "when"), more.stream()).toArray(String[]::new);
    }

    Correction read() {
        return switch (verb) {
            case "copy", "move" -> copy();
            case "set" -> field(new Edit.Constant(value("value"), part.flag("overwrite")));
            case "map" -> field(table());
            case "replace" -> field(replacement());
            case "pad" -> field(padding());
            case "date" -> field(new Edit.Time(forms()));
            default -> segment();
        };
    }

    // ---------------------------------------------------------------- fields

    private FieldCorrection copy() {
        Address from = part.address(verb);
        Address target = target("to");
        boolean together =
                from.segment().equals(target.segment()) && from.field() == target.field() && from.everyRepetition();
        if (from.everyField() || target.everyField()) {
            throw part.wrong(verb, "expected: certain fields");
        }
        if (from.everyRepetition() != target.everyRepetition() || target.everyRepetition() && !together) {
            throw part.wrong(verb, "[*] copies within each repetition of one field");
        }
        if (header && !from.segment().equals("MSH")) {
            throw part.wrong(verb, "the header is corrected from itself only");
        }
        Edit edit = new Edit.Copy(from, WhenReader.after(part), part.flag("overwrite"), verb.equals("move"));
        return new FieldCorrection(target, new WhenReader(target, header).read(part), edit);
    }

    private FieldCorrection field(Edit edit) {
        Address target = target(verb);
        boolean several = edit instanceof Edit.Table || edit instanceof Edit.Replacement;
        if (target.everyField() && !several) {
            throw part.wrong(verb, "every field at once can only be mapped or replaced");
        }
        return new FieldCorrection(target, new WhenReader(target, header).read(part), edit);
    }

    private Address target(String key) {
        Address target = part.address(key);
        boolean msh = target.segment().equals("MSH");
        if (msh != header) {
            throw part.wrong(key, header ? "the header is MSH" : "MSH is corrected in the list called header");
        }
        if (msh && (target.field() < 5 || target.field() == 10)) {
            throw part.wrong(key, "MSH-1 to MSH-4 and MSH-10 say who speaks and which message is answered; they stay");
        }
        return target;
    }

    private String value(String key) {
        String value = part.content(key, 0, LONGEST_VALUE);
        return ascii(key, value);
    }

    /** MSH is corrected before anybody knows the character set. */
    private String ascii(String key, String value) {
        if (header && value.chars().anyMatch(c -> c > 0x7E)) {
            throw part.wrong(key, "expected: ASCII, for the header");
        }
        return value;
    }

    private Edit.Table table() {
        Map<String, String> keys = new HashMap<>();
        part.texts("values", MOST_VALUES, LONGEST_VALUE).forEach((sent, value) -> {
            if (keys.put(Correcting.key(sent), ascii("values", value)) != null) {
                throw part.wrong("values", "the same value twice; blanks around it and capitals make no difference");
            }
        });
        return new Edit.Table(Map.copyOf(keys), part.has("otherwise") ? value("otherwise") : null);
    }

    private Edit.Replacement replacement() {
        Pattern pattern = part.pattern("pattern");
        int groups = pattern.matcher("").groupCount();
        String by = value("by");
        List<Object> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < by.length(); i++) {
            boolean group = by.charAt(i) == '$' && i + 1 < by.length() && Character.isDigit(by.charAt(i + 1));
            if (!group) {
                text.append(by.charAt(i));
                continue;
            }
            int number = Character.digit(by.charAt(++i), 10);
            if (number > groups) {
                throw part.wrong("by", "the pattern has no group $" + number);
            }
            parts.add(text.toString());
            parts.add(number);
            text.setLength(0);
        }
        parts.add(text.toString());
        return new Edit.Replacement(pattern, List.copyOf(parts));
    }

    private Edit.Padding padding() {
        String with = part.has("with") ? part.content("with", 1, 1) : "0";
        if (!with.matches("[A-Za-z0-9 -]")) {
            throw part.wrong("with", "expected: a letter, a digit, a blank or -");
        }
        return new Edit.Padding(part.number("length", 2, 40), with);
    }

    private List<Edit.Form> forms() {
        List<Edit.Form> forms = new ArrayList<>();
        for (String form : part.contents("from", 5, 40)) {
            boolean letters = form.matches("[yMdHhmsSa\\P{L}]*") && !form.matches(".*['\\[\\]{}#].*");
            boolean halfDay = form.contains("h") == form.contains("a");
            if (!letters || !halfDay || !form.contains("yyyy") || form.contains("yyyyy")) {
                throw part.wrong(
                        "from", "expected: forms such as dd/MM/yyyy HH:mm:ss or MM/dd/yyyy hh:mm a, the year as yyyy");
            }
            try {
                forms.add(Edit.Form.of(form));
            } catch (IllegalArgumentException e) {
                throw part.wrong("from", "this is no form of a date");
            }
        }
        return List.copyOf(forms);
    }

    // ---------------------------------------------------------------- segments

    private SegmentCorrection segment() {
        if (header) {
            throw part.wrong(verb, "only fields of MSH are corrected here");
        }
        String name = part.segment(verb);
        String concerned = verb.equals("add") ? part.segment("after") : name;
        Arrangement arrangement =
                switch (verb) {
                    case "rename" -> new Arrangement.Rename(own("to", part.segment("to")));
                    case "drop" -> new Arrangement.Drop();
                    case "split" -> new Arrangement.Split(part.numbers("fields", 20, 1, 50));
                    case "add" -> new Arrangement.Add(own("add", name));
                    default -> place();
                };
        if (!verb.equals("add")) {
            own(verb, name);
        }
        // Whoever could drop these could lose a patient or a result without anybody seeing it.
        if (verb.equals("drop") && Set.of("PID", "MRG", "OBR", "OBX").contains(name)) {
            throw part.wrong(verb, "PID, MRG, OBR and OBX are never left out");
        }
        return new SegmentCorrection(
                concerned, new WhenReader(new Address(concerned, 0, 1, 0, 0), header).read(part), arrangement);
    }

    private Arrangement place() {
        if (part.has("after") == part.has("before")) {
            throw part.wrong("after", "expected: either after or before");
        }
        return part.has("after")
                ? new Arrangement.PlaceAfter(own("after", part.segment("after")))
                : new Arrangement.PlaceBefore(own("before", part.segment("before")));
    }

    private String own(String key, String name) {
        if (name.equals("MSH")) {
            throw part.wrong(key, "MSH stays where and what it is");
        }
        return name;
    }
}
