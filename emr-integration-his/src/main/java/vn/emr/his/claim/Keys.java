package vn.emr.his.claim;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

/** What makes a row the same one when the visit is told again: what it says, never where it stands. */
final class Keys {
    private static final int LONGEST = 200;

    private final ClaimFile.Counter equals = new ClaimFile.Counter();
    private final Set<String> all = new LinkedHashSet<>();

    /** The key of the next row: its parts, and a number among those with equal parts. */
    String next(String... parts) {
        StringBuilder joined = new StringBuilder();
        for (String part : parts) {
            joined.append(part == null ? "" : part).append('|');
        }
        String stem = bounded(joined.toString());
        String key = stem + equals.next(stem);
        all.add(key);
        return key;
    }

    /** A key that is made from nothing else. */
    String named(String key) {
        String bounded = bounded(key);
        all.add(bounded);
        return bounded;
    }

    /** Every key that was given, in its order. */
    Set<String> all() {
        return Collections.unmodifiableSet(all);
    }

    /** Keys are indexed: a long one ends in its digest. */
    static String bounded(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST / 2) + "#"
                        + HexFormat.of().formatHex(Canonical.sha256(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
    }
}
