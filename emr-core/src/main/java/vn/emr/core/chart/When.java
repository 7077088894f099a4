package vn.emr.core.chart;

import java.time.Instant;
import vn.emr.core.record.Precision;
import vn.emr.core.record.TimePoint;

/** A time from outside as a page shows it: the text as sent, how exact it is, and its first instant for sorting. */
public record When(String sent, Precision precision, Instant from) {
    /** Null stays null. */
    static When of(TimePoint point) {
        return point == null ? null : new When(point.sent(), point.precision(), point.from());
    }
}
