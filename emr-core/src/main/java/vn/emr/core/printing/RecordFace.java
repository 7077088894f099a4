package vn.emr.core.printing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.PatientPart;
import vn.emr.core.folder.Folders;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.Sex;

/** The cover of a record (vỏ bệnh án) in words. TT 32/2023/TT-BYT has no form of it; it says what tells one record from another. */
final class RecordFace {
    private RecordFace() {}

    /**
     * @param whole nothing of the record is hidden from who prints it
     * @param shown how many of {@code all} sheets and results are printed
     */
    static Map<String, Object> of(
            Folders.Folder folder, Charts.Subject subject, boolean whole, boolean extract, int shown, int all) {
        PatientPart.Person person = subject.person();
        List<Map<String, Object>> facts = new ArrayList<>();
        fact(facts, "Họ và tên", person.name());
        fact(facts, "Ngày sinh", Words.told(person.birth()));
        fact(facts, "Tuổi", person.age());
        fact(facts, "Giới tính", person.sex() == Sex.MALE ? "Nam" : person.sex() == Sex.FEMALE ? "Nữ" : null);
        fact(facts, "Khoa", folder.departments().stream().collect(Collectors.joining(" → ")));
        fact(facts, "Bác sĩ điều trị", folder.attendingDoctor());
        fact(facts, "Vào viện", Words.told(folder.opened()));
        fact(facts, "Ra viện", Words.told(folder.ended()));
        fact(facts, "Số tờ, phiếu", extract ? shown + " trong số " + all : String.valueOf(all));
        return SheetView.map(
                "kind",
                kind(folder.treatment()),
                "extract",
                extract,
                "admissionNumber",
                folder.admissionNumber(),
                "facts",
                facts,
                "remarks",
                remarks(folder.state(), whole));
    }

    private static List<String> remarks(State state, boolean whole) {
        List<String> remarks = new ArrayList<>();
        if (state == State.IN_TREATMENT || state == State.COMPLETED) {
            remarks.add("Hồ sơ chưa đóng: nội dung còn có thể thay đổi sau khi in.");
        }
        if (!whole) {
            remarks.add("Một phần hồ sơ không hiện với người in nên không có trong bản này.");
        }
        return remarks;
    }

    private static void fact(List<Map<String, Object>> facts, String label, String text) {
        facts.add(SheetView.map("label", label, "text", text == null ? "" : text));
    }

    private static String kind(EncounterClass treatment) {
        return switch (treatment) {
            case INPATIENT -> "Nội trú";
            case DAY -> "Điều trị ban ngày";
            case OUTPATIENT_TREATMENT -> "Ngoại trú";
            case EXAMINATION, EMERGENCY, UNKNOWN -> "";
        };
    }
}
