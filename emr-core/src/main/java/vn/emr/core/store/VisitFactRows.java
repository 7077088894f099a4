package vn.emr.core.store;

import static vn.emr.core.store.ClinicalRows.code;
import static vn.emr.core.store.ClinicalRows.text;
import static vn.emr.core.store.Projection.from;

import java.time.Instant;
import java.util.UUID;
import vn.emr.core.record.ClinicalNote;
import vn.emr.core.record.MedicationOrder;
import vn.emr.core.record.Paper;
import vn.emr.core.record.Procedure;
import vn.emr.core.record.VisitFact;

/** The rows of what was told of a visit: the columns all kinds share, then those of each. */
final class VisitFactRows {
    private VisitFactRows() {}

    static void add(UUID tenant, VisitFact<?> fact, Instant at, RowBatch batch) {
        switch (fact) {
            case MedicationOrder m -> {
                MedicationOrder.Details d = m.details();
                batch.add(
                        Table.MEDICATION_ORDER,
                        shared(
                                tenant,
                                m,
                                at,
                                d.status().name(),
                                code(d.medicine()),
                                text(d.medicine()),
                                from(d.ordered()),
                                from(d.given())));
            }
            case Procedure p -> {
                Procedure.Details d = p.details();
                batch.add(
                        Table.PROCEDURE,
                        shared(
                                tenant,
                                p,
                                at,
                                d.status().name(),
                                code(d.category()),
                                code(d.code()),
                                text(d.code()),
                                from(d.ordered()),
                                from(d.performed())));
            }
            case ClinicalNote c ->
                batch.add(
                        Table.CLINICAL_NOTE,
                        shared(
                                tenant,
                                c,
                                at,
                                c.details().status().name(),
                                from(c.details().written())));
            case Paper p -> {
                Paper.Details d = p.details();
                batch.add(
                        Table.PAPER,
                        shared(tenant, p, at, d.status().name(), d.form().name(), d.number(), from(d.issued())));
            }
        }
    }

    private static Object[] shared(UUID tenant, VisitFact<?> f, Instant at, Object... own) {
        Object[] row = new Object[9 + own.length];
        Object[] shared = {
            tenant, f.patientId(), f.id(), f.version(), at, f.encounterId(), f.sourceId(), f.visitNumber(), f.key()
        };
        System.arraycopy(shared, 0, row, 0, shared.length);
        System.arraycopy(own, 0, row, shared.length, own.length);
        return row;
    }
}
