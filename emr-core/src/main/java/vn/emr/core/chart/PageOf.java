package vn.emr.core.chart;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * One page of a list that is ordered by time and id, newest first.
 *
 * @param next cursor of the next page, null on the last
 */
public record PageOf<T>(List<T> items, String next) {
    /** The most a page holds. */
    public static final int MOST = 50;

    private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");
    private static final UUID LAST = new UUID(-1, -1);

    /** Where a page begins: after this time and these ids. */
    record Cursor(Instant at, UUID id, UUID second) {
        static final Cursor START = new Cursor(FAR, LAST, LAST);

        /** @throws Refusal MALFORMED_FIELD when it is not a cursor of these lists */
        static Cursor of(String text) {
            if (text == null || text.isEmpty()) {
                return START;
            }
            try {
                String[] parts = text.split("_", 3);
                return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]), UUID.fromString(parts[2]));
            } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeParseException e) {
                throw new Refusal(Code.MALFORMED_FIELD, "not a cursor of this list", "cursor");
            }
        }

        private String text() {
            return at + "_" + id + "_" + second;
        }
    }

    /** How many rows to ask for: one more than is shown, to know whether there is a next page. */
    static int ask(int limit) {
        return Math.clamp(limit, 1, MOST) + 1;
    }

    /** The rows that are shown of those that were asked for. */
    static <F> List<F> shown(List<F> found, int limit) {
        return found.subList(0, Math.min(ask(limit) - 1, found.size()));
    }

    static <F, T> PageOf<T> of(List<F> found, int limit, List<T> items, Function<F, Cursor> place) {
        boolean more = found.size() >= ask(limit);
        return new PageOf<>(
                items, more ? place.apply(shown(found, limit).getLast()).text() : null);
    }
}
