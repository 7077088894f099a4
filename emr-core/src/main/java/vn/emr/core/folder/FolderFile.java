package vn.emr.core.folder;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import vn.emr.core.desk.Csv;
import vn.emr.core.folder.FolderList.Line;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.RecordFolder.State;

/** The list of folders as a table for spreadsheets, in Vietnamese. */
public final class FolderFile {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    /** A spreadsheet reads UTF-8 only when the file says so. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private FolderFile() {}

    /** One line for each folder, and one with the names of the columns. */
    public static String csv(List<Line> folders) {
        StringBuilder csv = new StringBuilder(BYTE_ORDER_MARK)
                .append(Csv.line(
                        "Số vào viện",
                        "Số lưu trữ",
                        "Mã người bệnh",
                        "Họ tên",
                        "Loại",
                        "Tình trạng",
                        "Khoa",
                        "Bác sĩ điều trị",
                        "Mã bệnh chính",
                        "Bệnh chính",
                        "Vào viện",
                        "Ra viện",
                        "Hoàn thành",
                        "Đóng",
                        "Lưu trữ",
                        "Hạn",
                        "Quá hạn",
                        "Giữ lại",
                        "Cho mượn",
                        "Hạn trả"));
        folders.forEach(folder -> csv.append(line(folder)));
        return csv.toString();
    }

    private static String line(Line f) {
        return Csv.line(
                text(f.admissionNumber()),
                text(f.archiveNumber()),
                text(f.patientNumber()),
                text(f.patientName()),
                kind(f.treatment()),
                state(f.state()),
                text(f.department()),
                text(f.attendingDoctor()),
                text(f.diagnosisCode()),
                text(f.diagnosis()),
                time(f.opened()),
                time(f.ended()),
                time(f.completed()),
                time(f.closed()),
                time(f.archived()),
                time(f.dueAt()),
                f.overdue() ? "x" : "",
                f.held() ? "x" : "",
                text(f.lentTo()),
                f.lentUntil() == null ? "" : DAY.format(f.lentUntil()));
    }

    private static String state(State state) {
        return switch (state) {
            case IN_TREATMENT -> "Đang điều trị";
            case COMPLETED -> "Đã hoàn thành";
            case CLOSED -> "Đã đóng";
            case ARCHIVED -> "Đã lưu trữ";
            case CANCELLED -> "Đã hủy";
        };
    }

    private static String kind(EncounterClass treatment) {
        return switch (treatment) {
            case INPATIENT -> "Nội trú";
            case DAY -> "Ban ngày";
            case OUTPATIENT_TREATMENT -> "Ngoại trú";
            case EXAMINATION -> "Khám bệnh";
            case EMERGENCY -> "Cấp cứu";
            case UNKNOWN -> "";
        };
    }

    private static String text(String text) {
        return Objects.toString(text, "");
    }

    private static String time(Instant at) {
        return at == null ? "" : TIME.format(at);
    }
}
