package vn.emr.core.postgres;

import java.nio.file.Path;

/** Turns the words of PostgreSQL's programs (always in English here) into one sentence for a person. */
final class StartTrouble {
    private StartTrouble() {}

    /** True when another program has the port: a reason to try another one. */
    static final class PortTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PortTaken() {
            super("port taken");
        }
    }

    static RuntimeException of(Path home, String words) {
        if (words.contains("Address already in use") || words.contains("could not bind")) {
            return new PortTaken();
        }
        if (words.contains("No space left on device")) {
            return new DatabaseUnusable("The disk under " + home + " is full: the database needs room to start.");
        }
        if (words.contains("Read-only file system")) {
            return new DatabaseUnusable("The folder " + home + " is on a file system mounted read-only.");
        }
        if (words.contains("another server might be running") || words.contains("lock file \"postmaster.pid\"")) {
            return new DatabaseUnusable("Another PostgreSQL server is using the folder " + home + ": stop it first.");
        }
        if (words.contains("Permission denied")) {
            return new DatabaseUnusable("The database may not read, write or run files in " + home
                    + ": give the folder to the user that starts the server, on a file system that allows programs.");
        }
        if (words.contains("could not create shared memory segment") || words.contains("Cannot allocate memory")) {
            return new DatabaseUnusable("There is not enough memory to start the database (it needs about 300 MB).");
        }
        return new DatabaseUnusable(
                "The database in " + home + " did not start: " + lastLine(words) + " (see postgres-log there).");
    }

    private static String lastLine(String words) {
        return words.lines()
                .filter(line -> line.contains("FATAL") || line.contains("PANIC") || line.contains("error:"))
                .map(line -> line.replaceFirst("^.*?(FATAL|PANIC|error): +", ""))
                .reduce((first, second) -> second)
                .orElse("no reason given");
    }
}
