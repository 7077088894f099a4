package vn.emr.core.vitals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.emr.core.Ids;
import vn.emr.core.form.Forms;
import vn.emr.core.record.EarlyWarning;
import vn.emr.core.record.EarlyWarning.Basis;
import vn.emr.core.record.EarlyWarning.Use;
import vn.emr.core.record.TimePoint;

class ScoreBasisTest {
    private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "20101120, SCALE_1",
        "20101121, CHILD",
        "2009, SCALE_1",
        "2010, AGE_UNKNOWN",
        "2011, CHILD",
        "201011, AGE_UNKNOWN",
        "1950, SCALE_1",
    })
    void who_is_sixteen_for_certain_is_scored(String birth, Basis basis) {
        assertEquals(basis, ScoreBasis.of(time(birth), NOW, false, null));
    }

    @Test
    void without_a_birth_nothing_is_scored() {
        assertEquals(Basis.AGE_UNKNOWN, ScoreBasis.of(null, NOW, false, decided(Use.SCALE_1)));
    }

    @Test
    void a_diagnosis_of_pregnancy_ends_the_score_and_a_doctor_decides_otherwise() {
        assertEquals(Basis.PREGNANCY, ScoreBasis.of(time("1990"), NOW, true, null));
        assertEquals(Basis.SCALE_1, ScoreBasis.of(time("1990"), NOW, true, decided(Use.SCALE_1)));
    }

    @Test
    void a_doctor_decides_on_the_scale_and_whether_it_is_used_but_never_for_a_child() {
        assertEquals(Basis.SCALE_2, ScoreBasis.of(time("1950"), NOW, false, decided(Use.SCALE_2)));
        assertEquals(Basis.DECIDED, ScoreBasis.of(time("1950"), NOW, false, decided(Use.NONE)));
        assertEquals(Basis.CHILD, ScoreBasis.of(time("2020"), NOW, false, decided(Use.SCALE_2)));
    }

    private static TimePoint time(String text) {
        return TimePoint.parse(text, Forms.ZONE).orElseThrow();
    }

    private static EarlyWarning decided(Use use) {
        return new EarlyWarning(Ids.next(), 1, Ids.next(), Ids.next(), use, "COPD", null);
    }
}
