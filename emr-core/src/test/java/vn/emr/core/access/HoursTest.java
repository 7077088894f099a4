package vn.emr.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

class HoursTest {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    /** 2 November 2026 is a Monday. */
    @ParameterizedTest
    @CsvSource({
        "MO-FR 07:00-17:00, 2026-11-02T07:00, true",
        "MO-FR 07:00-17:00, 2026-11-02T06:59:59, false",
        "MO-FR 07:00-17:00, 2026-11-06T16:59:59, true",
        "MO-FR 07:00-17:00, 2026-11-06T17:00, false",
        "MO-FR 07:00-17:00, 2026-11-07T10:00, false",
        "MO-FR 07:00-17:00; SA 07:00-11:30, 2026-11-07T11:29, true",
        "MO-FR 07:00-17:00; SA 07:00-11:30, 2026-11-07T11:30, false",
        "FR 19:00-07:00, 2026-11-07T06:59, true",
        "FR 19:00-07:00, 2026-11-07T07:00, false",
        "FR 19:00-07:00, 2026-11-06T06:59, false",
        "SU 19:00-07:00, 2026-11-02T03:00, true",
        "SU 19:00-07:00, 2026-11-08T19:00, true",
        "SA-MO 00:00-24:00, 2026-11-08T23:59:59, true",
        "SA-MO 00:00-24:00, 2026-11-02T00:00, true",
        "SA-MO 00:00-24:00, 2026-11-03T00:00, false",
        "mo 07:00-12:00, 2026-11-02T08:00, true"
    })
    void a_shift_counts_in_vietnamese_time_from_its_first_minute_to_before_its_last(
            String text, LocalDateTime at, boolean within) {
        assertEquals(within, Hours.parse(text).includes(at.atZone(VIETNAM).toInstant()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "MO",
                "07:00-17:00",
                "XX 07:00-17:00",
                "MO 7:00-17:00",
                "MO 07:00-25:00",
                "MO 07:60-17:00",
                "MO 07:00-07:00",
                "MO 24:00-07:00",
                "MO-FR 07:00-17:00,SA",
                "MO 07:00-17:00;",
                "MO\n07:00-17:00"
            })
    void anything_else_is_refused(String text) {
        assertEquals(
                Code.MALFORMED_FIELD,
                assertThrows(Refusal.class, () -> Hours.parse(text)).code());
    }

    @Test
    void more_shifts_than_a_week_has_are_refused_and_none_means_any_time() {
        assertThrows(Refusal.class, () -> Hours.parse("MO 07:00-08:00;".repeat(200) + "MO 07:00-08:00"));
        assertNull(Hours.parse(null));
    }
}
