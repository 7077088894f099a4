package vn.emr.core.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * One value of a report (chỉ số).
 *
 * @param line its number within the report, given at first appearance and never reused
 * @param key what makes it the same value on a repeat: OBX-3 code, OBX-4 sub-id
 * @param comparator {@code <}, {@code <=}, {@code >}, {@code >=} or null
 * @param text the value as sent, always present unless the value is empty; lines joined by a newline
 * @param unit the unit as sent
 * @param rangeText the reference range as sent; low and high where it could be read
 * @param flag abnormal marks as sent (HL7 table 0078 and local ones), joined by {@code ~}
 * @param stated when the sender says this status was reached; decides between older and newer
 */
public record Observation(
        int line,
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
        Instant stated,
        List<String> notes) {

    /**
     * Whether an incoming statement of the same value takes this one's place: never when it is less settled; among
     * equally settled ones the later statement wins, and an equal time counts as later (arrival order).
     */
    public boolean yieldsTo(Observation incoming) {
        if (incoming.status.lessSettledThan(status)) {
            return false;
        }
        return status.lessSettledThan(incoming.status) || !incoming.stated.isBefore(stated);
    }
}
