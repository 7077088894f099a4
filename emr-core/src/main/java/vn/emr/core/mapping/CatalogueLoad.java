package vn.emr.core.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.emr.core.mapping.Loading.Difference;
import vn.emr.core.mapping.Loading.Fault;
import vn.emr.core.mapping.Loading.Wrong;
import vn.emr.core.mapping.MappingFile.Cells;
import vn.emr.core.mapping.MappingFile.Numbered;

/** An edition of a catalogue held against the one before. */
final class CatalogueLoad {
    private static final List<String> COLUMNS = List.of("code", "name", "unit", "loinc");

    /** One code of a catalogue; unit and LOINC code where known, else null. */
    record Entry(String code, String name, String unit, String loinc) {
        String words() {
            return Stream.of(name, unit, loinc).filter(w -> w != null).collect(Collectors.joining(" · "));
        }
    }

    private final List<Fault> faults = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();
    private final List<Entry> begins = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private int lines;
    private int made;
    private int gone;

    private CatalogueLoad() {}

    static CatalogueLoad of(String csv, Map<String, Entry> before) {
        MappingFile.Table<Entry> table = MappingFile.read(csv, COLUMNS, List.of("code", "name"), CatalogueLoad::entry);
        CatalogueLoad load = new CatalogueLoad();
        load.lines = table.lines();
        load.faults.addAll(table.faults());
        Map<String, Integer> seen = new HashMap<>();
        for (Numbered<Entry> n : table.good()) {
            Integer first = seen.putIfAbsent(n.said().code(), n.line());
            if (first == null) {
                load.line(n, before.get(n.said().code()));
            } else {
                load.faults.add(new Fault(n.line(), "code", Wrong.REPEATED, first));
            }
        }
        List<String> gone =
                before.keySet().stream().filter(code -> !seen.containsKey(code)).toList();
        load.ends.addAll(gone);
        load.gone = gone.size();
        return load;
    }

    private void line(Numbered<Entry> n, Entry before) {
        Entry said = n.said();
        if (said.equals(before)) {
            return;
        }
        begins.add(said);
        if (before == null) {
            made++;
        } else {
            ends.add(said.code());
        }
        differences.add(new Difference(n.line(), said.code(), before == null ? null : before.words(), said.words()));
    }

    List<Fault> faults() {
        return faults;
    }

    /** What holds from this edition on. */
    List<Entry> begins() {
        return begins;
    }

    /** What holds no longer, or otherwise. */
    List<String> ends() {
        return ends;
    }

    String words() {
        return "%d lines, %d new, %d changed, %d ended".formatted(lines, made, begins.size() - made, gone);
    }

    Loading loading(boolean done) {
        faults.sort(Comparator.comparingInt(Fault::line));
        int bad = (int) faults.stream().map(Fault::line).distinct().count();
        return new Loading(
                lines,
                made,
                begins.size() - made,
                lines - begins.size() - bad,
                gone,
                differences,
                faults,
                faults.size(),
                done);
    }

    private static Entry entry(Cells c) {
        String unit = c.text("unit", 60, false);
        return new Entry(c.text("code", 60, true), c.text("name", 300, true), unit.isEmpty() ? null : unit, c.loinc());
    }
}
