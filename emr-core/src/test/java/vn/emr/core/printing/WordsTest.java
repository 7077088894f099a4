package vn.emr.core.printing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import vn.emr.core.chart.When;
import vn.emr.core.form.Forms;
import vn.emr.core.record.TimePoint;

/** Times on paper are as exact as they were told. */
class WordsTest {
    @Test
    void a_time_is_written_as_exactly_as_it_was_told() {
        assertEquals("1944", told("1944"));
        assertEquals("02/1988", told("198802"));
        assertEquals("14/02/1988", told("19880214"));
        assertEquals("07:47 23/11/2026", told("20261123074710"));
        assertNull(Words.told(null));
    }

    private static String told(String sent) {
        TimePoint point = TimePoint.parse(sent, Forms.ZONE).orElseThrow();
        return Words.told(new When(point.sent(), point.precision(), point.from()));
    }
}
