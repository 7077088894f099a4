package vn.emr.core.intake;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.intake.Notice.VisitStated;
import vn.emr.core.intake.Notice.VisitStated.Fact;
import vn.emr.core.organization.Source;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.Movement;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.VisitEvent;
import vn.emr.core.record.VisitLink;
import vn.emr.core.store.Lookup;

/**
 * What an ADT event does to a visit: it becomes a {@link Movement} of it, or replaces or cancels one, and everything else is
 * read off the movements again. Events may arrive in any order; cancel events cancel; nothing is deleted.
 */
final class VisitRule {
    /** More movements than any visit has; a sender that makes a new one of each repeat is stopped here. */
    private static final int MOST_MOVEMENTS = Encounter.MOST_MOVEMENTS;

    private VisitRule() {}

    static void apply(Judging judging, VisitStated notice) {
        VisitEvent.Effect effect = notice.event().effect();
        if ((effect == VisitEvent.Effect.PRESENT || effect == VisitEvent.Effect.END) && notice.occurred() != null) {
            // What has happened cannot lie ahead; what is planned may.
            refuseFuture(judging.now(), notice.occurred().from());
        }
        UUID patientId = Matching.require(judging.draft(), notice.who());
        Encounter current = find(judging, patientId, notice.visitNumber());
        Encounter known = current == null ? fresh(judging, patientId, notice) : current;
        Encounter next = stated(judging, known, notice);
        if (current != null) {
            boolean unchanged = judging.repeat() ? sameCourse(current, next) : sameFacts(current, next);
            if (unchanged) {
                return;
            }
            next = next.asVersion(judging.draft().next(current));
        }
        judging.draft().put(next);
        folder(judging, next);
    }

    /** The source's visit of this patient; null when there is none yet. */
    private static Encounter find(Judging judging, UUID patientId, String visitNumber) {
        Optional<Encounter> own = VisitLinkRule.find(judging, patientId, visitNumber);
        if (own.isEmpty()
                && !judging.draft()
                        .find(Lookup.visit(judging.source().id, visitNumber))
                        .isEmpty()) {
            judging.remark("the visit number is also used for another patient");
        }
        return own.orElse(null);
    }

    /** Reads the events told under another number of the same visit with its own. */
    static void unite(Judging judging, Encounter visit, Encounter other) {
        Encounter.Told told = visit.facts().newest(other.facts());
        boolean newest = !other.origin().stated().isBefore(visit.origin().stated());
        Encounter next = visit.read(
                Movements.together(visit.course(), other.course()),
                told,
                newest ? judging.origin(other.origin().stated()) : visit.origin());
        if (!sameFacts(visit, next)) {
            next = next.asVersion(judging.draft().next(visit));
            judging.draft().put(next);
            folder(judging, next);
        }
    }

    private static Encounter fresh(Judging judging, UUID patientId, VisitStated n) {
        UUID facility = n.facilityCode() == null
                ? judging.source().facilityId
                : judging.places()
                        .facility(judging.source().tenantId, n.facilityCode())
                        .orElse(judging.source().facilityId);
        return new Encounter(
                Ids.next(),
                1,
                patientId,
                judging.source().id,
                n.visitNumber(),
                EncounterClass.UNKNOWN,
                EncounterStatus.PLANNED,
                facility,
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                Encounter.Told.NOTHING,
                judging.origin(n.stated()));
    }

    private static Encounter stated(Judging judging, Encounter e, VisitStated n) {
        List<Movement> movements = Movements.after(judging, e.course(), n, e.facilityId());
        if (movements.size() > MOST_MOVEMENTS) {
            throw AtFault.MOVEMENT.refused(
                    Code.NOT_APPLICABLE, "the visit already has more movements than a visit can have");
        }
        boolean newest = !n.stated().isBefore(e.origin().stated());
        Encounter.Told told = told(e.facts(), n);
        return e.read(movements, told, newest ? judging.origin(n.stated()) : e.origin());
    }

