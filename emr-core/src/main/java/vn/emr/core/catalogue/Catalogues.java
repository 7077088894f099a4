package vn.emr.core.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.emr.core.record.PersonName;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * Looking things up in catalogues by the day of the event: while somebody types, and to see whether a code is one. The hospital's own
 * departments, facilities and people are asked in the same way. Holds no patient data.
 */
@ApplicationScoped
public class Catalogues {
    /** What is the hospital's own, and no list from outside. */
    static final Set<String> OWN = Set.of("departments", "facilities", "staff");

    /** As many as somebody reads before typing on. */
    private static final int MOST_FOUND = 30;

    private static final int LONGEST_QUESTION = 100;
    private static final int MOST_WORDS = 8;
    /** Greater than every letter: the end of what begins so. */
    private static final String LAST = "\uDBFF\uDFFF";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A catalogue with its newest edition.
     *
     * @param from the first day it holds, null for ever since
     * @param codes that hold
     * @param editions that were taken
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Catalogue(String catalogue, LocalDate from, long codes, int editions) {}

    private static final String FOUND = """
            select c.code, c.name, c.name_en, c.unit, c.loinc, c.parent, c.properties
            from catalogue_code c
            where c.tenant_id = ? and c.catalogue = ?
              and c.valid_from <= ?::date and (c.valid_to is null or c.valid_to > ?::date)
              and (c.code_key >= ? and c.code_key < ? or c.words @@ ?::tsquery)
            order by c.code_key = ? desc, c.code_key >= ? and c.code_key < ? desc, jsonb_exists(c.properties, 'not_used'),
                     starts_with(c.search_key, ?) desc, length(c.search_key), c.code_key
            limit ?
            """;

    private static final String FIRST = """
            select c.code, c.name, c.name_en, c.unit, c.loinc, c.parent, c.properties
            from catalogue_code c
            where c.tenant_id = ? and c.catalogue = ?
              and c.valid_from <= ?::date and (c.valid_to is null or c.valid_to > ?::date)
            order by c.code_key
            limit ?
            """;

    private static final String CODES = """
            select c.code, c.name, c.name_en, c.unit, c.loinc, c.parent, c.properties
            from catalogue_code c
            where c.tenant_id = ? and c.catalogue = ? and c.code = any (?)
              and c.valid_from <= ?::date and (c.valid_to is null or c.valid_to > ?::date)
            """;

    private static final String HOLDS = """
            select exists (select 1 from catalogue_code c where c.tenant_id = ? and c.catalogue = ?
                             and c.valid_from <= ?::date and (c.valid_to is null or c.valid_to > ?::date)) as holds
            """;

    /** People are found by name and told by name: how they sign in is nobody's business here. */
    private static final String OF_HOUSE = """
            select o.code, o.name
            from (select 'departments' as catalogue, d.code, d.name, d.search_key from department d where d.tenant_id = ?
                  union all
                  select 'facilities', f.code, f.name, unaccented(f.name || ' ' || f.code) from facility f where f.tenant_id = ?
                  union all
                  select 'staff', null, a.display_name, unaccented(a.display_name) from account a
                  where a.tenant_id = ? and a.enabled) o
            where o.catalogue = ? and o.search_key ~ all (?)
            order by lower(o.code) = ? desc, length(o.search_key), o.name, o.code
            limit ?
            """;

    private static final String LIST = """
            select c.catalogue, max(c.valid_from)::text as newest, count(*) filter (where c.valid_to is null) as codes,
                   (select count(*) from catalogue_edition e where e.tenant_id = c.tenant_id and e.catalogue = c.catalogue)::int as editions
            from catalogue_code c where c.tenant_id = ? group by c.tenant_id, c.catalogue order by c.catalogue limit 100
            """;

    private final Database database;

    @Inject
    public Catalogues(Database database) {
        this.database = database;
    }

    /** The catalogues that have an edition, by name. */
    public List<Catalogue> list(UUID tenantId) {
        return database.query(
                LIST,
                row -> new Catalogue(
                        row.text("catalogue"), day(row.text("newest")), row.number("codes"), row.integer("editions")),
                tenantId);
    }

