package vn.emr.core.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.audit.Digest;
import vn.emr.core.mapping.Loading;
import vn.emr.core.mapping.MappingFile;
import vn.emr.core.mapping.MappingRegister.Author;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * Takes editions of catalogues from the hospital's own copy of the official lists. A file is one whole edition and holds from a day
 * on; what it does not name ends that day. It is looked at first and taken by a second step that names what was seen. Each edition
 * stays on record with who, when and of which file; the same edition again changes nothing.
 */
@ApplicationScoped
public class CatalogueRegister {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,30}");
    /** Before it was signed nothing of it was ever sent. */
    private static final LocalDate ALWAYS = LocalDate.of(1900, 1, 1);

    private static final int MOST_EDITIONS = 200;

    private static final String IN_FORCE = """
            select code, name, name_en, unit, loinc, parent, properties from catalogue_code
            where tenant_id = ? and catalogue = ? and valid_from < ?::date and (valid_to is null or valid_to >= ?::date)
            """;

    /**
     * What was seen before an edition is taken.
     *
     * @param digest SHA-256 of the file, in hexadecimal
     * @param newest number of the edition that was the newest, 0 when there was none
     */
    public record Seen(String digest, int newest) {}

    /** What a file changes, or would. */
    public record Preview(Seen seen, Loading loading) {}

    /** An edition as it was taken. @param from null for ever since */
    public record Edition(
            int number,
            LocalDate from,
            Instant at,
            String by,
            String digest,
            long bytes,
            String origin,
            int lines,
            int made,
            int changed,
            int ended) {}

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
     * What an edition would change, and every bad line. Changes nothing.
     *
     * @param catalogue such as {@code icd10} or {@code QD1227}
     * @param from the first day it holds, null for ever since
     * @throws Refusal CONFLICT when a later edition is there; for a file that cannot be read as {@link EntryFile} says
     */
    public Preview preview(Author author, String catalogue, LocalDate from, byte[] file) {
        EntryFile entries = EntryFile.of(named(catalogue), file);
        return database.inTransaction(t -> {
            CatalogueLoad load = load(t, author, catalogue, day(from), entries);
            return new Preview(new Seen(digest(file), newest(t, author, catalogue)), load.loading(false));
        });
    }

    /**
     * Takes an edition as it was seen.
     *
     * @throws Refusal as {@link #preview}; CONFLICT when the file is another one or somebody took an edition meanwhile,
     *     MALFORMED_FIELD with the bad lines; then nothing changed
     */
    public Loading take(Author author, String catalogue, LocalDate from, byte[] file, Seen seen) {
        String digest = digest(file);
        if (seen == null || !digest.equals(seen.digest())) {
            throw new Refusal(Code.CONFLICT, "this is not the file that was looked at", "digest");
        }
        return taken(author, catalogue, from, file, seen.newest(), null);
    }

    /** Takes what came with the server, when the catalogue has no edition yet. */
    void ship(Author author, String catalogue, LocalDate from, byte[] file, String origin) {
        taken(author, catalogue, from, file, 0, origin);
    }

    private Loading taken(Author author, String catalogue, LocalDate from, byte[] file, int seen, String origin) {
        EntryFile entries = EntryFile.of(named(catalogue), file);
        String day = day(from);
        return database.inTransaction(t -> {
            t.update("lock table catalogue_code in share row exclusive mode");
            int newest = newest(t, author, catalogue);
            if (newest != seen) {
                throw new Refusal(Code.CONFLICT, "somebody took an edition of this catalogue meanwhile", "newest");
            }
            CatalogueLoad load = load(t, author, catalogue, day, entries);
            MappingFile.refuse(load.faults());
            EditionRows.put(t, author.tenantId(), catalogue, day, load);
            UUID id = Ids.next();
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            boolean person = author.who().kind() == ActorKind.PERSON;
            Loading loading = load.loading(true);
            Edition edition = new Edition(
                    newest + 1,
                    from,
                    now,
                    person ? author.who().name() : "EMR",
                    digest(file),
                    file.length,
                    origin,
                    loading.lines(),
                    loading.made(),
                    loading.changed(),
                    loading.ended());
            EditionRows.remember(
                    t,
                    author.tenantId(),
                    catalogue,
                    day,
                    id,
                    person ? author.who().id() : null,
                    edition,
                    load);
            String told = catalogue + " from " + day + ": " + load.words() + ", SHA-256 " + edition.digest();
            trail.append(
                    t,
                    AuditEvent.ofHouse(now, author.tenantId(), Kind.CONFIGURATION, author.who(), "CATALOGUE", id)
                            .changing(told));
            return loading;
        });
    }

    /** The editions of a catalogue that were taken, the newest first. */
    public List<Edition> editions(UUID tenantId, String catalogue) {
        return database.query(
                """
                select number, valid_from::text as day, taken_at, taken_by, file_digest, file_bytes, origin, lines, made, changed, ended
                from catalogue_edition where tenant_id = ? and catalogue = ? order by number desc limit ?
                """,
                row -> {
                    LocalDate from = LocalDate.parse(row.text("day"));
                    return new Edition(
                            row.integer("number"),
                            from.equals(ALWAYS) ? null : from,
                            row.instant("taken_at"),
                            row.text("taken_by"),
                            row.text("file_digest"),
                            row.number("file_bytes"),
                            row.text("origin"),
                            row.integer("lines"),
                            row.integer("made"),
                            row.integer("changed"),
                            row.integer("ended"));
                },
                tenantId,
                catalogue,
                MOST_EDITIONS);
    }

    private static String named(String catalogue) {
        if (catalogue == null || !NAME.matcher(catalogue).matches()) {
            throw new Refusal(Code.MALFORMED_FIELD, "the catalogue's short name, such as QD1227", "catalogue");
        }
        if (Catalogues.OWN.contains(catalogue)) {
            throw new Refusal(Code.NOT_APPLICABLE, "the hospital's own places and people are not taken from a list");
        }
        return catalogue;
    }

    private static String day(LocalDate from) {
        return (from == null ? ALWAYS : from).toString();
    }

    private static String digest(byte[] file) {
        return file == null ? "" : HexFormat.of().formatHex(Digest.sha256().digest(file));
    }

    private static int newest(Transaction t, Author author, String catalogue) {
        return t.first(
                        "select coalesce(max(number), 0) as newest from catalogue_edition where tenant_id = ? and catalogue = ?",
                        row -> row.integer("newest"),
                        author.tenantId(),
                        catalogue)
                .orElse(0);
    }

    private static CatalogueLoad load(Transaction t, Author author, String catalogue, String day, EntryFile entries) {
        t.first(
                        "select 1 as later from catalogue_code where tenant_id = ? and catalogue = ? and valid_from > ?::date limit 1",
                        row -> row.integer("later"),
                        author.tenantId(),
                        catalogue,
                        day)
                .ifPresent(later -> {
                    throw new Refusal(Code.CONFLICT, "a later edition of this catalogue is loaded already", "from");
                });
        Map<String, Entry> before =
                t.query(IN_FORCE, Catalogues::entry, author.tenantId(), catalogue, day, day).stream()
                        .collect(Collectors.toMap(Entry::code, Function.identity()));
        return CatalogueLoad.of(entries, before);
    }
}
