package vn.emr.core.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.exchange.RecordFile.Fault;
import vn.emr.core.intake.Outcome;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.signature.Verdict;

/** What a person sees of a file before it is taken in, and what became of it. */
public final class Received {
    private Received() {}

    /** Another hospital whose records are taken in. @param code the domain of its patients' numbers, as the ministry calls it */
    public record Sender(UUID id, String name, String code) {}

    /**
     * A file as it was checked.
     *
     * @param sha256 of the file
     * @param more faults than are told
     * @param remarks what a person should look at; they keep nobody from taking it in
     * @param about what it says; null of a file with faults
     * @param here who and what of it is here already; null of a file with faults
     * @param refused why the rules of the intake do not take it; null when they do
     * @param mayTake whether it can be taken in now
     * @param signatures of the file; none: nobody signed it
     */
    public record Preview(
            String sha256,
            RecordFile.Form form,
            List<Fault> faults,
            int more,
            List<Fault> remarks,
            About about,
            Here here,
            Refused refused,
            boolean mayTake,
            List<Signature> signatures) {
        static Preview faulty(String sha256, RecordFile file) {
            return new Preview(
                    sha256,
                    file.form(),
                    file.faults(),
                    file.more(),
                    file.remarks(),
                    null,
                    null,
                    null,
                    false,
                    List.of());
        }
    }

    /**
     * A signature of a file (TT 15/2025/TT-BKHCN art. 6).
     *
     * @param authority who issued the certificate
     * @param at proven by a timestamp authority, or else as the signer claims; null when neither is
     * @param reasons codes for screens; empty when valid
     */
    public record Signature(
            Verdict.State state, String signer, String unit, String authority, Instant at, List<String> reasons) {
        static Signature of(Verdict verdict) {
            return new Signature(
                    verdict.state(),
                    verdict.signer(),
                    verdict.unit(),
                    verdict.authority(),
                    verdict.timestamp() == null ? verdict.signedAt() : verdict.timestamp(),
                    verdict.reasons());
        }
    }

    /** Why it is not taken, in the words of refusals. */
    public record Refused(Code code, String detail, List<String> fields) {
        static Refused of(Outcome outcome) {
            return new Refused(outcome.code(), outcome.detail(), outcome.fields());
        }
    }

    /**
     * Who and what is here.
     *
     * @param patientId who has these numbers here; null: nobody, a new person
     * @param nameDiffers that person has another name here; {@code birthDiffers} another day of birth
     * @param folderId where this record was taken in before; null: it was not
     * @param edition it was taken in before, and the file says something else now
     * @param own our own systems tell a visit of that number and day: it is our own record that comes back
     */
    public record Here(
            UUID patientId, boolean nameDiffers, boolean birthDiffers, UUID folderId, boolean edition, boolean own) {
        static final Here NOBODY = new Here(null, false, false, null, false, false);

        /** Whether it is in already as it is, so that nothing would change. */
        boolean whole() {
            return folderId != null && !edition;
        }

        boolean doubtful() {
            return nameDiffers || birthDiffers;
        }
    }

    /**
     * What a file says of whom.
     *
     * @param rows how many of what, by the names of the annex
     */
    public record About(
            String name,
            String birth,
            String sex,
            String patientNumber,
            String nationalId,
            String insuranceNumber,
            String admissionNumber,
            String archiveNumber,
            String kind,
            EncounterClass treatment,
            String start,
            String end,
            String department,
            String mainCode,
            String mainName,
            Map<String, Integer> rows) {
        static About of(RecordFile file) {
            JsonNode person = file.tree().get("ThongTinBenhNhan");
            JsonNode treatment = file.tree().get("ThongTinDieuTri");
            return new About(
                    person.get("hoten").asText(),
                    person.get("ngaysinh").asText(),
                    person.get("gioitinh").asText(),
                    person.get("mabenhnhan").asText(),
                    person.get("cccd_so").asText(),
                    person.get("mabhyt").asText(),
                    person.get(RecordSense.NUMBER).asText(),
                    person.get("soluutru").asText(),
                    person.get("loaiba").asText(),
                    file.kind(),
                    person.get("thoigianvaovien").asText(),
                    treatment.get("ngayravien").asText(),
                    person.get("tenkhoa").asText(),
                    treatment.get("maicd").asText(),
                    treatment.get("tenicd").asText(),
                    rows(file.tree()));
        }

        private static Map<String, Integer> rows(JsonNode tree) {
            Map<String, Integer> rows = new LinkedHashMap<>();
            rows.put(
                    "danhsachsinhhieu",
                    tree.at("/ThongTinDieuTri/danhsachsinhhieu").size());
            rows.put("YLenhThuocVatTu", lines(tree.at("/YLenhThuocVatTu/danhsach")));
            rows.put("PhieuChiDinh", lines(tree.get("PhieuChiDinh")));
            for (String group : List.of(
                    "KetQuaChanDoanHinhAnh", "KetQuaXetNghiem", "GiayChuyenVien", "PhieuThuThuat", "PhieuPhauThuat")) {
                rows.put(group, tree.get(group).size());
            }
            return rows;
        }

        private static int lines(JsonNode sheets) {
            int lines = 0;
            for (JsonNode sheet : sheets) {
                lines += sheet.get("danhsach").size();
            }
            return lines;
        }
    }

    /** @param known it was in already, and nothing was changed */
    public record Taken(UUID patientId, UUID folderId, boolean known) {}
}
