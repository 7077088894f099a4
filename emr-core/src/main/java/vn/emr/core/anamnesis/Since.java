package vn.emr.core.anamnesis;

import java.time.Instant;
import java.time.ZoneId;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.record.TimePoint;

/** Since when something is so, as exactly as a person knows it: {@code 2019}, {@code 2019-05} or {@code 2019-05-20}. */
final class Since {
    static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private Since() {}

    /** Null for nothing. @throws Refusal for what is no such time or has not come yet, with the pointer {@code at} */
    static TimePoint of(String sent, Instant now, String at) {
        if (sent == null || sent.isBlank()) {
            return null;
        }
        TimePoint point = sent.matches("\\d{4}(-\\d{2}){0,2}")
                ? TimePoint.parse(sent, ZONE).orElse(null)
                : null;
        if (point == null) {
            throw new Refusal(Code.MALFORMED_FIELD, "a year, a month or a day", at);
        }
        if (point.from().isAfter(now)) {
            throw new Refusal(Code.FUTURE_TIME, "it began already", at);
        }
        return point;
    }
}
