package vn.emr.core.mapping;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.mapping.CodeMapping.Wanted;
import vn.emr.core.mapping.Loading.Difference;
import vn.emr.core.mapping.Loading.Fault;
import vn.emr.core.mapping.Loading.Wrong;
import vn.emr.core.mapping.MappingFile.Cells;
import vn.emr.core.mapping.MappingFile.Numbered;
import vn.emr.core.store.Transaction;

/** A file of mappings held against those that stand. */
final class MappingLoad {
    private static final List<String> COLUMNS = List.of(
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
    private static final List<String> REQUIRED = List.of("kind", "local_code", "system", "code", "name");

    /** A mapping of the same code, sender and first day that says something else now. */
    record Changed(CodeMapping before, Wanted wanted) {}

    private final List<Fault> faults = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();
    private final List<Changed> changed = new ArrayList<>();
    private final List<Wanted> made = new ArrayList<>();
    private int lines;

    private MappingLoad() {}

    static MappingLoad of(Transaction t, UUID tenantId, String csv) {
        Map<String, UUID> sources = new HashMap<>();
        MappingTable.sourceNames(t, tenantId).forEach((id, name) -> sources.put(name, id));
        Set<String> departments = MappingTable.departments(t, tenantId);
        MappingFile.Table<Wanted> table =
                MappingFile.read(csv, COLUMNS, REQUIRED, cells -> mapping(cells, sources, departments));
        MappingLoad load = new MappingLoad();
        load.lines = table.lines();
        load.faults.addAll(table.faults());
        load.against(table.good(), MappingTable.all(t, tenantId));
        return load;
    }

    List<Fault> faults() {
        return faults;
    }

    List<Changed> changed() {
        return changed;
    }

    List<Wanted> made() {
        return made;
    }

    Loading loading(boolean done) {
        int same = lines
                - changed.size()
                - made.size()
                - (int) faults.stream().map(Fault::line).distinct().count();
        faults.sort(Comparator.comparingInt(Fault::line));
        return new Loading(lines, made.size(), changed.size(), same, 0, differences, faults, faults.size(), done);
    }

    private void against(List<Numbered<Wanted>> said, List<CodeMapping> all) {
        Map<List<Object>, Map<LocalDate, CodeMapping>> standing = new HashMap<>();
        all.forEach(m -> standing.computeIfAbsent(m.wanted().whose(), w -> new HashMap<>())
                .put(m.validFrom(), m));
        Map<List<Object>, List<Numbered<Wanted>>> byCode = new LinkedHashMap<>();
        said.forEach(n ->
                byCode.computeIfAbsent(n.said().whose(), w -> new ArrayList<>()).add(n));
        byCode.forEach((whose, lines) -> code(lines, standing.getOrDefault(whose, Map.of())));
        differences.sort(Comparator.comparingInt(Difference::line));
    }

    /** All lines of one code, in the order of their days, among the mappings that stay beside them. */
    private void code(List<Numbered<Wanted>> lines, Map<LocalDate, CodeMapping> standing) {
        List<Numbered<Wanted>> after = new ArrayList<>(lines);
        standing.values().stream()
                .filter(m -> lines.stream().noneMatch(n -> n.said().validFrom().equals(m.validFrom())))
                .forEach(m -> after.add(new Numbered<>(0, m.wanted())));
        after.sort(Comparator.comparing((Numbered<Wanted> n) -> n.said().validFrom())
                .thenComparing(Numbered::line));
        List<Integer> bad = new ArrayList<>();
        Numbered<Wanted> longest = null;
        for (Numbered<Wanted> next : after) {
            if (longest != null && longest.said().overlaps(next.said())) {
                Numbered<Wanted> named = next.line() == 0 ? longest : next;
                Numbered<Wanted> other = named == next ? longest : next;
                faults.add(new Fault(named.line(), "valid_from", Wrong.OVERLAPS, other.line()));
                bad.add(named.line());
            }
            boolean ends = longest != null && longest.said().validTo() != null;
            boolean later = longest == null
                    || ends
                            && (next.said().validTo() == null
                                    || next.said()
                                            .validTo()
                                            .isAfter(longest.said().validTo()));
            longest = later ? next : longest;
        }
        lines.stream()
                .filter(n -> !bad.contains(n.line()))
                .forEach(n -> line(n, standing.get(n.said().validFrom())));
    }

    private void line(Numbered<Wanted> n, CodeMapping before) {
        Wanted said = n.said();
        if (before == null) {
            made.add(said);
            differences.add(new Difference(n.line(), said.localCode(), null, said.shown()));
        } else if (!before.wanted().equals(said)) {
            changed.add(new Changed(before, said));
            differences.add(
                    new Difference(n.line(), said.localCode(), before.wanted().shown(), said.shown()));
        }
    }

    private static Wanted mapping(Cells c, Map<String, UUID> sources, Set<String> departments) {
        CodeKind kind = kind(c);
        String source = c.text("source", 200, false);
        if (!source.isEmpty() && !sources.containsKey(source)) {
            c.wrong("source", Wrong.UNKNOWN);
        }
        String code = c.text("code", 60, true);
        if (kind == CodeKind.DEPARTMENT && !code.isEmpty() && !departments.contains(code.toLowerCase(Locale.ROOT))) {
            c.wrong("code", Wrong.UNKNOWN);
        }
        LocalDate from = c.date("valid_from");
        LocalDate to = c.date("valid_to");
        if (to != null && !to.isAfter(from == null ? MappingFile.ALWAYS : from)) {
            c.wrong("valid_to", Wrong.ENDS_EARLY);
        }
        return new Wanted(
                kind,
                sources.get(source),
                c.text("local_system", 60, false),
                c.text("local_code", 200, true),
                c.text("system", 30, true),
                code,
                c.text("name", 300, true),
                c.loinc(),
                from == null ? MappingFile.ALWAYS : from,
                to);
    }

    private static CodeKind kind(Cells c) {
        String kind = c.text("kind", 20, true).toUpperCase(Locale.ROOT);
        try {
            return kind.isEmpty() ? null : CodeKind.valueOf(kind);
        } catch (IllegalArgumentException e) {
            c.wrong("kind", Wrong.UNKNOWN);
            return null;
        }
    }

    static String file(Transaction t, UUID tenantId, CodeKind kind) {
        Map<UUID, String> names = MappingTable.sourceNames(t, tenantId);
        return Csv.write(
                COLUMNS,
                MappingTable.all(t, tenantId).stream()
                        .filter(m -> kind == null || m.kind() == kind)
                        .map(m -> Arrays.asList(
                                m.kind().name(),
                                m.sourceId() == null ? "" : names.get(m.sourceId()),
                                m.localSystem(),
                                m.localCode(),
                                m.system(),
                                m.code(),
                                m.name(),
                                m.loinc(),
                                MappingFile.ALWAYS.equals(m.validFrom())
                                        ? ""
                                        : m.validFrom().toString(),
                                MappingTable.text(m.validTo())))
                        .toList());
    }
}
