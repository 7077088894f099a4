package vn.emr.core.audit;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A version of something that is data with a history, such as a role or a label.
 *
 * @param by who made it; null: the server itself
 * @param changed what became different; null for the first
 */
public record Version(int version, Instant at, String by, String reason, String changed) {

    /** What was said at a time, and by whom. */
    public record Said<F>(int version, Instant at, String by, String reason, F form) {}

    /** How two forms of one thing differ, in words. */
    @FunctionalInterface
    public interface Difference<F> {
        String between(F before, F after);
    }

    /** @param all the newest first */
    public static <F> List<Version> told(List<Said<F>> all, Difference<F> difference) {
        return IntStream.range(0, all.size())
                .mapToObj(i -> {
                    Said<F> now = all.get(i);
                    String changed = i + 1 < all.size()
                            ? difference.between(all.get(i + 1).form(), now.form())
                            : null;
                    return new Version(now.version(), now.at(), now.by(), now.reason(), changed);
                })
                .toList();
    }
}
