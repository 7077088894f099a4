package vn.emr.api.supply;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;

/** Which of two versions is the newer one, as Maven and npm mean it for the versions that are published. */
final class Versions {
    private static final Set<String> RELEASE = Set.of("final", "ga", "release", "jre");

    private Versions() {}

    /** Below 0 when {@code one} is older. */
    static int compare(String one, String other) {
        String[] ones = parts(one);
        String[] others = parts(other);
        for (int i = 0; i < Math.max(ones.length, others.length); i++) {
            int order = part(i < ones.length ? ones[i] : "", i < others.length ? others[i] : "");
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static String[] parts(String version) {
        return version.toLowerCase(Locale.ROOT)
                .replaceAll("\\+.*", "")
                .replaceAll("(?<=\\d)(?=[a-z])|(?<=[a-z])(?=\\d)", ".")
                .split("[.\\-_]");
    }

    /** A number is newer than nothing unless it is 0; a word such as rc is older than nothing. */
    private static int part(String one, String other) {
        boolean number = one.matches("\\d+");
        boolean otherNumber = other.matches("\\d+");
        if (number && otherNumber) {
            return new BigInteger(one).compareTo(new BigInteger(other));
        }
        return Integer.compare(rank(one), rank(other)) != 0
                ? Integer.compare(rank(one), rank(other))
                : word(one).compareTo(word(other));
    }

    private static int rank(String part) {
        if (part.matches("\\d+")) {
            return part.matches("0+") ? 1 : 2;
        }
        return word(part).isEmpty() ? 1 : 0;
    }

    private static String word(String part) {
        return RELEASE.contains(part) || part.matches("0+") ? "" : part;
    }
}
