package vn.emr.core.hl7.dialect;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.emr.core.hl7.Delimiters;
import vn.emr.core.hl7.DraftSegment;
import vn.emr.core.hl7.Hl7Draft;

/** One message while a dialect corrects it: its draft, where to find other segments, and what patterns may still cost. */
final class Correcting {
    /** Below this no letter changes under NFC. */
    private static final char FIRST_MARK = 0x300;

    private final Hl7Draft draft;
    private final Map<String, Walk> walks = new HashMap<>();
    private final PatternCost cost = new PatternCost();

    /** How far the segments were looked through for the last one of a name. */
    private static final class Walk {
        private int next;
        private DraftSegment last;
    }

    Correcting(Hl7Draft draft) {
        this.draft = draft;
    }

    Hl7Draft draft() {
        return draft;
    }

    List<DraftSegment> segments() {
        return draft.segments();
    }

    Delimiters delimiters() {
        return draft.delimiters();
    }

    PatternCost cost() {
        return cost;
    }

    /** The segments may have been moved since. */
    void nextCorrection() {
        walks.clear();
    }

    boolean has(String name) {
        for (DraftSegment segment : segments()) {
            if (segment.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The segment at this place if it has that name, else the nearest of that name behind or before it; may be null. */
    DraftSegment find(int at, String name, boolean after) {
        DraftSegment here = segments().get(at);
        if (here.name().equals(name)) {
            return here;
        }
        return after ? after(at, name) : before(at, name);
    }

    /** The nearest before, of the same patient. */
    private DraftSegment before(int at, String name) {
        if (name.equals("MSH")) {
            return segments().getFirst();
        }
        Walk walk = walks.computeIfAbsent(name, n -> new Walk());
        if (walk.next > at + 1) {
            walk.next = 0;
            walk.last = null;
        }
        for (; walk.next <= at; walk.next++) {
            DraftSegment segment = segments().get(walk.next);
            if (segment.name().equals(name)) {
                walk.last = segment;
            } else if (segment.name().equals("PID")) {
                walk.last = null;
            }
        }
        return walk.last;
    }

    /** The first behind, up to the next segment of the place's own name and the next patient. */
    private DraftSegment after(int at, String name) {
        String own = segments().get(at).name();
        for (int i = at + 1; i < segments().size(); i++) {
            String found = segments().get(i).name();
            if (found.equals(name)) {
                return segments().get(i);
            }
            if (found.equals(own) || found.equals("PID")) {
                return null;
            }
        }
        return null;
    }

    /** A text of the dialect as this message has to write it. */
    String escaped(String text) {
        Delimiters d = delimiters();
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char letter = c == d.field()
                    ? 'F'
                    : c == d.component()
                            ? 'S'
                            : c == d.repetition() ? 'R' : c == d.subComponent() ? 'T' : c == d.escape() ? 'E' : 0;
            if (letter != 0 && out == null) {
                out = new StringBuilder(text.length() + 8).append(text, 0, i);
            }
            if (out != null) {
                escape(out, c, letter, d.escape());
            }
        }
        return out == null ? text : out.toString();
    }

    private static void escape(StringBuilder out, char c, char letter, char escape) {
        if (letter == 0) {
            out.append(c);
        } else if (escape == Delimiters.NONE) {
            out.append(' ');
        } else {
            out.append(escape).append(letter).append(escape);
        }
    }

    /** Without blanks around it and composed (NFC): windows-1258 sends tones as letters of their own. */
    static String compared(String text) {
        String plain = text.strip();
        for (int i = 0; i < plain.length(); i++) {
            if (plain.charAt(i) >= FIRST_MARK) {
                return Normalizer.normalize(plain, Normalizer.Form.NFC);
            }
        }
        return plain;
    }

    /** {@link #compared} in capitals. */
    static String key(String text) {
        return compared(text).toUpperCase(Locale.ROOT);
    }
}
