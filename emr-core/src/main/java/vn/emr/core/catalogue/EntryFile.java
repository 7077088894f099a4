package vn.emr.core.catalogue;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.mapping.Csv;
import vn.emr.core.mapping.Loading.Fault;
import vn.emr.core.mapping.Loading.Wrong;
import vn.emr.core.record.PersonName;

/**
 * The entries of an edition as its file has them: a workbook (its first sheet) or CSV. The head is the first line that names a code
 * and a name, within the first {@value #FIRST_LINES}: {@code code, name, name_en, unit, loinc, parent}, or as official lists say it
 * ({@code MA_THUOC, TEN_THUOC}: the first column that begins with mã, the first that begins with tên). Every other column is a
 * property. The 29 columns of the ICD-10 list are read by their places ({@link IcdFile}).
 */
final class EntryFile {
    /** Titles and heads above the entries. */
    static final int FIRST_LINES = 20;

    private static final int LARGEST = 16 << 20;
    private static final int MOST_COLUMNS = 60;
    private static final int LONGEST_CODE = 60;
    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_UNIT = 60;
    private static final int LONGEST_PROPERTY = 2_000;
    private static final int LONGEST_HEAD = 40;
    private static final Pattern LOINC = Pattern.compile("\\d{1,8}-\\d");
    /** The number of a line says nothing of its entry, and another edition counts otherwise. */
    private static final Set<String> NUMBERS = Set.of("stt", "tt", "so_tt", "so_thu_tu");

    private static final Set<String> OURS = Set.of("code", "name", "name_en", "unit", "loinc", "parent");

    /** @param line its number in the file */
    record Numbered(int line, Entry entry) {}

    final List<Numbered> good = new ArrayList<>();
    final List<Fault> faults = new ArrayList<>();
    int lines;

    EntryFile() {}

    /**
     * @throws Refusal REQUIRED_FIELD_MISSING for an empty file, TOO_LARGE, UNREADABLE, UNDECODABLE_TEXT, MALFORMED_FIELD for one
     *     without a head
     */
    static EntryFile of(String catalogue, byte[] file) {
        if (file == null || file.length == 0) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the file is empty");
        }
        if (file.length > LARGEST) {
            throw new Refusal(Code.TOO_LARGE, "a file of at most 16 MB");
        }
        List<Csv.Line> lines = Workbook.is(file) ? Workbook.read(file) : Csv.read(Csv.text(file));
        if (lines.isEmpty()) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the file is empty");
        }
        EntryFile read = new EntryFile();
        if (catalogue.equals(IcdFile.CATALOGUE) && IcdFile.is(lines)) {
            new IcdFile(read).read(lines);
        } else {
            read.table(lines);
        }
        if (read.good.isEmpty() && read.faults.isEmpty()) {
            // An edition of nothing would end every code.
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the file is empty");
        }
        return read;
    }

    private void table(List<Csv.Line> all) {
        int at = 0;
        Map<String, Integer> head = Map.of();
        while (at < all.size() && at < FIRST_LINES && head.isEmpty()) {
            head = head(all.get(at++));
        }
        if (head.isEmpty()) {
            throw new Refusal(Code.MALFORMED_FIELD, "no line that names the columns: code, name", "line 1");
        }
        for (Csv.Line line : all.subList(at, all.size())) {
            row(line, head);
        }
    }

    /** Columns by name; empty when the line is no head. */
    private static Map<String, Integer> head(Csv.Line line) {
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (int i = 0; i < line.cells().size() && i < MOST_COLUMNS; i++) {
            String name = PersonName.unaccented(line.cells().get(i).strip())
                    .replaceAll("[^a-z0-9]+", "_")
                    .replaceAll("^_|_$", "");
            if (!name.isEmpty() && !NUMBERS.contains(name)) {
                columns.putIfAbsent(name.length() > LONGEST_HEAD ? name.substring(0, LONGEST_HEAD) : name, i);
            }
        }
        return called(columns, "code", "ma") && called(columns, "name", "ten") ? columns : Map.of();
    }

    /** Gives a column our name: it has it already, or is the first that the official lists call so. */
    private static boolean called(Map<String, Integer> columns, String ours, String official) {
        if (columns.containsKey(ours)) {
            return true;
        }
        return columns.keySet().stream()
                .filter(name -> name.equals(official) || name.startsWith(official + "_"))
                .findFirst()
                .map(name -> columns.put(ours, columns.remove(name)) == null)
                .orElse(false);
    }

    private void row(Csv.Line line, Map<String, Integer> head) {
        lines++;
        int before = faults.size();
        SortedMap<String, String> more = new TreeMap<>();
        head.forEach((name, column) -> {
            String value = OURS.contains(name) ? null : text(line, column, name, LONGEST_PROPERTY, false);
            if (value != null) {
                more.put(name, value);
            }
        });
        String loinc = text(line, head.get("loinc"), "loinc", LONGEST_UNIT, false);
        if (loinc != null && !LOINC.matcher(loinc).matches()) {
            faults.add(new Fault(line.number(), "loinc", Wrong.NOT_A_LOINC_CODE, null));
        }
        Entry entry = new Entry(
                text(line, head.get("code"), "code", LONGEST_CODE, true),
                text(line, head.get("name"), "name", LONGEST_NAME, true),
                text(line, head.get("name_en"), "name_en", LONGEST_NAME, false),
                text(line, head.get("unit"), "unit", LONGEST_UNIT, false),
                loinc,
                text(line, head.get("parent"), "parent", LONGEST_CODE, false),
                more);
        if (faults.size() == before) {
            good.add(new Numbered(line.number(), entry));
        }
    }

    /** A cell as one line of text (NFC); null when it is blank or there is no such column. */
    String text(Csv.Line line, Integer column, String name, int longest, boolean required) {
        String text = column == null || column >= line.cells().size()
                ? ""
                : Normalizer.normalize(line.cells().get(column), Normalizer.Form.NFC)
                        .replaceAll("\\s+", " ")
                        .strip();
        if (text.length() > longest || text.indexOf('\0') >= 0) {
            faults.add(new Fault(line.number(), name, Wrong.TOO_LONG, null));
        } else if (required && text.isEmpty()) {
            faults.add(new Fault(line.number(), name, Wrong.MISSING, null));
        }
        return text.isEmpty() ? null : text;
    }
}
