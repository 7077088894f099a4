package vn.emr.core.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.Notice.StatedDocument;
import vn.emr.core.intake.Notice.StatedObservation;
import vn.emr.core.record.ClinicalDocument;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.Observation;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Lookup;

/**
 * What a result message changes. Values are kept by their own key; a less settled or older value never takes the place of
 * a more settled or newer one, whatever the order of arrival. A value that is not in a later message stays: absence is not
 * deletion.
 */
final class ReportRule {
    private ReportRule() {}

    /** Files the result and tells how many of the stated values and documents the record now holds. */
    static int apply(Judging judging, ReportStated notice) {
        UUID patientId = Matching.require(judging.draft(), notice.who());
        Optional<DiagnosticReport> known = judging.draft()
                .first(new Lookup.Report(patientId, judging.source().id, notice.reportKey()), DiagnosticReport.class);
        DiagnosticReport next =
                known.map(r -> updated(judging, r, notice)).orElseGet(() -> fresh(judging, patientId, notice));
        if (known.isEmpty() || !known.get().equals(next)) {
            judging.draft().put(next);
        }
        int documents = 0;
        for (StatedDocument document : notice.documents()) {
            documents += document(judging, next, document, notice.stated()) ? 1 : 0;
        }
        return notice.observations().size() + documents;
    }

    private static DiagnosticReport fresh(Judging judging, UUID patientId, ReportStated n) {
        List<Observation> observations = new ArrayList<>();
        n.observations().forEach(o -> observations.add(observation(o, observations.size() + 1, n.stated())));
        return new DiagnosticReport(
                Ids.next(),
                1,
                patientId,
                VisitRule.encounterOf(judging, patientId, n.visitNumber()),
                orderOf(judging, patientId, n),
                judging.source().id,
                n.reportKey(),
                n.placerNumber(),
                n.fillerNumber(),
                n.category(),
                n.code(),
                n.status(),
                n.effective(),
                n.issued(),
                n.performer(),
                n.specimen(),
                List.copyOf(observations),
                n.notes(),
                judging.origin(n.stated()));
    }

    private static DiagnosticReport updated(Judging judging, DiagnosticReport r, ReportStated n) {
        List<Observation> observations = merged(judging, r.observations(), n);
        boolean takes = !n.status().lessSettledThan(r.status())
                && (r.status().lessSettledThan(n.status())
                        || !n.stated().isBefore(r.origin().stated()));
        if (!takes && observations.equals(r.observations())) {
            judging.remark("an older or less final result; the newer one stays");
            return r;
        }
        DiagnosticReport head = takes ? fresh(judging, r.patientId(), n) : r;
        DiagnosticReport next = new DiagnosticReport(
                r.id(),
                judging.draft().next(r),
                r.patientId(),
                r.encounterId() != null ? r.encounterId() : head.encounterId(),
                r.orderId() != null ? r.orderId() : head.orderId(),
                r.sourceId(),
                r.reportKey(),
                or(head.placerNumber(), r.placerNumber()),
                or(head.fillerNumber(), r.fillerNumber()),
                or(head.category(), r.category()),
                or(head.code(), r.code()),
                head.status(),
                or(head.effective(), r.effective()),
                or(head.issued(), r.issued()),
                or(head.performer(), r.performer()),
                or(head.specimen(), r.specimen()),
                observations,
                head.notes().isEmpty() ? r.notes() : head.notes(),
                takes ? judging.origin(n.stated()) : r.origin());
        return sameFacts(r, next) && !(takes && judging.newsByTime(r.origin().stated(), n.stated())) ? r : next;
    }

