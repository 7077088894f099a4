package vn.emr.core.intake;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.intake.ToldNotice.DocumentStated;
import vn.emr.core.record.ClinicalDocument;
import vn.emr.core.record.ClinicalDocument.Said;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.Statement;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Lookup;

/**
 * What a document that comes by itself changes. The same number again is a new version, of which each fact follows its
 * newest statement, whatever the order of arrival; a replacement is a document of its own that names the one it stands for;
 * one taken back is hidden. What is said of a document nobody has sent waits for it. History keeps them all.
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
                    AtFault.DOCUMENT_CONTENT);
        }
        if (known.isEmpty() && n.document().content() == null) {
            throw AtFault.DOCUMENT_NUMBER.refused(
                    Code.NOT_APPLICABLE, "the document that is spoken of is not known yet");
        }
        if (known.isEmpty()) {
            judging.draft().put(fresh(judging, patientId, n));
        } else {
            restate(judging, known.get(), n);
        }
        if (n.document().status() == ResultStatus.ENTERED_IN_ERROR) {
            for (int part = 2; part <= MOST_PARTS; part++) {
                Optional<ClinicalDocument> more = known(judging, patientId, n.key() + "/" + part);
                if (more.isEmpty()) {
                    break;
                }
                restate(judging, more.get(), n);
            }
        }
        return n.values();
    }

    private static Optional<ClinicalDocument> known(Judging judging, UUID patientId, String key) {
        return MergeRule.ofPerson(
                        judging, judging.draft().find(Lookup.sourceDocument(judging.source().id, key)), patientId)
                .map(ClinicalDocument.class::cast);
    }

    private static ClinicalDocument fresh(Judging judging, UUID patientId, DocumentStated n) {
        StatedDocument d = n.document();
        Instant at = n.stated();
        Optional<Instant> gone = takenBack(judging, patientId, n);
        return new ClinicalDocument(
                Ids.next(),
                1,
                patientId,
                VisitRule.encounterOf(judging, patientId, n.visitNumber()),
                null,
                judging.source().id,
                n.key(),
                d.type(),
                d.title(),
                d.mediaType(),
                BlobStore.name(d.content()),
                d.content().length,
                gone.isPresent() ? ResultStatus.ENTERED_IN_ERROR : d.status(),
                d.authored(),
                d.damaged(),
                n.author(),
                n.relation(),
                n.relatedKey(),
                new Said(
                        at,
                        gone.orElse(at),
                        d.type() == null ? null : at,
                        d.title() == null ? null : at,
                        d.authored() == null ? null : at,
                        n.author() == null ? null : at,
                        n.relation() == null ? null : at,
                        gone.orElse(null)),
                judging.origin(at));
    }

    /** When the document, of which this is a further part, was taken back after this was said. */
    private static Optional<Instant> takenBack(Judging judging, UUID patientId, DocumentStated n) {
        int part = n.key().lastIndexOf('/');
        return part < 0
                ? Optional.empty()
                : known(judging, patientId, n.key().substring(0, part))
                        .map(d -> d.whenSaid().withdrawal())
                        .filter(at -> !at.isBefore(n.stated()));
    }

    private static void restate(Judging judging, ClinicalDocument known, DocumentStated n) {
        boolean latest = !n.stated().isBefore(known.origin().stated());
        ClinicalDocument next = restated(judging, known, n, latest);
        if (sameFacts(known, next) && (judging.repeat() || next.said().equals(known.said()))) {
            judging.remark(
                    latest
                            ? "nothing new about a document"
                            : "an older statement about a document; the newer one stays");
        } else {
            judging.draft().put(next);
        }
    }

    private static ClinicalDocument restated(Judging judging, ClinicalDocument k, DocumentStated n, boolean latest) {
        StatedDocument d = n.document();
        Instant at = n.stated();
        Said said = k.whenSaid();
        boolean content = newer(d.content(), at, said.content());
        boolean status = new Statement(k.status(), said.status(), null).yieldsTo(new Statement(d.status(), at, null));
        boolean type = newer(d.type(), at, said.type());
        boolean title = newer(d.title(), at, said.title());
        boolean authored = newer(d.authored(), at, said.authored());
        boolean author = newer(n.author(), at, said.author());
        boolean relation = newer(n.relation(), at, said.relation());
        boolean withdrawal = d.status() == ResultStatus.ENTERED_IN_ERROR && newer(d.status(), at, said.withdrawal());
        return new ClinicalDocument(
                k.id(),
                judging.draft().next(k),
                k.patientId(),
                k.encounterId() == null
                        ? VisitRule.encounterOf(judging, k.patientId(), n.visitNumber())
                        : k.encounterId(),
                k.reportId(),
                k.sourceId(),
                k.key(),
                type ? d.type() : k.type(),
                title ? d.title() : k.title(),
                content ? d.mediaType() : k.mediaType(),
                content ? BlobStore.name(d.content()) : k.sha256(),
                content ? d.content().length : k.size(),
                status ? d.status() : k.status(),
                authored ? d.authored() : k.authored(),
                content ? d.damaged() : k.damaged(),
                author ? n.author() : k.author(),
                relation ? n.relation() : k.relation(),
                relation ? n.relatedKey() : k.relatedKey(),
                new Said(
                        content ? at : said.content(),
                        status ? at : said.status(),
                        type ? at : said.type(),
                        title ? at : said.title(),
                        authored ? at : said.authored(),
                        author ? at : said.author(),
                        relation ? at : said.relation(),
                        withdrawal ? at : said.withdrawal()),
                latest ? judging.origin(at) : k.origin());
    }

    private static boolean newer(Object value, Instant at, Instant known) {
        return value != null && (known == null || !at.isBefore(known));
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
                a.said(),
                a.origin()));
    }
}
