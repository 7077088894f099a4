package vn.emr.core.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.emr.core.mapping.Loading;
import vn.emr.core.mapping.Loading.Difference;
import vn.emr.core.mapping.Loading.Fault;
import vn.emr.core.mapping.Loading.Wrong;

/** An edition of a catalogue held against the one before. */
final class CatalogueLoad {
    private final EntryFile file;
    private final List<Difference> differences = new ArrayList<>();
    private final List<Entry> begins = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private final List<String> gone;

    private CatalogueLoad(EntryFile file, Map<String, Entry> before) {
        this.file = file;
        Map<String, Integer> seen = new HashMap<>();
        for (EntryFile.Numbered n : file.good) {
            String code = n.entry().code();
            Integer first = seen.putIfAbsent(code, n.line());
            if (first == null) {
                line(n, before.get(code));
            } else {
                file.faults.add(new Fault(n.line(), "code", Wrong.REPEATED, first));
            }
        }
        gone = before.keySet().stream()
                .filter(code -> !seen.containsKey(code))
                .sorted()
                .toList();
        gone.forEach(
                code -> differences.add(new Difference(0, code, before.get(code).words(), null)));
    }

    static CatalogueLoad of(EntryFile file, Map<String, Entry> before) {
        return new CatalogueLoad(file, before);
    }

    private void line(EntryFile.Numbered n, Entry before) {
        Entry said = n.entry();
        if (said.equals(before)) {
            return;
        }
        begins.add(said);
        if (before != null) {
            changed.add(said.code());
        }
        differences.add(new Difference(n.line(), said.code(), before == null ? null : before.words(), said.words()));
    }

    List<Fault> faults() {
        return file.faults;
    }

    /** What holds from this edition on. */
    List<Entry> begins() {
        return begins;
    }

    /** What the edition does not name any more. */
    List<String> gone() {
        return gone;
    }

    /** What holds no longer as it did: gone, or said otherwise now. */
    List<String> ends() {
        List<String> ends = new ArrayList<>(gone);
        ends.addAll(changed);
        return ends;
    }

    String words() {
        return "%d lines, %d new, %d changed, %d ended".formatted(file.lines, made(), changed.size(), gone.size());
    }

    private int made() {
        return begins.size() - changed.size();
    }

    /** What changes, the changed and ended codes before the new ones: those want looking at. */
    Loading loading(boolean done) {
        file.faults.sort(Comparator.comparingInt(Fault::line));
        differences.sort(Comparator.comparing((Difference d) -> d.before() == null));
        int bad = (int) file.faults.stream().map(Fault::line).distinct().count();
        return new Loading(
                file.lines,
                made(),
                changed.size(),
                Math.max(0, file.lines - begins.size() - bad),
                gone.size(),
                differences,
                file.faults,
                file.faults.size(),
                done);
    }
}
