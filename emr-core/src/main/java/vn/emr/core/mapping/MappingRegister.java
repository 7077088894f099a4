package vn.emr.core.mapping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * What people say local codes mean. Every change is traced with what stood before; a change names the version that was seen
 * and is refused when somebody was faster. A file is taken whole or not at all.
 */
@ApplicationScoped
public class MappingRegister {
    private static final Pattern LOINC = Pattern.compile("\\d{1,8}-\\d");

    /** Who changes whose mappings. */
    public record Author(Actor who, UUID tenantId) {}

    /**
     * A mapping as wanted.
     *
     * @param validFrom null for ever since
     * @param line of the file it came from, 0 when from a screen
     */
    public record Wanted(
            CodeKind kind,
            UUID sourceId,
            String localSystem,
            String localCode,
            String system,
            String code,
            String name,
            String loinc,
            LocalDate validFrom,
            LocalDate validTo,
            int line) {}

    /** A code of a catalogue. */
    public record Entry(
            String catalogue, String code, String name, String loinc, LocalDate validFrom, LocalDate validTo) {}

    private static final String ENTRY = """
            insert into catalogue_code (tenant_id, catalogue, code, name, loinc, valid_from, valid_to)
            values (?, ?, ?, ?, ?, ?::date, ?::date)
            on conflict (tenant_id, catalogue, code, valid_from)
            do update set name = excluded.name, loinc = excluded.loinc, valid_to = excluded.valid_to
            """;

    private final Database database;
    private final AuditTrail trail;
    private final Meanings meanings;
    private final Clock clock;

    @Inject
    public MappingRegister(Database database, AuditTrail trail, Meanings meanings, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.meanings = meanings;
        this.clock = clock;
    }

    /**
     * A new mapping.
     *
     * @throws Refusal CONFLICT when the code has another meaning on some of these days, MALFORMED_FIELD for what does not fit
     */
    public UUID make(Author author, Wanted wanted) {
        Wanted w = checked(wanted);
        return change(author, t -> insert(t, author, w));
    }

    /**
     * Changes what a code means or the days it does; the code itself stays.
     *
     * @throws Refusal CONFLICT when the mapping was changed meanwhile or its days overlap another's
     */
    public void change(Author author, UUID id, int version, Wanted wanted) {
        Wanted w = checked(wanted);
        change(author, t -> {
            CodeMapping before = MappingTable.find(t, author.tenantId(), id).orElseThrow(MappingRegister::changed);
            update(t, author, before, version, w);
            return id;
        });
    }

    /** Takes a mapping away as if it had never been; to end one, change its last day. */
    public void remove(Author author, UUID id, int version) {
        change(author, t -> {
            CodeMapping before = MappingTable.find(t, author.tenantId(), id).orElseThrow(MappingRegister::changed);
            if (!MappingTable.delete(t, author.tenantId(), id, version)) {
                throw changed();
            }
            trace(t, author, id, "removed " + words(before));
            return id;
        });
    }

    /**
     * Takes a whole file: a mapping of the same code, sender and first day is changed, others are made.
     *
     * @return how many lines were taken
     * @throws Refusal MALFORMED_FIELD with every bad line, CONFLICT with the first whose days overlap; then nothing changed
     */
    public int importMappings(Author author, byte[] file) {
        String csv = Csv.text(file);
        return change(author, t -> {
            Map<String, UUID> sources = new HashMap<>();
            MappingTable.sourceNames(t, author.tenantId()).forEach((id, name) -> sources.put(name, id));
            List<Wanted> all =
                    MappingFile.read(csv, MappingFile.MAPPING_COLUMNS, cells -> MappingFile.mapping(cells, sources));
            Map<List<Object>, CodeMapping> standing = new HashMap<>();
            MappingTable.all(t, author.tenantId()).forEach(m -> standing.put(key(m), m));
            List<Wanted> fresh = new ArrayList<>();
            // What ends comes before what begins.
            for (Wanted w : all) {
                CodeMapping before = standing.get(key(w));
                if (before == null) {
                    fresh.add(w);
                } else {
                    update(t, author, before, before.version(), w);
                }
            }
            fresh.forEach(w -> insert(t, author, w));
            return all.size();
        });
    }

    /** Every mapping of a kind (or of all) as a file that {@link #importMappings} takes again. */
    public String exportMappings(UUID tenantId, CodeKind kind) {
        return database.inTransaction(t -> {
            Map<UUID, String> names = MappingTable.sourceNames(t, tenantId);
            List<List<String>> rows = MappingTable.all(t, tenantId).stream()
                    .filter(m -> kind == null || m.kind() == kind)
                    .map(m -> cells(m, names))
                    .toList();
            return Csv.write(MappingFile.MAPPING_COLUMNS, rows);
        });
    }

