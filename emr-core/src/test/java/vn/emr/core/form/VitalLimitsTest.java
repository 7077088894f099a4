package vn.emr.core.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.emr.core.record.VitalSign.Kind;

/** What can be measured at all is said once: a form that asks for a vital sign has the same limits and unit. */
class VitalLimitsTest {
    private static final Map<String, Kind> ASKED = Map.of(
            "vital.pulse", Kind.PULSE,
            "vital.temperature", Kind.TEMPERATURE,
            "vital.systolic", Kind.SYSTOLIC_PRESSURE,
            "vital.diastolic", Kind.DIASTOLIC_PRESSURE,
            "vital.respiration", Kind.RESPIRATION,
            "vital.weight", Kind.WEIGHT,
            "vital.height", Kind.HEIGHT,
            "vital.spo2", Kind.OXYGEN_SATURATION,
            "vital.urine", Kind.URINE_OUTPUT);

    @Test
    void every_form_that_asks_for_a_vital_sign_has_its_limits_and_its_unit() {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Form form : new Forms().all()) {
            for (Form.Item item : form.answered().stream()
                    .flatMap(top -> top.rows() ? top.item().stream().flatMap(Form.Item::answered) : Stream.of(top))
                    .toList()) {
                Kind kind = item.prefill() == null ? null : ASKED.get(item.prefill());
                if (kind != null) {
                    seen++;
                    boolean same = item.minValue().compareTo(kind.lowest) == 0
                            && item.maxValue().compareTo(kind.highest) == 0
                            && kind.unit.equals(item.unitCode())
                            && (kind.decimals == 0
                                    ? item.type() == Form.Type.INTEGER
                                    : item.decimals() == kind.decimals);
                    if (!same) {
                        wrong.add(form.code() + " " + item.linkId());
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(seen > 40, "forms really ask: " + seen);
    }

    @Test
    void what_is_usual_can_be_measured() {
        for (Kind kind : Kind.values()) {
            assertTrue(kind.possible(kind.usualLow) && kind.possible(kind.usualHigh), kind.name());
        }
    }
}
