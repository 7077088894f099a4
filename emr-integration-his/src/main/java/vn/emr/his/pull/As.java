package vn.emr.his.pull;

import java.util.List;
import java.util.Optional;
import vn.emr.his.SentNumber;
import vn.emr.his.SentTime;

/**
 * What a value is made into. What cannot be made stays as it was sent, so that the reader of notices names the field.
 *
 * @param dates ways of writing times beside the usual ones
 */
record As(Kind kind, List<DateForm> dates) {
    enum Kind {
        TEXT,
        /** As exact as it was written. */
        TIME,
        /** A time without its hour: databases keep a day as its midnight. */
        DATE,
        /** Without separators of thousands. */
        NUMBER
    }

    static final As TEXT = new As(Kind.TEXT, List.of());

    String of(String sent) {
        return switch (kind) {
            case TEXT -> sent;
            case NUMBER -> SentNumber.withoutThousands(sent);
            case TIME -> time(sent);
            case DATE -> day(time(sent));
        };
    }

    private String time(String sent) {
        return dates.stream()
                .map(form -> form.compact(sent))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> SentTime.compact(sent))
                .orElse(sent);
    }

    private static String day(String time) {
        if (time.matches("\\d{12}|\\d{14}")) {
            return time.substring(0, 8);
        }
        return time.matches("\\d{4}-\\d{2}-\\d{2}[T ].*") ? time.substring(0, 10) : time;
    }
}
