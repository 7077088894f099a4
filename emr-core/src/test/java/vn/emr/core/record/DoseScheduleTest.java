package vn.emr.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.record.DoseSchedule.Kind;

class DoseScheduleTest {
    /** 10:00 in Vietnam. */
    private static final Instant FROM = Instant.parse("2026-11-20T03:00:00Z");

    private static final Instant UNTIL = Instant.parse("2026-11-22T17:00:00Z");

    private static List<String> due(DoseSchedule schedule, String since, String before) {
        return schedule.due(FROM, UNTIL, Instant.parse(since), Instant.parse(before)).stream()
                .map(Instant::toString)
                .toList();
    }

    private static DoseSchedule times(Integer everyDays, String... times) {
        return new DoseSchedule(Kind.TIMES, List.of(times), everyDays, null, null);
    }

    @Test
    void times_of_the_day_are_those_of_the_hospital_and_only_after_the_order_begins() {
        assertEquals(
                List.of("2026-11-20T13:00:00Z"),
                due(times(1, "08:00", "20:00"), "2026-11-19T17:00:00Z", "2026-11-20T17:00:00Z"));
        assertEquals(
                List.of("2026-11-21T01:00:00Z", "2026-11-21T13:00:00Z"),
                due(times(1, "08:00", "20:00"), "2026-11-20T17:00:00Z", "2026-11-21T17:00:00Z"));
    }

    @Test
    void what_is_given_every_second_day_is_not_due_on_the_others() {
        assertEquals(
                List.of("2026-11-20T13:00:00Z", "2026-11-22T13:00:00Z"),
                due(times(2, "20:00"), "2026-11-19T00:00:00Z", "2026-11-30T00:00:00Z"));
    }

    @Test
    void an_interval_is_counted_from_the_beginning_and_ends_with_the_order() {
        DoseSchedule every = new DoseSchedule(Kind.INTERVAL, null, null, 8, null);
        assertEquals(
                List.of("2026-11-20T03:00:00Z", "2026-11-20T11:00:00Z"),
                due(every, "2026-11-19T17:00:00Z", "2026-11-20T17:00:00Z"));
        assertEquals(
                List.of("2026-11-22T03:00:00Z", "2026-11-22T11:00:00Z"),
                due(every, "2026-11-21T20:00:00Z", "2026-11-24T17:00:00Z"));
    }

    @Test
    void once_is_due_once_and_what_is_given_as_needed_never_by_itself() {
        DoseSchedule once = new DoseSchedule(Kind.ONCE, null, null, null, null);
        assertEquals(List.of("2026-11-20T03:00:00Z"), due(once, "2026-11-19T17:00:00Z", "2026-11-30T17:00:00Z"));
        assertEquals(List.of(), due(once, "2026-11-20T17:00:00Z", "2026-11-30T17:00:00Z"));
        DoseSchedule needed = new DoseSchedule(Kind.AS_NEEDED, null, null, null, 3);
        assertEquals(List.of(), due(needed, "2026-11-19T17:00:00Z", "2026-11-30T17:00:00Z"));
        assertEquals("khi cần, tối đa 3 lần/24 giờ", needed.words());
    }

    @Test
    void nothing_is_due_in_a_time_that_ends_before_it_begins() {
        assertEquals(List.of(), due(times(1, "08:00"), "2026-11-25T00:00:00Z", "2026-11-20T00:00:00Z"));
    }
}
