package vn.emr.core.imaging;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.record.ImagingStudy;
import vn.emr.core.record.NounKind;
import vn.emr.core.store.Content;
import vn.emr.core.store.Transaction;

/** A study of an opened chart, and which archive keeps it. */
record ViewedStudy(UUID sourceId, String uid, int version, Set<String> series) {
    private static final String STUDY = """
            select r.content::text as content
            from imaging_study s
            join revision r on r.tenant_id = s.tenant_id and r.patient_id = s.patient_id and r.noun_id = s.study_id
                           and r.version = s.version and r.committed_at = s.revised_at
            where s.tenant_id = ? and s.study_id = ? and %s
            """.formatted(InChart.row("s", "s.study_id"));

    static Optional<ViewedStudy> read(Transaction t, Grant grant, UUID studyId) {
        return t.first(
                STUDY,
                row -> of((ImagingStudy) Content.read(NounKind.IMAGING_STUDY, row.text("content"))),
                grant.tenantId(),
                studyId,
                grant.filedUnder(),
                grant.people(),
                grant.hidden());
    }

    private static ViewedStudy of(ImagingStudy s) {
        return new ViewedStudy(
                s.sourceId(),
                s.studyUid(),
                s.version(),
                s.series().stream().map(ImagingStudy.Series::uid).collect(Collectors.toUnmodifiableSet()));
    }
}
