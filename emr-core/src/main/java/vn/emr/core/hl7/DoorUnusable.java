package vn.emr.core.hl7;

/** A door cannot be opened, and why: one sentence for the person who starts the server. */
public final class DoorUnusable extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public DoorUnusable(String sentence) {
        super(sentence);
    }
}
