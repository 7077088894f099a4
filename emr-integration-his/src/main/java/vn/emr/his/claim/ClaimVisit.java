package vn.emr.his.claim;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Notice.ConditionsStated;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.VisitStated;
import vn.emr.core.intake.StatedCondition;
import vn.emr.core.record.Coded;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.VisitEvent;
import vn.emr.his.claim.ClaimFile.Row;

/** What table 1 says of the visit: coming, going, diagnoses. Its movements have constant keys: told again they are corrected. */
final class ClaimVisit {
    private static final String ICD10 = "ICD10";
    private static final String TRADITIONAL = "YHCT";

    private final Row summary;
    private final String number;
    private final ZoneId zone;
    private final PatientRef who;
    private final Instant stated;

    ClaimVisit(Row summary, String number, ZoneId zone, PatientRef who, Instant stated) {
        this.summary = summary;
        this.number = number;
        this.zone = zone;
        this.who = who;
        this.stated = stated;
    }

    List<Notice> movements() {
        List<Notice> all = new ArrayList<>();
        EncounterClass kind = kind(summary.text("MA_LOAI_KCB"));
        boolean admitted = kind == EncounterClass.INPATIENT || kind == EncounterClass.DAY;
        TimePoint came = time("NGAY_VAO");
        TimePoint admission = time("NGAY_VAO_NOI_TRU");
        TimePoint left = time("NGAY_RA");
        all.add(movement(
                admitted ? VisitEvent.ADMITTED : VisitEvent.REGISTERED,
                kind,
                admission != null ? admission : came,
                null,
                "XML1/NGAY_VAO"));
        if (left != null) {
            all.add(movement(VisitEvent.DISCHARGED, kind, left, left, "XML1/NGAY_RA"));
        }
        return all;
    }

    private VisitStated movement(VisitEvent event, EncounterClass kind, TimePoint occurred, TimePoint end, String key) {
        String reason = reason();
        List<String> departments = summary.list("MA_KHOA");
        boolean comes = event != VisitEvent.DISCHARGED;
        return new VisitStated(
                who,
                stated,
                number,
                event,
                kind,
                occurred,
                time("NGAY_VAO"),
                end,
                key,
                false,
                summary.text("MA_CSKCB"),
                comes && !departments.isEmpty() && !departments.getFirst().isEmpty() ? departments.getFirst() : null,
                null,
                null,
                null,
                reason,
                reason == null ? EnumSet.of(VisitStated.Fact.REASON) : Set.of());
    }

    private String reason() {
        String treated = summary.text("LY_DO_VNT");
        return treated != null ? treated : summary.text("LY_DO_VV");
    }

    /** MA_LOAI_KCB; one digit, as before 07/2024, means the same as two. */
    private static EncounterClass kind(String code) {
        return switch (code == null ? "" : code.length() == 1 ? "0" + code : code) {
            case "01", "07", "11", "12", "13", "14", "15", "16" -> EncounterClass.EXAMINATION;
            case "02", "05", "08" -> EncounterClass.OUTPATIENT_TREATMENT;
            case "03", "06", "09" -> EncounterClass.INPATIENT;
            case "04" -> EncounterClass.DAY;
            default -> EncounterClass.UNKNOWN;
        };
    }

    /** The diagnoses, each under a key within the visit that is given to {@code keys}. */
    ConditionsStated diagnoses(Keys keys) {
        List<StatedCondition> all = new ArrayList<>();
        String admission = summary.text("CHAN_DOAN_VAO");
        if (admission != null) {
            all.add(new StatedCondition(
                    keys.named("CHAN_DOAN_VAO"), new Coded(null, "", admission), "admission", true, time("NGAY_VAO")));
        }
        TimePoint found = time("NGAY_RA");
        String main = summary.text("MA_BENH_CHINH");
        String text = summary.text("CHAN_DOAN_RV");
        if (main != null || text != null) {
            all.add(new StatedCondition(
                    keys.named("MA_BENH_CHINH"),
                    new Coded(main, main == null ? "" : ICD10, text),
                    "primary",
                    true,
                    found));
        }
        for (String code : entries("MA_BENH_KT")) {
            all.add(new StatedCondition(
                    keys.next("MA_BENH_KT", code), new Coded(code, ICD10, null), "secondary", true, found));
        }
        boolean first = true;
        for (String code : entries("MA_BENH_YHCT")) {
            all.add(new StatedCondition(
                    keys.next("MA_BENH_YHCT", code),
                    new Coded(code, TRADITIONAL, null),
                    first ? "primary" : "secondary",
                    true,
                    found));
            first = false;
        }
        return new ConditionsStated(who, stated, number, List.copyOf(all));
    }

    private List<String> entries(String list) {
        return summary.list(list).stream().filter(e -> !e.isEmpty()).toList();
    }

    private TimePoint time(String field) {
        return Written.time(summary.text(field), zone).orElse(null);
    }
}
