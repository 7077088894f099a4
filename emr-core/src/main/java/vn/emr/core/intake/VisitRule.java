package vn.emr.core.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Notice.VisitEvent;
import vn.emr.core.intake.Notice.VisitStated;
import vn.emr.core.record.DepartmentStay;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.Noun;
import vn.emr.core.record.PatientLink;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.TimePoint;
import vn.emr.core.store.Lookup;

/**
 * What an ADT event does to a visit. Events may arrive in any order: the status follows the newest event, a stay is placed
 * by the time it began, and where one stay ends is where the next begins. Cancel events cancel; nothing is deleted.
 */
final class VisitRule {
    private VisitRule() {}

    static void apply(Judging judging, VisitStated notice) {
        UUID patientId = Matching.require(judging.draft(), notice.who());
        Encounter current = find(judging, patientId, notice.visitNumber());
        boolean newer =
                current == null || !notice.stated().isBefore(current.origin().stated());
        Encounter next = stated(judging, current == null ? fresh(judging, patientId, notice) : current, notice, newer);
        if (current != null) {
            if (sameFacts(current, next) && !judging.newsByTime(current.origin().stated(), notice.stated())) {
                return;
            }
            next = with(next, judging.draft().next(current));
        }
        judging.draft().put(next);
        folder(judging, next);
    }

    /** The source's visit of this patient, or of somebody merged with them. */
    private static Encounter find(Judging judging, UUID patientId, String visitNumber) {
        List<Noun> all = judging.draft().find(new Lookup.Visit(judging.source().id, visitNumber));
        for (Noun noun : all) {
            if (noun.patientId().equals(patientId)) {
                return (Encounter) noun;
            }
        }
        for (Noun noun : all) {
            if (linked(judging, noun.patientId(), patientId) || linked(judging, patientId, noun.patientId())) {
                return (Encounter) noun;
            }
        }
        if (!all.isEmpty()) {
            judging.remark("the visit number is also used for another patient");
        }
        return null;
    }

