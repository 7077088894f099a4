package vn.emr.his.pull;

/** One mapping of a source at work. */
interface Reading {
    /** Fetches what is there and hands it over, to the end. */
    void round() throws PullTrouble, InterruptedException;
}