    private static List<String> cells(CodeMapping m, Map<UUID, String> names) {
        return Arrays.asList(
                m.kind().name(),
                m.sourceId() == null ? "" : names.get(m.sourceId()),
                m.localSystem(),
                m.localCode(),
                m.system(),
                m.code(),
                m.name(),
                m.loinc(),
                MappingFile.ALWAYS.equals(m.validFrom()) ? "" : m.validFrom().toString(),
                MappingTable.text(m.validTo()));
    }

    /**
     * Loads codes of catalogues, such as the index codes of QĐ 1227/QĐ-BYT, from the hospital's copy of the official list.
     *
     * @throws Refusal MALFORMED_FIELD with every bad line; then nothing changed
     */
    public int importCatalogue(Author author, byte[] file) {
        String csv = Csv.text(file);
        List<Entry> all = MappingFile.read(csv, MappingFile.CATALOGUE_COLUMNS, MappingFile::entry);
        return change(author, t -> {
            all.forEach(e -> t.update(
                    ENTRY,
                    author.tenantId(),
                    e.catalogue(),
                    e.code(),
                    e.name(),
                    e.loinc(),
                    e.validFrom().toString(),
                    MappingTable.text(e.validTo())));
            trace(t, author, null, "catalogue file of " + all.size() + " lines");
            return all.size();
        });
    }

    private <T> T change(Author author, Function<Transaction, T> change) {
        T result = database.inTransaction(change);
        meanings.changed(author.tenantId());
        return result;
    }

    private UUID insert(Transaction t, Author author, Wanted w) {
        UUID id =
                MappingTable.insert(t, author.tenantId(), w, now(), author.who().name());
        trace(t, author, id, "made " + words(w));
        return id;
    }

    private void update(Transaction t, Author author, CodeMapping before, int version, Wanted w) {
        boolean sameCode = key(before).subList(0, 4).equals(key(w).subList(0, 4));
        if (!sameCode
                || !MappingTable.update(
                        t,
                        author.tenantId(),
                        before.id(),
                        version,
                        w,
                        now(),
                        author.who().name())) {
            throw changed();
        }
        trace(t, author, before.id(), "changed " + words(before) + " to " + words(w));
    }

    private static Wanted checked(Wanted w) {
        List<String> wrong = new ArrayList<>();
        if (w.kind() == null) {
            wrong.add("/kind");
        }
        length(wrong, "/localSystem", w.localSystem() == null ? "" : w.localSystem(), 0, 60);
        length(wrong, "/localCode", w.localCode(), 1, 200);
        length(wrong, "/system", w.system(), 1, 30);
        length(wrong, "/code", w.code(), 1, 60);
        length(wrong, "/name", w.name(), 1, 300);
        boolean noLoinc = w.loinc() == null || w.loinc().isBlank();
        if (!noLoinc && !LOINC.matcher(w.loinc().strip()).matches()) {
            wrong.add("/loinc");
        }
        LocalDate from = w.validFrom() == null ? MappingFile.ALWAYS : w.validFrom();
        if (w.validTo() != null && !w.validTo().isAfter(from)) {
            wrong.add("/validTo");
        }
        if (!wrong.isEmpty()) {
            throw new Refusal(Code.MALFORMED_FIELD, "a part of the mapping does not fit", wrong.toArray(String[]::new));
        }
        return new Wanted(
                w.kind(),
                w.sourceId(),
                w.localSystem() == null ? "" : w.localSystem().strip(),
                w.localCode().strip(),
                w.system().strip(),
                w.code().strip(),
                w.name().strip(),
                noLoinc ? null : w.loinc().strip(),
                from,
                w.validTo(),
                w.line());
    }

    private static void length(List<String> wrong, String field, String value, int least, int most) {
        int length = value == null ? 0 : value.strip().length();
        if (length < least || length > most || length > 0 && value.indexOf('\u0000') >= 0) {
            wrong.add(field);
        }
    }

    private static List<Object> key(CodeMapping m) {
        return Arrays.asList(m.kind(), m.sourceId(), m.localSystem(), m.localCode(), m.validFrom());
    }

    private static List<Object> key(Wanted w) {
        return Arrays.asList(w.kind(), w.sourceId(), w.localSystem(), w.localCode(), w.validFrom());
    }

    private static String words(CodeMapping m) {
        return m.kind() + " " + m.localCode() + " = " + m.system() + " " + m.code() + " " + m.validFrom() + ".."
                + m.validTo();
    }

    private static String words(Wanted w) {
        return w.kind() + " " + w.localCode() + " = " + w.system() + " " + w.code() + " " + w.validFrom() + ".."
                + w.validTo();
    }

    private void trace(Transaction t, Author author, UUID id, String detail) {
        trail.append(
                t,
                new AuditEvent(
                        Ids.next(),
                        now(),
                        author.tenantId(),
                        Kind.CONFIGURATION,
                        true,
                        author.who(),
                        null,
                        null,
                        "CODE_MAPPING",
                        id,
                        null,
                        null,
                        detail));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Refusal changed() {
        return new Refusal(Code.CONFLICT, "this mapping was changed meanwhile; look at it again");
    }
}
