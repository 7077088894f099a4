package vn.emr.core.hl7;

import java.io.IOException;

/** A message that got no answer, with one safe sentence for people in Vietnamese. */
public final class LineTrouble extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean reached;

    LineTrouble(String vietnamese, boolean reached) {
        super(vietnamese);
        this.reached = reached;
    }

    /** True when the other system may have the message; false when no connection came about. */
    public boolean reached() {
        return reached;
    }
}
