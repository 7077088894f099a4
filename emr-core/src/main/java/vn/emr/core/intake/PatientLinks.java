package vn.emr.core.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PatientLink;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.ChangeSet;
import vn.emr.core.store.Database;
import vn.emr.core.store.IntakeStore;
import vn.emr.core.store.Lookup;
import vn.emr.core.store.RecordStore;
import vn.emr.core.store.Transaction;
import vn.emr.core.store.WorkingSet;

/**
 * What a person of the hospital decides about who is who. Only links are written, so every decision can be taken back and
 * then nothing is as if it had never been. Each decision names the state it was made on: when somebody or some system was
 * faster it is refused, and the person looks again.
 */
@ApplicationScoped
public class PatientLinks {
    /** A reason nobody can act on later is none. */
    static final int SHORTEST_REASON = 3;

    static final int LONGEST_REASON = 500;

    /**
     * Who decided, and why.
     *
     * @param facilityId where the person works
     */
    public record Decision(Actor who, UUID tenantId, UUID facilityId, String reason) {}

    /** A patient as the page showed it. */
    public record Seen(UUID patientId, int version) {}

    private final Database database;
    private final RecordStore records;
    private final AuditTrail trail;
    private final IntakeStore messages;
    private final Places places;
    private final Clock clock;

    @Inject
    public PatientLinks(Database database, RecordStore records, AuditTrail trail, IntakeStore messages, Clock clock) {
        this.database = database;
        this.records = records;
        this.trail = trail;
        this.messages = messages;
        this.places = new Places(database);
        this.clock = clock;
    }

    /**
     * From now on the chart of the survivor reads the loser's rows too.
     *
     * @throws Refusal CONFLICT when one of them changed or was merged meanwhile, NOT_FOUND for unknown people,
     *     MALFORMED_FIELD for one person twice or a reason of fewer than 3 or more than 500 characters
     */
    public void merge(Decision decision, Seen loser, Seen survivor) {
        String reason = reason(decision);
        if (loser.patientId().equals(survivor.patientId())) {
            throw new Refusal(Code.MALFORMED_FIELD, "a person is not merged with itself", "/loser");
        }
        database.run(t -> {
            Judging judging = judging(t, decision, List.of(loser.patientId(), survivor.patientId()));
            unchanged(judging, loser);
            unchanged(judging, survivor);
            MergeRule.link(judging, loser.patientId(), survivor.patientId(), stated(judging, loser.patientId()));
            commit(t, decision, reason, judging);
        });
    }

    /**
     * Takes a merge back: both charts read again what was filed under each. The two are remembered as different people and
     * not asked about again.
     *
     * @param linkVersion of the link as the page showed it
     * @throws Refusal CONFLICT when the link changed meanwhile or is not there
     */
    public void unmerge(Decision decision, UUID patientId, int linkVersion) {
        String reason = reason(decision);
        database.run(t -> {
            Judging judging = judging(t, decision, List.of(patientId));
            PatientLink link = link(judging, patientId)
                    .filter(l -> l.active() && l.version() == linkVersion)
                    .orElseThrow(PatientLinks::changed);
            MergeRule.unlink(judging, patientId, link.survivorId(), stated(judging, patientId));
            commit(t, decision, reason, judging);
            different(t, decision, reason, judging.now(), patientId, link.survivorId());
        });
    }

    /**
     * Remembers that two people are different.
     *
     * @throws Refusal CONFLICT when that was said before, or when they are merged
     */
    public void distinct(Decision decision, UUID one, UUID other) {
        String reason = reason(decision);
        if (one.equals(other)) {
            throw new Refusal(Code.MALFORMED_FIELD, "two different people", "/other");
        }
        database.run(t -> {
            Judging judging = judging(t, decision, List.of(one, other));
            boolean merged = List.of(one, other).stream()
                    .anyMatch(p -> link(judging, p).filter(PatientLink::active).isPresent());
            if (merged || !different(t, decision, reason, judging.now(), one, other)) {
                throw changed();
            }
        });
    }

    /**
     * Makes the place a waiting message is filed under: a provisional person with the numbers that were sent, linked to the
     * chosen one. Taking the link back later therefore takes the message's facts out of the chosen chart again.
     *
     * @param remember the next message with these numbers finds the way by itself; else they decide nothing
     * @param attempts of the parked message as the page showed it
     * @return the provisional person
     */
    UUID placeFor(
            Decision decision, UUID inboundId, int attempts, List<Identifier> sent, UUID chosen, boolean remember) {
        String reason = reason(decision);
        return database.inTransaction(t -> {
            claim(t, inboundId, attempts);
            Judging judging = judging(t, decision, List.of(chosen));
            PatientRef who = new PatientRef(remember ? sent : decidingNothing(sent));
            if (judging.draft().patient(chosen).isEmpty()) {
                throw new Refusal(Code.NOT_FOUND, "no such patient");
            }
            if (remember && Matching.find(judging.draft(), who).isPresent()) {
                throw new Refusal(Code.CONFLICT, "a patient with this number has come meanwhile");
            }
            Patient place = PatientRule.place(judging, who);
            MergeRule.link(judging, place.id(), chosen, judging.now());
            commit(t, decision, reason, judging);
            return place.id();
        });
    }

