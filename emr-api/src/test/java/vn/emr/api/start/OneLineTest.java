package vn.emr.api.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class OneLineTest {
    private final OneLine filter = new OneLine();

    @Test
    void a_value_that_would_begin_a_line_of_its_own_stays_in_the_line_of_its_event() {
        ExtLogRecord event =
                event("folder %s cannot be used\u001b[2J", "a\r\n2026-11-22 ERROR forged\u2028\u0085\u0000");
        assertTrue(filter.isLoggable(event));
        assertEquals(
                "folder a\\r\\n2026-11-22 ERROR forged\\u2028\\u0085\\u0000 cannot be used\\u001b[2J",
                event.getMessage());
    }

    @Test
    void what_is_harmless_stays_as_it_was() {
        ExtLogRecord event = event("Khoa Nội: %d\t100 %%", 7);
        assertTrue(filter.isLoggable(event));
        assertEquals("Khoa Nội: 7\t100 %", event.getMessage());
        LogRecord plain = new LogRecord(Level.INFO, "a\nb");
        assertTrue(filter.isLoggable(plain));
        assertEquals("a\\nb", plain.getMessage());
    }

    @Test
    void of_an_exception_its_classes_and_places_are_told_and_not_its_words() {
        ExtLogRecord event = event("request failed", new Object[0]);
        event.setThrown(new IllegalStateException("Key (name)=(Nguyễn Văn An)", new RuntimeException("PID|1||BN0001")));
        assertTrue(filter.isLoggable(event));
        assertNull(event.getThrown());
        String said = event.getMessage();
        assertTrue(said.contains("java.lang.IllegalStateException at vn.emr.api.start.OneLineTest"), said);
        assertTrue(said.contains("java.lang.RuntimeException at "), said);
        assertTrue(!said.contains("Nguyễn") && !said.contains("BN0001") && !said.contains("\n"), said);
    }

    private static ExtLogRecord event(String format, Object... values) {
        ExtLogRecord event =
                new ExtLogRecord(Level.WARN, format, ExtLogRecord.FormatStyle.PRINTF, OneLineTest.class.getName());
        event.setParameters(values);
        return event;
    }
}
