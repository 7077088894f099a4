package vn.emr.core.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.emr.core.organization.WorkingDays;

class TermTest {
    private static Term term(int days, String off) {
        return new Term(days, new WorkingDays(Optional.of(off)));
    }

    @Test
    void weekends_holidays_and_the_day_of_receipt_do_not_count() {
        Term term = term(5, "");
        assertEquals(LocalDate.of(2026, 11, 30), term.of(LocalDate.of(2026, 11, 23), Requester.COURT));
        assertEquals(LocalDate.of(2026, 11, 27), term.of(LocalDate.of(2026, 11, 22), Requester.COURT), "a Sunday");
        // 30/04 and 01/05 of 2027 are a Friday and a Saturday.
        assertEquals(LocalDate.of(2027, 5, 6), term.of(LocalDate.of(2027, 4, 28), Requester.COURT));
    }

    @Test
    void days_the_hospital_names_do_not_count_either() {
        Term term = term(2, "2027-02-08, 2027-02-09,2027-02-10");
        assertEquals(LocalDate.of(2027, 2, 12), term.of(LocalDate.of(2027, 2, 5), Requester.COURT));
    }

    @Test
    void who_asks_for_their_own_data_never_waits_longer_than_ten_days() {
        Term slow = term(20, "");
        LocalDate received = LocalDate.of(2026, 11, 23);
        assertEquals(received.plusDays(10), slow.of(received, Requester.PATIENT));
        assertEquals(LocalDate.of(2026, 12, 21), slow.of(received, Requester.COURT));
    }
}