    private void claim(Transaction t, UUID inboundId, int attempts) {
        messages.waiting(t, inboundId)
                .filter(w -> w.state().equals("WAITING") && w.attempts() == attempts)
                .orElseThrow(PatientLinks::changed);
        messages.tried(t, inboundId);
    }

    private static List<Identifier> decidingNothing(List<Identifier> sent) {
        return sent.stream()
                .map(i -> new Identifier(i.kind(), i.system(), i.value(), false))
                .toList();
    }

    private Judging judging(Transaction t, Decision decision, List<UUID> people) {
        WorkingSet record = new WorkingSet(t, decision.tenantId());
        List<Lookup> lookups = new ArrayList<>();
        people.forEach(p -> lookups.addAll(List.of(Lookup.byId(p), Lookup.linkOf(p))));
        record.lockAndLoad(people, lookups);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return Judging.ofPerson(decision, now, record.draft(), places);
    }

    private static void unchanged(Judging judging, Seen seen) {
        Patient now = judging.draft()
                .patient(seen.patientId())
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "no such patient"));
        boolean merged =
                link(judging, seen.patientId()).filter(PatientLink::active).isPresent();
        if (now.version() != seen.version() || merged) {
            throw changed();
        }
    }

    /** A person decides after everything that is known, whatever the clock of a sender said. */
    private static Instant stated(Judging judging, UUID patientId) {
        Instant known = link(judging, patientId).map(l -> l.origin().stated()).orElse(Instant.EPOCH);
        return known.isAfter(judging.now()) ? known : judging.now();
    }

    private static Optional<PatientLink> link(Judging judging, UUID patientId) {
        return judging.draft().first(Lookup.linkOf(patientId), PatientLink.class);
    }

    private void commit(Transaction t, Decision decision, String reason, Judging judging) {
        if (judging.draft().changes().isEmpty()) {
            throw changed();
        }
        ChangeSet set = new ChangeSet(
                decision.who(),
                judging.now(),
                reason,
                null,
                null,
                judging.draft().changes());
        records.commit(t, decision.tenantId(), List.of(set));
    }

    /** False when it was said before. */
    private boolean different(Transaction t, Decision decision, String reason, Instant now, UUID one, UUID other) {
        Actor who = decision.who();
        int said = t.update(
                """
                insert into distinct_people (id, tenant_id, one_id, other_id, at, actor_id, actor_name, reason)
                values (?, ?, least(?::uuid, ?::uuid), greatest(?::uuid, ?::uuid), ?, ?, ?, ?)
                on conflict do nothing
                """, Ids.next(), decision.tenantId(), one, other, one, other, now, who.id(), who.name(), reason);
        t.update("""
                delete from possible_duplicate
                where tenant_id = ? and one_id = least(?::uuid, ?::uuid) and other_id = greatest(?::uuid, ?::uuid)
                """, decision.tenantId(), one, other, one, other);
        if (said == 1) {
            trail.append(t, trace(decision, reason, now, one), trace(decision, reason, now, other));
        }
        return said == 1;
    }

    private static AuditEvent trace(Decision decision, String reason, Instant now, UUID patientId) {
        AuditEvent said = new AuditEvent(
                Ids.next(),
                now,
                decision.tenantId(),
                Kind.DISTINCT,
                true,
                decision.who(),
                null,
                patientId,
                "PATIENT",
                patientId,
                null,
                null,
                null);
        return said.because(reason);
    }

    private static String reason(Decision decision) {
        String reason =
                decision.reason() == null ? "" : decision.reason().strip().replaceAll("\\p{Cntrl}+", " ");
        if (reason.length() < SHORTEST_REASON || reason.length() > LONGEST_REASON) {
            throw new Refusal(
                    Code.MALFORMED_FIELD,
                    "a reason of " + SHORTEST_REASON + " to " + LONGEST_REASON + " characters",
                    "/reason");
        }
        return reason;
    }

    private static Refusal changed() {
        return new Refusal(Code.CONFLICT, "this was changed or decided meanwhile; look at it again");
    }
}
