package vn.emr.core.mapping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.mapping.CatalogueLoad.Entry;
import vn.emr.core.mapping.MappingRegister.Author;
import vn.emr.core.record.PersonName;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * Catalogues that codes are mapped to, such as the index codes of QĐ 1227/QĐ-BYT or LOINC, loaded from the hospital's own
 * copy of the official list. A file is one whole edition and holds from a day on; what it does not name ends that day.
 * Loading the same edition again changes nothing.
 */
@ApplicationScoped
public class CatalogueRegister {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,30}");

    private static final String IN_FORCE = """
            select code, name, unit, loinc from catalogue_code
            where tenant_id = ? and catalogue = ? and valid_from < ?::date and (valid_to is null or valid_to >= ?::date)
            """;

    private static final String INSERT = """
            insert into catalogue_code (tenant_id, catalogue, code, name, search_key, unit, loinc, valid_from)
            select ?, ?, n.code, n.name, n.search_key, n.unit, n.loinc, ?::date
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) as n (code, name, search_key, unit, loinc)
            """;

    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public CatalogueRegister(Database database, AuditTrail trail, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Takes an edition: columns {@code code}, {@code name} and, where known, {@code unit} and {@code loinc}.
     *
     * @param catalogue such as {@code QD1227}
     * @param from the first day it holds, null for ever since
     * @throws Refusal MALFORMED_FIELD with the bad lines, CONFLICT when a later edition is there; then nothing changed
     */
    public Loading load(Author author, String catalogue, LocalDate from, byte[] file) {
        return loading(author, catalogue, from, file, true);
    }

    /** What an edition would change, and every bad line. Changes nothing. */
    public Loading tryLoad(Author author, String catalogue, LocalDate from, byte[] file) {
        return loading(author, catalogue, from, file, false);
    }

    private Loading loading(Author author, String catalogue, LocalDate from, byte[] file, boolean really) {
        if (catalogue == null || !NAME.matcher(catalogue).matches()) {
            throw new Refusal(Code.MALFORMED_FIELD, "the catalogue's short name, such as QD1227", "catalogue");
        }
        String day = (from == null ? MappingFile.ALWAYS : from).toString();
        String csv = Csv.text(file);
        return database.inTransaction(t -> {
            t.update("lock table catalogue_code in share row exclusive mode");
            later(t, author, catalogue, day);
            CatalogueLoad load = CatalogueLoad.of(csv, inForce(t, author, catalogue, day));
            if (really) {
                MappingFile.refuse(load.faults());
                write(t, author, catalogue, day, load);
            }
            return load.loading(really);
        });
    }

    private static void later(Transaction t, Author author, String catalogue, String day) {
        t.first(
                        "select 1 as later from catalogue_code where tenant_id = ? and catalogue = ? and valid_from > ?::date limit 1",
                        row -> row.integer("later"),
                        author.tenantId(),
                        catalogue,
                        day)
                .ifPresent(later -> {
                    throw new Refusal(Code.CONFLICT, "a later edition of this catalogue is loaded already", "from");
                });
    }

    private static Map<String, Entry> inForce(Transaction t, Author author, String catalogue, String day) {
        return t
                .query(
                        IN_FORCE,
                        row -> new Entry(row.text("code"), row.text("name"), row.text("unit"), row.text("loinc")),
                        author.tenantId(),
                        catalogue,
                        day,
                        day)
                .stream()
                .collect(Collectors.toMap(Entry::code, Function.identity()));
    }

    /** As if the edition of this day had not been loaded before; then what it ends, and what it begins. */
    private void write(Transaction t, Author author, String catalogue, String day, CatalogueLoad load) {
        UUID tenant = author.tenantId();
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
                column(begins, e -> PersonName.unaccented(e.name())),
                column(begins, Entry::unit),
                column(begins, Entry::loinc));
        trail.append(
                t,
                CodeTrace.of(
                        author,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        "CATALOGUE",
                        null,
                        catalogue + " from " + day + ": " + load.words()));
    }

    private static String[] column(List<Entry> all, Function<Entry, String> part) {
        return all.stream().map(part).toArray(String[]::new);
    }
}
