package vn.emr.core.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a value is written for people. */
class ValueTextTest {
    @ParameterizedTest
    @CsvSource({
        "DT,20261120,20/11/2026",
        "DT,202611,11/2026",
        "DTM,2026,2026",
        "TS,20261120081530+0700,20/11/2026 08:15:30",
        "TS,202611200815,20/11/2026 08:15",
        "TM,0815,08:15",
        "TM,081530+0700,08:15:30",
        "TM,sáng,sáng",
        "DT,hôm qua,hôm qua",
        "ST,20261120,20261120"
    })
    void dates_and_times_are_read_in_the_order_of_this_country_and_never_padded(String type, String sent, String read) {
        assertEquals(read, ValueText.of(type, sent));
    }
}
