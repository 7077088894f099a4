package vn.emr.core.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database for a command beside the server: the running one of a data folder, the same started for the time of the command, or
 * the hospital's own. Enters with the application account.
 */
public final class OpenDatabase implements AutoCloseable {
    private final DatabaseAddress address;
    private final EmbeddedPostgres started;

    private OpenDatabase(DatabaseAddress address, EmbeddedPostgres started) {
        this.address = address;
        this.started = started;
    }

    /** One that runs elsewhere. */
    public static OpenDatabase at(DatabaseAddress address) {
        return new OpenDatabase(address, null);
    }

    /**
     * The embedded one of a data folder, started when no server runs.
     *
     * @throws DatabaseUnusable when there is none or it does not start
     */
    public static OpenDatabase of(Path dataDir) {
        Path home = dataDir.toAbsolutePath().normalize();
        if (!Files.exists(home.resolve(EmbeddedPostgres.SECRETS))) {
            throw new DatabaseUnusable("There is no EMR database in " + home + ".");
        }
        try {
            Cluster cluster = new Cluster(home, Binaries.unpack(home), Unprivileged.here(), true);
            Optional<Postmaster> running = cluster.running();
            if (running.isEmpty()) {
                EmbeddedPostgres started = EmbeddedPostgres.start(home);
                return new OpenDatabase(started.address(), started);
            }
            DatabaseSecrets secrets = DatabaseSecrets.read(home.resolve(EmbeddedPostgres.SECRETS));
            return new OpenDatabase(
                    DatabaseAddress.loopback(
                            running.get().port(), Accounts.DATABASE, secrets.application(), secrets.owner()),
                    null);
        } catch (IOException e) {
            throw new DatabaseUnusable("The database in " + home + " cannot be reached: " + e.getMessage() + ".", e);
        }
    }

    /** A connection each time it is asked. */
    public DataSource connections() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(address.jdbcUrl());
        source.setUser(address.application().user());
        source.setPassword(address.application().password());
        return source;
    }

    @Override
    public void close() {
        if (started != null) {
            started.close();
        }
    }
}
