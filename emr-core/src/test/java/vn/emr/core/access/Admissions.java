package vn.emr.core.access;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.record.DepartmentStay;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.Noun;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PatientLink;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.Sex;
import vn.emr.core.record.TimePoint;
import vn.emr.core.store.ChangeSet;
import vn.emr.core.store.Content;
import vn.emr.core.testing.People;

/** Who came to a hospital: its people, their visits and record folders, and who turned out to be the same person. */
abstract class Admissions extends Organization {
    public final UUID source = Ids.next();

    Admissions(DatabaseAddress address) {
        super(address);
    }

    public UUID patient(String name) {
        return patient(name, null, null, List.of());
    }

    /** A person through the real write door. */
    public UUID patient(String name, String number, String cccd, List<String> phones) {
        UUID id = Ids.next();
        List<Identifier> identifiers = new ArrayList<>();
        if (number != null) {
            identifiers.add(new Identifier(IdentifierKind.PATIENT_NUMBER, "BV", number, true));
        }
        if (cccd != null) {
            identifiers.add(new Identifier(IdentifierKind.CCCD, "VN", cccd, true));
        }
        commit(person(id, 1, name, "1958", identifiers, phones));
        return id;
    }

    /** A version of a person, not committed yet. */
    public Patient person(UUID id, int version, String name, String birth, List<Identifier> identifiers) {
        return person(id, version, name, birth, identifiers, List.of());
    }

    private Patient person(
            UUID id, int version, String name, String birth, List<Identifier> identifiers, List<String> phones) {
        return People.person(id, version, facility, identifiers, name, time(birth), Sex.UNKNOWN, phones, origin());
    }

    /** An hour ago, but not before the hospital's midnight: days of a stay are counted from there. */
    private static Instant earlierToday() {
        ZonedDateTime now = ZonedDateTime.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS).toInstant();
        Instant anHourAgo = now.minusHours(1).toInstant();
        return anHourAgo.isBefore(midnight) ? midnight : anHourAgo;
    }

    /** A visit with one stay. */
    public UUID stay(UUID patient, UUID department, Instant stayEnd, Instant visitEnd, boolean cancelled) {
        return stay(patient, department, stayEnd, visitEnd, cancelled, EncounterStatus.IN_PROGRESS);
    }

    public UUID stay(
            UUID patient,
            UUID department,
            Instant stayEnd,
            Instant visitEnd,
            boolean cancelled,
            EncounterStatus status) {
        return stay(patient, facility, department, stayEnd, visitEnd, cancelled, status);
    }

    /** The same in any facility. */
    public UUID stay(
            UUID patient,
            UUID place,
            UUID department,
            Instant stayEnd,
            Instant visitEnd,
            boolean cancelled,
            EncounterStatus status) {
        UUID encounter = Ids.next();
        TimePoint start = TimePoint.at(earlierToday());
        commit(new Encounter(
                encounter,
                1,
                patient,
                source,
                encounter.toString(),
                EncounterClass.INPATIENT,
                status,
                place,
                start,
                visitEnd == null ? null : TimePoint.at(visitEnd),
                List.of(new DepartmentStay(
                        "1",
                        department,
                        "K",
                        "P1",
                        "G1",
                        start,
                        stayEnd == null ? null : TimePoint.at(stayEnd),
                        cancelled)),
                "BS. Mẫu",
                "Ho",
                null,
                null,
                origin()));
        return encounter;
    }

    /** A visit as another system tells it too, under another number; both say it began in the same minute. */
    public UUID toldBy(UUID teller, UUID visit, UUID patient, String number) {
        Encounter e = database.first(
                        "select content::text as content from revision where noun_id = ? order by version desc limit 1",
                        row -> (Encounter) Content.read(NounKind.ENCOUNTER, row.text("content")),
                        visit)
                .orElseThrow();
        UUID id = Ids.next();
        commit(new Encounter(
                id,
                1,
                patient,
                teller,
                number,
                e.encounterClass(),
                e.status(),
                e.facilityId(),
                e.start(),
                e.end(),
                e.stays(),
                e.attendingDoctor(),
                e.reason(),
                null,
                null,
                new Provenance(teller, "Hệ thống khác", null, now(), now())));
        return id;
    }

    public void folder(UUID patient, UUID encounter, UUID facilityId, RecordFolder.State state) {
        commit(new RecordFolder(
                Ids.next(),
                1,
                patient,
                encounter,
                facilityId,
                EncounterClass.INPATIENT,
                state,
                TimePoint.at(Instant.now()),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                origin()));
    }

    /** As intake would: a commit that came from the message and touched the patient. */
    public void file(UUID inbound, UUID patient) {
        UUID commit = Ids.next();
        database.update("""
                with made as (
                  insert into record_commit (id, at, tenant_id, actor_kind, actor_id, actor_name, why, inbound_id, digest,
                                             digest_version)
                  values (?, now(), ?, 'SOURCE', ?, 'x', 'x', ?, 'x', 1)
                  returning id, at, tenant_id)
                insert into audit_event (id, at, tenant_id, kind, success, actor_kind, patient_id, commit_id, digest,
                                         digest_version)
                select ?, at, tenant_id, 'UPDATE', true, 'SOURCE', ?, id, 'x', 1 from made
                """, commit, tenant, commit, inbound, Ids.beside(commit), patient);
    }

    /** One person's rows are read under another from now on. */
    public void merge(UUID loser, UUID survivor) {
        commit(new PatientLink(Ids.next(), 1, loser, survivor, true, origin()));
    }

    /** Commits new versions as the hospital's own sender would. */
    public void commit(Noun... nouns) {
        AuditEvent.Actor sender =
                new AuditEvent.Actor(AuditEvent.ActorKind.SOURCE, source, "HIS thử", "SOURCE", null, null, null);
        records.commit(tenant, List.of(new ChangeSet(sender, now(), "test", source, null, List.of(nouns))));
    }

    public Provenance origin() {
        return new Provenance(source, "HIS thử", null, now(), now());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static TimePoint time(String sent) {
        return TimePoint.parse(sent, ZoneId.of("Asia/Ho_Chi_Minh")).orElseThrow();
    }
}
