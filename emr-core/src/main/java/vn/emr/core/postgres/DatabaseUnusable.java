package vn.emr.core.postgres;

/**
 * The database cannot be used, and why: the message is one sentence for the person who starts the server. It names
 * folders, ports and settings, never data or secrets.
 */
public final class DatabaseUnusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseUnusable(String sentence) {
        super(sentence);
    }

    public DatabaseUnusable(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** The first line of what went wrong: the rest of a driver's message is not for this sentence. */
    static String firstLine(Throwable trouble) {
        return String.valueOf(trouble.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
