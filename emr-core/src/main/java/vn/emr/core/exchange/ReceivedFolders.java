package vn.emr.core.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.exchange.Received.Here;
import vn.emr.core.exchange.Received.Taken;
import vn.emr.core.exchange.RecordFile.Fault;
import vn.emr.core.exchange.RecordFile.What;
import vn.emr.core.form.Forms;
import vn.emr.core.intake.Rehearsal;
import vn.emr.core.organization.Source;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.TimePoint;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.ChangeSet;
import vn.emr.core.store.Content;
import vn.emr.core.store.Database;
import vn.emr.core.store.RecordStore;
import vn.emr.core.store.Transaction;

/** The folders of records that came from elsewhere: whether one is here, and where one came from. */
@ApplicationScoped
public class ReceivedFolders {
    private static final String ICD10 = "icd10";

    private static final String OF_VISIT = """
            select r.content::text as content
            from encounter e
            join record_folder f on f.tenant_id = e.tenant_id and f.patient_id = e.patient_id and f.encounter_id = e.encounter_id
            join revision r on r.tenant_id = f.tenant_id and r.patient_id = f.patient_id and r.noun_id = f.folder_id
                           and r.version = f.version and r.committed_at = f.revised_at
            where e.tenant_id = ? and e.source_id = ? and e.visit_number = ?
            order by f.folder_id
            limit 1
            """;

    private static final String OF_CONTENT = """
            select r.content::text as content
            from record_folder f
            join revision r on r.tenant_id = f.tenant_id and r.patient_id = f.patient_id and r.noun_id = f.folder_id
                           and r.version = f.version and r.committed_at = f.revised_at
            where f.tenant_id = ? and f.received = ?
            order by f.folder_id
            limit 1
            """;

    /** A file that is in as a message. */
    record Kept(RecordFile file, String sha256, UUID inboundId) {}

    private final Access access;
    private final Catalogues catalogues;
    private final Database database;
    private final RecordStore records;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public ReceivedFolders(
            Access access,
            Catalogues catalogues,
            Database database,
            RecordStore records,
            AuditTrail trail,
            Clock clock) {
        this.access = access;
        this.catalogues = catalogues;
        this.database = database;
        this.records = records;
        this.trail = trail;
        this.clock = clock;
    }

    /** The number of a visit elsewhere, which no visit here has: numbers of two hospitals may be the same. */
    public static String number(Source sender, String told) {
        return sender.patientDomain + "/" + told;
    }

    /**
     * Who and what of a file is here.
     *
     * @throws vn.emr.core.Refusal FORBIDDEN when the person is here and the caller may not open their record; traced
     */
    Here here(Caller caller, Source sender, RecordFile file, Rehearsal rehearsal) {
        Optional<RecordFolder> taken = database.inTransaction(t -> found(t, caller.tenantId(), sender, file));
        UUID patientId = taken.map(RecordFolder::patientId).orElseGet(() -> known(rehearsal));
        if (patientId == null) {
            return Here.NOBODY;
        }
        UUID opened = access.open(caller, caller.purpose(), patientId).patientId();
        return database.inTransaction(t -> {
            Optional<Patient> person = person(t, caller.tenantId(), opened);
            return new Here(
                    opened,
                    person.flatMap(Patient::name)
                            .filter(name -> !same(name.full(), said(file, "hoten")))
                            .isPresent(),
                    person.filter(one -> one.birth() != null && otherDay(one.birth(), said(file, "ngaysinh")))
                            .isPresent(),
                    taken.map(RecordFolder::id).orElse(null),
                    taken.filter(folder -> folder.received() == null
                                    || !folder.received().content().equals(file.content()))
                            .isPresent(),
                    own(t, caller.tenantId(), opened, sender, file));
        });
    }

    /** By what it says, whoever sent it; else by who sent it and the number of the visit. */
    private Optional<RecordFolder> found(Transaction t, UUID tenant, Source sender, RecordFile file) {
        return t.first(OF_CONTENT, ReceivedFolders::folder, tenant, file.content())
                .or(() -> t.first(
                        OF_VISIT,
                        ReceivedFolders::folder,
                        tenant,
                        sender.id,
                        number(sender, said(file, RecordSense.NUMBER))));
    }

    /** Whom the numbers of the file found; null when it would make a new person. */
    private static UUID known(Rehearsal rehearsal) {
        boolean fresh = rehearsal.changes().stream()
                .anyMatch(change -> change.kind() == NounKind.PATIENT && change.version() == 1);
        return fresh || rehearsal.changes().isEmpty()
                ? null
                : rehearsal.changes().getFirst().patientId();
    }

    private static Optional<Patient> person(Transaction t, UUID tenant, UUID patientId) {
        return t.first("""
                select r.content::text as content
                from patient p
                join revision r on r.tenant_id = p.tenant_id and r.patient_id = p.patient_id and r.noun_id = p.patient_id
                               and r.version = p.version and r.committed_at = p.revised_at
                where p.tenant_id = ? and p.patient_id = ?
                """, row -> (Patient) Content.read(NounKind.PATIENT, row.text("content")), tenant, patientId);
    }

