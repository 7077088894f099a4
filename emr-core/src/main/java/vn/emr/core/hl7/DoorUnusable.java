package vn.emr.core.hl7;

/** A door cannot be opened, and why: one sentence for the person who starts the server. */
public final class DoorUnusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DoorUnusable(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
