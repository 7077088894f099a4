package vn.emr.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import vn.emr.api.demo.RelativeTimes.Form;

class RelativeTimesTest {
    /** 06:30 of 1 March in Vietnam, still the day before in Greenwich. */
    private final RelativeTimes times = new RelativeTimes(Instant.parse("2027-02-28T23:30:41Z"));

    @Test
    void a_day_counts_from_the_anchors_day_in_vietnam() {
        assertEquals("20270228", times.render("{{-1d}}", Form.COMPACT));
        assertEquals("2027-03-04", times.render("{{+3d}}", Form.ISO));
    }

    @Test
    void a_clock_time_carries_its_offset_only_in_iso() {
        assertEquals("|20270226081500|", times.render("|{{-3d 08:15}}|", Form.COMPACT));
        assertEquals("\"2027-02-26T08:15:00+07:00\"", times.render("\"{{-3d 08:15}}\"", Form.ISO));
    }

    @Test
    void hours_count_from_the_anchor_itself_and_years_stay_years() {
        assertEquals("20270301043000", times.render("{{-2h}}", Form.COMPACT));
        assertEquals("1982", times.render("{{-45y}}", Form.COMPACT));
    }

    @Test
    void a_placeholder_that_cannot_be_read_is_an_error_and_not_sent() {
        assertThrows(IllegalArgumentException.class, () -> times.render("{{-3d 8:15}}", Form.COMPACT));
        assertThrows(IllegalArgumentException.class, () -> times.render("{{yesterday}}", Form.ISO));
    }
}
