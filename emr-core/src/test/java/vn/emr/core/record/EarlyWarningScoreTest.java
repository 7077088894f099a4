package vn.emr.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.emr.core.record.EarlyWarning.Basis;
import vn.emr.core.record.EarlyWarningScore.Band;
import vn.emr.core.record.EarlyWarningScore.Parameter;
import vn.emr.core.record.EarlyWarningScore.Points;
import vn.emr.core.record.VitalSign.Kind;
import vn.emr.core.record.VitalSigns.Consciousness;
import vn.emr.core.record.VitalSigns.Details;
import vn.emr.core.record.VitalSigns.Status;

/** NEWS2 as the Royal College of Physicians printed it (2017, chart 1 and the clinical responses): both sides of every boundary. */
class EarlyWarningScoreTest {
    @ParameterizedTest
    @CsvSource({
        "RESPIRATION, 0, 3",
        "RESPIRATION, 8, 3",
        "RESPIRATION, 9, 1",
        "RESPIRATION, 11, 1",
        "RESPIRATION, 12, 0",
        "RESPIRATION, 20, 0",
        "RESPIRATION, 21, 2",
        "RESPIRATION, 24, 2",
        "RESPIRATION, 25, 3",
        "RESPIRATION, 200, 3",
        "OXYGEN_SATURATION, 0, 3",
        "OXYGEN_SATURATION, 91, 3",
        "OXYGEN_SATURATION, 92, 2",
        "OXYGEN_SATURATION, 93, 2",
        "OXYGEN_SATURATION, 94, 1",
        "OXYGEN_SATURATION, 95, 1",
        "OXYGEN_SATURATION, 96, 0",
        "OXYGEN_SATURATION, 100, 0",
        "SYSTOLIC_PRESSURE, 0, 3",
        "SYSTOLIC_PRESSURE, 90, 3",
        "SYSTOLIC_PRESSURE, 91, 2",
        "SYSTOLIC_PRESSURE, 100, 2",
        "SYSTOLIC_PRESSURE, 101, 1",
        "SYSTOLIC_PRESSURE, 110, 1",
        "SYSTOLIC_PRESSURE, 111, 0",
        "SYSTOLIC_PRESSURE, 219, 0",
        "SYSTOLIC_PRESSURE, 220, 3",
        "SYSTOLIC_PRESSURE, 400, 3",
        "PULSE, 0, 3",
        "PULSE, 40, 3",
        "PULSE, 41, 1",
        "PULSE, 50, 1",
        "PULSE, 51, 0",
        "PULSE, 90, 0",
        "PULSE, 91, 1",
        "PULSE, 110, 1",
        "PULSE, 111, 2",
        "PULSE, 130, 2",
        "PULSE, 131, 3",
        "PULSE, 400, 3",
        "TEMPERATURE, 20, 3",
        "TEMPERATURE, 35.0, 3",
        "TEMPERATURE, 35.1, 1",
        "TEMPERATURE, 36.0, 1",
        "TEMPERATURE, 36.1, 0",
        "TEMPERATURE, 38.0, 0",
        "TEMPERATURE, 38.1, 1",
        "TEMPERATURE, 39.0, 1",
        "TEMPERATURE, 39.1, 2",
        "TEMPERATURE, 45, 2",
    })
    void each_value_scores_as_printed(Kind kind, String value, int points) {
        EarlyWarningScore score = of(well(Basis.SCALE_1).with(kind, value));
        assertEquals(points, points(score, Parameter.valueOf(kind.name())));
        assertEquals(points, score.total(), "all else scores nothing");
    }

    @ParameterizedTest
    @CsvSource({
        "false, 83, 3",
        "false, 84, 2",
        "false, 85, 2",
        "false, 86, 1",
        "false, 87, 1",
        "false, 88, 0",
        "false, 92, 0",
        "false, 93, 0",
        "false, 97, 0",
        "false, 100, 0",
        "true, 83, 3",
        "true, 84, 2",
        "true, 85, 2",
        "true, 86, 1",
        "true, 87, 1",
        "true, 88, 0",
        "true, 92, 0",
        "true, 93, 1",
        "true, 94, 1",
        "true, 95, 2",
        "true, 96, 2",
        "true, 97, 3",
        "true, 100, 3",
    })
    void scale_2_reads_the_saturation_by_its_target(boolean oxygen, String value, int points) {
        EarlyWarningScore score = of(well(Basis.SCALE_2).oxygen(oxygen).with(Kind.OXYGEN_SATURATION, value));
        assertEquals(points, points(score, Parameter.OXYGEN_SATURATION));
        assertEquals(points + (oxygen ? 2 : 0), score.total());
    }

    @Test
    void on_scale_2_a_high_saturation_is_not_scored_until_it_is_said_whether_oxygen_was_given() {
        assertEquals(
                List.of(Parameter.OXYGEN_SATURATION, Parameter.OXYGEN),
                of(well(Basis.SCALE_2).oxygen(null).with(Kind.OXYGEN_SATURATION, "96"))
                        .missing());
        assertEquals(
                List.of(Parameter.OXYGEN),
                of(well(Basis.SCALE_2).oxygen(null).with(Kind.OXYGEN_SATURATION, "90"))
                        .missing());
    }

