package vn.emr.core.chart;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import vn.emr.core.mapping.CodeKind;
import vn.emr.core.record.PersonName;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/** The worklist of codes nobody mapped and the mappings that stand. Holds no patient data. */
@ApplicationScoped
public class CodePages {
    private static final int MOST_UNMAPPED = 200;
    private static final int MOST_MAPPINGS = 2_000;
    private static final int MOST_FOUND = 20;
    private static final int LONGEST_QUESTION = 100;
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

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
     * @param targetEnded the catalogue is loaded and the code is not, or no longer, in it
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
            boolean targetEnded,
            Instant changedAt,
            String changedBy) {}

    public record CatalogueCode(String catalogue, String code, String name, String unit, String loinc) {}

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
            select m.*, s.name as source_name,
                   m.valid_to is null
                     and exists (select 1 from catalogue_code c where c.tenant_id = m.tenant_id and c.catalogue = m.system)
                     and not exists (
                       select 1 from catalogue_code c
                       where c.tenant_id = m.tenant_id and c.catalogue = m.system and c.code = m.code
                         and c.valid_to is null) as target_ended
            from code_mapping m
            left join source s on s.id = m.source_id
            where m.tenant_id = ? and m.kind = ?
            order by m.local_code, m.local_system, m.source_id nulls first, m.valid_from
            limit ?
            """;

    private static final String FOUND = """
            select c.catalogue, c.code, c.name, c.unit, c.loinc
            from catalogue_code c
            cross join lateral (
              select count(*) as words from unnest(?::text[]) as word where position(word in c.search_key) > 0) has
            where c.tenant_id = ? and c.valid_from <= ?::date and (c.valid_to is null or c.valid_to > ?::date)
              and (has.words > 0 or starts_with(lower(c.code), ?) or c.loinc = ?)
            order by (lower(c.code) = ? or c.loinc is not distinct from ?) desc, has.words desc, length(c.search_key), c.catalogue, c.code
            limit ?
            """;

    private static final String DEPARTMENTS = """
            select d.code, d.name from department d
            where d.tenant_id = ? order by d.code, d.name limit ?
            """;

    private final Database database;
    private final Clock clock;

    @Inject
    public CodePages(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
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

    /**
     * What a code may mean: codes of the catalogues in force today whose name has most of the words, without accents, or by
     * the beginning of the code or the LOINC code; for a department our own departments. The likeliest 20 first.
     *
     * @param text what a person typed, or the name as its system sent it
     */
    public List<CatalogueCode> targets(UUID tenantId, CodeKind kind, String text) {
        String plain = PersonName.unaccented(text == null ? "" : text.strip().replace("\u0000", ""));
        String asked = plain.length() <= LONGEST_QUESTION ? plain : plain.substring(0, LONGEST_QUESTION);
        String[] words = Arrays.stream(asked.split("[^\\p{L}\\p{N}]+"))
                .filter(w -> w.length() > 1)
                .distinct()
                .toArray(String[]::new);
        return kind == CodeKind.DEPARTMENT ? departments(tenantId, words, asked) : catalogued(tenantId, words, asked);
    }

    private List<CatalogueCode> catalogued(UUID tenantId, String[] words, String asked) {
        String today = LocalDate.ofInstant(clock.instant(), VIETNAM).toString();
        return asked.isEmpty()
                ? List.of()
                : database.query(
                        FOUND,
                        row -> new CatalogueCode(
                                row.text("catalogue"),
                                row.text("code"),
                                row.text("name"),
                                row.text("unit"),
                                row.text("loinc")),
                        words,
                        tenantId,
                        today,
                        today,
                        asked,
                        asked,
                        asked,
                        asked,
                        MOST_FOUND);
    }

    private List<CatalogueCode> departments(UUID tenantId, String[] words, String asked) {
        return database
                .query(
                        DEPARTMENTS,
                        row -> new CatalogueCode("KHOA", row.text("code"), row.text("name"), null, null),
                        tenantId,
                        MOST_MAPPINGS)
                .stream()
                .sorted(Comparator.comparingLong((CatalogueCode d) -> -likeness(d, words, asked)))
                .limit(MOST_FOUND)
                .toList();
    }

    private static long likeness(CatalogueCode d, String[] words, String asked) {
        String name = PersonName.unaccented(d.name());
        long has = Arrays.stream(words).filter(name::contains).count();
        return has + (d.code().equalsIgnoreCase(asked) ? words.length + 1L : 0);
    }

    private static System source(Row row) {
        UUID id = row.uuid("source_id");
        return id == null ? null : new System(id, row.text("source_name"));
    }

    private static Mapping mapping(Row row) {
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
                day(row.text("valid_from")),
                to == null ? null : LocalDate.parse(to),
                row.bool("target_ended"),
                row.instant("changed_at"),
                row.text("changed_by"));
    }

    /** The first day of all is no day that anybody named. */
    private static LocalDate day(String text) {
        LocalDate day = LocalDate.parse(text);
        return day.getYear() <= 1900 ? null : day;
    }
}