    private static boolean same(String one, String other) {
        return PersonName.unaccented(one.strip()).equals(PersonName.unaccented(other.strip()));
    }

    /** Only whole days are compared: a year alone says too little. */
    private static boolean otherDay(TimePoint birth, String told) {
        return told.length() == 10
                && RecordSense.time(told)
                        .filter(day -> day.isBefore(birth.from()) || !day.isBefore(birth.to()))
                        .isPresent();
    }

    private static boolean own(Transaction t, UUID tenant, UUID patientId, Source sender, RecordFile file) {
        Instant start = RecordSense.time(said(file, "thoigianvaovien")).orElse(Instant.EPOCH);
        return t.first(
                        """
                        select 1 as one from encounter
                        where tenant_id = ? and patient_id = ? and visit_number = ? and source_id <> ?
                          and start_from between ? and ?
                        limit 1
                        """,
                        row -> row.integer("one"),
                        tenant,
                        patientId,
                        said(file, RecordSense.NUMBER),
                        sender.id,
                        start.minus(1, ChronoUnit.DAYS),
                        start.plus(1, ChronoUnit.DAYS))
                .isPresent();
    }

    /** What a person should look at: codes of illness that the list of the last day does not have. */
    List<Fault> remarks(Caller caller, RecordFile file) {
        List<Fault> remarks = new ArrayList<>(file.remarks());
        Map<String, String> codes = new LinkedHashMap<>();
        for (String field : new String[] {"maicd", "maicd_khac"}) {
            String at = "/ThongTinDieuTri/" + field;
            for (String code : file.tree().at(at).asText().split("[;,]")) {
                if (!code.isBlank()) {
                    codes.putIfAbsent(code.strip(), at);
                }
            }
        }
        LocalDate day = RecordSense.time(file.tree().at(RecordSense.END).asText())
                .map(end -> LocalDate.ofInstant(end, Forms.ZONE))
                .orElseGet(() -> LocalDate.ofInstant(clock.instant(), Forms.ZONE));
        database.run(t -> {
            if (catalogues.holds(t, caller.tenantId(), ICD10, day)) {
                var entries = catalogues.entries(t, caller.tenantId(), ICD10, codes.keySet(), day);
                codes.forEach((code, at) -> {
                    if (!entries.containsKey(code)) {
                        remarks.add(new Fault(at, What.UNKNOWN_CODE, null));
                    }
                });
            }
        });
        return List.copyOf(remarks);
    }

    /** Says of the folder of a visit where it came from; traced with the commit. Again, it changes nothing. */
    Taken keep(Caller caller, Source sender, Kept kept) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.inTransaction(t -> {
            RecordFolder folder = locked(t, caller.tenantId(), sender, kept.file());
            Taken taken = new Taken(folder.patientId(), folder.id(), false);
            if (folder.received() != null
                    && folder.received().content().equals(kept.file().content())) {
                return taken;
            }
            String name = caller.displayName(t);
            RecordFolder.Received from = new RecordFolder.Received(
                    sender.name,
                    sender.patientDomain,
                    said(kept.file(), RecordSense.NUMBER),
                    said(kept.file(), "soluutru"),
                    kept.inboundId(),
                    kept.sha256(),
                    kept.file().content(),
                    name,
                    now);
            RecordFolder next = folder.received(
                    from,
                    new RecordFolder.Step(RecordFolder.Act.RECEIVE, caller.id(), name, sender.name),
                    new Provenance(null, name, null, now, now));
            records.commit(
                    t,
                    caller.tenantId(),
                    List.of(new ChangeSet(caller.actor(), now, "RECEIVE", null, null, List.of(next))));
            trail.append(
                    t,
                    access.event(caller, Kind.IMPORT, folder.patientId(), NounKind.RECORD_FOLDER.name(), folder.id()));
            return taken;
        });
    }

    private static RecordFolder locked(Transaction t, UUID tenant, Source sender, RecordFile file) {
        String number = number(sender, said(file, RecordSense.NUMBER));
        RecordFolder seen = t.first(OF_VISIT, ReceivedFolders::folder, tenant, sender.id, number)
                .orElseThrow();
        t.query(
                "select patient_id from patient where tenant_id = ? and patient_id = ? for no key update",
                row -> row,
                tenant,
                seen.patientId());
        return t.first(OF_VISIT, ReceivedFolders::folder, tenant, sender.id, number)
                .orElseThrow();
    }

    private static RecordFolder folder(vn.emr.core.store.Row row) {
        return (RecordFolder) Content.read(NounKind.RECORD_FOLDER, row.text("content"));
    }

    private static String said(RecordFile file, String field) {
        return file.tree().at(RecordSense.PERSON + field).asText();
    }
}