    @ParameterizedTest
    @CsvSource({"ALERT, 0", "CONFUSION, 3", "VOICE, 3", "PAIN, 3", "UNRESPONSIVE, 3"})
    void who_is_not_alert_or_newly_confused_scores_three(Consciousness consciousness, int points) {
        assertEquals(points, of(well(Basis.SCALE_1).awake(consciousness)).total());
    }

    @Test
    void oxygen_that_is_given_scores_two() {
        assertEquals(2, of(well(Basis.SCALE_1).oxygen(true)).total());
    }

    @ParameterizedTest
    @CsvSource({
        // pulse, respiration, temperature: total and what follows
        "80, 16, 37, 0, ZERO",
        "100, 16, 37, 1, LOW",
        "120, 22, 37, 4, LOW",
        "131, 16, 37, 3, LOW_MEDIUM",
        "131, 16, 38.5, 4, LOW_MEDIUM",
        "120, 22, 38.5, 5, MEDIUM",
        "131, 22, 37, 5, MEDIUM",
        "120, 22, 39.5, 6, MEDIUM",
        "131, 22, 39.5, 7, HIGH",
        "131, 25, 35, 9, HIGH",
    })
    void the_total_decides_and_below_five_a_single_three(
            String pulse, String respiration, String temperature, int total, Band band) {
        EarlyWarningScore score = of(well(Basis.SCALE_1)
                .with(Kind.PULSE, pulse)
                .with(Kind.RESPIRATION, respiration)
                .with(Kind.TEMPERATURE, temperature));
        assertEquals(total, score.total());
        assertEquals(band, score.band());
    }

    @Test
    void the_worst_is_twenty() {
        Reading worst = well(Basis.SCALE_1).oxygen(true).awake(Consciousness.UNRESPONSIVE);
        for (Kind kind : List.of(Kind.PULSE, Kind.RESPIRATION, Kind.OXYGEN_SATURATION, Kind.SYSTOLIC_PRESSURE)) {
            worst = worst.with(kind, "0");
        }
        assertEquals(20, of(worst.with(Kind.TEMPERATURE, "30")).total());
    }

    @ParameterizedTest
    @EnumSource(Parameter.class)
    void without_one_parameter_there_is_no_total_but_what_is_missing(Parameter left) {
        EarlyWarningScore score = of(well(Basis.SCALE_1).without(left));
        assertNull(score.total());
        assertNull(score.band());
        assertEquals(List.of(left), score.missing());
        assertEquals(6, score.points().size());
    }

    @Test
    void a_single_three_is_seen_although_something_is_missing() {
        assertTrue(of(well(Basis.SCALE_1).without(Parameter.TEMPERATURE).with(Kind.PULSE, "140"))
                .red());
        assertFalse(of(well(Basis.SCALE_1).without(Parameter.TEMPERATURE)).red());
    }

    @ParameterizedTest
    @EnumSource(
            value = Basis.class,
            names = {"CHILD", "AGE_UNKNOWN", "PREGNANCY", "DECIDED"})
    void who_is_not_scored_has_no_score(Basis basis) {
        assertEquals(Optional.empty(), EarlyWarningScore.of(well(basis).details()));
    }

    private static EarlyWarningScore of(Reading reading) {
        return EarlyWarningScore.of(reading.details()).orElseThrow();
    }

    private static int points(EarlyWarningScore score, Parameter parameter) {
        return score.points().stream()
                .filter(p -> p.parameter() == parameter)
                .mapToInt(Points::points)
                .findFirst()
                .orElseThrow();
    }

    private static Reading well(Basis basis) {
        return new Reading(basis, List.of(), false, Consciousness.ALERT)
                .with(Kind.RESPIRATION, "16")
                .with(Kind.OXYGEN_SATURATION, basis == Basis.SCALE_2 ? "90" : "98")
                .with(Kind.SYSTOLIC_PRESSURE, "120")
                .with(Kind.PULSE, "80")
                .with(Kind.TEMPERATURE, "37");
    }

    private record Reading(Basis basis, List<VitalSign> signs, Boolean oxygen, Consciousness consciousness) {
        Reading with(Kind kind, String value) {
            List<VitalSign> all = new ArrayList<>(signs);
            all.removeIf(s -> s.kind() == kind);
            all.add(new VitalSign(kind, new BigDecimal(value)));
            return new Reading(basis, all, oxygen, consciousness);
        }

        Reading oxygen(Boolean given) {
            return new Reading(basis, signs, given, consciousness);
        }

        Reading awake(Consciousness as) {
            return new Reading(basis, signs, oxygen, as);
        }

        Reading without(Parameter left) {
            return new Reading(
                    basis,
                    signs.stream()
                            .filter(s -> !s.kind().name().equals(left.name()))
                            .toList(),
                    left == Parameter.OXYGEN ? null : oxygen,
                    left == Parameter.CONSCIOUSNESS ? null : consciousness);
        }

        Details details() {
            return new Details(Instant.EPOCH, signs, oxygen, consciousness, null, basis, Status.CURRENT);
        }
    }
}
