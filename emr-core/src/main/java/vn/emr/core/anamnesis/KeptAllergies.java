package vn.emr.core.anamnesis;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.chart.AllergyList;
import vn.emr.core.record.Allergy;
import vn.emr.core.record.NounKind;
import vn.emr.core.store.Content;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;
import vn.emr.core.store.WorkingSet;

/** Allergies as they are kept, as far as a chart shows them. */
final class KeptAllergies {
    private static final String OF_REQUEST = """
            select r.content::text as content
            from allergy a
            join revision r on r.tenant_id = a.tenant_id and r.patient_id = a.patient_id and r.noun_id = a.allergy_id
                           and r.version = a.version and r.committed_at = a.revised_at
            where a.tenant_id = ? and a.patient_id = any (?) and a.source_id is null and a.allergy_key = ?
            limit 1
            """;

    private static final String VERSIONS = """
            select r.content::text as content
            from allergy a
            join revision r on r.tenant_id = a.tenant_id and r.patient_id = a.patient_id and r.noun_id = a.allergy_id
            where a.tenant_id = ? and %s and a.allergy_id = ?
            order by r.version desc
            limit 200
            """.formatted(InChart.ofPerson("a", "a.allergy_id"));

    private KeptAllergies() {}

    /** Empty when the chart does not show it. */
    static Optional<Allergy> current(Transaction t, Grant grant, UUID id) {
        return AllergyList.all(t, grant).stream().filter(a -> a.id().equals(id)).findFirst();
    }

    /** The newest first; of more than 200 the oldest are left out. */
    static List<Allergy> versions(Transaction t, Grant grant, UUID id) {
        return t.query(VERSIONS, KeptAllergies::allergy, grant.tenantId(), grant.people(), grant.hidden(), id);
    }

    /** What a request recorded, also when a label hides it from who asks: its caller hears that it was done, and no more. */
    static Optional<Allergy> recorded(Transaction t, Grant grant, UUID requestId) {
        return t.first(OF_REQUEST, KeptAllergies::allergy, grant.tenantId(), grant.people(), requestId.toString());
    }

    /** Who records and who changes of the same people do it one after another. */
    static void lock(Transaction t, Grant grant) {
        new WorkingSet(t, grant.tenantId()).lockAndLoad(List.of(grant.people()), List.of());
    }

    private static Allergy allergy(Row row) {
        return (Allergy) Content.read(NounKind.ALLERGY, row.text("content"));
    }
}
