package vn.emr.core.catalogue;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import vn.emr.core.catalogue.CatalogueRegister.Edition;
import vn.emr.core.store.Content;
import vn.emr.core.store.Transaction;

/** An edition as it is written: on which days its codes hold, and what stays on record of it. */
final class EditionRows {
    private static final String INSERT = """
            insert into catalogue_code (tenant_id, catalogue, code, name, name_en, search_key, unit, loinc, parent, properties, valid_from)
            select ?, ?, n.code, n.name, n.name_en, n.search_key, n.unit, n.loinc, n.parent, n.properties::jsonb, ?::date
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              as n (code, name, name_en, search_key, unit, loinc, parent, properties)
            """;

    private static final String EDITION = """
            insert into catalogue_edition (id, tenant_id, catalogue, number, valid_from, taken_at, taken_by, account_id, file_digest,
              file_bytes, origin, lines, made, changed, ended)
            values (?, ?, ?, ?, ?::date, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String CHANGES = """
            insert into catalogue_change (edition_id, code, ended, name, name_en, unit, loinc, parent, properties)
            select ?, n.code, false, n.name, n.name_en, n.unit, n.loinc, n.parent, n.properties::jsonb
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              as n (code, name, name_en, unit, loinc, parent, properties)
            """;

    private static final String ENDED = """
            insert into catalogue_change (edition_id, code, ended) select ?, n.code, true from unnest(?::text[]) as n (code)
            """;

    private EditionRows() {}

    /** As if the edition of this day had not been taken before; then what it ends, and what it begins. */
    static void put(Transaction t, UUID tenant, String catalogue, String day, CatalogueLoad load) {
        t.update(
                "delete from catalogue_code where tenant_id = ? and catalogue = ? and valid_from = ?::date",
                tenant,
                catalogue,
                day);
        t.update(
                "update catalogue_code set valid_to = null where tenant_id = ? and catalogue = ? and valid_to = ?::date",
                tenant,
                catalogue,
                day);
        t.update(
                "update catalogue_code set valid_to = ?::date"
                        + " where tenant_id = ? and catalogue = ? and valid_to is null and code = any (?)",
                day,
                tenant,
                catalogue,
                load.ends().toArray(String[]::new));
        List<Entry> begins = load.begins();
        t.update(
                INSERT,
                tenant,
                catalogue,
                day,
                column(begins, Entry::code),
                column(begins, Entry::name),
                column(begins, Entry::nameEn),
                column(begins, Entry::searchKey),
                column(begins, Entry::unit),
                column(begins, Entry::loinc),
                column(begins, Entry::parent),
                column(begins, e -> Content.json(e.properties())));
    }

    /** Who took what, and what it changed. @param accountId null: it came with the server */
    static void remember(
            Transaction t,
            UUID tenant,
            String catalogue,
            String day,
            UUID id,
            UUID accountId,
            Edition edition,
            CatalogueLoad load) {
        t.update(
                EDITION,
                id,
                tenant,
                catalogue,
                edition.number(),
                day,
                edition.at(),
                edition.by(),
                accountId,
                edition.digest(),
                edition.bytes(),
                edition.origin(),
                edition.lines(),
                edition.made(),
                edition.changed(),
                edition.ended());
        List<Entry> begins = load.begins();
        t.update(
                CHANGES,
                id,
                column(begins, Entry::code),
                column(begins, Entry::name),
                column(begins, Entry::nameEn),
                column(begins, Entry::unit),
                column(begins, Entry::loinc),
                column(begins, Entry::parent),
                column(begins, e -> Content.json(e.properties())));
        t.update(ENDED, id, load.gone().toArray(String[]::new));
    }

    private static String[] column(List<Entry> all, Function<Entry, String> part) {
        return all.stream().map(part).toArray(String[]::new);
    }
}
