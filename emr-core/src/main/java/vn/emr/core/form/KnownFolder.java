package vn.emr.core.form;

import static vn.emr.core.form.Fact.coded;
import static vn.emr.core.form.Fact.some;
import static vn.emr.core.form.Fact.words;

import java.util.List;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.RecordFolder.Discharge;

/** What is known of the record folder, and of the end of the treatment as it was said when the folder was completed. */
record KnownFolder(RecordFolder folder) {
    /** What is known at a path below {@code folder}, and at those two of the visit that the folder knows. */
    List<Fact> facts(String path) {
        return of(path).stream().map(fact -> fact.by(path, folder)).toList();
    }

    private List<Fact> of(String path) {
        return switch (path) {
            case "folder.admission-number" -> some(folder.admissionNumber());
            case "folder.archive-number" -> some(folder.archiveNumber());
            case "folder.class" -> List.of(treatment(folder.treatment()));
            case "encounter.outcome" -> folder.discharge() == null ? List.of() : outcome(folder.discharge());
            case "encounter.discharge-kind" -> folder.discharge() == null ? List.of() : kind(folder.discharge());
            default -> List.of();
        };
    }

    private static Fact treatment(EncounterClass treatment) {
        return words(
                switch (treatment) {
                    case INPATIENT -> "Nội trú";
                    case DAY -> "Điều trị ban ngày";
                    case OUTPATIENT_TREATMENT -> "Điều trị ngoại trú";
                    case EXAMINATION, EMERGENCY, UNKNOWN -> null;
                });
    }

    /** KET_QUA_DTRI; forms number the first five alike. */
    private static List<Fact> outcome(Discharge said) {
        return List.of(coded(said.outcome(), null));
    }

    /** MA_LOAI_RV in the words of the forms, which number these otherwise; a transfer is no kind of going home. */
    private static List<Fact> kind(Discharge said) {
        return switch (said.kind()) {
            case "1" -> some("Ra viện");
            case "3" -> some("Bỏ về");
            case "4" -> some("Xin về");
            default -> List.of();
        };
    }
}
