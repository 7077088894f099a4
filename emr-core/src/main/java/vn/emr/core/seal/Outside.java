package vn.emr.core.seal;

import java.io.IOException;
import java.util.List;

/** A place where checkpoints go, out of reach of whoever administers the database. */
interface Outside {
    /** How settings and the health page name it. */
    String name();

    /** Whether the hospital wants it. */
    boolean wanted();

    /** Hands over lines in their order; after return they are there. */
    void tell(List<String> lines) throws IOException;
}
