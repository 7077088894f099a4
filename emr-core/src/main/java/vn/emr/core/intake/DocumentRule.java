package vn.emr.core.intake;

import java.util.Optional;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.record.ClinicalDocument;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.Observation;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.Statement;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Lookup;

/** What becomes of the documents of a result message; statements about them have the same order as those about values. */
final class DocumentRule {
    private DocumentRule() {}

    /** @throws vn.emr.core.Refusal DAMAGED_DOCUMENT until a person confirms that the damaged document is kept */
    static void file(Judging judging, DiagnosticReport report, StatedDocument d, ReportStated n) {
        if (d.damaged()) {
            judging.hold(
                    Code.DAMAGED_DOCUMENT,
                    "an embedded document ends too early or is not what it says it is; ask for it again or confirm",
                    AtFault.DOCUMENT_CONTENT);
        }
        Optional<ClinicalDocument> known = find(judging, report, d.key());
        Statement said = new Statement(d.status(), n.stated(), null);
        if (known.isPresent() && !statement(known.get()).yieldsTo(said)) {
            judging.remark("an older or less final document; the newer one stays");
            return;
        }
        ResultStatus status = withdrawal(report, d.key(), said).orElse(d.status());
        String sha256 = BlobStore.name(d.content());
        if (known.isPresent()
                && known.get().sha256().equals(sha256)
                && known.get().status() == status
                && !judging.newsByTime(known.get().origin().stated(), n.stated())) {
            return;
        }
        judging.draft()
                .put(new ClinicalDocument(
                        known.map(ClinicalDocument::id).orElseGet(Ids::next),
                        known.map(judging.draft()::next).orElse(1),
                        report.patientId(),
                        report.encounterId(),
                        report.id(),
                        judging.source().id,
                        report.reportKey() + "|" + d.key(),
                        d.type(),
                        d.title(),
                        d.mediaType(),
                        sha256,
                        d.content().length,
                        status,
                        d.authored(),
                        d.damaged(),
                        null,
                        null,
                        null,
                        null,
                        judging.origin(n.stated())));
    }

    /** A document is taken back by its value alone: status W, D or X and nothing in OBX-5. */
    static void withdraw(Judging judging, DiagnosticReport report, ReportStated n) {
        for (StatedObservation o : n.observations()) {
            if (o.status().takesValue() || o.status() == ResultStatus.REGISTERED) {
                continue;
            }
            Statement said = new Statement(o.status(), n.stated(), null);
            find(judging, report, o.key())
                    .filter(d -> statement(d).yieldsTo(said))
                    .ifPresent(d -> judging.draft()
                            .put(d.withdrawn(o.status(), judging.draft().next(d), judging.origin(n.stated()))));
        }
    }

    /** The taking back of a document that came before the document itself. */
    private static Optional<ResultStatus> withdrawal(DiagnosticReport report, String key, Statement said) {
        return report.observations().stream()
                .filter(o -> o.key().equals(key) && !o.status().takesValue())
                .filter(o -> said.yieldsTo(new Statement(o.status(), o.stated(), null)))
                .map(Observation::status)
                .filter(status -> status != ResultStatus.REGISTERED)
                .findFirst();
    }

    private static Optional<ClinicalDocument> find(Judging judging, DiagnosticReport report, String key) {
        String ofReport = report.reportKey() + "|" + key;
        return judging.draft()
                .first(Lookup.document(report.patientId(), judging.source().id, ofReport), ClinicalDocument.class);
    }

    private static Statement statement(ClinicalDocument d) {
        return new Statement(d.status(), d.origin().stated(), null);
    }
}
