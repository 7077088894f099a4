package vn.emr.core.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {
    private static final LocalDate ENDED = LocalDate.of(2026, 1, 2);

    @Test
    void each_row_of_the_annex_has_its_years() {
        Map<RetentionClass, Optional<Integer>> law = Map.of(
                RetentionClass.MEDICAL_INCIDENT, Optional.empty(),
                RetentionClass.DEATH, Optional.of(30),
                RetentionClass.ORGAN_DONATION, Optional.of(30),
                RetentionClass.MENTAL_OR_ACCIDENT, Optional.of(20),
                RetentionClass.TRANSPLANT_OR_COSMETIC, Optional.of(20),
                RetentionClass.PATIENT_RECORD, Optional.of(10),
                RetentionClass.REGISTER, Optional.of(5),
                RetentionClass.HEALTH_CERTIFICATE, Optional.of(2),
                RetentionClass.HEALTH_BOOK, Optional.of(10));
        for (RetentionClass row : RetentionClass.values()) {
            assertEquals(law.get(row), row.years(), row.name());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "REGISTER, 2031-12-31",
        "HEALTH_CERTIFICATE, 2028-12-31",
        "HEALTH_BOOK, 2036-12-31",
        "PATIENT_RECORD, 2036-12-31",
        "DEATH, 2056-12-31"
    })
    void the_term_begins_with_the_end_of_the_year(RetentionClass row, LocalDate until) {
        assertEquals(Optional.of(until), row.until(LocalDate.of(2026, 1, 1)));
        assertEquals(Optional.of(until), row.until(LocalDate.of(2026, 12, 31)));
    }

    @Test
    void what_is_kept_for_ever_has_no_last_day() {
        assertEquals(Optional.empty(), RetentionClass.MEDICAL_INCIDENT.until(ENDED));
    }

    @Test
    void a_usual_record_is_kept_ten_years_and_one_that_goes_on_has_no_last_day() {
        assertEquals(
                new Retention(RetentionClass.PATIENT_RECORD, 10, LocalDate.of(2036, 12, 31)),
                of(ENDED, false, List.of("J18", "I10"), List.of()));
        assertNull(of(null, false, List.of("J18"), List.of()).until());
    }

    @ParameterizedTest
    @CsvSource({
        "F20.0, MENTAL_OR_ACCIDENT",
        "f200, MENTAL_OR_ACCIDENT",
        "V23.4, MENTAL_OR_ACCIDENT",
        "Y96, MENTAL_OR_ACCIDENT",
        "Z41.1, TRANSPLANT_OR_COSMETIC",
        "T86.1, TRANSPLANT_OR_COSMETIC",
        "Z52.4, ORGAN_DONATION",
        "Z94.0, ORGAN_DONATION",
        "Z41.2, PATIENT_RECORD",
        "Y95, PATIENT_RECORD",
        "W19, PATIENT_RECORD"
    })
    void a_diagnosis_raises_the_class(String code, RetentionClass row) {
        assertEquals(row, of(ENDED, false, List.of("J18", code), List.of()).keptAs());
    }

    @ParameterizedTest
    @CsvSource({"1, MENTAL_OR_ACCIDENT", "2, MENTAL_OR_ACCIDENT", "3, PATIENT_RECORD", "8, PATIENT_RECORD"})
    void an_accident_on_the_road_or_at_work_as_a_claim_tells_it_raises_the_class(String cause, RetentionClass row) {
        assertEquals(row, of(ENDED, false, List.of(), List.of(cause)).keptAs());
    }

    @Test
    void of_several_classes_the_longest_counts_whatever_their_order() {
        List<String> all = List.of("F20.0", "Z41.1", "Z52.4");
        assertEquals(
                RetentionClass.ORGAN_DONATION,
                of(ENDED, false, all, List.of("1")).keptAs());
        assertEquals(
                RetentionClass.DEATH,
                of(ENDED, true, List.of("F20.0"), List.of("1")).keptAs());
        assertEquals(30, of(ENDED, true, List.of("Z52"), List.of()).years());
        Arrays.stream(RetentionClass.values())
                .filter(row -> row != RetentionClass.MEDICAL_INCIDENT)
                .forEach(row -> assertEquals(true, RetentionClass.MEDICAL_INCIDENT.longerThan(row), row.name()));
    }

    private static Retention of(LocalDate ended, boolean died, List<String> diagnoses, List<String> accidents) {
        return Retention.of(new Retention.Facts(ended, died, diagnoses, accidents));
    }
}
