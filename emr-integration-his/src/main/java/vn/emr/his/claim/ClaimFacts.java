package vn.emr.his.claim;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.emr.core.intake.StatedFact;
import vn.emr.core.record.ClinicalNote;
import vn.emr.core.record.Coded;
import vn.emr.core.record.MedicationOrder;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Paper;
import vn.emr.core.record.Procedure;
import vn.emr.his.claim.ClaimFile.Row;

/** The rows of a claim as facts of its visit: medicines, services, notes, and a paper for every row of the other tables. */
final class ClaimFacts {
    private static final String GROUPS = "MA_NHOM";

    private final ClaimFile file;
    private final ZoneId zone;
    private final Map<NounKind, Keys> keys = new EnumMap<>(NounKind.class);

    ClaimFacts(ClaimFile file, ZoneId zone) {
        this.file = file;
        this.zone = zone;
        for (NounKind kind :
                Set.of(NounKind.MEDICATION_ORDER, NounKind.PROCEDURE, NounKind.CLINICAL_NOTE, NounKind.PAPER)) {
            keys.put(kind, new Keys());
        }
    }

    /** All of them; {@link #keys} is complete then. */
    List<StatedFact> all() {
        List<StatedFact> all = new ArrayList<>();
        file.rows(Layout.MEDICINES).forEach(row -> all.add(medicine(row)));
        file.rows(Layout.SERVICES).forEach(row -> all.add(service(row)));
        file.rows(Layout.NOTES).forEach(row -> all.add(note(row)));
        for (Layout.Table table : Layout.tables()) {
            if (table.form() != null) {
                file.rows(table.name()).forEach(row -> all.add(paper(table, row)));
            }
        }
        return List.copyOf(all);
    }

    /** The keys that were given to facts of a kind. */
    Set<String> keys(NounKind kind) {
        return keys.get(kind).all();
    }

    Set<NounKind> kinds() {
        return keys.keySet();
    }

    private Taking taking(Row row) {
        Taking fields = new Taking(row, zone);
        // The visit's number stands with the fact itself.
        if (file.summary().text("MA_LK") != null && file.summary().text("MA_LK").equals(row.text("MA_LK"))) {
            fields.text("MA_LK");
        }
        return fields;
    }

    private StatedFact medicine(Row row) {
        Taking f = taking(row);
        String code = row.text("MA_THUOC") != null ? row.text("MA_THUOC") : row.text("TEN_THUOC");
        String key = keys.get(NounKind.MEDICATION_ORDER).next(code, row.text("NGAY_YL"));
        return new StatedFact(
                key,
                new MedicationOrder.Details(
                        MedicationOrder.Status.COMPLETED,
                        f.listed("MA_NHOM", GROUPS),
                        f.coded("MA_THUOC", "", "TEN_THUOC"),
                        f.text("HAM_LUONG"),
                        f.text("DANG_BAO_CHE"),
                        f.text("SO_DANG_KY"),
                        f.coded("DUONG_DUNG", "", null),
                        f.text("LIEU_DUNG"),
                        f.text("CACH_DUNG"),
                        f.number("SO_LUONG"),
                        f.text("DON_VI_TINH"),
                        f.time("NGAY_YL"),
                        f.time("NGAY_TH_YL"),
                        f.text("MA_BAC_SI"),
                        f.text("MA_KHOA"),
                        List.of(),
                        f.rest()));
    }

    private StatedFact service(Row row) {
        Taking f = taking(row);
        boolean supply = row.text("MA_VAT_TU") != null;
        Coded code = supply ? f.coded("MA_VAT_TU", "", "TEN_VAT_TU") : f.coded("MA_DICH_VU", "", "TEN_DICH_VU");
        String key = keys.get(NounKind.PROCEDURE)
                .next(
                        code == null ? row.text("TEN_VAT_TU") : code.code() == null ? code.text() : code.code(),
                        row.text("NGAY_YL"));
        String anaesthesia = f.look("PP_VO_CAM");
        String method = anaesthesia == null ? null : CodeLists.name("PP_VO_CAM", anaesthesia);
        return new StatedFact(
                key,
                new Procedure.Details(
                        Procedure.Status.COMPLETED,
                        f.listed("MA_NHOM", GROUPS),
                        code,
                        f.number("SO_LUONG"),
                        f.text("DON_VI_TINH"),
                        f.time("NGAY_YL"),
                        f.time("NGAY_TH_YL"),
                        f.time("NGAY_KQ"),
                        f.text("MA_BAC_SI"),
                        f.list("NGUOI_THUC_HIEN"),
                        f.text("MA_KHOA"),
                        f.text("MA_GIUONG"),
                        // The code stays in the rest when its name is shown.
                        method != null ? method : f.text("PP_VO_CAM"),
                        f.text("MA_MAY"),
                        f.list("MA_BENH"),
                        f.rest()));
    }

    private StatedFact note(Row row) {
        Taking f = taking(row);
        String text = f.text("DIEN_BIEN_LS");
        return new StatedFact(
                keys.get(NounKind.CLINICAL_NOTE).next(row.text("THOI_DIEM_DBLS")),
                new ClinicalNote.Details(
                        ClinicalNote.Status.CURRENT,
                        f.time("THOI_DIEM_DBLS"),
                        f.list("NGUOI_THUC_HIEN"),
                        text,
                        f.text("GIAI_DOAN_BENH"),
                        f.text("HOI_CHAN"),
                        f.text("PHAU_THUAT"),
                        VitalSigns.in(text),
                        f.rest()));
    }

    /** All fields of the row in their order, the mapped ones too: a paper is shown as it was issued. */
    private StatedFact paper(Layout.Table table, Row row) {
        String named = table.key() == null ? null : row.text(table.key());
        return new StatedFact(
                keys.get(NounKind.PAPER).next(table.name(), named),
                new Paper.Details(
                        Paper.Status.CURRENT,
                        table.form(),
                        table.number() == null ? null : row.text(table.number()),
                        table.day() == null
                                ? null
                                : Written.time(row.text(table.day()), zone).orElse(null),
                        table.signer() == null ? null : row.text(table.signer()),
                        row.fields()));
    }
}
