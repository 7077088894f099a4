package vn.emr.core.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vn.emr.core.postgres.Manifest.CopiedFile;

/**
 * Copies the files of a running database so that they can be brought to one moment: PostgreSQL documentation,
 * "Making a Base Backup Using the Low Level API". The bundle has no pg_basebackup, which does the same.
 */
final class BaseCopy {
    /** Name of the moment in the log of changes that a restore stops at. */
    static final String MOMENT = "emr_backup";

    private static final System.Logger LOG = System.getLogger(BaseCopy.class.getName());
    /** Below deadlock_timeout (1 s): we give way before any writer is told to. */
    private static final String LOCK_PATIENCE = "300ms";

    private static final int LOCK_TRIES = 100;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    /** Their contents are made anew at start. */
    private static final Set<String> EMPTY = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init", "backup_label", "tablespace_map");

    private final Path data;
    private final Path target;
    private final int port;
    private final DatabaseSecrets secrets;
    private final List<CopiedFile> files = new ArrayList<>();

    BaseCopy(Path data, Path target, int port, DatabaseSecrets secrets) {
        this.data = data;
        this.target = target;
        this.port = port;
        this.secrets = secrets;
    }

    /** What was copied, and what the tables held at that moment. */
    record Copied(Instant moment, List<CopiedFile> files, List<TableContents> tables) {}

    /**
     * Copies everything; {@code afterwards} runs when the database's files are copied and before its tables are read,
     * so that what it copies is newer than the database.
     */
    Copied copy(Blobs afterwards) throws IOException, SQLException {
        mustBeInOneFolder();
        try (Connection session = Accounts.connect(port, Accounts.DATABASE, secrets.superuser());
                Connection view = Accounts.connect(port, Accounts.DATABASE, secrets.superuser());
                Statement sql = session.createStatement()) {
            // A temporary slot keeps the changes of the whole time on the disk; it ends with this session.
            sql.execute("select pg_create_physical_replication_slot('" + MOMENT + "_"
                    + ProcessHandle.current().pid() + "', true, true)");
            String first = text(sql, "select pg_walfile_name(pg_backup_start('emr', true))");
            files.addAll(CheckedCopy.tree(data, target, "postgres", BaseCopy::wanted));
            label(sql);
            Instant moment = holdStill(session, view);
            String last = text(sql, "select pg_walfile_name(pg_current_wal_lsn())");
            sql.execute("select pg_switch_wal()");
            changes(first, last);
            afterwards.copy(files);
            List<TableContents> tables = TableContents.all(view);
            view.rollback();
            return new Copied(moment, files, tables);
        }
    }

    /** Copies what the database names, into the same list. */
    interface Blobs {
        void copy(List<CopiedFile> files) throws IOException;
    }

    private void mustBeInOneFolder() throws IOException {
        try (Stream<Path> spaces = Files.list(data.resolve("pg_tblspc"))) {
            if (spaces.findAny().isPresent()) {
                throw new DatabaseUnusable("The database uses tablespaces outside its folder; back it up with"
                        + " PostgreSQL's own pg_basebackup.");
            }
        }
    }

    private static boolean wanted(Path relative) {
        String name = relative.getFileName().toString();
        boolean inEmptied = relative.getNameCount() > 1
                && EMPTY.contains(relative.getName(0).toString());
        return !inEmptied && !LEFT_OUT.contains(name) && !name.startsWith("pgsql_tmp");
    }

    private void label(Statement sql) throws SQLException, IOException {
        String label = text(sql, "select labelfile from pg_backup_stop(wait_for_archive => false)");
        Path made = Files.createTempFile("emr-", ".label");
        try {
            Files.writeString(made, label);
            CheckedCopy.file(made, target.resolve("backup_label"), "postgres/backup_label")
                    .ifPresent(files::add);
        } finally {
            Files.delete(made);
        }
    }

    /**
     * For some milliseconds nobody writes: in that pause the moment is marked in the log of changes and {@code view}
     * gets its snapshot, so both speak of exactly the same rows.
     */
    private Instant holdStill(Connection session, Connection view) throws SQLException {
        view.setAutoCommit(false);
        view.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        for (int tries = 1; ; tries++) {
            session.setAutoCommit(false);
            try (Statement hold = session.createStatement();
                    Statement look = view.createStatement()) {
                hold.execute("set local lock_timeout = '" + LOCK_PATIENCE + "'");
                String tables = text(hold, LOCKED);
                if (tables != null) {
                    hold.execute("lock table " + tables + " in share mode");
                }
                look.execute("select 1 from pg_class limit 1");
                hold.execute("select pg_create_restore_point('" + MOMENT + "')");
                return Instant.now();
            } catch (SQLException e) {
                if (!"55P03".equals(e.getSQLState()) || tries == LOCK_TRIES) {
                    throw e;
                }
                LOG.log(System.Logger.Level.DEBUG, "writers are busy, trying again");
            } finally {
                session.rollback();
                session.setAutoCommit(true);
            }
            Pause.of(BETWEEN_TRIES);
        }
    }

    private static final String LOCKED = """
            select string_agg(quote_ident(n.nspname) || '.' || quote_ident(c.relname), ', ' order by c.oid)
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'p') and not c.relispartition
               and n.nspname not in ('pg_catalog', 'information_schema')
               and n.nspname not like 'pg\\_temp%' and n.nspname not like 'pg\\_toast%'
            """;

    private void changes(String first, String last) throws IOException {
        Predicate<String> needed = name -> name.endsWith(".history")
                || (name.matches("[0-9A-F]{24}") && name.compareTo(first) >= 0 && name.compareTo(last) <= 0);
        try (Stream<Path> segments = Files.list(data.resolve("pg_wal"))) {
            for (Path segment : segments.sorted().toList()) {
                String name = segment.getFileName().toString();
                if (needed.test(name)) {
                    CheckedCopy.file(segment, target.resolve("pg_wal").resolve(name), "postgres/pg_wal/" + name)
                            .ifPresent(files::add);
                }
            }
        }
    }

    private static String text(Statement sql, String query) throws SQLException {
        try (ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
