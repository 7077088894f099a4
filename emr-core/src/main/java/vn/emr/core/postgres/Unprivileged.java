package vn.emr.core.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's programs as a user without rights. PostgreSQL refuses to run as root, and rightly: started as root
 * we become {@code nobody} with no further groups; otherwise we stay who we are.
 */
final class Unprivileged {
    private static final String USER = "nobody";
    private final boolean root;
    private final String group;

    private Unprivileged(boolean root, String group) {
        this.root = root;
        this.group = group;
    }

    static Unprivileged here() {
        boolean root = "root".equals(System.getProperty("user.name"));
        return new Unprivileged(root, root ? groupOfNobody() : "");
    }

    boolean root() {
        return root;
    }

    /** What a program ended with, and what it said on both streams. */
    record Ended(int code, String said) {}

    /** Runs a program to its end and returns its code and words; {@code seconds} is the longest it may take. */
    Ended run(int seconds, String... command) {
        List<String> line = new ArrayList<>();
        if (root) {
            line.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + group, "--clear-groups"));
        }
        line.addAll(List.of(command));
        Path said = null;
        try {
            // A file, not a pipe: a started server would keep the pipe open and we would wait for its end.
            said = Files.createTempFile("emr-postgres-", ".out");
            ProcessBuilder builder = new ProcessBuilder(line)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            // Nothing of our environment reaches the database: it may hold passwords and PG* settings.
            builder.environment().keySet().retainAll(Set.of("PATH", "LD_LIBRARY_PATH"));
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Ended(-1, "no end within " + seconds + " s");
            }
            return new Ended(process.exitValue(), Files.readString(said));
        } catch (IOException e) {
            throw new DatabaseUnusable("The program " + line.getFirst() + " cannot be run: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnusable("Interrupted while the database was being started or stopped.", e);
        } finally {
            remove(said);
        }
    }

    /** Gives {@code path} to the user PostgreSQL runs as. */
    void own(Path path) throws IOException {
        if (root) {
            UserPrincipalLookupService names = path.getFileSystem().getUserPrincipalLookupService();
            UserPrincipal user = names.lookupPrincipalByName(USER);
            GroupPrincipal members = names.lookupPrincipalByGroupName(group);
            PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
            view.setGroup(members);
            view.setOwner(user);
        }
    }

    /** Refuses with the name of the first folder on the way to {@code folder} that our user cannot pass. */
    void mustReach(Path folder) {
        if (!root || passes(folder)) {
            return;
        }
        Path blocked = folder;
        for (Path parent = folder; parent != null && !passes(parent); parent = parent.getParent()) {
            blocked = parent;
        }
        throw new DatabaseUnusable("Started as root, the database runs as user " + USER + ", which cannot enter "
                + blocked + ": choose another EMR_DATA_DIR, allow it with chmod o+x " + blocked
                + ", or start the server as an ordinary user.");
    }

    private boolean passes(Path folder) {
        return run(10, "test", "-x", folder.toString()).code() == 0;
    }

    private static String groupOfNobody() {
        UserPrincipalLookupService names = Path.of("/").getFileSystem().getUserPrincipalLookupService();
        try {
            names.lookupPrincipalByGroupName("nogroup");
            return "nogroup";
        } catch (IOException e) {
            // Red Hat's family names the group like the user.
            return USER;
        }
    }

    private static void remove(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
