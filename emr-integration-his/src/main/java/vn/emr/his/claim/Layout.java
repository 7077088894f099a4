package vn.emr.his.claim;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.emr.core.record.Paper;

/**
 * The tables and fields as one decision lays them down. Which decision holds is said by the day a visit ended on; the
 * facts are data ({@code tables.csv}, {@code fields.csv}).
 */
final class Layout {
    static final String SUMMARY = "XML1";
    static final String MEDICINES = "XML2";
    static final String SERVICES = "XML3";
    static final String RESULTS = "XML4";
    static final String NOTES = "XML5";

    /** QĐ 3176/QĐ-BYT for visits that end from this day on. */
    private static final LocalDate FROM_3176 = LocalDate.of(2025, 1, 1);
    /** QĐ 1931/QĐ-BYT. */
    private static final LocalDate FROM_1931 = LocalDate.of(2026, 7, 1);

    private static final Map<String, Table> TABLES = new LinkedHashMap<>();
    private static final Layout QD_4750;
    private static final Layout QD_3176;
    private static final Layout QD_1931;

    static {
        lines("tables.csv").forEach(l -> TABLES.put(l[0], Table.of(l)));
        QD_4750 = new Layout("4750", Set.of("4750"));
        QD_3176 = new Layout("3176", Set.of("3176"));
        QD_1931 = new Layout("3176", Set.of("3176", "1931"));
    }

    /** How a field is written. */
    enum Type {
        TEXT,
        LIST,
        INTEGER,
        NUMBER1,
        NUMBER2,
        NUMBER3,
        TIME,
        DAY,
        DAYS,
        TIMES,
        DAY_OR_TIME;

        boolean listed() {
            return this == LIST || this == DAYS || this == TIMES;
        }
    }

    /**
     * @param row element a row stands in
     * @param many whether it may have several rows
     * @param form the paper each row is filed as, null for tables that become other facts
     * @param number field with the paper's own number, null for none; so are the next three
     * @param key field that tells papers of one kind apart
     */
    record Table(
            String name,
            String root,
            String row,
            boolean many,
            Paper.Form form,
            String number,
            String day,
            String signer,
            String key) {
        private static Table of(String[] line) {
            return new Table(
                    line[0],
                    line[1],
                    line[2],
                    line[3].equals("many"),
                    line[4].isEmpty() ? null : Paper.Form.valueOf(line[4]),
                    orNull(line[5]),
                    orNull(line[6]),
                    orNull(line[7]),
                    orNull(line[8]));
        }

        private static String orNull(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    /**
     * @param longest characters, 0 for no limit
     * @param needed always; what is needed under a condition stands in the rules
     * @param codes name of its code list, empty for none
     */
    record Field(String table, String name, Type type, int longest, boolean needed, String codes, String meaning) {
        private static Field of(String[] line) {
            return new Field(
                    line[0],
                    line[1],
                    Type.valueOf(line[3].toUpperCase(java.util.Locale.ROOT).replace('-', '_')),
                    line[4].isEmpty() ? 0 : Integer.parseInt(line[4]),
                    line[5].equals("Y"),
                    line[6],
                    line[7]);
        }
    }

    private final String decision;
    private final Map<String, Map<String, Field>> fields = new LinkedHashMap<>();

    private Layout(String decision, Set<String> decisions) {
        this.decision = decision;
        for (String[] line : lines("fields.csv")) {
            // A later decision stands behind the one it changes.
            if (Set.of(line[2].split(" ")).stream().anyMatch(decisions::contains)) {
                Field field = Field.of(line);
                fields.computeIfAbsent(field.table, t -> new LinkedHashMap<>()).put(field.name, field);
            }
        }
    }

    /** The layout that holds for a visit which ended on that day; the newest when nobody knows. */
    static Layout on(LocalDate end) {
        if (end == null || !end.isBefore(FROM_1931)) {
            return QD_1931;
        }
        return end.isBefore(FROM_3176) ? QD_4750 : QD_3176;
    }

    /** A table by its name, null for one nobody knows. */
    static Table table(String name) {
        return TABLES.get(name);
    }

    /** The table whose content begins with this element, null for none. */
    static Table tableOf(String root) {
        return TABLES.values().stream()
                .filter(t -> t.root().equals(root))
                .findFirst()
                .orElse(null);
    }

    static List<Table> tables() {
        return List.copyOf(TABLES.values());
    }

    /** 4750 or 3176: what rules name. */
    String decision() {
        return decision;
    }

    /** The fields of a table in their order, by name; none for a table nobody knows. */
    Map<String, Field> fields(String table) {
        return fields.getOrDefault(table, Map.of());
    }

    /** The lines of a data file beside this class, cut at the bars; comments left out. */
    static List<String[]> lines(String file) {
        try (InputStream in = Layout.class.getResourceAsStream(file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<String[]> lines = new ArrayList<>();
            reader.lines().filter(l -> !l.startsWith("#")).forEach(l -> lines.add(l.split("\\|", -1)));
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
