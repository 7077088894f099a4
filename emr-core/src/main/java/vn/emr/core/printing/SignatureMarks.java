package vn.emr.core.printing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.emr.core.access.Grant;
import vn.emr.core.form.Form;
import vn.emr.core.form.SigningPlace;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Sheet.Status;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/**
 * Who signed the sheets that are printed, in words. A print is no signed document: it tells what was signed, by whom and when, and the
 * code by which the signed file is looked up; whether a signature holds is said by that file alone.
 */
final class SignatureMarks {
    private static final String UNSIGNED = "Chưa ký số";
    private static final String UNSEALED = "Chưa đóng dấu số";

    /** One signature. @param entry null: of the sheet */
    private record Kept(UUID code, UUID sheet, int version, UUID entry, int place, List<String> lines) {}

    /**
     * What of it stands on one printed sheet.
     *
     * @param code of the signed file of the sheet; null: only entries are signed
     * @param qr of that code; null without one
     * @param places by their number; where nobody signed, that is said of a complete sheet
     * @param seal the place of the facility's seal, which the form itself does not name; null: there is none
     * @param entries by their id
     * @param told whether it is said of an entry that nobody signed it
     */
    record OfSheet(
            UUID code,
            String qr,
            Map<Integer, List<String>> places,
            Map<String, Object> seal,
            Map<UUID, List<String>> entries,
            boolean told) {
        /** The lines in a place; null: it is left to a pen. */
        List<String> place(int number) {
            return places.get(number);
        }

        /** The lines beside an entry. */
        List<String> entry(UUID id, boolean struck) {
            return entries.getOrDefault(id, told && !struck ? List.of(UNSIGNED) : List.of());
        }
    }

    private final Map<UUID, List<Kept>> bySheet;
    private final Optional<String> origin;

    private SignatureMarks(Map<UUID, List<Kept>> bySheet, Optional<String> origin) {
        this.bySheet = bySheet;
        this.origin = origin;
    }

    /**
     * Of the sheets of one print, by one query; of no others.
     *
     * @param at of the print: one that is drawn again tells nothing else
     * @param sheets that the caller may see
     * @param origin as {@link Marks} has it
     */
    static SignatureMarks read(
            Database database, Grant grant, Collection<UUID> sheets, Instant at, Optional<String> origin) {
        List<Kept> kept = database.query("""
                select d.id, d.sheet_id, d.version, d.entry_id, s.place, s.role, s.signer, s.at, p.signer as by, p.method, p.relation,
                       p.relation_words, a.display_name as witness, b.display_name as second_witness
                from signed_document d
                join signature s on s.document_id = d.id
                join signed_file f on f.document_id = s.document_id and f.number = s.number
                left join patient_signature p on p.signature_id = s.id
                left join account a on a.id = p.witness_id
                left join account b on b.id = p.second_witness_id
                where d.tenant_id = ? and d.sheet_id = any (?) and f.at <= ?
                """, SignatureMarks::kept, grant.tenantId(), sheets.toArray(UUID[]::new), at);
        return new SignatureMarks(kept.stream().collect(Collectors.groupingBy(Kept::sheet)), origin);
    }

    /**
     * What is said on the print of this version; null: nothing of it is signed. Signatures of the sheet are those of this very version, and
     * an entry is signed from the version on in which that was done.
     */
    OfSheet of(Sheet sheet, Form form) {
        Map<Integer, List<String>> places = new HashMap<>();
        Map<UUID, List<String>> entries = new HashMap<>();
        UUID code = null;
        boolean complete = sheet.status() == Status.COMPLETED;
        for (Kept one : bySheet.getOrDefault(sheet.id(), List.of())) {
            if (one.entry() != null && one.version() <= sheet.version()) {
                entries.put(one.entry(), one.lines());
            } else if (one.entry() == null && complete && one.version() == sheet.version()) {
                places.put(one.place(), one.lines());
                code = one.code();
            }
        }
        if (places.isEmpty() && entries.isEmpty()) {
            return null;
        }
        Map<String, Object> seal = null;
        if (complete) {
            for (SigningPlace place : SigningPlace.of(form, sheet.happened())) {
                boolean sealed = place.role().equals(SigningPlace.SEAL);
                places.putIfAbsent(place.number(), List.of(sealed ? UNSEALED : UNSIGNED));
                if (place.number() >= form.signers().size()) {
                    seal = SheetView.map("text", place.words(), "lines", places.get(place.number()));
                }
            }
        }
        return new OfSheet(code, qr(code), places, seal, entries, !entries.isEmpty());
    }

    private String qr(UUID code) {
        return code == null
                ? null
                : QrPicture.of(origin.map(address -> address + "/signed-documents/" + code)
                        .orElse(code.toString()));
    }

    private static Kept kept(Row row) {
        UUID code = row.uuid("id");
        UUID entry = row.uuid("entry_id");
        String at = Words.signedAt(row.instant("at"));
        List<String> lines = new ArrayList<>();
        if (entry != null) {
            // Beside an entry there is little room.
            lines.add(how(row) + ": " + row.text("signer") + ", " + at);
            lines.add("Mã bản ký số: " + code);
        } else {
            lines.addAll(List.of(how(row), row.text("signer"), at));
        }
        if (row.text("witness") != null) {
            lines.add("Chứng kiến, ký số xác nhận: " + row.text("witness"));
        }
        if (row.text("second_witness") != null) {
            lines.add("Người chứng kiến thứ hai: " + row.text("second_witness"));
        }
        return new Kept(code, row.uuid("sheet_id"), row.integer("version"), entry, row.integer("place"), lines);
    }

    private static String how(Row row) {
        String role = row.text("role");
        if (row.text("method") == null) {
            return role.equals(SigningPlace.SEAL) ? "Đã đóng dấu số" : "Đã ký số";
        }
        String who = "Người bệnh";
        if (row.text("relation") != null) {
            String told =
                    row.text("relation_words") != null ? row.text("relation_words") : relation(row.text("relation"));
            who = (role.equals(SigningPlace.PATIENT) ? "Người đại diện (" : "Thân nhân (") + told + ")";
        }
        return who + " đã xác nhận (" + method(row.text("method")) + ")";
    }

    /** How a patient confirmed, by its code in the record. */
    static String method(String code) {
        return switch (code) {
            case "DRAWN" -> "vẽ tay";
            case "CODE" -> "mã xác nhận";
            case "FINGERPRINT" -> "điểm chỉ trên thiết bị";
            default -> throw new IllegalArgumentException(code);
        };
    }

    /** Who somebody is to the patient, by its code in the record. */
    static String relation(String code) {
        return switch (code) {
            case "FATHER" -> "cha";
            case "MOTHER" -> "mẹ";
            case "WIFE" -> "vợ";
            case "HUSBAND" -> "chồng";
            case "CHILD" -> "con";
            case "GUARDIAN" -> "người giám hộ";
            case "PROXY" -> "người được ủy quyền";
            case "OTHER" -> "khác";
            default -> throw new IllegalArgumentException(code);
        };
    }
}
