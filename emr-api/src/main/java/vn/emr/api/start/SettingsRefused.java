package vn.emr.api.start;

/** A setting stops the start; the message is one sentence that names its key. */
public final class SettingsRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingsRefused(String sentence) {
        super(sentence);
    }
}
