package vn.emr.core.seal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.seal.Chain.Kind;
import vn.emr.core.seal.Chain.Reason;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** Some thousand consecutive numbers with what their rows are now; windows are read side by side and judged in order. */
record Window(List<Part> parts, List<Finding> findings, long[] old, long revisions) {

    /** One seal. */
    record Part(long first, long last, int epoch, Kind kind, Reason reason, UUID[] ids, byte[] digests, byte[] hash) {
        static Part of(Row row) {
            return new Part(
                    row.number("first_number"),
                    row.number("last_number"),
                    row.integer("epoch"),
                    Kind.valueOf(row.text("kind")),
                    Reason.valueOf(row.text("reason")),
                    row.array("row_ids"),
                    row.bytes("digests"),
                    row.bytes("hash"));
        }
    }

    /**
     * Reads the seals that end with one of these numbers, and compares each row.
     *
     * @param horizon rows older than this are counted by kind, in {@code old}
     */
    static Window read(Transaction t, long after, long to, Instant horizon) {
        List<Part> parts = t.query(
                "select * from seal where last_number > ? and last_number <= ? order by last_number",
                Part::of,
                after,
                to);
        RowDigests rows = new RowDigests(t);
        Map<Kind, Map<UUID, byte[]>> now = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            now.put(kind, rows.of(kind, ids(parts, kind)));
        }
        List<Finding> findings = new ArrayList<>();
        long[] old = new long[Kind.values().length];
        UUID end = Ids.first(horizon);
        for (Part part : parts) {
            compare(part, now.get(part.kind()), findings);
            for (UUID id : part.ids()) {
                if (Long.compareUnsigned(id.getMostSignificantBits(), end.getMostSignificantBits()) < 0) {
                    old[part.kind().ordinal()]++;
                }
            }
        }
        return new Window(parts, findings, old, rows.revisions());
    }

    private static UUID[] ids(List<Part> parts, Kind kind) {
        return parts.stream()
                .filter(part -> part.kind() == kind)
                .flatMap(part -> Arrays.stream(part.ids()))
                .toArray(UUID[]::new);
    }

    private static void compare(Part part, Map<UUID, byte[]> now, List<Finding> findings) {
        String row = part.kind() == Kind.AUDIT_EVENT ? "the line of the trace " : "the commit ";
        for (int i = 0; i < part.ids().length; i++) {
            UUID id = part.ids()[i];
            byte[] digest = now.get(id);
            long number = part.first() + i;
            if (digest == null) {
                findings.add(new Finding(number, row + id + " was deleted"));
            } else if (!Arrays.equals(digest, 0, digest.length, part.digests(), 32 * i, 32 * i + 32)) {
                findings.add(new Finding(
                        number,
                        row
                                + id
                                + (part.kind() == Kind.AUDIT_EVENT
                                        ? " was changed"
                                        : " or what it wrote was changed")));
            }
            if (part.reason() == Reason.SWEEP) {
                findings.add(new Finding(number, row + id + " appeared behind the seal"));
            }
        }
    }
}
