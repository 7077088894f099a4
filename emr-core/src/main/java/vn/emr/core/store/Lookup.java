package vn.emr.core.store;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.emr.core.record.Allergy;
import vn.emr.core.record.Appointment;
import vn.emr.core.record.ClinicalDocument;
import vn.emr.core.record.Condition;
import vn.emr.core.record.Coverage;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.EarlyWarning;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.ImagingStudy;
import vn.emr.core.record.Immunization;
import vn.emr.core.record.MedicationAdministration;
import vn.emr.core.record.Noun;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PatientLink;
import vn.emr.core.record.Problem;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.VisitFact;
import vn.emr.core.record.VisitLink;
import vn.emr.core.record.VitalSigns;

/**
 * A question the rules ask of the record: how an aggregate is found again when a message speaks of it. Each is answered
 * from an index.
 *
 * @param values what the columns of {@code by} are compared with: text or UUID, in their order
 */
public record Lookup(By by, List<Object> values) {
    /** By which columns of its current-state table a kind of noun is found. */
    public enum By {
        ID(NounKind.PATIENT, "patient_id"),
        LINK_OF(NounKind.PATIENT_LINK, "patient_id"),
        VISIT(NounKind.ENCOUNTER, "source_id", "visit_number"),
        PATIENT_VISIT(NounKind.ENCOUNTER, "patient_id", "visit_number"),
        VISIT_ID(NounKind.ENCOUNTER, "encounter_id"),
        VISIT_LINK_OF(NounKind.VISIT_LINK, "encounter_id"),
        VISIT_CALLED(NounKind.VISIT_LINK, "source_id", "visit_number"),
        VISIT_SHOWN(NounKind.VISIT_LINK, "shown_under", "visit_number"),
        VISITS_SHOWN_AS(NounKind.VISIT_LINK, "shown_as"),
        FOLDER_OF(NounKind.RECORD_FOLDER, "patient_id", "encounter_id"),
        CONDITION(NounKind.CONDITION, "patient_id", "source_id", "condition_key"),
        PLACER(NounKind.SERVICE_ORDER, "patient_id", "placer_number"),
        FILLER(NounKind.SERVICE_ORDER, "patient_id", "filler_number"),
        ORDERED(NounKind.SERVICE_ORDER, "placer_number"),
        REPORT_OF_PLACER(NounKind.DIAGNOSTIC_REPORT, "patient_id", "placer_number"),
        REPORT_OF_FILLER(NounKind.DIAGNOSTIC_REPORT, "patient_id", "filler_number"),
        ACCESSION(NounKind.SERVICE_ORDER, "accession"),
        REPORT(NounKind.DIAGNOSTIC_REPORT, "patient_id", "source_id", "report_key"),
        STUDY(NounKind.IMAGING_STUDY, "source_id", "study_uid"),
        DOCUMENT(NounKind.CLINICAL_DOCUMENT, "patient_id", "source_id", "document_key"),
        SOURCE_DOCUMENT(NounKind.CLINICAL_DOCUMENT, "source_id", "document_key"),
        APPOINTMENT(NounKind.APPOINTMENT, "source_id", "appointment_key"),
        IMMUNIZATION(NounKind.IMMUNIZATION, "source_id", "immunization_key"),
        COVERAGE(NounKind.COVERAGE, "source_id", "coverage_key"),
        ALLERGY(NounKind.ALLERGY, "patient_id", "source_id", "allergy_key"),
        MEDICATION_ORDERS_OF(NounKind.MEDICATION_ORDER, "source_id", "visit_number"),
        PROCEDURES_OF(NounKind.PROCEDURE, "source_id", "visit_number"),
        CLINICAL_NOTES_OF(NounKind.CLINICAL_NOTE, "source_id", "visit_number"),
        PAPERS_OF(NounKind.PAPER, "source_id", "visit_number"),
        CONDITIONS_OF(NounKind.CONDITION, "patient_id", "source_id"),
        REPORTS_OF(NounKind.DIAGNOSTIC_REPORT, "patient_id", "source_id"),
        APPOINTMENTS_OF(NounKind.APPOINTMENT, "patient_id", "source_id");

        final NounKind kind;
        final List<String> columns;

        By(NounKind kind, String... columns) {
            this.kind = kind;
            this.columns = List.of(columns);
        }
    }

    private static Lookup of(By by, Object... values) {
        return new Lookup(by, List.of(values));
    }

    /** A patient by our own id. */
    public static Lookup byId(UUID patientId) {
        return of(By.ID, patientId);
    }

