package vn.emr.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Units get their one code, and numbers go from unit to unit without rounding, or not at all. */
class UcumTest {
    private static Optional<String> convert(String number, String from, String to) {
        return Ucum.convert(new BigDecimal(number), from, to).map(BigDecimal::toPlainString);
    }

    @ParameterizedTest
    @CsvSource({
        "G/L,10*9/L",
        "10^9/L,10*9/L",
        "10^3/uL,10*3/uL",
        "10^3/µL,10*3/uL",
        "K/μL,10*3/uL",
        "g/l,g/L",
        "mmol/l,mmol/L",
        "µmol/L,umol/L",
        "UI/L,[iU]/L",
        "µIU/mL,m[iU]/L",
        "mL/min/1.73m2,mL/min/{1.73_m2}",
        "%,%",
        "'10 ^ 12 / L',10*12/L"
    })
    void units_are_written_in_ucum(String sent, String ucum) {
        assertEquals(ucum, Ucum.code(sent));
    }

    @ParameterizedTest
    @CsvSource({"index", "g/giường", "''", "K"})
    void a_unit_that_is_not_in_the_table_has_no_ucum_code(String sent) {
        assertNull(Ucum.code(sent));
        assertNull(Ucum.code(null));
    }

    @Test
    void units_that_differ_by_a_power_of_ten_are_carried_over_exactly() {
        assertEquals(Optional.of("132.5"), convert("13.25", "g/dL", "g/L"));
        assertEquals(Optional.of("0.009"), convert("0.9", "mg/dL", "g/L"));
        assertEquals(Optional.of("7.000"), convert("7000", "/uL", "10*9/L"));
        assertEquals(Optional.of("7.2"), convert("7.2", "10*3/uL", "10*9/L"));
        assertEquals(Optional.of("41"), convert("0.41", "L/L", "%"));
        assertEquals(Optional.of("5.0"), convert("5.0", "mmol/L", "mmol/L"));
    }

    @Test
    void mass_and_amount_of_substance_are_not() {
        assertEquals(Optional.empty(), convert("99", "mg/dL", "mmol/L"));
        assertEquals(Optional.empty(), convert("1", "U/L", "[iU]/L"));
        assertEquals(Optional.empty(), convert("1", "mm[Hg]", "kPa"));
    }

    @Test
    void a_unit_without_a_scale_stands_for_itself() {
        assertEquals("mm[Hg]", Ucum.base("mm[Hg]"));
        assertEquals("g/L", Ucum.base("mg/dL"));
        assertEquals(null, Ucum.base(null));
    }
}
