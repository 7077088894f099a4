package vn.emr.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.testing.House;

/** A fault of the database says its SQLSTATE and its constraint; the driver's own words hold values of the rows. */
class FaultsTellNothingTest {
    private static final String PATIENT = "Ếch Thị Xanh Lục";
    /** What the driver itself would say is never asked for: application.properties caps it. */
    private static final Logger OURS = Logger.getLogger("vn.emr");

    private final Database database = new House().database;
    private final List<String> logged = new ArrayList<>();
    private final Handler everything = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getMessage() + " " + entry.getThrown());
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing to give back.
        }
    };

    @BeforeEach
    void listen() {
        OURS.addHandler(everything);
        OURS.setLevel(Level.ALL);
    }

    @AfterEach
    void leave() {
        OURS.removeHandler(everything);
        OURS.setLevel(null);
    }

    @Test
    void constraints_kinds_of_values_and_faulty_texts_are_told_by_state_and_name_only() {
        String twice = "insert into tenant (id, code, name) values (gen_random_uuid(), ?, ?)";
        database.update(twice, PATIENT, PATIENT);
        tells(twice, "23505", "tenant", PATIENT, PATIENT);
        tells("select cast(? as date) as d", "22007", null, PATIENT);
        tells("select " + "'" + PATIENT + "' from nowhere", "42P01", null);
        tells("select 1/length(?::text) - pg_sleep(0)", "42883", null, PATIENT);
        assertEquals(List.of(), logged.stream().filter(l -> l.contains("Ếch")).toList());
    }

    @Test
    void a_text_the_database_would_not_take_is_refused_before_it_is_asked() {
        Refusal refused = assertThrows(
                Refusal.class, () -> database.query("select ?::text as t", r -> r.text("t"), PATIENT + "\0"));
        assertEquals(Code.MALFORMED_FIELD, refused.code());
        assertThrows(
                Refusal.class,
                () -> database.query(
                        "select 1 as n where 'a' = any (?)", r -> r.text("n"), (Object) new String[] {"\0"}));
    }

    @Test
    void a_time_the_database_would_not_take_is_refused_before_it_is_asked() {
        for (Instant time : List.of(Instant.MIN, Instant.MAX, Instant.parse("+200000-01-01T00:00:00.000001Z"))) {
            Refusal refused = assertThrows(
                    Refusal.class, () -> database.query("select ?::timestamptz as t", r -> r.instant("t"), time));
            assertEquals(Code.MALFORMED_FIELD, refused.code());
        }
        Instant last = Instant.parse("9999-12-31T23:59:59Z");
        assertEquals(List.of(last), database.query("select ?::timestamptz as t", r -> r.instant("t"), last));
    }

    private void tells(String sql, String state, String constraint, Object... values) {
        StoreFault fault = assertThrows(
                StoreFault.class,
                () -> database.run(t -> {
                    if (sql.startsWith("insert")) {
                        t.update(sql, values);
                    } else {
                        t.query(sql, r -> r, values);
                    }
                }));
        assertEquals(state, fault.sqlState());
        assertFalse(fault.getMessage().contains("Ếch"), fault.getMessage());
        assertNull(fault.getCause(), "the driver's words go no further");
        assertEquals(0, fault.getSuppressed().length);
        if (constraint != null) {
            assertTrue(fault.constraint().contains(constraint), fault.constraint());
        }
    }
}
