package vn.emr.core.intake;

import java.math.BigDecimal;
import java.util.List;
import vn.emr.core.record.Coded;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.TimePoint;

/**
 * One value of a report as sent.
 *
 * @param key OBX-3 code and OBX-4 sub-id, unique within the report and specimen
 * @param specimen the specimen's number when the report has values of several, else null
 * @param furtherAnswers the coded answers after the first
 */
public record StatedObservation(
        String key,
        Coded code,
        String subId,
        String specimen,
        String valueType,
        Said said,
        BigDecimal number,
        String comparator,
        String text,
        Coded coded,
        List<Coded> furtherAnswers,
        String unit,
        String rangeText,
        BigDecimal rangeLow,
        BigDecimal rangeHigh,
        String flag,
        ResultStatus status,
        TimePoint observed,
        List<String> notes) {

    /** A value of a report with one specimen and one answer. */
    public StatedObservation(
            String key,
            Coded code,
            String subId,
            String valueType,
            BigDecimal number,
            String comparator,
            String text,
            Coded coded,
            String unit,
            String rangeText,
            BigDecimal rangeLow,
            BigDecimal rangeHigh,
            String flag,
            ResultStatus status,
            TimePoint observed,
            List<String> notes) {
        this(
                key,
                code,
                subId,
                null,
                valueType,
                text == null && number == null && coded == null ? Said.NOTHING : Said.VALUE,
                number,
                comparator,
                text,
                coded,
                List.of(),
                unit,
                rangeText,
                rangeLow,
                rangeHigh,
                flag,
                status,
                observed,
                notes);
    }

    /** What a statement says where the value belongs. */
    public enum Said {
        /** A value, or a status that needs none. */
        VALUE,
        /** Nothing stands there: the known value stays. */
        NOTHING,
        /** The value is empty ({@code ""} in HL7 v2). */
        EMPTIED,
        /** The value is not sent again, it is final now (OBX-11 = U). */
        SETTLED
    }
}
