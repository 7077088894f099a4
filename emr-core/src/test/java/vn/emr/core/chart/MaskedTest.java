package vn.emr.core.chart;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MaskedTest {
    @Test
    void numbers_of_cards_are_hidden_by_the_names_of_claims_and_of_exchanged_records_and_other_fields_are_not() {
        for (String hidden : List.of(
                "SO_CCCD", "SO_CCCD_NND", "MA_THE_BHYT", "ma_the_bhyt", "con/1/cccd_so", "mabhyt", "hochieu_so")) {
            assertTrue(Masked.hides(hidden), hidden);
        }
        for (String shown :
                List.of("CHAN_DOAN_RV", "chan_doan_rv", "ma_benh_chinh", "tuanhoan/dauchung", "sovaovien", "")) {
            assertFalse(Masked.hides(shown), shown);
        }
    }
}
