package vn.emr.core.mapping;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** Mappings and catalogue codes as lines of a CSV table, and back. Every bad line is named before anything is changed. */
final class MappingFile {
    static final List<String> MAPPING_COLUMNS = List.of(
            "kind",
            "source",
            "local_system",
            "local_code",
            "system",
            "code",
            "name",
            "loinc",
            "valid_from",
            "valid_to");
    static final List<String> CATALOGUE_COLUMNS =
            List.of("catalogue", "code", "name", "loinc", "valid_from", "valid_to");
    /** A line without a first day holds for everything that was ever sent. */
    static final LocalDate ALWAYS = LocalDate.of(1900, 1, 1);
    /** Enough to mend a file by. */
    private static final int MOST_COMPLAINTS = 50;

    private static final Pattern LOINC = Pattern.compile("\\d{1,8}-\\d");
    private static final DateTimeFormatter DAY_FIRST = DateTimeFormatter.ofPattern("d/M/uuuu");

    private MappingFile() {}

    /** A line as its cells by column, complaining about what is wrong with it. */
    static final class Cells {
        private final Map<String, Integer> columns;
        private final Csv.Line line;
        private final List<String> complaints;

        private Cells(Map<String, Integer> columns, Csv.Line line, List<String> complaints) {
            this.columns = columns;
            this.line = line;
            this.complaints = complaints;
        }

        String text(String column, int longest, boolean required) {
            Integer place = columns.get(column);
            String value = place == null || place >= line.cells().size()
                    ? ""
                    : Normalizer.normalize(line.cells().get(place).strip(), Normalizer.Form.NFC);
            if (required && value.isEmpty() || value.length() > longest || value.indexOf('\u0000') >= 0) {
                complain(column);
            }
            return value;
        }

        LocalDate date(String column, boolean required) {
            String value = text(column, 10, required);
            if (value.isEmpty()) {
                return null;
            }
            try {
                return value.indexOf('/') > 0 ? LocalDate.parse(value, DAY_FIRST) : LocalDate.parse(value);
            } catch (DateTimeException e) {
                complain(column);
                return null;
            }
        }

        String loinc() {
            String value = text("loinc", 10, false);
            if (!value.isEmpty() && !LOINC.matcher(value).matches()) {
                complain("loinc");
            }
            return value.isEmpty() ? null : value;
        }

        void complain(String column) {
            if (complaints.size() < MOST_COMPLAINTS) {
                complaints.add("line " + line.number() + ": " + column);
            }
        }

        int number() {
            return line.number();
        }
    }

    /**
     * Reads a table whose first line names its columns, in any order.
     *
     * @throws Refusal MALFORMED_FIELD naming the missing columns or every bad line
     */
    static <T> List<T> read(String text, List<String> known, Function<Cells, T> line) {
        List<Csv.Line> lines = Csv.read(text);
        if (lines.isEmpty()) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the file is empty");
        }
        List<String> head = lines.getFirst().cells().stream()
                .map(c -> c.strip().toLowerCase(Locale.ROOT))
                .toList();
        Map<String, Integer> columns = new java.util.HashMap<>();
        for (int i = 0; i < head.size(); i++) {
            columns.putIfAbsent(head.get(i), i);
        }
        String[] unknown =
                head.stream().filter(c -> !c.isEmpty() && !known.contains(c)).toArray(String[]::new);
        if (unknown.length > 0 || !columns.containsKey("code")) {
            throw new Refusal(
                    Code.MALFORMED_FIELD, "the first line names the columns: " + String.join(", ", known), "line 1");
        }
        List<String> complaints = new ArrayList<>();
        List<T> all = new ArrayList<>();
        lines.stream().skip(1).forEach(l -> all.add(line.apply(new Cells(columns, l, complaints))));
        if (!complaints.isEmpty()) {
            throw new Refusal(
                    Code.MALFORMED_FIELD,
                    "nothing was changed; these lines need mending",
                    complaints.toArray(String[]::new));
        }
        return all;
    }

    /** @param sources the senders by name */
    static MappingRegister.Wanted mapping(Cells c, Map<String, UUID> sources) {
        CodeKind kind = null;
        try {
            kind = CodeKind.valueOf(c.text("kind", 20, true).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            c.complain("kind");
        }
        String source = c.text("source", 200, false);
        if (!source.isEmpty() && !sources.containsKey(source)) {
            c.complain("source");
        }
        LocalDate from = c.date("valid_from", false);
        LocalDate to = c.date("valid_to", false);
        if (to != null && !to.isAfter(from == null ? ALWAYS : from)) {
            c.complain("valid_to");
        }
        return new MappingRegister.Wanted(
                kind,
                source.isEmpty() ? null : sources.get(source),
                c.text("local_system", 60, false),
                c.text("local_code", 200, true),
                c.text("system", 30, true),
                c.text("code", 60, true),
                c.text("name", 300, true),
                c.loinc(),
                from == null ? ALWAYS : from,
                to,
                c.number());
    }

    static MappingRegister.Entry entry(Cells c) {
        LocalDate from = c.date("valid_from", false);
        LocalDate to = c.date("valid_to", false);
        LocalDate begins = from == null ? ALWAYS : from;
        if (to != null && !to.isAfter(begins)) {
            c.complain("valid_to");
        }
        return new MappingRegister.Entry(
                c.text("catalogue", 30, true),
                c.text("code", 60, true),
                c.text("name", 300, true),
                c.loinc(),
                begins,
                to);
    }
}
