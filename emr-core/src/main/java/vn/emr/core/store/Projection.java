package vn.emr.core.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.emr.core.record.Allergy;
import vn.emr.core.record.Appointment;
import vn.emr.core.record.ClinicalDocument;
import vn.emr.core.record.Condition;
import vn.emr.core.record.Coverage;
import vn.emr.core.record.DepartmentStay;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.EarlyWarning;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.ImagingStudy;
import vn.emr.core.record.Immunization;
import vn.emr.core.record.MedicationAdministration;
import vn.emr.core.record.Noun;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PatientLink;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.Problem;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.VisitFact;
import vn.emr.core.record.VisitLink;
import vn.emr.core.record.VitalSigns;

/**
 * From a noun to its rows in the current-state tables: a pure function, so the tables can be rebuilt from history at any
 * time and compared.
 */
final class Projection {
    /** The table that holds one row per noun of a kind; it has the kind's name. */
    static final Map<NounKind, Table> MAIN = Arrays.stream(NounKind.values())
            .collect(Collectors.toUnmodifiableMap(kind -> kind, kind -> Table.valueOf(kind.name())));

    private Projection() {}

    static void project(UUID tenant, Noun noun, Instant revisedAt, RowBatch batch) {
        switch (noun) {
            case Patient p -> patient(tenant, p, revisedAt, batch);
            case PatientLink l ->
                batch.add(
                        Table.PATIENT_LINK,
                        tenant,
                        l.patientId(),
                        l.id(),
                        l.version(),
                        revisedAt,
                        l.survivorId(),
                        l.active());
            case VisitLink l ->
                batch.add(
                        Table.VISIT_LINK,
                        tenant,
                        l.patientId(),
                        l.id(),
                        l.version(),
                        revisedAt,
                        l.encounterId(),
                        l.sourceId(),
                        l.visitNumber(),
                        l.shownUnder(),
                        l.shownAs(),
                        l.active(),
                        l.people().stream().map(UUID::toString).collect(Collectors.joining(",")));
            case Encounter e -> encounter(tenant, e, revisedAt, batch);
            case RecordFolder f ->
                batch.add(
                        Table.RECORD_FOLDER,
                        tenant,
                        f.patientId(),
                        f.id(),
                        f.version(),
                        revisedAt,
                        f.encounterId(),
                        f.facilityId(),
                        f.treatment().name(),
                        f.state().name(),
                        from(f.opened()),
                        from(f.completed()),
                        from(f.closed()),
                        from(f.archived()),
                        f.admissionNumber(),
                        f.archiveNumber(),
                        f.partOf(),
                        f.hold() != null,
                        f.received() == null ? null : f.received().content());
            case Condition c -> ClinicalRows.condition(tenant, c, revisedAt, batch);
            case ServiceOrder o -> ClinicalRows.order(tenant, o, revisedAt, batch);
            case DiagnosticReport r -> ClinicalRows.report(tenant, r, revisedAt, batch);
            case ImagingStudy s -> ClinicalRows.study(tenant, s, revisedAt, batch);
            case ClinicalDocument d -> ClinicalRows.document(tenant, d, revisedAt, batch);
            case Allergy a -> ClinicalRows.allergy(tenant, a, revisedAt, batch);
            case Problem p -> ClinicalRows.problem(tenant, p, revisedAt, batch);
            case VitalSigns v -> VitalRows.signs(tenant, v, revisedAt, batch);
            case EarlyWarning w -> VitalRows.earlyWarning(tenant, w, revisedAt, batch);
            case MedicationAdministration a -> ClinicalRows.administration(tenant, a, revisedAt, batch);
            case Sheet s -> SheetRows.add(tenant, s, revisedAt, batch);
            case Appointment a -> ClinicalRows.appointment(tenant, a, revisedAt, batch);
            case Immunization i -> ClinicalRows.immunization(tenant, i, revisedAt, batch);
            case Coverage c -> ClinicalRows.coverage(tenant, c, revisedAt, batch);
            case VisitFact<?> f -> VisitFactRows.add(tenant, f, revisedAt, batch);
        }
    }

    private static void patient(UUID tenant, Patient p, Instant at, RowBatch batch) {
        PersonName name = p.name().orElse(null);
        TimePoint birth = p.birth();
        batch.add(
                Table.PATIENT,
                tenant,
                p.id(),
                p.version(),
                at,
                p.provisional(),
                p.facilityId(),
                name == null ? null : name.full(),
                name == null ? "" : searchKeys(p),
                name == null ? "" : name.sortKey(),
                birth == null ? null : birth.sent(),
                from(birth),
                p.sex().name(),
                p.deceased(),
                p.motherId());
        int line = 0;
        for (Identifier i : p.identifiers()) {
            batch.add(
                    Table.PATIENT_IDENTIFIER,
                    tenant,
                    p.id(),
                    ++line,
                    i.kind().name(),
                    i.system(),
                    i.value(),
                    i.active(),
                    i.kind().unique());
        }
    }

    /** All names, so that a former name still finds the person. */
    private static String searchKeys(Patient p) {
        return p.names().stream()
                .map(PersonName::searchKey)
                .distinct()
                .reduce((a, b) -> a + " | " + b)
                .orElse("");
    }

    private static void encounter(UUID tenant, Encounter e, Instant at, RowBatch batch) {
        batch.add(
                Table.ENCOUNTER,
                tenant,
                e.patientId(),
                e.id(),
                e.version(),
                at,
                e.sourceId(),
                e.visitNumber(),
                e.encounterClass().name(),
                e.status().name(),
                e.facilityId(),
                from(e.start()),
                from(e.end()),
                e.attendingDoctor());
        int line = 0;
        for (DepartmentStay s : e.stays()) {
            batch.add(
                    Table.DEPARTMENT_STAY,
                    tenant,
                    e.patientId(),
                    e.id(),
                    ++line,
                    s.key(),
                    s.departmentId(),
                    s.departmentCode(),
                    s.room(),
                    s.bed(),
                    from(s.start()),
                    from(s.end()),
                    s.cancelled());
        }
    }

    static Instant from(TimePoint point) {
        return point == null ? null : point.from().truncatedTo(ChronoUnit.MICROS);
    }
}
