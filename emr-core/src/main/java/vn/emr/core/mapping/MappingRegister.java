package vn.emr.core.mapping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.mapping.CodeMapping.Wanted;
import vn.emr.core.mapping.MappingTable.Writing;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * What people say local codes mean. Every change is traced with what stood before; a change names the version that was seen
 * and is refused when somebody was faster. A file is taken whole or not at all.
 */
@ApplicationScoped
public class MappingRegister {
    /** Who changes whose mappings. */
    public record Author(Actor who, UUID tenantId) {}

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
        return changing(author, t -> {
            Wanted w = checked(t, author, wanted);
            UUID id = Ids.next();
            MappingTable.insert(t, author.tenantId(), List.of(new Writing(id, 1, w)), now(), name(author));
            trail.append(t, trace(author, id, "made " + w.words()));
            return id;
        });
    }

    /**
     * Changes what a code means or the days it does; the code itself stays.
     *
     * @throws Refusal CONFLICT when the mapping was changed meanwhile or its days overlap another's
     */
    public void change(Author author, UUID id, int version, Wanted wanted) {
        changing(author, t -> {
            Wanted w = checked(t, author, wanted);
            Wanted before = find(t, author, id);
            Writing writing = new Writing(id, version, w);
            if (!before.whose().equals(w.whose())
                    || !MappingTable.update(t, author.tenantId(), List.of(writing), now(), name(author))) {
                throw meanwhile();
            }
            trail.append(t, trace(author, id, "changed " + before.words() + " to " + w.words()));
            return id;
        });
    }

    /** Takes a mapping away as if it had never been; to end one, change its last day. */
    public void remove(Author author, UUID id, int version) {
        changing(author, t -> {
            Wanted before = find(t, author, id);
            if (!MappingTable.delete(t, author.tenantId(), id, version)) {
                throw meanwhile();
            }
            trail.append(t, trace(author, id, "removed " + before.words()));
            return id;
        });
    }

    /**
     * Takes a whole file: a mapping of the same code, sender and first day is changed, others are made. What the file does
     * not name stays.
     *
     * @throws Refusal MALFORMED_FIELD with the bad lines, CONFLICT when their days overlap; then nothing changed
     */
    public Loading load(Author author, byte[] file) {
        String csv = Csv.text(file);
        return changing(author, t -> {
            MappingTable.lock(t);
            MappingLoad load = MappingLoad.of(t, author.tenantId(), csv);
            MappingFile.refuse(load.faults());
            write(t, author, load);
            return load.loading(true);
        });
    }

    /**
     * What a file would change, line by line, and every bad line. Changes nothing.
     *
     * @throws Refusal for a file whose head or text cannot be read
     */
    public Loading tryLoad(Author author, byte[] file) {
        String csv = Csv.text(file);
        return database.inTransaction(
                t -> MappingLoad.of(t, author.tenantId(), csv).loading(false));
    }

    /** Every mapping of a kind, or of all for null, as a file that {@link #load} takes again. */
    public String save(UUID tenantId, CodeKind kind) {
        return database.inTransaction(t -> MappingLoad.file(t, tenantId, kind));
    }

    private void write(Transaction t, Author author, MappingLoad load) {
        List<AuditEvent> traces = new ArrayList<>();
        List<Writing> changed = load.changed().stream()
                .map(c -> new Writing(c.before().id(), c.before().version(), c.wanted()))
                .toList();
        load.changed()
                .forEach(c -> traces.add(trace(
                        author,
                        c.before().id(),
                        "changed " + c.before().wanted().words() + " to "
                                + c.wanted().words())));
        List<Writing> made =
                load.made().stream().map(w -> new Writing(Ids.next(), 1, w)).toList();
        made.forEach(w -> traces.add(trace(author, w.id(), "made " + w.wanted().words())));
        // What ends comes before what begins.
        if (!changed.isEmpty() && !MappingTable.update(t, author.tenantId(), changed, now(), name(author))) {
            throw meanwhile();
        }
        if (!made.isEmpty()) {
            MappingTable.insert(t, author.tenantId(), made, now(), name(author));
        }
        trail.append(t, traces.toArray(AuditEvent[]::new));
    }

    private <T> T changing(Author author, Function<Transaction, T> change) {
        T result = database.inTransaction(change);
        meanings.changed(author.tenantId());
        return result;
    }

    private static Wanted find(Transaction t, Author author, UUID id) {
        return MappingTable.find(t, author.tenantId(), id)
                .orElseThrow(MappingRegister::meanwhile)
                .wanted();
    }

    private static Wanted checked(Transaction t, Author author, Wanted w) {
        List<String> wrong = new ArrayList<>();
        if (w.kind() == null) {
            wrong.add("/kind");
        }
        Set<UUID> senders = MappingTable.sourceNames(t, author.tenantId()).keySet();
        if (w.sourceId() != null && !senders.contains(w.sourceId())) {
            wrong.add("/sourceId");
        }
        LocalDate from = w.validFrom() == null ? MappingFile.ALWAYS : w.validFrom();
        Wanted plain = new Wanted(
                w.kind(),
                w.sourceId(),
                text(wrong, "/localSystem", w.localSystem(), 0, 60),
                text(wrong, "/localCode", w.localCode(), 1, 200),
                text(wrong, "/system", w.system(), 1, 30),
                text(wrong, "/code", w.code(), 1, 60),
                text(wrong, "/name", w.name(), 1, 300),
                w.loinc() == null || w.loinc().isBlank() ? null : text(wrong, "/loinc", w.loinc(), 1, 10),
                from,
                w.validTo());
        if (plain.loinc() != null && !MappingFile.LOINC.matcher(plain.loinc()).matches()) {
            wrong.add("/loinc");
        }
        if (w.validTo() != null && !w.validTo().isAfter(from)) {
            wrong.add("/validTo");
        }
        if (w.kind() == CodeKind.DEPARTMENT
                && !MappingTable.departments(t, author.tenantId())
                        .contains(plain.code().toLowerCase(Locale.ROOT))) {
            wrong.add("/code");
        }
        if (!wrong.isEmpty()) {
            throw new Refusal(
                    Code.MALFORMED_FIELD,
                    "a part of the mapping does not fit",
                    wrong.stream().distinct().toArray(String[]::new));
        }
        return plain;
    }

    private static String text(List<String> wrong, String field, String value, int least, int most) {
        String plain = value == null ? "" : Normalizer.normalize(value.strip(), Normalizer.Form.NFC);
        if (plain.length() < least || plain.length() > most || plain.indexOf('\u0000') >= 0) {
            wrong.add(field);
        }
        return plain;
    }

    private AuditEvent trace(Author author, UUID id, String detail) {
        return CodeTrace.of(author, now(), "CODE_MAPPING", id, detail);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String name(Author author) {
        return author.who().name();
    }

    private static Refusal meanwhile() {
        return new Refusal(Code.CONFLICT, "this mapping was changed meanwhile; look at it again");
    }
}
