package vn.emr.core.postgres;

import java.util.List;
import java.util.Optional;

/** What a running server writes about itself into its data folder. */
record Postmaster(long pid, int port) {
    static final String FILE = "postmaster.pid";

    /** Line 1 is the process, line 4 the port (PostgreSQL's pidfile.h); empty while the file is still being written. */
    static Optional<Postmaster> parse(List<String> lines) {
        if (lines.size() < 4) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Postmaster(
                    Long.parseLong(lines.get(0).strip()),
                    Integer.parseInt(lines.get(3).strip())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
