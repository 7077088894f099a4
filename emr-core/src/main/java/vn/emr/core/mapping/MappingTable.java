package vn.emr.core.mapping;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntSupplier;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.mapping.CodeMapping.Wanted;
import vn.emr.core.store.Row;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/** The rows of mappings, many in one statement. That a code means one thing on any day is a constraint of the table. */
final class MappingTable {
    private static final String INSERT = """
            insert into code_mapping (id, tenant_id, kind, source_id, local_system, local_code, system, code, name, loinc,
                                      valid_from, valid_to, version, changed_at, changed_by)
            select n.id, ?, n.kind, n.source_id, n.local_system, n.local_code, n.system, n.code, n.name, n.loinc,
                   n.valid_from::date, n.valid_to::date, 1, ?, ?
            from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[])
                 as n (id, kind, source_id, local_system, local_code, system, code, name, loinc, valid_from, valid_to)
            """;

    private static final String UPDATE = """
            update code_mapping m
            set system = n.system, code = n.code, name = n.name, loinc = n.loinc, valid_from = n.valid_from::date,
                valid_to = n.valid_to::date, version = m.version + 1, changed_at = ?, changed_by = ?
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                 as n (id, version, system, code, name, loinc, valid_from, valid_to)
            where m.id = n.id and m.tenant_id = ? and m.version = n.version::int
            """;

    private static final String ALL = """
            select * from code_mapping where tenant_id = ?
            order by kind, local_code, local_system, source_id nulls first, valid_from
            """;

    private MappingTable() {}

    /** A mapping as it shall be: new under a fresh id, or the next version of a known one. */
    record Writing(UUID id, int version, Wanted wanted) {}

    static CodeMapping mapping(Row row) {
        String to = row.text("valid_to");
        return new CodeMapping(
                row.uuid("id"),
                CodeKind.valueOf(row.text("kind")),
                row.uuid("source_id"),
                row.text("local_system"),
                row.text("local_code"),
                row.text("system"),
                row.text("code"),
                row.text("name"),
                row.text("loinc"),
                LocalDate.parse(row.text("valid_from")),
                to == null ? null : LocalDate.parse(to),
                row.integer("version"),
                row.instant("changed_at"),
                row.text("changed_by"));
    }

    static List<CodeMapping> all(Transaction t, UUID tenantId) {
        return t.query(ALL, MappingTable::mapping, tenantId);
    }

    /** Nobody else changes a mapping until the end of the transaction. */
    static void lock(Transaction t) {
        t.update("lock table code_mapping in share row exclusive mode");
    }

    static Optional<CodeMapping> find(Transaction t, UUID tenantId, UUID id) {
        return t.first(
                "select * from code_mapping where id = ? and tenant_id = ? for update",
                MappingTable::mapping,
                id,
                tenantId);
    }

    static Map<UUID, String> sourceNames(Transaction t, UUID tenantId) {
        Map<UUID, String> names = new HashMap<>();
        t.query(
                "select id, name from source where tenant_id = ?",
                row -> names.put(row.uuid("id"), row.text("name")),
                tenantId);
        return names;
    }

    /** The codes of our own departments in lower case. */
    static Set<String> departments(Transaction t, UUID tenantId) {
        return new HashSet<>(t.query(
                "select code from department where tenant_id = ?",
                row -> row.text("code").toLowerCase(Locale.ROOT),
                tenantId));
    }

    static void insert(Transaction t, UUID tenantId, List<Writing> all, Instant now, String by) {
        oneMeaning(() -> t.update(
                INSERT,
                tenantId,
                now,
                by,
                all.stream().map(Writing::id).toArray(UUID[]::new),
                column(all, w -> w.kind().name()),
                all.stream().map(w -> w.wanted().sourceId()).toArray(UUID[]::new),
                column(all, Wanted::localSystem),
                column(all, Wanted::localCode),
                column(all, Wanted::system),
                column(all, Wanted::code),
                column(all, Wanted::name),
                column(all, Wanted::loinc),
                column(all, w -> text(w.validFrom())),
                column(all, w -> text(w.validTo()))));
    }

    /** False when one of them has another version by now. */
    static boolean update(Transaction t, UUID tenantId, List<Writing> all, Instant now, String by) {
        return oneMeaning(() -> t.update(
                        UPDATE,
                        now,
                        by,
                        all.stream().map(Writing::id).toArray(UUID[]::new),
                        all.stream().map(w -> String.valueOf(w.version())).toArray(String[]::new),
                        column(all, Wanted::system),
                        column(all, Wanted::code),
                        column(all, Wanted::name),
                        column(all, Wanted::loinc),
                        column(all, w -> text(w.validFrom())),
                        column(all, w -> text(w.validTo())),
                        tenantId))
                == all.size();
    }

    static boolean delete(Transaction t, UUID tenantId, UUID id, int version) {
        return t.update(
                        "delete from code_mapping where id = ? and tenant_id = ? and version = ?",
                        id,
                        tenantId,
                        version)
                == 1;
    }

    private static String[] column(List<Writing> all, Function<Wanted, String> part) {
        return all.stream().map(w -> part.apply(w.wanted())).toArray(String[]::new);
    }

    private static int oneMeaning(IntSupplier write) {
        try {
            return write.getAsInt();
        } catch (StoreFault fault) {
            if (fault.kind() == StoreFault.Kind.CONSTRAINT && "code_mapping_one".equals(fault.constraint())) {
                throw new Refusal(Code.CONFLICT, "the code has another meaning on some of these days", "/validFrom");
            }
            throw fault;
        }
    }

    static String text(LocalDate date) {
        return date == null ? null : date.toString();
    }
}
