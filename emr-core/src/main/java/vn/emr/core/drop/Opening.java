package vn.emr.core.drop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/** How a file of a sender is opened for reading: the account that wrote it may have closed it to ours. */
interface Opening {
    /** @throws AccessDeniedException when this server may not read it */
    InputStream open(Path file) throws IOException;

    /** Whether this server may read it. */
    default boolean allowed(Path file) throws IOException {
        try (InputStream opened = open(file)) {
            return opened != null;
        } catch (AccessDeniedException closed) {
            return false;
        }
    }
}