    /** The link of a merged patient. */
    public static Lookup linkOf(UUID patientId) {
        return of(By.LINK_OF, patientId);
    }

    /** A visit by its source's number, whoever it was filed under. */
    public static Lookup visit(UUID sourceId, String visitNumber) {
        return of(By.VISIT, sourceId, visitNumber);
    }

    /** A patient's visit by its number, whichever system named it. */
    public static Lookup patientVisit(UUID patientId, String visitNumber) {
        return of(By.PATIENT_VISIT, patientId, visitNumber);
    }

    /** A visit by our own id. */
    public static Lookup visitById(UUID encounterId) {
        return of(By.VISIT_ID, encounterId);
    }

    /** Where a visit shows. */
    public static Lookup visitLinkOf(UUID encounterId) {
        return of(By.VISIT_LINK_OF, encounterId);
    }

    /** Links of visits that their source calls by this number now. */
    public static Lookup visitCalled(UUID sourceId, String visitNumber) {
        return of(By.VISIT_CALLED, sourceId, visitNumber);
    }

    /** Links of visits that show in a patient's chart under this number. */
    public static Lookup visitShown(UUID patientId, String visitNumber) {
        return of(By.VISIT_SHOWN, patientId, visitNumber);
    }

    /** Links of visits that show as this one. */
    public static Lookup visitsShownAs(UUID encounterId) {
        return of(By.VISITS_SHOWN_AS, encounterId);
    }

    /** The folder of a visit. */
    public static Lookup folderOf(UUID patientId, UUID encounterId) {
        return of(By.FOLDER_OF, patientId, encounterId);
    }

    /** A patient's diagnoses from one source under one key. */
    public static Lookup conditionBy(UUID patientId, UUID sourceId, String key) {
        return of(By.CONDITION, patientId, sourceId, key);
    }

    /** An order by the placer's number. */
    public static Lookup placer(UUID patientId, String number) {
        return of(By.PLACER, patientId, number);
    }

    /** An order by the filler's number. */
    public static Lookup filler(UUID patientId, String number) {
        return of(By.FILLER, patientId, number);
    }

    /** An order by the placer's number alone, whoever it belongs to: for answers to orders of ours. */
    public static Lookup ordered(String number) {
        return of(By.ORDERED, number);
    }

    /** A patient's reports that name a placer's number. */
    public static Lookup reportOfPlacer(UUID patientId, String number) {
        return of(By.REPORT_OF_PLACER, patientId, number);
    }

    /** A patient's reports that name a filler's number. */
    public static Lookup reportOfFiller(UUID patientId, String number) {
        return of(By.REPORT_OF_FILLER, patientId, number);
    }

    /** An order by its accession number, whoever it belongs to. */
    public static Lookup accession(String number) {
        return of(By.ACCESSION, number);
    }

    /** A patient's report by its source and the source's key. */
    public static Lookup report(UUID patientId, UUID sourceId, String key) {
        return of(By.REPORT, patientId, sourceId, key);
    }

    /** A study by its archive and Study Instance UID. */
    public static Lookup study(UUID sourceId, String uid) {
        return of(By.STUDY, sourceId, uid);
    }

    /** A patient's document by its source and the source's key. */
    public static Lookup document(UUID patientId, UUID sourceId, String key) {
        return of(By.DOCUMENT, patientId, sourceId, key);
    }

    /** A document by its source's key, whoever it was filed under. */
    public static Lookup sourceDocument(UUID sourceId, String key) {
        return of(By.SOURCE_DOCUMENT, sourceId, key);
    }

    /** An appointment by its source's key, whoever it was filed under. */
    public static Lookup appointmentBy(UUID sourceId, String key) {
        return of(By.APPOINTMENT, sourceId, key);
    }

    /** An immunization by its source's key, whoever it was filed under. */
    public static Lookup immunizationBy(UUID sourceId, String key) {
        return of(By.IMMUNIZATION, sourceId, key);
    }

    /** An insurance card by its source's key, whoever it was filed under. */
    public static Lookup coverageBy(UUID sourceId, String key) {
        return of(By.COVERAGE, sourceId, key);
    }

    /** What a source told of a patient's allergies under one key. */
    public static Lookup allergyBy(UUID patientId, UUID sourceId, String key) {
        return of(By.ALLERGY, patientId, sourceId, key);
    }

