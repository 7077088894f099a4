package vn.emr.core.mapping;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.mapping.Loading.Fault;
import vn.emr.core.mapping.Loading.Wrong;

/** Tables of codes as CSV: every line is read, every bad one is named by its number. */
public final class MappingFile {
    /** A line without a first day holds for everything that was ever sent. */
    static final LocalDate ALWAYS = LocalDate.of(1900, 1, 1);

    static final Pattern LOINC = Pattern.compile("\\d{1,8}-\\d");
    /** Enough to mend a file by, in an answer that is only an error. */
    private static final int MOST_NAMED = 50;

    private static final DateTimeFormatter DAY_FIRST =
            DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT);

    private MappingFile() {}

    /** @param line its number in the file */
    record Numbered<T>(int line, T said) {}

    /**
     * @param good lines that can be read
     * @param faults of the others
     */
    record Table<T>(List<Numbered<T>> good, List<Fault> faults, int lines) {}

    /** A line as its cells by column, complaining about what is wrong with it. */
    static final class Cells {
        private final Map<String, Integer> columns;
        private final Csv.Line line;
        private final List<Fault> faults;

        private Cells(Map<String, Integer> columns, Csv.Line line, List<Fault> faults) {
            this.columns = columns;
            this.line = line;
            this.faults = faults;
        }

        /** Empty when there is none. */
        String text(String column, int longest, boolean required) {
            Integer place = columns.get(column);
            String value = place == null || place >= line.cells().size()
                    ? ""
                    : Normalizer.normalize(line.cells().get(place).strip(), Normalizer.Form.NFC);
            if (value.length() > longest || value.indexOf('\u0000') >= 0) {
                wrong(column, Wrong.TOO_LONG);
            } else if (required && value.isEmpty()) {
                wrong(column, Wrong.MISSING);
            }
            return value;
        }

        /** Null when there is none. */
        LocalDate date(String column) {
            String value = text(column, 10, false);
            if (value.isEmpty()) {
                return null;
            }
            try {
                return value.indexOf('/') > 0 ? LocalDate.parse(value, DAY_FIRST) : LocalDate.parse(value);
            } catch (DateTimeException e) {
                wrong(column, Wrong.NOT_A_DAY);
                return null;
            }
        }

        /** Null when there is none. */
        String loinc() {
            String value = text("loinc", 10, false);
            if (!value.isEmpty() && !LOINC.matcher(value).matches()) {
                wrong("loinc", Wrong.NOT_A_LOINC_CODE);
            }
            return value.isEmpty() ? null : value;
        }

        void wrong(String column, Wrong what) {
            faults.add(new Fault(line.number(), column, what, null));
        }
    }

    /**
     * Reads a table whose first line names its columns, in any order.
     *
     * @throws Refusal REQUIRED_FIELD_MISSING for an empty file, MALFORMED_FIELD for a head that names other columns
     */
    static <T> Table<T> read(String csv, List<String> known, List<String> required, Function<Cells, T> reading) {
        List<Csv.Line> lines = Csv.read(csv);
        if (lines.isEmpty()) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the file is empty");
        }
        Map<String, Integer> columns = columns(lines.getFirst(), known, required);
        List<Fault> faults = new ArrayList<>();
        List<Numbered<T>> good = new ArrayList<>();
        int width = lines.getFirst().cells().size();
        for (Csv.Line line : lines.subList(1, lines.size())) {
            int before = faults.size();
            Cells cells = new Cells(columns, line, faults);
            T said = reading.apply(cells);
            if (line.cells().stream().skip(width).anyMatch(c -> !c.isBlank())) {
                // A name with a comma in it that nobody put in quotes.
                cells.wrong("", Wrong.TOO_LONG);
            }
            if (faults.size() == before) {
                good.add(new Numbered<>(line.number(), said));
            }
        }
        return new Table<>(good, faults, lines.size() - 1);
    }

    private static Map<String, Integer> columns(Csv.Line head, List<String> known, List<String> required) {
        Map<String, Integer> columns = new HashMap<>();
        boolean wrong = false;
        for (int i = 0; i < head.cells().size(); i++) {
            String name = head.cells().get(i).strip().toLowerCase(Locale.ROOT);
            wrong |= !name.isEmpty() && (!known.contains(name) || columns.put(name, i) != null);
        }
        if (wrong || !columns.keySet().containsAll(required)) {
            throw new Refusal(
                    Code.MALFORMED_FIELD, "the first line names the columns: " + String.join(", ", known), "line 1");
        }
        return columns;
    }

    /**
     * Nothing is taken from a file with a bad line.
     *
     * @throws Refusal CONFLICT when codes have another meaning on some days, else MALFORMED_FIELD; both with the places
     */
    public static void refuse(List<Fault> faults) {
        if (faults.isEmpty()) {
            return;
        }
        boolean overlaps = faults.stream().allMatch(f -> f.wrong() == Wrong.OVERLAPS);
        String[] places = faults.stream()
                .sorted(Comparator.comparingInt(Fault::line))
                .limit(MOST_NAMED)
                .map(Fault::place)
                .toArray(String[]::new);
        throw overlaps
                ? new Refusal(Code.CONFLICT, "nothing was changed; codes have another meaning on some days", places)
                : new Refusal(Code.MALFORMED_FIELD, "nothing was changed; these lines need mending", places);
    }
}
