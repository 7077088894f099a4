package vn.emr.core.chart;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Purpose;
import vn.emr.core.record.Observation;
import vn.emr.core.testing.Role;

/** What opening a usual chart costs with the labels every hospital starts with, when none of them finds anything. */
class OpeningCostTest extends AtTheBedside {
    private static final int REPORTS = 50;
    private static final int VALUES = 10;

    @Test
    void looking_for_labels_costs_an_opening_little() {
        for (int i = 0; i < REPORTS; i++) {
            Instant at = Instant.now().minus(Duration.ofHours(i));
            List<Observation> values = new ArrayList<>();
            for (int v = 1; v <= VALUES; v++) {
                values.add(Hospital.value(v, "A" + v, "Chất số " + v, "4.1", "mmol/L", "3.5", "5.1", "N", at));
            }
            HOSPITAL.commit(HOSPITAL.report(Ids.next(), 1, patient, at, values));
            HOSPITAL.order(patient);
        }
        HOSPITAL.condition(patient, "J18", "Viêm phổi");
        HOSPITAL.asOwner("analyze");
        Caller doctor = HOSPITAL.caller(Role.DOCTOR, ward);
        long[] took = new long[400];
        for (int i = 0; i < took.length; i++) {
            long start = System.nanoTime();
            access.open(doctor, Purpose.TREATMENT, patient);
            took[i] = System.nanoTime() - start;
        }
        long[] late = Arrays.copyOfRange(took, 100, took.length);
        Arrays.sort(late);
        String said = "opening a chart of 500 values: p50 %.2f ms, p95 %.2f ms"
                .formatted(late[late.length / 2] / 1e6, late[late.length * 95 / 100] / 1e6);
        System.out.println(said);
        assertTrue(late[late.length / 2] < 20_000_000L, said);
    }
}
