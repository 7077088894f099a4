package vn.emr.his.claim;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.emr.core.record.Coded;
import vn.emr.core.record.NamedValue;
import vn.emr.core.record.TimePoint;
import vn.emr.his.claim.ClaimFile.Row;

/**
 * Takes the fields of a row one by one and remembers which: what was not taken, or could not be kept as it was written,
 * is the rest, and nothing gets lost between the two.
 */
final class Taking {
    private final Row row;
    private final ZoneId zone;
    private final Set<String> taken = new HashSet<>();

    Taking(Row row, ZoneId zone) {
        this.row = row;
        this.zone = zone;
    }

    /** What a field says, left for others too; null when it is empty. */
    String look(String field) {
        return row.text(field);
    }

    /** What a field says, null when it is empty. */
    String text(String field) {
        taken.add(field);
        return row.text(field);
    }

    /** The entries of a list that say something. */
    List<String> list(String field) {
        taken.add(field);
        return row.list(field).stream().filter(e -> !e.isEmpty()).toList();
    }

    /** Null when it is empty or cannot be read; then it stays in the rest. */
    TimePoint time(String field) {
        TimePoint time = Written.time(row.text(field), zone).orElse(null);
        if (time != null) {
            taken.add(field);
        }
        return time;
    }

    /** Null when it is empty or cannot be read; in the rest too unless it is written as the number would be. */
    BigDecimal number(String field) {
        BigDecimal number = Written.number(row.text(field)).orElse(null);
        if (number != null && number.toPlainString().equals(row.text(field))) {
            taken.add(field);
        }
        return number;
    }

    /** A code and its text as sent; null when both are empty. */
    Coded coded(String code, String system, String text) {
        String c = text(code);
        String t = text == null ? null : text(text);
        return c == null && t == null ? null : new Coded(c, system, t);
    }

    /** A code of one of the small lists, with its name there. */
    Coded listed(String code, String list) {
        String c = text(code);
        return c == null ? null : new Coded(c, list, CodeLists.name(list, c));
    }

    /** What was not taken, in its order; the second of two fields with one name is never taken. */
    List<NamedValue> rest() {
        Set<String> seen = new HashSet<>();
        return row.fields().stream()
                .filter(f -> !(seen.add(f.name()) && taken.contains(f.name())))
                .toList();
    }
}
