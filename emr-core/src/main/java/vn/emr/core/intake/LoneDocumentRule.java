package vn.emr.core.intake;

import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Notice.DocumentStated;
import vn.emr.core.record.ClinicalDocument;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Lookup;

/**
 * What a document that comes by itself changes. The same number again is a new version; a replacement is a document of its
 * own that names the one it stands for; one taken back is hidden. History keeps them all.
 */
final class LoneDocumentRule {
    /** Parts of one document that a sender may put into one message; taken back together. */
    private static final int MOST_PARTS = 100;

    private LoneDocumentRule() {}

    /** Files the document and tells how many of the message's values the record now holds in it. */
    static int apply(Judging judging, DocumentStated n) {
        UUID patientId = Matching.require(judging.draft(), n.who());
        Optional<ClinicalDocument> known = known(judging, patientId, n.key());
        if (n.document().damaged()) {
            judging.hold(
                    Code.DAMAGED_DOCUMENT,
                    "a document ends too early or is not what it says it is; ask for it again or confirm",
                    "OBX-5");
        }
        if (known.isPresent() && n.stated().isBefore(known.get().origin().stated())) {
            judging.remark("an older statement about a document; the newer one stays");
            return n.values();
        }
        if (known.isEmpty() && n.document().content() == null) {
            throw new Refusal(Code.NOT_APPLICABLE, "the document that is spoken of is not known yet", "TXA-12");
        }
        file(judging, patientId, known, n);
        if (n.document().status() == ResultStatus.ENTERED_IN_ERROR) {
            for (int part = 2; part <= MOST_PARTS; part++) {
                Optional<ClinicalDocument> more = known(judging, patientId, n.key() + "/" + part);
                if (more.isEmpty()) {
                    break;
                }
                file(judging, patientId, more, n);
            }
        }
        return n.values();
    }

    private static Optional<ClinicalDocument> known(Judging judging, UUID patientId, String key) {
        return MergeRule.ofPerson(
                        judging, judging.draft().find(Lookup.sourceDocument(judging.source().id, key)), patientId)
                .map(ClinicalDocument.class::cast);
    }

    private static void file(Judging judging, UUID patientId, Optional<ClinicalDocument> known, DocumentStated n) {
        StatedDocument d = n.document();
        ClinicalDocument k = known.orElse(null);
        boolean same = d.content() == null;
        ClinicalDocument next = new ClinicalDocument(
                k == null ? Ids.next() : k.id(),
                k == null ? 1 : judging.draft().next(k),
                k == null ? patientId : k.patientId(),
                k == null || k.encounterId() == null
                        ? VisitRule.encounterOf(judging, patientId, n.visitNumber())
                        : k.encounterId(),
                k == null ? null : k.reportId(),
                judging.source().id,
                k == null ? n.key() : k.key(),
                k != null && d.type() == null ? k.type() : d.type(),
                k != null && d.title() == null ? k.title() : d.title(),
                same ? k.mediaType() : d.mediaType(),
                same ? k.sha256() : BlobStore.name(d.content()),
                same ? k.size() : d.content().length,
                k != null && d.status().lessSettledThan(k.status()) ? k.status() : d.status(),
                k != null && d.authored() == null ? k.authored() : d.authored(),
                same ? k.damaged() : d.damaged(),
                k != null && n.author() == null ? k.author() : n.author(),
                k != null && n.relation() == null ? k.relation() : n.relation(),
                k != null && n.relation() == null ? k.relatedKey() : n.relatedKey(),
                judging.origin(n.stated()));
        if (k == null || !sameFacts(k, next) || judging.newsByTime(k.origin().stated(), n.stated())) {
            judging.draft().put(next);
        }
    }

    private static boolean sameFacts(ClinicalDocument a, ClinicalDocument b) {
        return a.equals(new ClinicalDocument(
                b.id(),
                a.version(),
                b.patientId(),
                b.encounterId(),
                b.reportId(),
                b.sourceId(),
                b.key(),
                b.type(),
                b.title(),
                b.mediaType(),
                b.sha256(),
                b.size(),
                b.status(),
                b.authored(),
                b.damaged(),
                b.author(),
                b.relation(),
                b.relatedKey(),
                a.origin()));
    }
}
