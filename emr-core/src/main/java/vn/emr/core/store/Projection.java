package vn.emr.core.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.emr.core.record.Appointment;
import vn.emr.core.record.ClinicalDocument;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Condition;
import vn.emr.core.record.DepartmentStay;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.ImagingStudy;
import vn.emr.core.record.Immunization;
import vn.emr.core.record.Noun;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Observation;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PatientLink;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.TimePoint;

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
                        from(f.closed()));
            case Condition c -> condition(tenant, c, revisedAt, batch);
            case ServiceOrder o -> order(tenant, o, revisedAt, batch);
            case DiagnosticReport r -> report(tenant, r, revisedAt, batch);
            case ImagingStudy s -> study(tenant, s, revisedAt, batch);
            case ClinicalDocument d ->
                batch.add(
                        Table.CLINICAL_DOCUMENT,
                        tenant,
                        d.patientId(),
                        d.id(),
                        d.version(),
                        revisedAt,
                        d.encounterId(),
                        d.reportId(),
                        d.sourceId(),
                        d.key(),
                        d.title(),
                        d.mediaType(),
                        d.sha256(),
                        d.size(),
                        d.status().name(),
                        from(d.authored()),
                        d.relation() == null ? null : d.relation().name(),
                        d.relatedKey());
            case Appointment a -> appointment(tenant, a, revisedAt, batch);
            case Immunization i -> immunization(tenant, i, revisedAt, batch);
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
                from(e.end()));
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

    private static void condition(UUID tenant, Condition c, Instant at, RowBatch batch) {
        batch.add(
                Table.CONDITION,
                tenant,
                c.patientId(),
                c.id(),
                c.version(),
                at,
                c.encounterId(),
                c.sourceId(),
                c.key(),
                code(c.code()),
                c.code() == null ? null : c.code().system(),
                text(c.code()),
                c.rank(),
                c.active(),
                from(c.diagnosed()));
    }

    private static void order(UUID tenant, ServiceOrder o, Instant at, RowBatch batch) {
        batch.add(
                Table.SERVICE_ORDER,
                tenant,
                o.patientId(),
                o.id(),
                o.version(),
                at,
                o.encounterId(),
                o.sourceId(),
                o.placerNumber(),
                o.fillerNumber(),
                o.accession(),
                o.category(),
                code(o.code()),
                text(o.code()),
                o.status().name(),
                from(o.ordered()));
    }

    private static void report(UUID tenant, DiagnosticReport r, Instant at, RowBatch batch) {
        batch.add(
                Table.DIAGNOSTIC_REPORT,
                tenant,
                r.patientId(),
                r.id(),
                r.version(),
                at,
                r.encounterId(),
                r.orderId(),
                r.sourceId(),
                r.reportKey(),
                r.category(),
                code(r.code()),
                text(r.code()),
                r.status().name(),
                from(r.effective()),
                from(r.issued()),
                r.placerNumber(),
                r.fillerNumber(),
                r.parent() == null ? null : r.parent().number());
        for (Observation o : r.observations()) {
            TimePoint observed = o.observed() != null ? o.observed() : r.effective();
            batch.add(
                    Table.OBSERVATION,
                    tenant,
                    r.patientId(),
                    r.id(),
                    o.line(),
                    code(o.code()),
                    o.code() == null ? null : o.code().system(),
                    text(o.code()),
                    o.subId(),
                    o.valueType(),
                    o.number(),
                    o.comparator(),
                    o.text(),
                    o.unit(),
                    o.rangeText(),
                    o.rangeLow(),
                    o.rangeHigh(),
                    o.flag(),
                    o.status().name(),
                    o.status().shown(),
                    from(observed));
        }
    }

    private static void study(UUID tenant, ImagingStudy s, Instant at, RowBatch batch) {
        batch.add(
                Table.IMAGING_STUDY,
                tenant,
                s.patientId(),
                s.id(),
                s.version(),
                at,
                s.encounterId(),
                s.orderId(),
                s.sourceId(),
                s.studyUid(),
                s.accession(),
                from(s.started()),
                String.join(",", s.modalities()),
                s.description(),
                s.series().size(),
                s.instances(),
                s.available(),
                s.matchedBy());
    }

    private static void appointment(UUID tenant, Appointment a, Instant at, RowBatch batch) {
        batch.add(
                Table.APPOINTMENT,
                tenant,
                a.patientId(),
                a.id(),
                a.version(),
                at,
                a.encounterId(),
                a.sourceId(),
                a.key(),
                a.details().status().name(),
                from(a.details().start()),
                from(a.details().end()),
                text(a.details().service()),
                a.details().departmentCode());
    }

    private static void immunization(UUID tenant, Immunization i, Instant at, RowBatch batch) {
        batch.add(
                Table.IMMUNIZATION,
                tenant,
                i.patientId(),
                i.id(),
                i.version(),
                at,
                i.encounterId(),
                i.sourceId(),
                i.key(),
                i.details().status().name(),
                from(i.details().given()),
                code(i.details().vaccine()),
                text(i.details().vaccine()));
    }

    private static String code(Coded coded) {
        return coded == null ? null : coded.code();
    }

    private static String text(Coded coded) {
        return coded == null ? null : coded.shown();
    }

    private static Instant from(TimePoint point) {
        return point == null ? null : point.from().truncatedTo(ChronoUnit.MICROS);
    }
}
