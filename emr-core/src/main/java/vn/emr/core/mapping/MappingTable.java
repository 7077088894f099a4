package vn.emr.core.mapping;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.mapping.MappingRegister.Wanted;
import vn.emr.core.store.Row;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/** The rows of mappings. That a code means one thing on any day is a constraint of the table. */
final class MappingTable {
    private static final String INSERT = """
            insert into code_mapping (id, tenant_id, kind, source_id, local_system, local_code, system, code, name, loinc,
                                      valid_from, valid_to, version, changed_at, changed_by)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::date, ?::date, 1, ?, ?)
            """;

    private static final String UPDATE = """
            update code_mapping set system = ?, code = ?, name = ?, loinc = ?, valid_from = ?::date, valid_to = ?::date,
                                    version = version + 1, changed_at = ?, changed_by = ?
            where id = ? and tenant_id = ? and version = ?
            """;

    private static final String ALL = """
            select * from code_mapping where tenant_id = ?
            order by kind, local_code, local_system, source_id nulls first, valid_from
            """;

    private MappingTable() {}

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

    static UUID insert(Transaction t, UUID tenantId, Wanted w, Instant now, String by) {
        UUID id = Ids.next();
        oneMeaning(
                w.line(),
                () -> t.update(
                        INSERT,
                        id,
                        tenantId,
                        w.kind(),
                        w.sourceId(),
                        w.localSystem(),
                        w.localCode(),
                        w.system(),
                        w.code(),
                        w.name(),
                        w.loinc(),
                        w.validFrom().toString(),
                        text(w.validTo()),
                        now,
                        by));
        return id;
    }

    /** False when the mapping has another version by now. */
    static boolean update(Transaction t, UUID tenantId, UUID id, int version, Wanted w, Instant now, String by) {
        return oneMeaning(
                        w.line(),
                        () -> t.update(
                                UPDATE,
                                w.system(),
                                w.code(),
                                w.name(),
                                w.loinc(),
                                w.validFrom().toString(),
                                text(w.validTo()),
                                now,
                                by,
                                id,
                                tenantId,
                                version))
                == 1;
    }

    static boolean delete(Transaction t, UUID tenantId, UUID id, int version) {
        return t.update(
                        "delete from code_mapping where id = ? and tenant_id = ? and version = ?",
                        id,
                        tenantId,
                        version)
                == 1;
    }

    private static int oneMeaning(int line, java.util.function.IntSupplier write) {
        try {
            return write.getAsInt();
        } catch (StoreFault fault) {
            if (fault.kind() != StoreFault.Kind.CONSTRAINT) {
                throw fault;
            }
            boolean overlaps = "code_mapping_one".equals(fault.constraint());
            String place = line == 0 ? overlaps ? "/validFrom" : "/" : "line " + line;
            throw overlaps
                    ? new Refusal(Code.CONFLICT, "the code has another meaning on some of these days", place)
                    : new Refusal(Code.MALFORMED_FIELD, "a part of the mapping does not fit", place);
        }
    }

    static String text(LocalDate date) {
        return date == null ? null : date.toString();
    }
}
