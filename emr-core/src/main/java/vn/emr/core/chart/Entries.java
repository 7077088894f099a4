package vn.emr.core.chart;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.record.Noun;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Provenance;
import vn.emr.core.store.ChangeSet;
import vn.emr.core.store.RecordStore;
import vn.emr.core.store.Transaction;
import vn.emr.core.store.WorkingSet;

/** What all that people enter in a chart has in common: the visit it is of, the lock, and the version under their name. */
public final class Entries {
    /** Clocks of screens run ahead a little. */
    private static final Duration AHEAD = Duration.ofMinutes(5);
    /** What was done on the way to the hospital belongs to its visit. */
    private static final Duration BEFORE_THE_VISIT = Duration.ofHours(24);

    private final Access access;
    private final RecordStore records;
    private final Clock clock;

    public Entries(Access access, RecordStore records, Clock clock) {
        this.access = access;
        this.records = records;
        this.clock = clock;
    }

    /** As exact as the database keeps it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** A person wrote it. */
    public static Provenance by(Transaction t, Caller caller, Instant now) {
        return new Provenance(null, caller.displayName(t), null, now, now);
    }

    /** Keeps the next version of it. */
    public <N extends Noun> N commit(Transaction t, Caller caller, String why, N next) {
        Instant at = next.origin().recorded();
        records.commit(
                t, caller.tenantId(), List.of(new ChangeSet(caller.actor(), at, why, null, null, List.of(next))));
        return next;
    }

    /**
     * The visit as all systems together tell it.
     *
     * @throws Refusal NOT_FOUND, traced, when the chart does not show it
     */
    public Visit visit(Charts charts, Grant grant, UUID encounterId) {
        return charts.visits(grant).stream()
                .filter(v -> tellings(v).anyMatch(encounterId::equals))
                .findFirst()
                .orElseThrow(() -> access.missing(grant, NounKind.ENCOUNTER.name(), encounterId));
    }

    /** The visit under each of its tellings. */
    public static Stream<UUID> tellings(Visit visit) {
        return Stream.concat(Stream.of(visit.id()), visit.otherIds().stream());
    }

    /**
     * The visit once nobody else writes about these people.
     *
     * @param otherwise the refusal when its record came into a state meanwhile in which the right is not given
     */
    public static VisitRow locked(Transaction t, Grant grant, Visit visit, Right right, Supplier<Refusal> otherwise) {
        VisitRow row = VisitRow.locked(t, grant, visit)
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "no such object in this record"));
        if (!grant.may(right, row.state())) {
            throw otherwise.get();
        }
        return row;
    }

    /**
     * When something of a visit was, to the second.
     *
     * @param at null: refused
     * @param pointer of the field
     * @throws Refusal for what was long before the visit, after its end, or has not come yet
     */
    public static Instant within(Visit visit, Instant at, Instant now, String pointer) {
        if (at == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "when it was", pointer);
        }
        Instant start = visit.start() == null ? null : visit.start().from();
        Instant end = visit.end() == null ? null : visit.end().from();
        boolean before = start != null && at.isBefore(start.minus(BEFORE_THE_VISIT));
        if (before || end != null && at.isAfter(end) || at.isAfter(now.plus(AHEAD))) {
            throw new Refusal(Code.MALFORMED_FIELD, "a time of the visit, not in the future", pointer);
        }
        return at.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Who writes about the same people, of no visit, does it one after another. */
    public static void lock(Transaction t, Grant grant) {
        new WorkingSet(t, grant.tenantId()).lockAndLoad(List.of(grant.people()), List.of());
    }
}
