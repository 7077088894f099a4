package vn.emr.his.pull;

/** Something could not be fetched now. The message is one safe Vietnamese sentence for the health page. */
final class PullTrouble extends Exception {
    private static final long serialVersionUID = 1;
    private final boolean away;

    /** @param away whether nothing else can be fetched from there now either */
    PullTrouble(String sentence, boolean away) {
        super(sentence, null, false, false);
        this.away = away;
    }

    boolean away() {
        return away;
    }
}