    private static List<Observation> merged(Judging judging, List<Observation> current, ReportStated n) {
        List<Observation> all = new ArrayList<>(current);
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            places.put(all.get(i).key(), i);
        }
        for (StatedObservation stated : n.observations()) {
            Integer place = places.get(stated.key());
            if (place == null) {
                places.put(stated.key(), all.size());
                all.add(observation(stated, all.size() + 1, n.stated()));
                continue;
            }
            Observation known = all.get(place);
            Observation incoming = settled(judging, known, observation(stated, known.line(), n.stated()));
            if (!known.yieldsTo(incoming)) {
                judging.remark("an older or less final value; the newer one stays");
            } else if (!judging.repeat() || !sameValue(known, incoming)) {
                all.set(place, incoming);
            }
        }
        return List.copyOf(all);
    }

    /**
     * A final statement without a value (OBX-11 = U: final, value not sent again; or a sender that overwrites with nothing)
     * settles the value that is known and never empties it.
     */
    private static Observation settled(Judging judging, Observation known, Observation sent) {
        boolean stands = known.status().shown() && known.status() != ResultStatus.CANCELLED;
        if (sent.status() != ResultStatus.FINAL || !isEmpty(sent) || isEmpty(known) || !stands) {
            return sent;
        }
        judging.remark("a final statement without a value; the known value stays");
        return new Observation(
                known.line(),
                known.key(),
                known.code(),
                known.subId(),
                known.valueType(),
                known.number(),
                known.comparator(),
                known.text(),
                known.coded(),
                known.unit(),
                known.rangeText(),
                known.rangeLow(),
                known.rangeHigh(),
                known.flag(),
                sent.status(),
                or(sent.observed(), known.observed()),
                sent.stated(),
                sent.notes().isEmpty() ? known.notes() : sent.notes());
    }

    private static boolean isEmpty(Observation o) {
        return o.text() == null && o.number() == null && o.coded() == null;
    }

    private static Observation observation(StatedObservation o, int line, Instant stated) {
        return new Observation(
                line,
                o.key(),
                o.code(),
                o.subId(),
                o.valueType(),
                o.number(),
                o.comparator(),
                o.text(),
                o.coded(),
                o.unit(),
                o.rangeText(),
                o.rangeLow(),
                o.rangeHigh(),
                o.flag(),
                o.status(),
                o.observed(),
                stated,
                o.notes());
    }

    /** By the placer's number, which both know; a result without one is found by the laboratory's own. */
    private static UUID orderOf(Judging judging, UUID patientId, ReportStated n) {
        if (n.placerNumber() == null && n.fillerNumber() == null) {
            return null;
        }
        Lookup lookup = n.placerNumber() == null
                ? new Lookup.Filler(patientId, n.fillerNumber())
                : new Lookup.Placer(patientId, n.placerNumber());
        return judging.draft()
                .first(lookup, ServiceOrder.class)
                .map(ServiceOrder::id)
                .orElse(null);
    }

    /** False when an older or less final document stays in its place. */
    private static boolean document(Judging judging, DiagnosticReport report, StatedDocument d, Instant stated) {
        String key = report.reportKey() + "|" + d.key();
        Optional<ClinicalDocument> known = judging.draft()
                .first(new Lookup.Document(report.patientId(), judging.source().id, key), ClinicalDocument.class);
        boolean stays = known.isPresent()
                && (d.status().lessSettledThan(known.get().status())
                        || stated.isBefore(known.get().origin().stated()));
        if (stays) {
            judging.remark("an older or less final document; the newer one stays");
            return true;
        }
        String sha256 = BlobStore.name(d.content());
        if (known.isPresent()
                && known.get().sha256().equals(sha256)
                && known.get().status() == d.status()) {
            return true;
        }
        judging.draft()
                .put(new ClinicalDocument(
                        known.map(ClinicalDocument::id).orElseGet(Ids::next),
                        known.map(judging.draft()::next).orElse(1),
                        report.patientId(),
                        report.encounterId(),
                        report.id(),
                        judging.source().id,
                        key,
                        d.type(),
                        d.title(),
                        d.mediaType(),
                        sha256,
                        d.content().length,
                        d.status(),
                        d.authored(),
                        judging.origin(stated)));
        return true;
    }

    private static boolean sameValue(Observation a, Observation b) {
        return a.equals(new Observation(
                b.line(),
                b.key(),
                b.code(),
                b.subId(),
                b.valueType(),
                b.number(),
                b.comparator(),
                b.text(),
                b.coded(),
                b.unit(),
                b.rangeText(),
                b.rangeLow(),
                b.rangeHigh(),
                b.flag(),
                b.status(),
                b.observed(),
                a.stated(),
                b.notes()));
    }

    private static boolean sameFacts(DiagnosticReport a, DiagnosticReport b) {
        return a.equals(new DiagnosticReport(
                b.id(),
                a.version(),
                b.patientId(),
                b.encounterId(),
                b.orderId(),
                b.sourceId(),
                b.reportKey(),
                b.placerNumber(),
                b.fillerNumber(),
                b.category(),
                b.code(),
                b.status(),
                b.effective(),
                b.issued(),
                b.performer(),
                b.specimen(),
                b.observations(),
                b.notes(),
                a.origin()));
    }

    private static <T> T or(T first, T second) {
        return first != null ? first : second;
    }
}
