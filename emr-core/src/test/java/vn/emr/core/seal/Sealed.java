package vn.emr.core.seal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;

/** A hospital with a sealer of its own, as one server would have it. */
final class Sealed {
    final Hospital hospital = new Hospital();
    final Database database = hospital.database;
    final AuditTrail trail = new AuditTrail(database);
    final String folder;
    final CheckpointFile file;
    final SigningKey key;
    final Epochs epochs;
    final Sealer sealer;

    Sealed(java.nio.file.Path folder) {
        this.folder = folder.toString();
        file = new CheckpointFile(Optional.empty(), this.folder);
        key = new SigningKey(this.folder);
        epochs = new Epochs(database, file, key, this.folder, Clock.systemUTC());
        sealer = new Sealer(database, epochs, Clock.systemUTC());
    }

    Checkpoints checkpoints(Clock clock, Outside... places) {
        return new Checkpoints(database, sealer, epochs, key, List.of(places), clock);
    }

    AuditEvent line(UUID id, Instant at) {
        return new AuditEvent(
                id, at, hospital.tenant, Kind.OPEN, true, Actor.SYSTEM, null, null, "PATIENT", null, null, null, "x");
    }

    void lines(int many) {
        List<AuditEvent> all = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            all.add(line(Ids.next(), Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MICROS)));
        }
        trail.append(all);
    }

    /** Everything has exactly one number, and the numbers have no gap. */
    void mustBeWhole() {
        long rows = count("(select id from audit_event union all select id from record_commit) r");
        Set<UUID> seen = new HashSet<>();
        long[] next = {1};
        database.query("select first_number, last_number, row_ids from seal order by last_number", row -> {
            if (row.number("first_number") != next[0]) {
                throw new AssertionError("a gap before " + row.number("first_number"));
            }
            next[0] = row.number("last_number") + 1;
            for (UUID id : row.<UUID>array("row_ids")) {
                if (!seen.add(id)) {
                    throw new AssertionError("twice: " + id);
                }
            }
            return null;
        });
        if (seen.size() != rows || next[0] - 1 != rows) {
            throw new AssertionError(seen.size() + " sealed of " + rows);
        }
    }

    /** The row that has a number. */
    UUID at(long number) {
        return database.first(
                        "select row_ids[? - first_number + 1] as id from seal where ? between first_number and last_number",
                        r -> r.uuid("id"),
                        number,
                        number)
                .orElseThrow();
    }

    long count(String rows) {
        return database.first("select count(*) as n from " + rows, row -> row.number("n"))
                .orElseThrow();
    }

    /** A transaction of its own that the caller commits when it likes. */
    Connection connection() throws SQLException {
        Connection connection = DriverManager.getConnection(
                hospital.address.jdbcUrl(),
                hospital.address.application().user(),
                hospital.address.application().password());
        connection.setAutoCommit(false);
        return connection;
    }
}
