package vn.emr.api.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The same schema, indexes and rights in another database of the server's own PostgreSQL: same disk, same settings. */
final class BareDatabase {
    private static final String NAME = "bare";

    private BareDatabase() {}

    /** Makes it, empty; connections are the application's. */
    static DataSource make(PackagedServer server) throws IOException, SQLException {
        try (Connection superuser = server.database("postgres", "emr_super").getConnection();
                Statement sql = superuser.createStatement()) {
            sql.execute("create database " + NAME + " owner emr_owner template template0");
        }
        Flyway.configure()
                .dataSource(server.database(NAME, "emr_owner"))
                .locations("classpath:db/migration")
                .placeholders(Map.of("applicationRole", "emr_app"))
                .load()
                .migrate();
        return server.database(NAME, "emr_app");
    }
}