    /**
     * Everything of one kind that a source told of one visit, whoever it was filed under.
     *
     * @param visitNumber empty for what belongs to no visit
     */
    public static Lookup factsOf(NounKind kind, UUID sourceId, String visitNumber) {
        By by =
                switch (kind) {
                    case MEDICATION_ORDER -> By.MEDICATION_ORDERS_OF;
                    case PROCEDURE -> By.PROCEDURES_OF;
                    case CLINICAL_NOTE -> By.CLINICAL_NOTES_OF;
                    case PAPER -> By.PAPERS_OF;
                    default -> throw new IllegalArgumentException(kind + " is not told of a visit");
                };
        return of(by, sourceId, visitNumber);
    }

    /** A patient's diagnoses from one source. */
    public static Lookup conditionsOf(UUID patientId, UUID sourceId) {
        return of(By.CONDITIONS_OF, patientId, sourceId);
    }

    /** A patient's reports from one source. */
    public static Lookup reportsOf(UUID patientId, UUID sourceId) {
        return of(By.REPORTS_OF, patientId, sourceId);
    }

    /** A patient's appointments from one source. */
    public static Lookup appointmentsOf(UUID patientId, UUID sourceId) {
        return of(By.APPOINTMENTS_OF, patientId, sourceId);
    }

    /** All questions a noun answers. */
    static List<Lookup> answeredBy(Noun noun) {
        return switch (noun) {
            case Patient p -> List.of(byId(p.id()));
            case PatientLink l -> List.of(linkOf(l.patientId()));
            case VisitLink l ->
                List.of(
                        visitLinkOf(l.encounterId()),
                        visitCalled(l.sourceId(), l.visitNumber()),
                        visitShown(l.shownUnder(), l.visitNumber()),
                        visitsShownAs(l.shownAs()));
            case Encounter e ->
                List.of(
                        visitById(e.id()),
                        visit(e.sourceId(), e.visitNumber()),
                        patientVisit(e.patientId(), e.visitNumber()));
            case RecordFolder f -> List.of(folderOf(f.patientId(), f.encounterId()));
            // No system speaks of what people write here.
            case Condition c when c.sourceId() == null -> List.of();
            case Condition c ->
                List.of(conditionBy(c.patientId(), c.sourceId(), c.key()), conditionsOf(c.patientId(), c.sourceId()));
            case ServiceOrder o -> orderLookups(o);
            case DiagnosticReport r -> reportLookups(r);
            case ImagingStudy s -> List.of(study(s.sourceId(), s.studyUid()));
            case ClinicalDocument d ->
                List.of(document(d.patientId(), d.sourceId(), d.key()), sourceDocument(d.sourceId(), d.key()));
            case Sheet s -> List.of();
            case VitalSigns v -> List.of();
            case Problem p -> List.of();
            case EarlyWarning w -> List.of();
            case MedicationAdministration a -> List.of();
            case Allergy a ->
                a.sourceId() == null ? List.of() : List.of(allergyBy(a.patientId(), a.sourceId(), a.key()));
            case Appointment a ->
                List.of(appointmentBy(a.sourceId(), a.key()), appointmentsOf(a.patientId(), a.sourceId()));
            case Immunization i -> List.of(immunizationBy(i.sourceId(), i.key()));
            case Coverage c -> List.of(coverageBy(c.sourceId(), c.key()));
            case VisitFact<?> f ->
                f.sourceId() == null ? List.of() : List.of(factsOf(f.kind(), f.sourceId(), f.visitNumber()));
        };
    }

    private static List<Lookup> reportLookups(DiagnosticReport report) {
        List<Lookup> lookups = new ArrayList<>(4);
        lookups.add(reportsOf(report.patientId(), report.sourceId()));
        lookups.add(report(report.patientId(), report.sourceId(), report.reportKey()));
        if (report.placerNumber() != null) {
            lookups.add(reportOfPlacer(report.patientId(), report.placerNumber()));
        }
        if (report.fillerNumber() != null) {
            lookups.add(reportOfFiller(report.patientId(), report.fillerNumber()));
        }
        return lookups;
    }

    private static List<Lookup> orderLookups(ServiceOrder order) {
        List<Lookup> lookups = new ArrayList<>();
        if (order.placerNumber() != null) {
            lookups.add(placer(order.patientId(), order.placerNumber()));
            lookups.add(ordered(order.placerNumber()));
        }
        if (order.fillerNumber() != null) {
            lookups.add(filler(order.patientId(), order.fillerNumber()));
        }
        if (order.accession() != null) {
            lookups.add(accession(order.accession()));
        }
        return lookups;
    }
}
