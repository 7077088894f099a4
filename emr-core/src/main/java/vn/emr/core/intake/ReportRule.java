package vn.emr.core.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.StatedObservation.Said;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.Observation;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.Statement;
import vn.emr.core.store.Lookup;

/**
 * What a result message changes. Values are kept by their own key; a less settled or older value never takes the place of
 * a more settled or newer one, whatever the order of arrival. A value that is not in a later message stays: absence is not
 * deletion, and an empty value over a settled one is held until a person confirms it.
 */
final class ReportRule {
    private ReportRule() {}

    /**
     * Files the result and tells how many of the stated values and documents the record now holds.
     *
     * @throws Refusal EMPTY_OVER_FINAL or DAMAGED_DOCUMENT when a person must confirm first
     */
    static int apply(Judging judging, ReportStated notice) {
        UUID patientId = Matching.require(judging.draft(), notice.who());
        Optional<DiagnosticReport> known = judging.draft()
                .first(Lookup.report(patientId, judging.source().id, notice.reportKey()), DiagnosticReport.class);
        DiagnosticReport next =
                known.map(r -> updated(judging, r, notice)).orElseGet(() -> fresh(judging, patientId, notice));
        if (known.isEmpty() || !known.get().equals(next)) {
            judging.draft().put(next);
        }
        for (StatedDocument document : notice.documents()) {
            DocumentRule.file(judging, next, document, notice);
        }
        if (known.isPresent()) {
            DocumentRule.withdraw(judging, next, notice);
        }
        return notice.observations().size() + notice.documents().size();
    }

    private static DiagnosticReport fresh(Judging judging, UUID patientId, ReportStated n) {
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
                merged(judging, List.of(), n),
                n.notes(),
                n.parent(),
                n.sent(),
                judging.origin(n.stated()));
    }

    private static DiagnosticReport updated(Judging judging, DiagnosticReport r, ReportStated n) {
        List<Observation> observations = merged(judging, r.observations(), n);
        boolean takes = r.statement().yieldsTo(n.statement());
        if (!takes && observations.equals(r.observations())) {
            judging.remark("an older or less final result; the newer one stays");
            return r;
        }
        DiagnosticReport head = takes ? fresh(judging, r.patientId(), n) : r;
        DiagnosticReport next = new DiagnosticReport(
                r.id(),
                judging.draft().next(r),
                r.patientId(),
                or(r.encounterId(), head.encounterId()),
                or(r.orderId(), head.orderId()),
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
                or(head.parent(), r.parent()),
                head.sent(),
                head.origin());
        boolean news = takes && judging.newsByTime(r.origin().stated(), n.stated());
        return !news && sameFacts(r, next) ? r : next;
    }

    private static List<Observation> merged(Judging judging, List<Observation> current, ReportStated n) {
        List<Observation> all = new ArrayList<>(current);
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            places.put(place(all.get(i).key(), all.get(i).specimen()), i);
        }
        for (StatedObservation stated : n.observations()) {
            Integer place = places.get(place(stated.key(), stated.specimen()));
            place = place == null && !current.isEmpty() ? placeOfOther(all, stated) : place;
            if (place == null) {
                places.put(place(stated.key(), stated.specimen()), all.size());
                all.add(observation(stated, all.size() + 1, n, stated.said() == Said.EMPTIED));
            } else {
                all.set(place, next(judging, all.get(place), stated, n));
            }
        }
        return List.copyOf(all);
    }

    private static String place(String key, String specimen) {
        return specimen == null ? key : key + "\n" + specimen;
    }

    /** The same value where only one side names the specimen, and there is only one such. */
    private static Integer placeOfOther(List<Observation> all, StatedObservation stated) {
        Integer found = null;
        for (int i = 0; i < all.size(); i++) {
            Observation o = all.get(i);
            if (o.key().equals(stated.key()) && (o.specimen() == null || stated.specimen() == null)) {
                if (found != null) {
                    return null;
                }
                found = i;
            }
        }
        return found;
    }

    private static Observation next(Judging judging, Observation known, StatedObservation stated, ReportStated n) {
        boolean empties = stated.said() == Said.EMPTIED;
        Observation said = observation(stated, known.line(), n, empties);
        if (stated.said() != Said.SETTLED && known.wouldBeEmptiedBy(said)) {
            judging.hold(
                    Code.EMPTY_OVER_FINAL,
                    "a value that is final would become empty; nothing of the message is applied until it is confirmed",
                    AtFault.OBSERVED_VALUE);
            said = observation(stated, known.line(), n, true);
        }
        Observation after = known.after(said);
        if (after == known) {
            judging.remark(
                    said.settlesOnly()
                            ? "a result without a value; the known value stays"
                            : "an older or less final value; the newer one stays");
        } else if (said.settlesOnly()) {
            judging.remark("a final statement without a value; the known value stays");
        }
        boolean nothingNew = judging.repeat() && known.saysTheSameAs(after);
        return nothingNew ? known : after.ofSpecimen(or(known.specimen(), stated.specimen()));
    }

    /** @param empty the sender (or a person) says that there is no value, rather than nothing */
    private static Observation observation(StatedObservation o, int line, ReportStated n, boolean empty) {
        return new Observation(
                line,
                o.key(),
                o.code(),
                o.subId(),
                o.specimen(),
                o.valueType(),
                o.number(),
                o.comparator(),
                o.text(),
                o.coded(),
                o.furtherAnswers().isEmpty() ? null : o.furtherAnswers(),
                o.unit(),
                o.rangeText(),
                o.rangeLow(),
                o.rangeHigh(),
                o.flag(),
                o.status(),
                o.observed(),
                n.stated(),
                n.sent(),
                empty ? new Statement(o.status(), n.stated(), n.sent()) : null,
                o.notes());
    }

    /** By the placer's number, which both know; a result without one is found by the laboratory's own. */
    private static UUID orderOf(Judging judging, UUID patientId, ReportStated n) {
        if (n.placerNumber() == null && n.fillerNumber() == null) {
            return null;
        }
        Lookup lookup = n.placerNumber() == null
                ? Lookup.filler(patientId, n.fillerNumber())
                : Lookup.placer(patientId, n.placerNumber());
        return judging.draft()
                .first(lookup, ServiceOrder.class)
                .map(ServiceOrder::id)
                .orElse(null);
    }

    private static boolean sameFacts(DiagnosticReport a, DiagnosticReport b) {
        return a.status() == b.status()
                && Objects.equals(a.encounterId(), b.encounterId())
                && Objects.equals(a.orderId(), b.orderId())
                && Objects.equals(a.placerNumber(), b.placerNumber())
                && Objects.equals(a.fillerNumber(), b.fillerNumber())
                && Objects.equals(a.category(), b.category())
                && Objects.equals(a.code(), b.code())
                && Objects.equals(a.effective(), b.effective())
                && Objects.equals(a.issued(), b.issued())
                && Objects.equals(a.performer(), b.performer())
                && Objects.equals(a.specimen(), b.specimen())
                && Objects.equals(a.parent(), b.parent())
                && a.observations().equals(b.observations())
                && a.notes().equals(b.notes());
    }

    private static <T> T or(T first, T second) {
        return first != null ? first : second;
    }
}
