package vn.emr.core.destruction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import vn.emr.core.destruction.Destruction.Act;
import vn.emr.core.destruction.Destruction.Line;
import vn.emr.core.destruction.Destruction.Step;
import vn.emr.core.form.Form;
import vn.emr.core.form.FormReader;
import vn.emr.core.printing.Conversion;
import vn.emr.core.printing.Heading;
import vn.emr.core.printing.SheetPrint;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.Value;
import vn.emr.core.retention.RetentionClass;
import vn.emr.core.store.Transaction;

/**
 * The minutes of a round (biên bản tiêu hủy) as PDF: the list, who appraised, who approved, what became of each record, how it was
 * destroyed, and which copies made before are to be purged. The same round gives the same bytes. No patient is named.
 */
@ApplicationScoped
public class Minutes {
    private static final Form FORM = form();

    private final SheetPrint print;

    @Inject
    public Minutes(SheetPrint print) {
        this.print = print;
    }

    /** Of a round of which every record has its outcome. */
    byte[] of(Transaction t, UUID tenant, UUID id) {
        Destruction d = Destructions.kept(t, tenant, id, true).orElseThrow().told();
        Step started = d.steps().stream()
                .filter(step -> step.act() == Act.STARTED)
                .findFirst()
                .orElseThrow();
        Instant last = d.lines().stream()
                .filter(line -> line.outcome() != null)
                .map(line -> line.outcome().at())
                .max(Instant::compareTo)
                .orElse(started.at());
        return print.kept(
                FORM,
                answers(d, started, last),
                new Heading(null, d.facility(), "Số: " + d.number() + "/BB-THHS", null, null, null, null),
                new Conversion("EMR", d.facility(), last, started.by(), id.toString(), null, null));
    }

    private static Map<String, List<Value>> answers(Destruction d, Step started, Instant last) {
        Map<String, List<Value>> answers = new TreeMap<>();
        put(answers, "can-cu", d.ground());
        put(answers, "nguoi-lap", d.madeBy());
        answers.put("lap-luc", List.of(Value.of(d.madeAt())));
        put(answers, "nguoi-thuc-hien", started.by());
        answers.put("bat-dau", List.of(Value.of(started.at())));
        answers.put("ket-thuc", List.of(Value.of(last)));
        answers.put("so-ho-so", List.of(Value.of(BigDecimal.valueOf(d.folders()))));
        answers.put("so-tieu-huy", List.of(Value.of(BigDecimal.valueOf(d.destroyed()))));
        answers.put("thanh-vien", rows(d.members(), (row, member) -> {
            put(row, "tv-ten", member.name());
            put(row, "tv-chuc-vu", member.position());
        }));
        List<Step> approvals =
                d.steps().stream().filter(step -> step.act() == Act.APPROVED).toList();
        answers.put("duyet", rows(approvals, (row, step) -> {
            put(row, "dy-ten", step.by());
            row.put("dy-luc", List.of(Value.of(step.at())));
        }));
        answers.put("danh-muc", rows(d.lines(), Minutes::line));
        return answers;
    }

    private static void line(Map<String, List<Value>> row, Line line) {
        put(row, "dm-so", line.archiveNumber());
        put(row, "dm-loai", kind(line.treatment()));
        row.put("dm-ket-thuc", List.of(Value.of(line.endedOn())));
        put(row, "dm-nhom", words(line.keptAs()));
        row.put("dm-han", List.of(Value.of(line.retainUntil())));
        put(row, "dm-tham-dinh", line.destroy() ? "Tiêu hủy" : "Giữ đến " + line.keepUntil() + ": " + line.reason());
        put(row, "dm-ket-qua", outcome(line));
    }

    private static String outcome(Line line) {
        if (!line.destroy()) {
            return "Giữ lại";
        }
        return line.outcome().leftOut() == null
                ? "Đã tiêu hủy"
                : "Chưa tiêu hủy, giữ lại: " + why(line.outcome().leftOut());
    }

    /** Why a record was kept when its turn came. */
    private static String why(String reason) {
        return switch (reason) {
            case "HELD" -> "có lệnh giữ";
            case "TERM" -> "thời hạn lưu trữ chưa hết";
            case "LENT" -> "đang cho mượn";
            case "EXPORTED" -> "còn tệp xuất chưa gỡ";
            case "REQUESTED" -> "đang có yêu cầu khai thác hồ sơ";
            case "SUBJECT" -> "đang có yêu cầu của chủ thể dữ liệu";
            case "LABEL" -> "đang có nhãn hạn chế";
            case "NOT_ARCHIVED" -> "không còn ở trạng thái lưu trữ";
            case "CHANGED" -> "đã thay đổi sau khi lập danh mục";
            default -> "người thực hiện không còn quyền";
        };
    }

    private static String kind(EncounterClass treatment) {
        return switch (treatment) {
            case INPATIENT -> "Nội trú";
            case DAY -> "Ban ngày";
            case OUTPATIENT_TREATMENT -> "Ngoại trú";
            case EXAMINATION, EMERGENCY, UNKNOWN -> "Khác";
        };
    }

    private static String words(RetentionClass keptAs) {
        String years = keptAs.years().map(n -> n + " năm").orElse("vĩnh viễn");
        return years
                + switch (keptAs) {
                    case DEATH -> " (tử vong)";
                    case ORGAN_DONATION -> " (hiến, ghép mô tạng)";
                    case MENTAL_OR_ACCIDENT -> " (tâm thần, tai nạn)";
                    case TRANSPLANT_OR_COSMETIC -> " (ghép, thẩm mỹ)";
                    case MEDICAL_INCIDENT, PATIENT_RECORD, REGISTER, HEALTH_CERTIFICATE, HEALTH_BOOK -> "";
                };
    }

    private static <T> List<Value> rows(List<T> things, BiConsumer<Map<String, List<Value>>, T> filled) {
        List<Value> rows = new ArrayList<>();
        for (T thing : things) {
            Map<String, List<Value>> row = new TreeMap<>();
            filled.accept(row, thing);
            rows.add(Value.row(row));
        }
        return rows;
    }

    private static void put(Map<String, List<Value>> answers, String item, String text) {
        answers.put(item, List.of(Value.of(text)));
    }

    private static Form form() {
        try (InputStream file = Minutes.class.getResourceAsStream("/destruction/minutes.json")) {
            return FormReader.read(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
