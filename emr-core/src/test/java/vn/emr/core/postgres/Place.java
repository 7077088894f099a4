package vn.emr.core.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder the database user can reach (JUnit's own are closed to it when the build runs as root), removed at the end
 * with everything still running in it. The programs are unpacked once for all places.
 */
record Place(Path home) implements AutoCloseable {
    static Place empty() {
        try {
            Path top = programs();
            PrivateFiles.folder(top, "rwxr-xr-x");
            return new Place(PrivateFiles.folder(Files.createTempDirectory(top, "place-"), "rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path programs() {
        return Path.of(System.getProperty("java.io.tmpdir"), "emr-test-" + System.getProperty("user.name"));
    }

    /** A durable server as the product starts it. */
    EmbeddedPostgres start() {
        return EmbeddedPostgres.start(home, programs(), true);
    }

    Cluster cluster() {
        try {
            return new Cluster(home, Binaries.unpack(programs()), Unprivileged.here(), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            cluster().stop();
            PrivateFiles.deleteTree(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
