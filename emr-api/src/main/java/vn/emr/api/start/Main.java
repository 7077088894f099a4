package vn.emr.api.start;

import io.quarkus.runtime.Quarkus;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.exception.FlywayValidateException;
import vn.emr.api.demo.SampleAuthority;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.postgres.DatabaseUnusable;
import vn.emr.core.postgres.EmbeddedPostgres;
import vn.emr.core.postgres.SafeDatabase;

/**
 * Starts the database, then the application; stops them the other way round. Exit codes: 0 after an ordinary stop, 1
 * when the application failed, 2 when a setting or the database stops the start.
 *
 * <p>Not annotated as the framework's main class on purpose: that would switch off the start of the doors' routes.
 */
public final class Main {
    /** Longest wait for requests and messages in hand before the database is stopped under them. */
    private static final int APPLICATION_END_SECONDS = 30;

    private static final Pattern MIGRATION = Pattern.compile("(?:version |locally: )(\\d+(?:\\.\\d+)*)");

    private final Settings settings;
    private final String mode;
    private final CountDownLatch applicationEnded = new CountDownLatch(1);
    private final AtomicInteger result = new AtomicInteger();
    private volatile boolean stopping;
    private volatile EmbeddedPostgres own;

    private Main(Settings settings, String mode) {
        this.settings = settings;
        this.mode = mode;
    }

    /** Runs until it is told to stop; system property {@code emr.mode} is {@code run} (usual) or {@code demo}. */
    public static void main(String... args) {
        int code;
        try {
            String mode = System.getProperty("emr.mode", "run");
            ServerProperties.mustBeReal(mode, System.getProperty(ServerProperties.TRIAL));
            code = new Main(Settings.read(System.getenv()), mode).run(args);
        } catch (SettingsRefused | DatabaseUnusable e) {
            System.err.println("The EMR server does not start. " + e.getMessage());
            code = 2;
        }
        System.exit(code);
    }

    private int run(String... args) {
        // Ctrl-C and SIGTERM stop the framework by a hook of its own; ours waits for it, then ends the database.
        Runtime.getRuntime().addShutdownHook(new Thread(this::databaseLast, "database last"));
        try {
            DatabaseAddress database = settings.externalDatabase().orElseGet(this::ownDatabase);
            SafeDatabase.mustBeSafe(database.jdbcUrl(), database.application());
            PatientFiles.keepPrivate(settings.dataDir());
            TokenKeys keys = TokenKeys.in(settings.dataDir().resolve("keys"));
            ServerProperties.of(settings, mode, database, keys).forEach(System::setProperty);
            if (mode.equals(ServerProperties.DEMO)) {
                System.setProperty("emr.signing.timestamp", SampleAuthority.timestampAddress(settings.dataDir()));
            }
            if (!stopping) {
                Quarkus.run(null, this::applicationEnded, args);
            }
            return result.get();
        } finally {
            applicationEnded.countDown();
        }
    }

    private DatabaseAddress ownDatabase() {
        own = EmbeddedPostgres.start(settings.dataDir());
        return own.address();
    }

    private void applicationEnded(int code, Throwable failure) {
        if (failure != null) {
            System.err.println("The EMR server does not start. " + reason(failure));
        }
        result.set(failure == null ? code : Math.max(code, 1));
        applicationEnded.countDown();
    }

    /** Our own refusals are whole sentences; anything else also says what kind of failure it was. */
    static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        if (root instanceof FlywayValidateException) {
            return otherTables(root.getMessage());
        }
        String kind =
                root instanceof IllegalStateException ? "" : root.getClass().getSimpleName() + ": ";
        return kind + root.getMessage();
    }

    private static String otherTables(String validated) {
        Matcher migration = MIGRATION.matcher(validated);
        return "The tables of the database are not those this program makes"
                + (migration.find() ? " (see migration " + migration.group(1) + ")" : "")
                + ": a newer program made them, or somebody changed them by hand. Nothing was touched. Start the program that ran"
                + " last, or restore a backup that fits this one into an empty data folder (./emr restore).";
    }

    private void databaseLast() {
        stopping = true;
        try {
            if (!applicationEnded.await(APPLICATION_END_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("The application did not end in time; the database is stopped now.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (own != null) {
            own.close();
        }
    }
}