    /** The newest statement of each fact; what speaks of the past counts as said then. */
    private static Encounter.Told told(Encounter.Told told, VisitStated n) {
        boolean past =
                n.historic() && n.occurred() != null && n.occurred().from().isBefore(n.stated());
        Instant stated = past ? n.occurred().from() : n.stated();
        boolean start = says(n, n.start(), Fact.START) && newer(stated, told.startStated());
        // A change of doctor can be taken back; it stays with its movement.
        boolean doctor = says(n, n.attendingDoctor(), Fact.ATTENDING_DOCTOR)
                && n.event() != VisitEvent.DOCTOR_CHANGED
                && n.event() != VisitEvent.DOCTOR_CHANGE_CANCELLED
                && newer(stated, told.attendingDoctorStated());
        boolean reason = says(n, n.reason(), Fact.REASON) && newer(stated, told.reasonStated());
        boolean end = n.erased().contains(Fact.END) && newer(stated, told.endErased());
        return new Encounter.Told(
                start ? n.start() : told.start(),
                start ? stated : told.startStated(),
                doctor ? n.attendingDoctor() : told.attendingDoctor(),
                doctor ? stated : told.attendingDoctorStated(),
                reason ? n.reason() : told.reason(),
                reason ? stated : told.reasonStated(),
                end ? stated : told.endErased());
    }

    private static boolean says(VisitStated n, Object value, Fact fact) {
        return value != null || n.erased().contains(fact);
    }

    private static boolean newer(Instant stated, Instant known) {
        return known == null || !stated.isBefore(known);
    }

    /**
     * A folder opens with treatment, and while it is under treatment it is cancelled and restored with its admission. What a
     * person decided about a folder no message undoes.
     */
    private static void folder(Judging judging, Encounter e) {
        Optional<RecordFolder> current =
                judging.draft().first(Lookup.folderOf(e.patientId(), e.id()), RecordFolder.class);
        boolean treated = e.status() == EncounterStatus.IN_PROGRESS || e.status() == EncounterStatus.FINISHED;
        if (current.isEmpty()) {
            if (treated && e.encounterClass().opensFolder() && !hasFolder(judging, e)) {
                judging.draft().put(opened(judging, e));
            }
            return;
        }
        RecordFolder f = current.get();
        if (f.step() != null) {
            return;
        }
        RecordFolder.State state = f.state();
        if (state == RecordFolder.State.IN_TREATMENT && e.status() == EncounterStatus.CANCELLED) {
            state = RecordFolder.State.CANCELLED;
        } else if (state == RecordFolder.State.CANCELLED && treated) {
            state = RecordFolder.State.IN_TREATMENT;
        }
        if (state != f.state()) {
            judging.draft().put(f.told(state, judging.draft().next(f), e.origin()));
        }
    }

    /** The record of another hospital is not treated here: nothing of it is to be completed, and nobody changes it. */
    private static RecordFolder opened(Judging judging, Encounter e) {
        RecordFolder folder = RecordFolder.opened(Ids.next(), e);
        return judging.source().door.equals(Source.RECORD)
                ? folder.told(RecordFolder.State.CLOSED, folder.version(), e.origin())
                : folder;
    }

    /** A visit that several systems tell under one number has one folder; one that a person cancelled stays the one. */
    private static boolean hasFolder(Judging judging, Encounter e) {
        return judging.draft().find(Lookup.patientVisit(e.patientId(), e.visitNumber())).stream()
                .flatMap(other -> judging.draft().find(Lookup.folderOf(e.patientId(), other.id())).stream())
                .map(RecordFolder.class::cast)
                .anyMatch(f -> f.state() != RecordFolder.State.CANCELLED || f.step() != null);
    }

    /** The visit a message about something else belongs to, when its number is known. */
    static UUID encounterOf(Judging judging, UUID patientId, String visitNumber) {
        return visitNumber == null
                ? null
                : judging.draft()
                        .first(Lookup.patientVisit(patientId, visitNumber), Encounter.class)
                        .map(Encounter::id)
                        .or(() -> judging.draft()
                                .first(Lookup.visitShown(patientId, visitNumber), VisitLink.class)
                                .map(VisitLink::encounterId))
                        .orElse(null);
    }

    /** A time more than a day ahead of our clock is a fault of the sender's clock, for a person to look at. */
    static void refuseFuture(Instant now, Instant stated) {
        if (stated.isAfter(now.plusSeconds(86_400))) {
            throw AtFault.STATED_AT.refused(Code.FUTURE_TIME, "the message speaks of a time more than 24 hours ahead");
        }
    }

    private static boolean sameFacts(Encounter a, Encounter b) {
        return sameCourse(a, b) && Objects.equals(a.movements(), b.movements()) && Objects.equals(a.told(), b.told());
    }

    /** Equal to a reader: the movements may differ in when they were stated. */
    private static boolean sameCourse(Encounter a, Encounter b) {
        return a.encounterClass() == b.encounterClass()
                && a.status() == b.status()
                && Objects.equals(a.start(), b.start())
                && Objects.equals(a.end(), b.end())
                && a.stays().equals(b.stays())
                && Objects.equals(a.attendingDoctor(), b.attendingDoctor())
                && Objects.equals(a.reason(), b.reason());
    }
}
