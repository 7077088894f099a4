package vn.emr.core.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far a value is from normal, as its mark says. */
class LevelTest {
    @ParameterizedTest
    @CsvSource({
        "*,A", "↑,H", "↓,L", "↑↑,HH", "↓↓,LL", "**,AA", "AA,AA", "H~*,H", "H*,H", "A~HH,HH", "R,A", "I,A", "S,N", "N,N",
        "Cao,H", "giảm,L", "lạ,"
    })
    void marks_of_the_standard_and_local_ones_have_a_level(String flag, Level level) {
        assertEquals(level, Level.of(flag, null, null, null));
    }
}
