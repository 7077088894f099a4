package vn.emr.core.store;

/** Somebody else wrote the next version of a noun in between; read again and repeat. */
public final class VersionConflict extends RuntimeException {
    private static final long serialVersionUID = 1;

    VersionConflict() {
        super("a newer version exists", null, false, false);
    }
}
