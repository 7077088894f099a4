package vn.emr.core.store;

import java.util.List;
import java.util.UUID;
import vn.emr.core.record.Appointment;
import vn.emr.core.record.ClinicalDocument;
import vn.emr.core.record.Condition;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.ImagingStudy;
import vn.emr.core.record.Immunization;
import vn.emr.core.record.Noun;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PatientLink;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.ServiceOrder;

/**
 * A question the rules ask of the record: how an aggregate is found again when a message speaks of it. Each answers from
 * an index.
 */
public sealed interface Lookup {
    /** Which kind of noun it finds. */
    NounKind kind();

    /** The columns of the current-state table that it compares. */
    List<String> columns();

    /** What they are compared with; text or UUID, in the order of the columns. */
    List<Object> values();

    /** A patient by our own id. */
    record ById(UUID patientId) implements Lookup {
        public NounKind kind() {
            return NounKind.PATIENT;
        }

        public List<String> columns() {
            return List.of("patient_id");
        }

        public List<Object> values() {
            return List.of(patientId);
        }
    }

    /** The link of a merged patient. */
    record LinkOf(UUID patientId) implements Lookup {
        public NounKind kind() {
            return NounKind.PATIENT_LINK;
        }

        public List<String> columns() {
            return List.of("patient_id");
        }

        public List<Object> values() {
            return List.of(patientId);
        }
    }

    /** A visit by its source's number, whoever it was filed under. */
    record Visit(UUID sourceId, String visitNumber) implements Lookup {
        public NounKind kind() {
            return NounKind.ENCOUNTER;
        }

        public List<String> columns() {
            return List.of("source_id", "visit_number");
        }

        public List<Object> values() {
            return List.of(sourceId, visitNumber);
        }
    }

    /** A patient's visit by its number, whichever system named it. */
    record PatientVisit(UUID patientId, String visitNumber) implements Lookup {
        public NounKind kind() {
            return NounKind.ENCOUNTER;
        }

        public List<String> columns() {
            return List.of("patient_id", "visit_number");
        }

        public List<Object> values() {
            return List.of(patientId, visitNumber);
        }
    }

    /** The folder of a visit. */
    record FolderOf(UUID patientId, UUID encounterId) implements Lookup {
        public NounKind kind() {
            return NounKind.RECORD_FOLDER;
        }

        public List<String> columns() {
            return List.of("patient_id", "encounter_id");
        }

        public List<Object> values() {
            return List.of(patientId, encounterId);
        }
    }

    /** A patient's diagnoses from one source under one key. */
    record ConditionBy(UUID patientId, UUID sourceId, String key) implements Lookup {
        public NounKind kind() {
            return NounKind.CONDITION;
        }

        public List<String> columns() {
            return List.of("patient_id", "source_id", "condition_key");
        }

        public List<Object> values() {
            return List.of(patientId, sourceId, key);
        }
    }

    /** An order by the placer's number. */
    record Placer(UUID patientId, String number) implements Lookup {
        public NounKind kind() {
            return NounKind.SERVICE_ORDER;
        }

        public List<String> columns() {
            return List.of("patient_id", "placer_number");
        }

        public List<Object> values() {
            return List.of(patientId, number);
        }
    }

    /** An order by the filler's number. */
    record Filler(UUID patientId, String number) implements Lookup {
        public NounKind kind() {
            return NounKind.SERVICE_ORDER;
        }

        public List<String> columns() {
            return List.of("patient_id", "filler_number");
        }

        public List<Object> values() {
            return List.of(patientId, number);
        }
    }

    /** An order by the placer's number alone, whoever it belongs to: for answers to orders of ours. */
    record Ordered(String number) implements Lookup {
        public NounKind kind() {
            return NounKind.SERVICE_ORDER;
        }

        public List<String> columns() {
            return List.of("placer_number");
        }

        public List<Object> values() {
            return List.of(number);
        }
    }

    /** A patient's reports that name a placer's number. */
    record ReportOfPlacer(UUID patientId, String number) implements Lookup {
        public NounKind kind() {
            return NounKind.DIAGNOSTIC_REPORT;
        }

        public List<String> columns() {
            return List.of("patient_id", "placer_number");
        }

        public List<Object> values() {
            return List.of(patientId, number);
        }
    }

    /** A patient's reports that name a filler's number. */
    record ReportOfFiller(UUID patientId, String number) implements Lookup {
        public NounKind kind() {
            return NounKind.DIAGNOSTIC_REPORT;
        }

        public List<String> columns() {
            return List.of("patient_id", "filler_number");
        }

        public List<Object> values() {
            return List.of(patientId, number);
        }
    }

    /** An order by its accession number, whoever it belongs to. */
    record Accession(String number) implements Lookup {
        public NounKind kind() {
            return NounKind.SERVICE_ORDER;
        }

