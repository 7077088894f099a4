package vn.emr.core.store;

import static vn.emr.core.store.Projection.from;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import vn.emr.core.record.Allergy;
import vn.emr.core.record.Appointment;
import vn.emr.core.record.ClinicalDocument;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Condition;
import vn.emr.core.record.Coverage;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.ImagingStudy;
import vn.emr.core.record.Immunization;
import vn.emr.core.record.MedicationAdministration;
import vn.emr.core.record.Observation;
import vn.emr.core.record.Problem;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.TimePoint;

/** The rows of what was ordered, found, planned and done for a patient. */
final class ClinicalRows {
    private ClinicalRows() {}

    static void condition(UUID tenant, Condition c, Instant at, RowBatch batch) {
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

    static void allergy(UUID tenant, Allergy a, Instant at, RowBatch batch) {
        Allergy.Details d = a.details();
        batch.add(
                Table.ALLERGY,
                tenant,
                a.patientId(),
                a.id(),
                a.version(),
                at,
                a.sourceId(),
                a.key(),
                d.kind().name(),
                name(d.category()),
                code(d.substance()),
                d.substance() == null ? null : d.substance().shown(),
                name(d.severity()),
                name(d.certainty()),
                d.status().name());
    }

    static void problem(UUID tenant, Problem p, Instant at, RowBatch batch) {
        Problem.Details d = p.details();
        batch.add(
                Table.PROBLEM,
                tenant,
                p.patientId(),
                p.id(),
                p.version(),
                at,
                p.key(),
                code(d.what()),
                text(d.what()),
                d.status().name(),
                d.importance().name(),
                from(d.since()),
                d.seenIn());
    }

    private static String name(Enum<?> value) {
        return value == null ? null : value.name();
    }

    static void order(UUID tenant, ServiceOrder o, Instant at, RowBatch batch) {
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

    static void report(UUID tenant, DiagnosticReport r, Instant at, RowBatch batch) {
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
                r.parent() == null ? null : r.parent().number(),
                names(r));
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

    /** Its tests, each once and always in one order, so that reports of one panel say the same. */
    private static String names(DiagnosticReport r) {
        Set<String> names = new TreeSet<>();
        for (Observation o : r.observations()) {
            String code = code(o.code());
            String text = text(o.code());
            names.add(
                    code == null || text == null
                            ? Objects.toString(code == null ? text : code, "")
                            : code + " " + text);
        }
        return names.isEmpty() ? null : String.join("\n", names);
    }

    static void study(UUID tenant, ImagingStudy s, Instant at, RowBatch batch) {
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

    static void appointment(UUID tenant, Appointment a, Instant at, RowBatch batch) {
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

    static void immunization(UUID tenant, Immunization i, Instant at, RowBatch batch) {
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

    static void coverage(UUID tenant, Coverage c, Instant at, RowBatch batch) {
        batch.add(
                Table.COVERAGE,
                tenant,
                c.patientId(),
                c.id(),
                c.version(),
                at,
                c.encounterId(),
                c.sourceId(),
                c.key(),
                c.details().number(),
                from(c.details().validFrom()),
                from(c.details().validTo()));
    }

    static void document(UUID tenant, ClinicalDocument d, Instant at, RowBatch batch) {
        batch.add(
                Table.CLINICAL_DOCUMENT,
                tenant,
                d.patientId(),
                d.id(),
                d.version(),
                at,
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
    }

    static void administration(UUID tenant, MedicationAdministration a, Instant at, RowBatch batch) {
        batch.add(
                Table.MEDICATION_ADMINISTRATION,
                tenant,
                a.patientId(),
                a.id(),
                a.version(),
                at,
                a.encounterId(),
                a.orderId(),
                a.key(),
                a.details().due(),
                a.details().at(),
                a.details().outcome().name(),
                a.details().status().name());
    }

    static String code(Coded coded) {
        return coded == null ? null : coded.code();
    }

    static String text(Coded coded) {
        return coded == null ? null : coded.shown();
    }
}
