package vn.emr.his.pull;

import java.util.Set;

/**
 * Whether a row says something, or one of some values.
 *
 * @param is the values, in lower case; empty for "anything is said"
 */
record Condition(String from, Set<String> is) {
    boolean holds(Sent row) {
        String text = row.text(from);
        return text != null && (is.isEmpty() || is.contains(text.toLowerCase(java.util.Locale.ROOT)));
    }
}
