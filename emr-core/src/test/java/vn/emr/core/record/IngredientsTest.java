package vn.emr.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngredientsTest {
    @ParameterizedTest
    @CsvSource({
        "Amoxicilin + acid clavulanic, amoxicillin, true",
        "Ceftriaxone 1 g, Ceftriaxon, true",
        "PARACETAMOL, paracetamol 500mg, true",
        "Thuốc kháng sinh Penicillin, Benzylpenicilin natri, true",
        "Natri clorid 0.9%, natri clorid, true",
        "Natri clorid, Kali clorid, false",
        "Acid folic, Acid acetylsalicylic, false",
        "Morphin sulfat, Magnesi sulfat, false",
        "Hải sản, Paracetamol, false"
    })
    void names_meet_when_they_share_a_word_that_tells_the_ingredient(String one, String other, boolean meet) {
        assertEquals(meet, Ingredients.meet(one, other));
        assertEquals(meet, Ingredients.meet(other, one));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, Paracetamol", "Paracetamol, -", "-, -"})
    void nothing_meets_what_is_not_said(String one, String other) {
        assertEquals(false, Ingredients.meet(one, other));
    }
}
