package vn.emr.core.form;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.record.Coded;
import vn.emr.core.record.DoseSchedule;
import vn.emr.core.record.MedicationOrder;
import vn.emr.core.record.MedicationOrder.Status;
import vn.emr.core.record.MedicationPlan;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.TimePoint;
import vn.emr.core.testing.FullChart;

/** Orders of a visit: by people here and told by systems, some that hold and some that do not any more. */
final class OrderedHere {
    private final FullChart chart;

    OrderedHere(FullChart chart) {
        this.chart = chart;
        Instant now = FullChart.NOW;
        here("Ceftriaxone", Status.ACTIVE, null);
        here("Furosemide", Status.ACTIVE, now.plus(Duration.ofDays(1)));
        here("Amlodipine", Status.ACTIVE, now);
        here("Diazepam", Status.STOPPED, null);
        told("Kali clorid", Status.ACTIVE, now.minus(Duration.ofHours(2)));
        told("Digoxin", Status.ACTIVE, now.minus(Duration.ofDays(1)));
        told("Insulin", Status.CANCELLED, now.minus(Duration.ofHours(1)));
        service("Siêu âm tim", ServiceOrder.Status.REQUESTED);
        service("Điện tim", ServiceOrder.Status.COMPLETED);
    }

    private void here(String medicine, Status status, Instant until) {
        DoseSchedule twice = new DoseSchedule(DoseSchedule.Kind.TIMES, List.of("08:00", "20:00"), 1, null, null);
        Instant from = FullChart.NOW.minus(Duration.ofDays(2));
        MedicationPlan plan = new MedicationPlan(
                null,
                BigDecimal.ONE,
                "viên",
                MedicationPlan.Route.ORAL,
                twice,
                from,
                until,
                "Suy tim",
                false,
                List.of(),
                null);
        order(null, medicine, status, from, "1 viên, ngày 2 lần", plan);
    }

    private void told(String medicine, Status status, Instant ordered) {
        order(chart.hospital.source, medicine, status, ordered, null, null);
    }

    private void order(UUID source, String medicine, Status status, Instant ordered, String dose, MedicationPlan plan) {
        UUID id = Ids.next();
        chart.hospital.commit(new MedicationOrder(
                id,
                1,
                chart.patient,
                chart.visit,
                source,
                source == null ? "" : "V1",
                id.toString(),
                new MedicationOrder.Details(
                        status,
                        null,
                        new Coded(null, "", medicine),
                        null,
                        null,
                        null,
                        null,
                        dose,
                        null,
                        null,
                        null,
                        TimePoint.at(ordered),
                        null,
                        "BS. Mẫu",
                        null,
                        List.of(),
                        List.of(),
                        plan),
                chart.hospital.origin()));
    }

    private void service(String name, ServiceOrder.Status status) {
        UUID id = Ids.next();
        chart.hospital.commit(new ServiceOrder(
                id,
                1,
                chart.patient,
                chart.visit,
                chart.hospital.source,
                null,
                id.toString(),
                null,
                null,
                "US",
                new Coded("DV", "BV", name),
                status,
                TimePoint.at(FullChart.NOW),
                "BS. Mẫu",
                "NOI",
                null,
                chart.hospital.origin()));
    }
}
