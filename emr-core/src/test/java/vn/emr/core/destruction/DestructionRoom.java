package vn.emr.core.destruction;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.access.Access;
import vn.emr.core.access.Behalf;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.ListAccess;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.Feeds;
import vn.emr.core.destruction.Destruction.Member;
import vn.emr.core.destruction.DestructionSteps.Decided;
import vn.emr.core.folder.FolderTerms;
import vn.emr.core.folder.Folders;
import vn.emr.core.form.Forms;
import vn.emr.core.form.HospitalForms;
import vn.emr.core.mapping.Meanings;
import vn.emr.core.printing.SheetPrint;
import vn.emr.core.record.DepartmentStay;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.Noun;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.RecordFolder.Hold;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.TimePoint;
import vn.emr.core.sheet.Editors;
import vn.emr.core.sheet.SheetChecks;
import vn.emr.core.sheet.Sheets;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.ChangeSet;
import vn.emr.core.testing.Role;

/** A hospital with an old archive, the clerk who keeps it, and those who approve. */
final class DestructionRoom {
    /** A record: whose it is, its visit and folder. */
    record Kept(UUID patient, UUID visit, UUID folder) {}

    static final List<Member> MEMBERS =
            List.of(new Member("Trần Một", "Chủ tịch"), new Member("Lê Hai", "Lưu trữ"), new Member("Phạm Ba", "KHTH"));
    private static final Instant BEGAN = Instant.parse("2011-03-01T02:00:00Z");

    final Hospital hospital = new Hospital();
    final AuditTrail trail = new AuditTrail(hospital.database);
    final Access access = new Access(hospital.database, trail);
    final BlobStore blobs;
    final Folders folders;
    final Destructions destructions = new Destructions(access, hospital.database, trail);
    final DestructionLists lists;
    final DestructionSteps steps;
    DestructionRunner runner;
    private final Judgement judgement;
    private int numbers;
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    final UUID ward = hospital.department("NOI");
    final Caller clerk = person("luutru", Role.RECORDS_CLERK);
    final Caller director = person("giamdoc", Role.DIRECTOR);
    final Caller planner = person("khth", Role.QUALITY_OFFICER);
    final Caller doctor = hospital.caller(hospital.account("bs", "x", Role.DOCTOR, ward), Role.DOCTOR, ward);

    DestructionRoom(Path data) {
        blobs = new BlobStore(data.toString(), hospital.database);
        HospitalForms forms = new HospitalForms(new Forms("forms"), hospital.database);
        Charts charts =
                new Charts(hospital.database, blobs, new Feeds(hospital.database), new Meanings(hospital.database));
        Sheets sheets = new Sheets(
                access,
                hospital.database,
                hospital.records,
                forms,
                new Editors(access, hospital.database, trail, clock),
                new Catalogues(hospital.database),
                clock);
        folders = new Folders(access, charts, sheets, new SheetChecks(forms, clock), hospital.database, clock);
        FolderTerms terms = new FolderTerms(new ListAccess(access), folders, hospital.database);
        judgement = new Judgement(access, terms, hospital.database, clock);
        runner = runner();
        lists = new DestructionLists(access, terms, judgement, destructions, hospital.database, trail, clock);
        steps = new DestructionSteps(access, judgement, destructions, runner, hospital.database, trail, clock);
    }

    DestructionRunner runner() {
        return new DestructionRunner(
                hospital.database,
                new Behalf(hospital.database, clock),
                access,
                judgement,
                new Minutes(new SheetPrint()),
                blobs,
                trail,
                null,
                clock);
    }

    Caller person(String name, Role role) {
        return hospital.caller(hospital.account(name, "x", role), role);
    }

    /** An archived record of a visit that ended in this year. */
    Kept record(String name, int ended) {
        return record(hospital.patient(name), ended, null);
    }

    Kept record(UUID patient, int ended, Hold hold) {
        Kept kept = new Kept(patient, Ids.next(), Ids.next());
        Instant end = Instant.parse(ended + "-06-15T02:00:00Z");
        TimePoint start = TimePoint.at(end.minus(10, ChronoUnit.DAYS));
        hospital.commit(new Encounter(
                kept.visit(),
                1,
                patient,
                hospital.source,
                kept.visit().toString(),
                EncounterClass.INPATIENT,
                EncounterStatus.FINISHED,
                hospital.facility,
                start,
                TimePoint.at(end),
                List.of(new DepartmentStay("1", ward, "K", "P1", "G1", start, TimePoint.at(end), false)),
                "BS. Mẫu",
                "Ho",
                null,
                null,
                hospital.origin()));
        hospital.commit(folder(kept, 1, State.ARCHIVED, start, hold));
        return kept;
    }

