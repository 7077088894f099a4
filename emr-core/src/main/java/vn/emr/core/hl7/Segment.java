package vn.emr.core.hl7;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One segment. Fields, repetitions, components and sub-components count from 1; asking for what was not sent gives an
 * empty text. {@code ""} (two quotes: erase what you have, HL7 v2 chapter 2) reads as empty too and is told apart by
 * {@link #isErased}.
 */
public final class Segment {
    private final Hl7Message message;
    private final String name;
    private final int firstField;
    private final int fields;
    private final boolean header;

    /**
     * @param firstField where the message's field index begins for this segment, at its name
     * @param pieces how many pieces the field separators make, the name included
     */
    Segment(Hl7Message message, String name, int firstField, int pieces) {
        this.message = message;
        this.name = name;
        this.firstField = firstField;
        this.fields = pieces - 1;
        this.header = "MSH".equals(name) || "BHS".equals(name) || "FHS".equals(name);
    }

    /** Three characters, in capitals. */
    public String name() {
        return name;
    }

    /** The number of the last field that was sent. */
    public int size() {
        return header ? fields + 1 : fields;
    }

    /** Field n as sent, separators and escapes included. */
    public String field(int n) {
        if (header && n == 1) {
            return String.valueOf(message.delimiters().field());
        }
        return read(n).raw();
    }

    /** True when the field was sent with something in it; {@code ""} counts. */
    public boolean has(int n) {
        return header && n == 1 || !whole(n).isEmpty();
    }

    /** True when the field was sent as {@code ""}: the sender wants it erased. */
    public boolean isErased(int n) {
        return whole(n).isErased();
    }

    /** The first sub-component of the first component of the first repetition, decoded. */
    public String value(int n) {
        return sub(n, 1, 1, 1);
    }

    /** The first sub-component of component c of the first repetition, decoded. */
    public String component(int n, int c) {
        return sub(n, 1, c, 1);
    }

    /** One sub-component, decoded. For all repetitions of a long field use {@link #repetitions}. */
    public String sub(int n, int repetition, int c, int s) {
        if (header && n <= 2) {
            return repetition == 1 && c == 1 && s == 1 ? field(n) : "";
        }
        return read(n).part(message.delimiters().repetition(), repetition)
                .part(message.delimiters().component(), c)
                .part(message.delimiters().subComponent(), s)
                .decoded();
    }

    /** The repetitions of field n; none when it is empty. */
    public List<Repetition> repetitions(int n) {
        Slice whole = read(n);
        if (whole.isEmpty() || header && n <= 2) {
            return List.of();
        }
        var all = new ArrayList<Repetition>(1);
        for (Slice part : whole.parts(message.delimiters().repetition())) {
            all.add(new Repetition(part));
        }
        return List.copyOf(all);
    }

    /** The document in field n (type ED), if there is one. */
    public Optional<EmbeddedData> embedded(int n) {
        return repetitions(n).stream().findFirst().flatMap(Repetition::embedded);
    }

    private Slice read(int n) {
        message.read(this, n);
        return whole(n);
    }

    /** The line as it stands in the message's bytes. */
    Slice line() {
        return new Slice(message, message.fieldStart(firstField), message.fieldStart(firstField + fields + 1) - 1);
    }

    /** Whether it is MSH or one of its kind, whose first field is the separator itself. */
    boolean isHeader() {
        return header;
    }

    Slice whole(int n) {
        int piece = header ? n - 1 : n;
        if (piece < 1 || piece > fields) {
            return new Slice(message, 0, 0);
        }
        return new Slice(
                message, message.fieldStart(firstField + piece), message.fieldStart(firstField + piece + 1) - 1);
    }
}
