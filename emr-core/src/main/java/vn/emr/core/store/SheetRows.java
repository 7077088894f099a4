package vn.emr.core.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Value;

/** The row of a sheet: what lists and labels ask of it, without its answers. */
final class SheetRows {
    private SheetRows() {}

    static void add(UUID tenant, Sheet s, Instant at, RowBatch batch) {
        batch.add(
                Table.SHEET,
                tenant,
                s.patientId(),
                s.id(),
                s.version(),
                at,
                s.encounterId(),
                s.folderId(),
                s.form(),
                s.formVersion(),
                s.title(),
                s.status().name(),
                s.happened().truncatedTo(ChronoUnit.MICROS),
                s.authorId(),
                s.author(),
                codes(s),
                s.addendum() != null,
                s.scan() == null ? null : s.scan().pages().size());
    }

    /** The codes it names with their words, a line each and each once, by which labels find it; null when it names none. */
    private static String codes(Sheet sheet) {
        Set<String> codes = new TreeSet<>();
        add(sheet.answers(), codes);
        return codes.isEmpty() ? null : String.join("\n", codes);
    }

    private static void add(SortedMap<String, List<Value>> answers, Set<String> codes) {
        for (List<Value> values : answers.values()) {
            for (Value value : values) {
                if (value.answers() != null) {
                    add(value.answers(), codes);
                }
                // A choice among the form's own options says nothing that a label looks for.
                if (value.code() != null && value.system() != null) {
                    codes.add(Stream.of(value.code(), value.display())
                            .filter(Objects::nonNull)
                            .collect(Collectors.joining(" ")));
                }
            }
        }
    }
}
