package vn.emr.core.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import vn.emr.core.store.Database;

/** Small facts about this installation, by name. */
@ApplicationScoped
class Installation {
    /** When the first administrator was made. */
    static final String FIRST_START = "first-start";

    /** Set when the sample hospital was loaded; such an installation never becomes a real one. */
    static final String DEMO = "demo";

    private final Database database;

    @Inject
    Installation(Database database) {
        this.database = database;
    }

    Optional<String> fact(String name) {
        return database.first("select value from installation where name = ?", row -> row.text("value"), name);
    }

    /** Writes a fact once; a later value does not replace it. */
    void state(String name, String value) {
        database.update(
                "insert into installation (name, value) values (?, ?) on conflict (name) do nothing", name, value);
    }
}
