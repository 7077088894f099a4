package vn.emr.core.chart;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import vn.emr.core.mapping.CodeKind;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/** The worklist of codes nobody mapped, the mappings that stand, and the catalogues loaded. Holds no patient data. */
@ApplicationScoped
public class CodePages {
    private static final int MOST_UNMAPPED = 200;
    private static final int MOST_MAPPINGS = 2_000;
    private static final int MOST_FOUND = 20;

    public record System(UUID id, String name) {}

    /** @param uses how often it was seen, counted behind the intake */
    public record Unmapped(
            CodeKind kind,
            System source,
            String localSystem,
            String localCode,
            String name,
            long uses,
            Instant lastAt) {}

    /**
     * @param source null for whichever system sends it
     * @param validFrom null for ever since
     */
    public record Mapping(
            UUID id,
            int version,
            CodeKind kind,
            System source,
            String localSystem,
            String localCode,
            String system,
            String code,
            String name,
            String loinc,
            LocalDate validFrom,
            LocalDate validTo,
            Instant changedAt,
            String changedBy) {}

    public record CatalogueCode(String catalogue, String code, String name, String loinc) {}

    /** A code that was mapped for the day it last came needs nobody now. */
    private static final String UNMAPPED = """
            select c.kind, c.source_id, s.name as source_name, c.local_system, c.local_code, c.name, c.uses, c.last_at
            from local_code c
            join source s on s.id = c.source_id
            where c.tenant_id = ? and c.kind = ?
              and not exists (
                select 1 from code_mapping m
                where m.tenant_id = c.tenant_id and m.kind = c.kind and m.local_code = c.local_code
                  and m.local_system = c.local_system and (m.source_id is null or m.source_id = c.source_id)
                  and daterange(m.valid_from, m.valid_to) @> (c.last_at at time zone 'Asia/Ho_Chi_Minh')::date)
            order by c.uses desc, c.local_code
            limit ?
            """;

    private static final String MAPPINGS = """
            select m.*, s.name as source_name
            from code_mapping m
            left join source s on s.id = m.source_id
            where m.tenant_id = ? and m.kind = ?
            order by m.local_code, m.local_system, m.source_id nulls first, m.valid_from
            limit ?
            """;

    private static final String CATALOGUE = """
            select catalogue, code, name, loinc
            from catalogue_code
            where tenant_id = ? and (valid_to is null or valid_to > current_date)
              and (starts_with(code, ?) or position(lower(?) in lower(name)) > 0 or loinc = ?)
            order by catalogue, code
            limit ?
            """;

    private final Database database;

    @Inject
    public CodePages(Database database) {
        this.database = database;
    }

    /** Codes as sent that mean nothing yet, most frequent first; 200 at most. */
    public List<Unmapped> unmapped(UUID tenantId, CodeKind kind) {
        return database.query(
                UNMAPPED,
                row -> new Unmapped(
                        CodeKind.valueOf(row.text("kind")),
                        source(row),
                        row.text("local_system"),
                        row.text("local_code"),
                        row.text("name"),
                        row.number("uses"),
                        row.instant("last_at")),
                tenantId,
                kind,
                MOST_UNMAPPED);
    }

    /** The mappings of a kind, by code; the first 2,000, all of them by the file. */
    public List<Mapping> mappings(UUID tenantId, CodeKind kind) {
        return database.query(MAPPINGS, CodePages::mapping, tenantId, kind, MOST_MAPPINGS);
    }

    /** Codes of the catalogues loaded, by the beginning of the code, a part of the name, or the LOINC code. */
    public List<CatalogueCode> catalogue(UUID tenantId, String text) {
        String asked = text == null ? "" : text.strip().replace("\u0000", "");
        return asked.isEmpty()
                ? List.of()
                : database.query(
                        CATALOGUE,
                        row -> new CatalogueCode(
                                row.text("catalogue"), row.text("code"), row.text("name"), row.text("loinc")),
                        tenantId,
                        asked,
                        asked,
                        asked,
                        MOST_FOUND);
    }

    private static System source(Row row) {
        UUID id = row.uuid("source_id");
        return id == null ? null : new System(id, row.text("source_name"));
    }

    private static Mapping mapping(Row row) {
        LocalDate from = LocalDate.parse(row.text("valid_from"));
        String to = row.text("valid_to");
        return new Mapping(
                row.uuid("id"),
                row.integer("version"),
                CodeKind.valueOf(row.text("kind")),
                source(row),
                row.text("local_system"),
                row.text("local_code"),
                row.text("system"),
                row.text("code"),
                row.text("name"),
                row.text("loinc"),
                from.getYear() <= 1900 ? null : from,
                to == null ? null : LocalDate.parse(to),
                row.instant("changed_at"),
                row.text("changed_by"));
    }
}
