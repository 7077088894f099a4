package vn.emr.core.hl7;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One repetition of a field. Components and sub-components count from 1; what was not sent is an empty text. */
public final class Repetition {
    private static final int DATA_COMPONENT = 5;

    private final Slice slice;

    Repetition(Slice slice) {
        this.slice = slice;
    }

    /** The first sub-component of the first component, decoded. */
    public String value() {
        return sub(1, 1);
    }

    /** The first sub-component of component c, decoded. */
    public String component(int c) {
        return sub(c, 1);
    }

    public String sub(int c, int s) {
        return slice.part(delimiters().component(), c)
                .part(delimiters().subComponent(), s)
                .decoded();
    }

    /** How many components were sent. */
    public int components() {
        return slice.isEmpty() ? 0 : slice.parts(delimiters().component()).size();
    }

    /** True when component c was sent as {@code ""}. */
    public boolean isErased(int c) {
        return slice.part(delimiters().component(), c).isErased();
    }

    /** The whole repetition as text (types ST, TX, FT): separators a sender forgot to escape stay as characters. */
    public String text() {
        return slice.decoded();
    }

    /** The repetition as sent. */
    public String raw() {
        return slice.raw();
    }

    /** The document in this repetition, when it has the shape of type ED: source^type^subtype^encoding^data. */
    public Optional<EmbeddedData> embedded() {
        List<Slice> parts = slice.parts(delimiters().component());
        if (parts.size() < DATA_COMPONENT || parts.get(DATA_COMPONENT - 1).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new EmbeddedData(
                parts.get(1).decoded(),
                parts.get(2).decoded(),
                parts.get(3).raw().strip().toUpperCase(Locale.ROOT),
                parts.get(DATA_COMPONENT - 1)));
    }

    private Delimiters delimiters() {
        return slice.delimiters();
    }
}