        public List<String> columns() {
            return List.of("accession");
        }

        public List<Object> values() {
            return List.of(number);
        }
    }

    /** A patient's report by its source and the source's key. */
    record Report(UUID patientId, UUID sourceId, String key) implements Lookup {
        public NounKind kind() {
            return NounKind.DIAGNOSTIC_REPORT;
        }

        public List<String> columns() {
            return List.of("patient_id", "source_id", "report_key");
        }

        public List<Object> values() {
            return List.of(patientId, sourceId, key);
        }
    }

    /** A study by its archive and Study Instance UID. */
    record Study(UUID sourceId, String uid) implements Lookup {
        public NounKind kind() {
            return NounKind.IMAGING_STUDY;
        }

        public List<String> columns() {
            return List.of("source_id", "study_uid");
        }

        public List<Object> values() {
            return List.of(sourceId, uid);
        }
    }

    /** A patient's document by its source and the source's key. */
    record Document(UUID patientId, UUID sourceId, String key) implements Lookup {
        public NounKind kind() {
            return NounKind.CLINICAL_DOCUMENT;
        }

        public List<String> columns() {
            return List.of("patient_id", "source_id", "document_key");
        }

        public List<Object> values() {
            return List.of(patientId, sourceId, key);
        }
    }

    /** A document by its source's key, whoever it was filed under. */
    record SourceDocument(UUID sourceId, String key) implements Lookup {
        public NounKind kind() {
            return NounKind.CLINICAL_DOCUMENT;
        }

        public List<String> columns() {
            return List.of("source_id", "document_key");
        }

        public List<Object> values() {
            return List.of(sourceId, key);
        }
    }

    /** An appointment by its source's key, whoever it was filed under. */
    record AppointmentBy(UUID sourceId, String key) implements Lookup {
        public NounKind kind() {
            return NounKind.APPOINTMENT;
        }

        public List<String> columns() {
            return List.of("source_id", "appointment_key");
        }

        public List<Object> values() {
            return List.of(sourceId, key);
        }
    }

    /** An immunization by its source's key, whoever it was filed under. */
    record ImmunizationBy(UUID sourceId, String key) implements Lookup {
        public NounKind kind() {
            return NounKind.IMMUNIZATION;
        }

        public List<String> columns() {
            return List.of("source_id", "immunization_key");
        }

        public List<Object> values() {
            return List.of(sourceId, key);
        }
    }

    /** All questions a noun answers. */
    static List<Lookup> answeredBy(Noun noun) {
        return switch (noun) {
            case Patient p -> List.of(new ById(p.id()));
            case PatientLink l -> List.of(new LinkOf(l.patientId()));
            case Encounter e ->
                List.of(new Visit(e.sourceId(), e.visitNumber()), new PatientVisit(e.patientId(), e.visitNumber()));
            case RecordFolder f -> List.of(new FolderOf(f.patientId(), f.encounterId()));
            case Condition c -> List.of(new ConditionBy(c.patientId(), c.sourceId(), c.key()));
            case ServiceOrder o -> orderLookups(o);
            case DiagnosticReport r -> reportLookups(r);
            case ImagingStudy s -> List.of(new Study(s.sourceId(), s.studyUid()));
            case ClinicalDocument d ->
                List.of(new Document(d.patientId(), d.sourceId(), d.key()), new SourceDocument(d.sourceId(), d.key()));
            case Appointment a -> List.of(new AppointmentBy(a.sourceId(), a.key()));
            case Immunization i -> List.of(new ImmunizationBy(i.sourceId(), i.key()));
        };
    }

    private static List<Lookup> reportLookups(DiagnosticReport report) {
        List<Lookup> lookups = new java.util.ArrayList<>(3);
        lookups.add(new Report(report.patientId(), report.sourceId(), report.reportKey()));
        if (report.placerNumber() != null) {
            lookups.add(new ReportOfPlacer(report.patientId(), report.placerNumber()));
        }
        if (report.fillerNumber() != null) {
            lookups.add(new ReportOfFiller(report.patientId(), report.fillerNumber()));
        }
        return lookups;
    }

    private static List<Lookup> orderLookups(ServiceOrder order) {
        List<Lookup> lookups = new java.util.ArrayList<>();
        if (order.placerNumber() != null) {
            lookups.add(new Placer(order.patientId(), order.placerNumber()));
            lookups.add(new Ordered(order.placerNumber()));
        }
        if (order.fillerNumber() != null) {
            lookups.add(new Filler(order.patientId(), order.fillerNumber()));
        }
        if (order.accession() != null) {
            lookups.add(new Accession(order.accession()));
        }
        return lookups;
    }
}