    private RecordFolder folder(Kept kept, int version, State state, TimePoint start, Hold hold) {
        return new RecordFolder(
                kept.folder(),
                version,
                kept.patient(),
                kept.visit(),
                hospital.facility,
                EncounterClass.INPATIENT,
                state,
                start,
                start,
                start,
                start,
                "VV" + ++numbers,
                "LT" + numbers,
                null,
                null,
                null,
                hold,
                null,
                hospital.origin());
    }

    /** Its folder as it stands from now on. */
    void now(Kept kept, State state, Hold hold) {
        hospital.commit(folder(kept, 2, state, TimePoint.at(BEGAN), hold));
    }

    Sheet sheet(Kept kept) {
        return new Sheet(
                Ids.next(),
                1,
                kept.patient(),
                kept.visit(),
                kept.folder(),
                "36/BV2",
                "1",
                "Tờ điều trị",
                Sheet.Status.COMPLETED,
                BEGAN,
                new TreeMap<>(),
                doctor.id(),
                "BS. Mẫu",
                null,
                null,
                null,
                hospital.origin());
    }

    /** A kept message that told these things. */
    UUID message(String text, Noun... told) {
        UUID id = Ids.next();
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        hospital.database.update("""
                insert into inbound (id, received_at, tenant_id, source_id, door, format, content_digest, size, body, outcome)
                values (?, ?, ?, ?, 'his', 'HL7', sha256(?), ?, ?, 'APPLIED')
                """, id, now, hospital.tenant, hospital.source, body, body.length, body);
        hospital.database.update(
                "insert into inbound_key (tenant_id, source_id, control_id, content_digest, inbound_id, received_at)"
                        + " values (?, ?, '', sha256(?), ?, ?)",
                hospital.tenant,
                hospital.source,
                body,
                id,
                now);
        AuditEvent.Actor sender = new AuditEvent.Actor(
                AuditEvent.ActorKind.SOURCE, hospital.source, "HIS thử", "SOURCE", null, null, null);
        hospital.records.commit(
                hospital.tenant, List.of(new ChangeSet(sender, now, "test", hospital.source, id, List.of(told))));
        return id;
    }

    String body(UUID message) {
        return hospital.database
                .first(
                        "select convert_from(body, 'UTF8') as body from inbound where id = ?",
                        row -> row.text("body"),
                        message)
                .orElseThrow();
    }

    Destruction listed(Kept... records) {
        List<UUID> folders = java.util.Arrays.stream(records).map(Kept::folder).toList();
        return lists.begin(clerk, new DestructionLists.Asked("Kế hoạch 12/KH-BV", folders))
                .destruction();
    }

    /** Appraised, all to be destroyed. */
    Destruction appraised(Kept... records) {
        Destruction d = listed(records);
        return steps.appraise(clerk, d.id(), appraisal(d));
    }

    static Appraisal appraisal(Destruction d) {
        return new Appraisal(
                d.version(),
                MEMBERS,
                d.lines().stream()
                        .map(line -> new Appraisal.Result(line.folder(), true, null, null))
                        .toList());
    }

    Destruction approved(Kept... records) {
        Destruction d = appraised(records);
        d = steps.approve(director, d.id(), new Decided(d.version(), null));
        return steps.approve(planner, d.id(), new Decided(d.version(), null));
    }

    Destruction started(Kept... records) {
        Destruction d = approved(records);
        return steps.start(clerk, d.id(), new Decided(d.version(), null));
    }

    /** Until there is nothing to do. */
    void run() {
        for (int i = 0; i < 100 && runner.step(); i++) {
            continue;
        }
    }

    long rows(String of, Object... parameters) {
        return hospital.database
                .first("select count(*) as n from " + of, row -> row.number("n"), parameters)
                .orElseThrow();
    }

    LocalDate today() {
        return LocalDate.ofInstant(now, Judgement.VIETNAM);
    }
}
