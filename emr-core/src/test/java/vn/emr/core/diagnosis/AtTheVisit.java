package vn.emr.core.diagnosis;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import vn.emr.core.Ids;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.catalogue.CatalogueRegister;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.diagnosis.Diagnoses.Asked;
import vn.emr.core.diagnosis.Diagnoses.Change;
import vn.emr.core.diagnosis.Diagnoses.Version;
import vn.emr.core.diagnosis.Diagnoses.Withdrawal;
import vn.emr.core.diagnosis.Diagnoses.Written;
import vn.emr.core.mapping.MappingRegister.Author;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.AtTheBedside;

/** Somebody in a ward with a record folder, and what doctors say of the visit. */
abstract class AtTheVisit extends AtTheBedside {
    final Diagnoses diagnoses = new Diagnoses(
            access, charts, hospital.database, hospital.records, new Catalogues(hospital.database), Clock.systemUTC());

    UUID folder;

    AtTheVisit() {
        super(new Hospital());
    }

    @BeforeEach
    void open() {
        hospital.folder(patient, visit, hospital.facility, State.IN_TREATMENT);
        folder = hospital.database
                .first(
                        "select folder_id from record_folder where encounter_id = ?",
                        row -> row.uuid("folder_id"),
                        visit)
                .orElseThrow();
    }

    Written say(String rank, String code, String text) {
        return say(doctor, new Asked(visit, rank, code, text, Ids.next()));
    }

    Written say(Caller who, Asked asked) {
        return diagnoses.make(who, open(who), asked);
    }

    Written change(Written seen, String rank, String code, String text, String reason) {
        return diagnoses.change(doctor, open(doctor), seen.id(), new Change(seen.version(), rank, code, text, reason));
    }

    Written withdraw(Written seen, String reason) {
        return diagnoses.withdraw(doctor, open(doctor), seen.id(), new Withdrawal(seen.version(), reason));
    }

    Version newest(Written of) {
        return diagnoses.versions(open(doctor), of.id()).versions().getFirst();
    }

    void folderIs(State state) {
        hospital.database.update("update record_folder set state = ? where folder_id = ?", state, folder);
    }

    /** An edition of ICD-10. */
    void edition(LocalDate from, String csv) {
        Clock now = Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);
        CatalogueRegister register = new CatalogueRegister(hospital.database, new AuditTrail(hospital.database), now);
        Author author = new Author(
                new Actor(ActorKind.PERSON, Ids.next(), "quantri", "IT_ADMIN", null, null, null), hospital.tenant);
        byte[] file = csv.getBytes(StandardCharsets.UTF_8);
        register.take(
                author,
                "icd10",
                from,
                file,
                register.preview(author, "icd10", from, file).seen());
    }

    /** The visit ended on a day. */
    void endedOn(LocalDate day) {
        Instant end = day.atTime(3, 0).toInstant(ZoneOffset.UTC);
        visit = hospital.stay(patient, ward, end, end, false);
        hospital.folder(patient, visit, hospital.facility, State.IN_TREATMENT);
    }
}
