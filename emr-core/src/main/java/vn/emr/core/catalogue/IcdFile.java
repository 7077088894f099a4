package vn.emr.core.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import vn.emr.core.mapping.Csv;
import vn.emr.core.mapping.Loading.Fault;
import vn.emr.core.mapping.Loading.Wrong;

/**
 * The ICD-10 list as its official workbook has it (annex of TT 06/2026/TT-BYT): 29 columns by their places. Of a code are kept its
 * names, guidance and the six flags of columns 24 to 29. A code that the list repeats, as dagger and asterisk, is one entry that is
 * found by both names.
 */
final class IcdFile {
    /** The catalogue that is read so. */
    static final String CATALOGUE = "icd10";

    private static final int COLUMNS = 29;
    private static final int CHAPTER = 1;
    private static final int BLOCK = 5;
    private static final int CATEGORY = 14;
    private static final int DOTTED = 17;
    private static final int ENGLISH = 19;
    private static final int VIETNAMESE = 21;
    private static final int GUIDANCE = 22;
    private static final int FIRST_FLAG = 23;
    private static final int LONGEST_CODE = 60;
    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_GUIDANCE = 4_000;
    private static final List<String> FLAGS =
            List.of(Icd.NOT_PRIMARY, Icd.DISCOURAGED, Icd.NOT_USED, Icd.DEATH_ONLY, Icd.FEMALE_ONLY, Icd.MALE_ONLY);
    /** How a cell says that a flag is not set. */
    private static final Set<String> NO = Set.of("", "0");

    private static final Pattern CODE = Pattern.compile("([A-Z]\\d{2}(?:\\.[0-9A-Z]{1,4})?)\\s*([†*+]?)");

    private final EntryFile file;
    private final Map<String, EntryFile.Numbered> entries = new LinkedHashMap<>();
    private String chapter;
    private String block;

    IcdFile(EntryFile file) {
        this.file = file;
    }

    /** Whether lines are that list: a code stands where it has one, on a line as wide. */
    static boolean is(List<Csv.Line> lines) {
        return lines.stream()
                .limit(EntryFile.FIRST_LINES)
                .anyMatch(line -> CODE.matcher(cell(line, DOTTED)).matches()
                        && !cell(line, VIETNAMESE).isEmpty());
    }

    void read(List<Csv.Line> lines) {
        boolean begun = false;
        for (Csv.Line line : lines) {
            var code = CODE.matcher(cell(line, DOTTED));
            boolean coded = code.matches();
            begun |= coded;
            if (coded) {
                file.lines++;
                entry(line, code.group(1), code.group(2));
            } else if (begun) {
                file.lines++;
                file.faults.add(new Fault(
                        line.number(), "18", cell(line, DOTTED).isEmpty() ? Wrong.MISSING : Wrong.UNKNOWN, null));
            }
        }
        file.good.addAll(entries.values());
    }

    private void entry(Csv.Line line, String code, String mark) {
        int before = file.faults.size();
        // Cells that are joined over several lines hold their words on the first of them.
        chapter = carried(file.text(line, CHAPTER, "2", LONGEST_CODE, false), chapter);
        block = carried(file.text(line, BLOCK, "6", LONGEST_CODE, false), block);
        String category = file.text(line, CATEGORY, "15", LONGEST_CODE, false);
        SortedMap<String, String> properties = new TreeMap<>();
        put(properties, "chapter", chapter);
        put(properties, "block", block);
        put(properties, "mark", mark.isEmpty() ? null : mark);
        put(properties, "guidance", file.text(line, GUIDANCE, "23", LONGEST_GUIDANCE, false));
        for (int i = 0; i < FLAGS.size(); i++) {
            put(properties, FLAGS.get(i), NO.contains(cell(line, FIRST_FLAG + i)) ? null : "1");
        }
        Entry entry = new Entry(
                code,
                file.text(line, VIETNAMESE, "22", LONGEST_NAME, true),
                file.text(line, ENGLISH, "20", LONGEST_NAME, false),
                null,
                null,
                code.equals(category) ? null : category,
                properties);
        if (file.faults.size() == before) {
            entries.merge(code, new EntryFile.Numbered(line.number(), entry), IcdFile::joined);
        }
    }

    private static EntryFile.Numbered joined(EntryFile.Numbered first, EntryFile.Numbered again) {
        Entry a = first.entry();
        Entry b = again.entry();
        SortedMap<String, String> properties = new TreeMap<>(a.properties());
        b.properties().forEach(properties::putIfAbsent);
        if (!a.name().equals(b.name())) {
            properties.merge(Entry.OTHER_NAMES, b.name(), (x, y) -> x + "; " + y);
        }
        return new EntryFile.Numbered(
                first.line(), new Entry(a.code(), a.name(), a.nameEn(), null, null, a.parent(), properties));
    }

    private static String carried(String here, String above) {
        return here == null ? above : here;
    }

    private static void put(Map<String, String> properties, String name, String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    private static String cell(Csv.Line line, int column) {
        return column < line.cells().size() && column < COLUMNS
                ? line.cells().get(column).strip()
                : "";
    }
}
