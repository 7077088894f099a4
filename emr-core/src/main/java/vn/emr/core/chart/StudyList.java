package vn.emr.core.chart;

import java.util.List;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.record.ImagingStudy;
import vn.emr.core.record.NounKind;
import vn.emr.core.store.Content;
import vn.emr.core.store.Transaction;

/** The imaging studies of a chart, newest first. */
public final class StudyList {
    private static final int MOST = 300;

    private StudyList() {}

    public record Study(
            UUID id,
            String studyUid,
            String accession,
            When started,
            List<String> modalities,
            String description,
            List<ImagingStudy.Series> series,
            int instances,
            boolean available,
            String matchedBy,
            Origin origin) {}

    private static final String STUDIES = """
            select r.content::text as content
            from imaging_study s
            join revision r on r.tenant_id = s.tenant_id and r.patient_id = s.patient_id and r.noun_id = s.study_id
                           and r.version = s.version and r.committed_at = s.revised_at
            where s.tenant_id = ? and %s
            order by s.started_from desc nulls last, s.study_id desc
            limit ?
            """.formatted(InChart.row("s", "s.study_id"));

    static List<Study> read(Transaction t, Grant grant) {
        return t.query(
                STUDIES,
                row -> study((ImagingStudy) Content.read(NounKind.IMAGING_STUDY, row.text("content"))),
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                grant.hidden(),
                MOST);
    }

    private static Study study(ImagingStudy s) {
        return new Study(
                s.id(),
                s.studyUid(),
                s.accession(),
                When.of(s.started()),
                s.modalities(),
                s.description(),
                s.series(),
                s.instances(),
                s.available(),
                s.matchedBy(),
                Origin.of(s.origin()));
    }
}
