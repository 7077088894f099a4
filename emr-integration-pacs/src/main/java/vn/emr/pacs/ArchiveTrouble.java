package vn.emr.pacs;

/** An archive cannot be asked now, and why: one safe sentence in Vietnamese for the health page. An ordinary state, not a fault of ours. */
final class ArchiveTrouble extends Exception {
    private static final long serialVersionUID = 1;

    ArchiveTrouble(String sentence) {
        super(sentence, null, false, false);
    }
}