    private static boolean linked(Judging judging, UUID loser, UUID survivor) {
        return judging.draft()
                .first(new Lookup.LinkOf(loser), PatientLink.class)
                .filter(l -> l.active() && l.survivorId().equals(survivor))
                .isPresent();
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
                judging.origin(n.stated()));
    }

    private static Encounter stated(Judging judging, Encounter e, VisitStated n, boolean newer) {
        EncounterStatus status = newer ? status(e.status(), n.event()) : e.status();
        boolean begins = n.event() == VisitEvent.ADMITTED
                || n.event() == VisitEvent.REGISTERED
                || n.event() == VisitEvent.PLANNED;
        TimePoint start = firstOf(n.start(), begins ? n.occurred() : null, e.start());
        if (!newer && e.start() != null && !begins) {
            start = e.start();
        }
        TimePoint end = end(e, n, newer);
        EncounterClass kind = n.encounterClass() != null
                        && n.encounterClass() != EncounterClass.UNKNOWN
                        && (newer || e.encounterClass() == EncounterClass.UNKNOWN)
                ? n.encounterClass()
                : e.encounterClass();
        List<DepartmentStay> stays = Stays.apply(judging, e.stays(), n, e.facilityId());
        stays = Stays.sequence(
                stays, status == EncounterStatus.FINISHED ? end : null, status == EncounterStatus.CANCELLED);
        Instant stated = newer ? n.stated() : e.origin().stated();
        return new Encounter(
                e.id(),
                e.version(),
                e.patientId(),
                e.sourceId(),
                e.visitNumber(),
                kind,
                status,
                e.facilityId(),
                start,
                end,
                stays,
                pick(newer, e.attendingDoctor(), n.attendingDoctor()),
                pick(newer, e.reason(), n.reason()),
                newer ? judging.origin(stated) : e.origin());
    }

    /** Where the visit stands after the newest event. */
    private static EncounterStatus status(EncounterStatus current, VisitEvent event) {
        return switch (event) {
            case PLANNED -> current == EncounterStatus.CANCELLED ? EncounterStatus.PLANNED : current;
            case REGISTERED, ADMITTED, TRANSFERRED, TRANSFER_CANCELLED, DISCHARGE_CANCELLED ->
                EncounterStatus.IN_PROGRESS;
            case DISCHARGED -> EncounterStatus.FINISHED;
            case ADMISSION_CANCELLED -> EncounterStatus.CANCELLED;
            case UPDATED -> current;
        };
    }

    private static TimePoint end(Encounter e, VisitStated n, boolean newer) {
        if (n.event() == VisitEvent.DISCHARGE_CANCELLED) {
            return newer ? null : e.end();
        }
        if (n.event() == VisitEvent.DISCHARGED) {
            return newer || e.end() == null ? firstOf(n.end(), n.occurred(), e.end()) : e.end();
        }
        return e.end() == null || newer && n.end() != null ? firstOf(n.end(), e.end(), null) : e.end();
    }

    /** A folder opens with treatment and is cancelled with its admission; completing it is a person's act. */
    private static void folder(Judging judging, Encounter e) {
        Optional<RecordFolder> current =
                judging.draft().first(new Lookup.FolderOf(e.patientId(), e.id()), RecordFolder.class);
        boolean treated = e.status() == EncounterStatus.IN_PROGRESS || e.status() == EncounterStatus.FINISHED;
        if (current.isEmpty()) {
            if (treated && e.encounterClass().opensFolder()) {
                judging.draft()
                        .put(new RecordFolder(
                                Ids.next(),
                                1,
                                e.patientId(),
                                e.id(),
                                e.facilityId(),
                                e.encounterClass(),
                                RecordFolder.State.IN_TREATMENT,
                                e.start(),
                                null,
                                e.origin()));
            }
            return;
        }
        RecordFolder f = current.get();
        RecordFolder.State state = e.status() == EncounterStatus.CANCELLED
                ? RecordFolder.State.CANCELLED
                : f.state() == RecordFolder.State.CANCELLED && treated ? RecordFolder.State.IN_TREATMENT : f.state();
        if (state != f.state()) {
            judging.draft()
                    .put(new RecordFolder(
                            f.id(),
                            judging.draft().next(f),
                            f.patientId(),
                            f.encounterId(),
                            f.facilityId(),
                            f.treatment(),
                            state,
                            f.opened(),
                            f.closed(),
                            e.origin()));
        }
    }

    /** The visit a message about something else belongs to, when its number is known. */
    static UUID encounterOf(Judging judging, UUID patientId, String visitNumber) {
        return visitNumber == null
                ? null
                : judging.draft()
                        .first(new Lookup.PatientVisit(patientId, visitNumber), Encounter.class)
                        .map(Encounter::id)
                        .orElse(null);
    }

    /** A time more than a day ahead of our clock is a fault of the sender's clock, for a person to look at. */
    static void refuseFuture(Instant now, Instant stated) {
        if (stated.isAfter(now.plusSeconds(86_400))) {
            throw new Refusal(Code.FUTURE_TIME, "the message speaks of a time more than 24 hours ahead");
        }
    }

    private static boolean sameFacts(Encounter a, Encounter b) {
        return a.equals(new Encounter(
                b.id(),
                a.version(),
                b.patientId(),
                b.sourceId(),
                b.visitNumber(),
                b.encounterClass(),
                b.status(),
                b.facilityId(),
                b.start(),
                b.end(),
                b.stays(),
                b.attendingDoctor(),
                b.reason(),
                a.origin()));
    }

    private static Encounter with(Encounter e, int version) {
        return new Encounter(
                e.id(),
                version,
                e.patientId(),
                e.sourceId(),
                e.visitNumber(),
                e.encounterClass(),
                e.status(),
                e.facilityId(),
                e.start(),
                e.end(),
                e.stays(),
                e.attendingDoctor(),
                e.reason(),
                e.origin());
    }

    private static String pick(boolean newer, String current, String sent) {
        return sent != null && (newer || current == null) ? sent : current;
    }

    private static TimePoint firstOf(TimePoint a, TimePoint b, TimePoint c) {
        return a != null ? a : b != null ? b : c;
    }
}
