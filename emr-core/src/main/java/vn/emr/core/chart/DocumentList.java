package vn.emr.core.chart;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.store.Transaction;

/** The documents of a chart, newest first; their content is opened one by one. */
public final class DocumentList {
    private static final int MOST = 300;

    private DocumentList() {}

    /**
     * @param addendumTo the document this one adds to
     * @param replacedBy the document that stands in its place now
     * @param damaged it ends too early or is not what it says it is, and a person kept it nevertheless
     */
    public record Document(
            UUID id,
            String title,
            String mediaType,
            long size,
            When authored,
            ResultStatus status,
            UUID reportId,
            UUID addendumTo,
            UUID replacedBy,
            boolean damaged,
            Origin origin) {}

    /** @param sha256 name of the blob */
    record Stored(String title, String mediaType, String sha256) {}

    private static final String DOCUMENTS = """
            select d.document_id, d.title, d.media_type, d.size, d.status, d.report_id,
                   (select o.document_id from clinical_document o
                    where d.relation = 'ADDENDUM' and o.tenant_id = d.tenant_id and o.source_id = d.source_id
                      and o.document_key = d.related_key and o.patient_id = any (p.people)
                    limit 1) as addendum_to,
                   (select o.document_id from clinical_document o
                    where o.tenant_id = d.tenant_id and o.patient_id = any (p.people) and o.source_id = d.source_id
                      and o.relation = 'REPLACEMENT' and o.related_key = d.document_key
                      and o.status not in ('ENTERED_IN_ERROR', 'DELETED')
                    limit 1) as replaced_by,
                   r.content->>'authored' as authored, r.content->>'origin' as origin,
                   coalesce((r.content->>'damaged')::boolean, false) as damaged
            from (select ?::uuid as tenant_id, ?::uuid[] as people) p
            join clinical_document d on d.tenant_id = p.tenant_id and d.patient_id = any (p.people)
            join revision r on r.tenant_id = d.tenant_id and r.patient_id = d.patient_id and r.noun_id = d.document_id
                           and r.version = d.version and r.committed_at = d.revised_at
            where d.status not in ('ENTERED_IN_ERROR', 'DELETED') and %s
            order by coalesce(d.authored_from, d.revised_at) desc, d.document_id desc
            limit ?
            """.formatted(InChart.shown("d", "d.document_id", "d.report_id"));

    private static final String STORED = """
            select d.title, d.media_type, d.sha256
            from clinical_document d
            where d.tenant_id = ? and %s and d.document_id = ?
              and d.status not in ('ENTERED_IN_ERROR', 'DELETED')
            """.formatted(InChart.row("d", "d.document_id", "d.report_id"));

    static List<Document> read(Transaction t, Grant grant) {
        return t.query(
                DOCUMENTS,
                row -> new Document(
                        row.uuid("document_id"),
                        row.text("title"),
                        row.text("media_type"),
                        row.number("size"),
                        Parts.when(row.text("authored")),
                        ResultStatus.valueOf(row.text("status")),
                        row.uuid("report_id"),
                        row.uuid("addendum_to"),
                        row.uuid("replaced_by"),
                        row.bool("damaged"),
                        Parts.origin(row.text("origin"))),
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                grant.hidden(),
                MOST);
    }

    static Optional<Stored> stored(Transaction t, Grant grant, UUID documentId) {
        return t.first(
                STORED,
                row -> new Stored(row.text("title"), row.text("media_type"), row.text("sha256")),
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                grant.hidden(),
                documentId);
    }
}
