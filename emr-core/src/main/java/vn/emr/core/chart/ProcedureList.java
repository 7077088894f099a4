package vn.emr.core.chart;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Procedure;
import vn.emr.core.store.Transaction;

/** Services and procedures as they are kept. */
public final class ProcedureList {
    /** As they are kept. */
    public static final Kept<Procedure> KEPT =
            Kept.ofVisits(NounKind.PROCEDURE, Procedure.class, "procedure", "procedure_id");

    private ProcedureList() {}

    /** The surgeries and procedures that were done in a visit, each once, the oldest first. */
    public static List<Procedure> done(Transaction t, Grant grant, UUID encounterId) {
        return Procedure.once(KEPT.found(t, grant, """
                and n.encounter_id = ? and n.status = 'COMPLETED' and n.category in ('8', '18')
                order by n.performed_from nulls last, n.procedure_id
                limit 500
                """, encounterId)).stream()
                .sorted(Comparator.comparing(
                        p -> p.details().performed() == null
                                ? null
                                : p.details().performed().from(),
                        Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }
}