    /**
     * What somebody may mean: codes that begin so, with or without their dots, and names that have words beginning with all of the
     * words, in any order, without accents and with Đ as D. The likeliest {@value #MOST_FOUND}; of nothing typed the first ones.
     *
     * @param text what was typed; cut after {@value #LONGEST_QUESTION} characters
     * @param day of the event
     */
    public List<Entry> search(UUID tenantId, String catalogue, String text, LocalDate day) {
        String typed = text == null ? "" : text.strip().replace("\0", "");
        String asked = PersonName.unaccented(
                typed.length() <= LONGEST_QUESTION ? typed : typed.substring(0, LONGEST_QUESTION));
        List<String> words = Arrays.stream(asked.split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(MOST_WORDS)
                .toList();
        if (OWN.contains(catalogue)) {
            return ofHouse(tenantId, catalogue, asked, words);
        }
        return asked.isEmpty()
                ? first(tenantId, catalogue, day, MOST_FOUND)
                : found(tenantId, catalogue, asked, words, day.toString());
    }

    private List<Entry> found(UUID tenantId, String catalogue, String asked, List<String> words, String day) {
        String code = asked.replaceAll("[.\\s]", "").toUpperCase(Locale.ROOT);
        // A single letter begins too many words; it still begins codes.
        boolean worded = words.stream().anyMatch(word -> word.length() > 1);
        String query = worded ? words.stream().map(word -> "'" + word + "':*").collect(Collectors.joining(" & ")) : "";
        return database.query(
                FOUND,
                Catalogues::entry,
                tenantId,
                catalogue,
                day,
                day,
                code,
                code + LAST,
                query,
                code,
                code,
                code + LAST,
                asked,
                MOST_FOUND);
    }

    private List<Entry> ofHouse(UUID tenantId, String catalogue, String asked, List<String> words) {
        return database.query(
                OF_HOUSE,
                row -> new Entry(row.text("code"), row.text("name"), null, null, null, null, null),
                tenantId,
                tenantId,
                tenantId,
                catalogue,
                words.stream().map(word -> "\\m" + word).toArray(String[]::new),
                asked,
                MOST_FOUND);
    }

    /** The first so many entries of a catalogue on a day, by code: for one that is small enough to be had as a whole. */
    public List<Entry> first(UUID tenantId, String catalogue, LocalDate day, int most) {
        return database.query(FIRST, Catalogues::entry, tenantId, catalogue, day.toString(), day.toString(), most);
    }

    /** The entry of a code on a day; empty when the catalogue has none then. */
    public Optional<Entry> entry(Transaction t, UUID tenantId, String catalogue, String code, LocalDate day) {
        return Optional.ofNullable(
                entries(t, tenantId, catalogue, Set.of(code), day).get(code));
    }

    /** The entries of codes on a day; those that the catalogue has not then are missing. */
    public Map<String, Entry> entries(
            Transaction t, UUID tenantId, String catalogue, Set<String> codes, LocalDate day) {
        return t
                .query(
                        CODES,
                        Catalogues::entry,
                        tenantId,
                        catalogue,
                        codes.toArray(String[]::new),
                        day.toString(),
                        day.toString())
                .stream()
                .collect(Collectors.toMap(Entry::code, Function.identity()));
    }

    /** Whether an edition of it holds on a day: without one nothing can be said of a code. */
    public boolean holds(Transaction t, UUID tenantId, String catalogue, LocalDate day) {
        return t.first(HOLDS, row -> row.bool("holds"), tenantId, catalogue, day.toString(), day.toString())
                .orElse(false);
    }

    static Entry entry(Row row) {
        return new Entry(
                row.text("code"),
                row.text("name"),
                row.text("name_en"),
                row.text("unit"),
                row.text("loinc"),
                row.text("parent"),
                properties(row.text("properties")));
    }

    private static SortedMap<String, String> properties(String json) {
        try {
            return JSON.readValue(json, new TypeReference<TreeMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unreadable properties of a code", null);
        }
    }

    /** The first day of all is no day that anybody named. */
    private static LocalDate day(String text) {
        LocalDate day = LocalDate.parse(text);
        return day.getYear() <= 1900 ? null : day;
    }
}
