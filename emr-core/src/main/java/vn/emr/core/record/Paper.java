package vn.emr.core.record;

import java.util.List;
import java.util.UUID;

/**
 * A paper issued from the record as data (giấy ra viện, giấy chứng sinh, giấy chuyển cơ sở…), field by field as it was sent.
 *
 * @param key what makes it the same one on a repeat
 */
public record Paper(
        UUID id,
        int version,
        UUID patientId,
        UUID encounterId,
        UUID sourceId,
        String visitNumber,
        String key,
        Details details,
        Provenance origin)
        implements VisitFact<Paper.Details> {

    /** Whether it stands. */
    public enum Status {
        CURRENT,
        /** Told in error, or not told any more: hidden everywhere, kept in history. */
        ENTERED_IN_ERROR
    }

    /** Which paper; the tables of QĐ 130/QĐ-BYT as amended name most of them. */
    public enum Form {
        /** Bảng tổng hợp đợt khám bệnh, chữa bệnh (bảng 1). */
        VISIT_SUMMARY,
        /** Hồ sơ chăm sóc và điều trị HIV/AIDS (bảng 6). */
        HIV_CARE,
        /** Giấy ra viện (bảng 7). */
        DISCHARGE,
        /** Tóm tắt hồ sơ bệnh án (bảng 8). */
        RECORD_SUMMARY,
        /** Giấy chứng sinh (bảng 9). */
        BIRTH,
        /** Giấy chứng nhận nghỉ dưỡng thai (bảng 10). */
        PREGNANCY_LEAVE,
        /** Giấy chứng nhận nghỉ việc hưởng bảo hiểm xã hội (bảng 11). */
        SICK_LEAVE,
        /** Biên bản giám định y khoa (bảng 12). */
        MEDICAL_ASSESSMENT,
        /** Giấy chuyển cơ sở khám bệnh, chữa bệnh (bảng 13). */
        REFERRAL,
        /** Giấy hẹn khám lại (bảng 14). */
        REAPPOINTMENT,
        /** Điều trị bệnh lao (bảng 15). */
        TUBERCULOSIS_TREATMENT,
        /** A group of an exchanged record (hồ sơ trao đổi, phụ lục CV 365/TTYQG-GPQLCL). */
        RECORD_GROUP
    }

    /**
     * What was told.
     *
     * @param number the paper's own number
     * @param signer who signed it, as sent
     * @param fields all its fields in their order, with the names of their law
     */
    public record Details(
            Status status, Form form, String number, TimePoint issued, String signer, List<NamedValue> fields)
            implements VisitFact.Details<Details> {
        public Details {
            fields = fields == null ? List.of() : List.copyOf(fields);
        }

        @Override
        public Details filledBy(Details older) {
            return new Details(
                    status,
                    form == null ? older.form : form,
                    number == null ? older.number : number,
                    issued == null ? older.issued : issued,
                    signer == null ? older.signer : signer,
                    fields.isEmpty() ? older.fields : fields);
        }

        @Override
        public boolean stands() {
            return status != Status.ENTERED_IN_ERROR;
        }

        @Override
        public Details takenBack() {
            return new Details(Status.ENTERED_IN_ERROR, form, number, issued, signer, fields);
        }
    }

    @Override
    public Paper restated(int version, UUID encounterId, Details details, Provenance origin) {
        return new Paper(id, version, patientId, encounterId, sourceId, visitNumber, key, details, origin);
    }

    @Override
    public NounKind kind() {
        return NounKind.PAPER;
    }
}
