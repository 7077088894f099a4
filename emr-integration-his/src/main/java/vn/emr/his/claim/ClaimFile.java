package vn.emr.his.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import vn.emr.core.record.NamedValue;

/**
 * One HOSO as it was sent, read but not judged.
 *
 * @param facility MACSKCB of the envelope, null when empty
 * @param made NGAYLAP of the envelope, null when empty
 * @param tables rows by name of table ({@code XML1}), in their order; tables nobody knows too
 */
record ClaimFile(String facility, String made, SortedMap<String, List<Row>> tables) {
    /**
     * One row.
     *
     * @param number its place in the table, from 1
     * @param fields what is filled, in its order, with the names of the decision
     */
    record Row(String table, int number, List<NamedValue> fields) {
        Row {
            fields = List.copyOf(fields);
        }

        /** The first value of a field, null when it is empty or not there. */
        String text(String field) {
            for (NamedValue f : fields) {
                if (f.name().equals(field)) {
                    return f.value();
                }
            }
            return null;
        }

        /** The entries of a field that is a list joined by semicolons; empty entries count. */
        List<String> list(String field) {
            String text = text(field);
            if (text == null) {
                return List.of();
            }
            List<String> entries = new ArrayList<>();
            for (String entry : text.split(";", -1)) {
                entries.add(entry.strip());
            }
            if (entries.size() > 1 && entries.getLast().isEmpty()) {
                // Some systems end a list with a semicolon.
                entries.removeLast();
            }
            return List.copyOf(entries);
        }
    }

    /** The rows of a table, none when it was not sent. */
    List<Row> rows(String table) {
        return tables.getOrDefault(table, List.of());
    }

    /** The one row of table 1. */
    Row summary() {
        return rows(Layout.SUMMARY).getFirst();
    }

    /** A number for each that tells equals apart, counted from 1. */
    static final class Counter {
        private final Map<String, Integer> seen = new HashMap<>();

        int next(String of) {
            return seen.merge(of, 1, Integer::sum);
        }
    }
}
