package vn.emr.core.exchange;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.form.Form;
import vn.emr.core.form.Forms;
import vn.emr.core.record.Coded;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.DoseSchedule;
import vn.emr.core.record.MedicationOrder;
import vn.emr.core.record.MedicationPlan;
import vn.emr.core.record.Observation;
import vn.emr.core.record.OrderDetails;
import vn.emr.core.record.OrderNumber;
import vn.emr.core.record.Procedure;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.Value;
import vn.emr.core.testing.FullChart;

/** What is ordered, found, done and written during a stay. */
public final class ToldStay {
    public static final Forms FORMS = new Forms("forms");
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private final FullChart chart;

    public ToldStay(FullChart chart) {
        this.chart = chart;
    }

    /** Of everything that systems tell and people write, so that every group of the exchange record has a row. */
    public void everything() {
        medicine("T1", "40.30", "Furosemid", "202611151200", "Ngày 2 viên, sáng");
        medicine("T2", "40.50", "Enalapril", "202611151200", "Ngày 1 viên, sáng");
        medicine("T3", "40.30", "Furosemid", "202611170800", "Ngày 1 viên, sáng");
        UUID picture = order("RAD", "XQ", "X-quang ngực thẳng", "CD01");
        order("LAB", "SH", "Sinh hóa máu", "CD01");
        order("LAB", "HH", "Công thức máu", null);
        reading(picture);
        procedure("18", "Chọc dò màng phổi");
        procedure("8", "Đặt máy tạo nhịp");
        procedure("13", "Khám bệnh");
        sheet("01/BV1", Sheet.Status.COMPLETED);
        sheet("PCCS", Sheet.Status.COMPLETED);
    }

    public void medicine(String key, String code, String name, String ordered, String dose) {
        chart.hospital.commit(new MedicationOrder(
                Ids.next(),
                1,
                chart.patient,
                chart.visit,
                chart.hospital.source,
                "DT260001",
                key,
                new MedicationOrder.Details(
                        MedicationOrder.Status.COMPLETED,
                        new Coded("4", "MA_NHOM", "Thuốc trong danh mục"),
                        new Coded(code, "", name),
                        "40mg",
                        "Viên nén",
                        "VD-1",
                        new Coded("1.01", "", "Uống"),
                        dose,
                        null,
                        new BigDecimal("14"),
                        "Viên",
                        time(ordered),
                        null,
                        "BS. Nguyễn Văn Mẫu",
                        "NOI",
                        List.of("I50.0"),
                        List.of()),
                chart.hospital.origin()));
    }

    /** A medicine as a doctor orders it here. */
    public void ordered(String name) {
        DoseSchedule schedule = new DoseSchedule(DoseSchedule.Kind.TIMES, List.of("08:00"), 1, null, null);
        MedicationPlan plan = new MedicationPlan(
                null,
                BigDecimal.ONE,
                "viên",
                MedicationPlan.Route.ORAL,
                schedule,
                FullChart.NOW,
                null,
                null,
                false,
                List.of(),
                null);
        chart.hospital.commit(new MedicationOrder(
                Ids.next(),
                1,
                chart.patient,
                chart.visit,
                null,
                "",
                Ids.next() + "|" + Ids.next(),
                new MedicationOrder.Details(
                        MedicationOrder.Status.ACTIVE,
                        null,
                        new Coded(null, "", name),
                        null,
                        null,
                        null,
                        new Coded("ORAL", "", MedicationPlan.Route.ORAL.words),
                        plan.words(),
                        null,
                        null,
                        plan.unit(),
                        TimePoint.at(FullChart.NOW),
                        null,
                        "BS. Nguyễn Văn Mẫu",
                        null,
                        List.of(),
                        List.of(),
                        plan),
                chart.hospital.origin()));
    }

    public UUID order(String category, String code, String name, String group) {
        UUID id = Ids.next();
        OrderDetails details = new OrderDetails(
                FullChart.NOW,
                FullChart.NOW,
                "HIS",
                null,
                group == null ? null : new OrderNumber(group, "HIS"),
                null,
                "R",
                null,
                null,
                "Khó thở",
                null,
                List.of(),
                List.of(),
                null);
        chart.hospital.commit(new ServiceOrder(
                id,
                1,
                chart.patient,
                chart.visit,
                chart.hospital.source,
                null,
                "P-" + code,
                null,
                null,
                category,
                new Coded(code, "BV", name),
                ServiceOrder.Status.COMPLETED,
                time("202611151130"),
                "BS. Nguyễn Văn Mẫu",
                "NOI",
                details,
                chart.hospital.origin()));
        return id;
    }

    public void reading(UUID order) {
        chart.hospital.commit(new DiagnosticReport(
                Ids.next(),
                1,
                chart.patient,
                chart.visit,
                order,
                chart.hospital.source,
                "KQ-XQ",
                "P-XQ",
                "F-XQ",
                "RAD",
                new Coded("XQ", "BV", "X-quang ngực thẳng"),
                ResultStatus.FINAL,
                time("202611151400"),
                time("202611151430"),
                "BS. Đọc Phim",
                null,
                List.of(said(1, "Mô tả", "Bóng tim to"), said(2, "Kết luận", "Tim to, ứ huyết phổi")),
                List.of(),
                null,
                null,
                chart.hospital.origin()));
    }

    private static Observation said(int line, String name, String text) {
        return new Observation(
                line,
                "K" + line,
                new Coded("K" + line, "BV", name),
                null,
                null,
                "TX",
                null,
                null,
                text,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                ResultStatus.FINAL,
                null,
                FullChart.NOW,
                null,
                null,
                List.of());
    }

    public void procedure(String category, String name) {
        chart.hospital.commit(new Procedure(
                Ids.next(),
                1,
                chart.patient,
                chart.visit,
                chart.hospital.source,
                "DT260001",
                "DV-" + category,
                new Procedure.Details(
                        Procedure.Status.COMPLETED,
                        new Coded(category, "MA_NHOM", null),
                        new Coded("0" + category, "", name),
                        BigDecimal.ONE,
                        "Lần",
                        time("202611160800"),
                        time("202611160900"),
                        time("202611161000"),
                        "BS. Nguyễn Văn Mẫu",
                        List.of("BS. Phẫu Thuật", "BS. Gây Mê"),
                        "NOI",
                        "G2",
                        "1",
                        null,
                        List.of(),
                        List.of()),
                chart.hospital.origin()));
    }

    /** The sample of a form, filled in here. */
    public void sheet(String code, Sheet.Status status) {
        Form form = FORMS.version(code, "1").orElseThrow();
        try {
            TreeMap<String, List<Value>> answers =
                    JSON.readValue(FORMS.file(form, "sample.json").orElseThrow(), new TypeReference<>() {});
            chart.hospital.commit(new Sheet(
                    Ids.next(),
                    1,
                    chart.patient,
                    chart.visit,
                    chart.folder,
                    form.code(),
                    form.version(),
                    form.title(),
                    status,
                    Instant.parse("2026-11-19T02:00:00Z"),
                    answers,
                    chart.doctor.id(),
                    "BS. Mẫu",
                    null,
                    null,
                    null,
                    chart.hospital.origin()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TimePoint time(String sent) {
        return TimePoint.parse(sent, ZoneId.of("Asia/Ho_Chi_Minh")).orElseThrow();
    }
}
