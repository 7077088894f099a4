package vn.emr.core.intake;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.ToldNotice.WholeVisitStated;
import vn.emr.core.record.Appointment;
import vn.emr.core.record.Condition;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Observation;
import vn.emr.core.record.Paper;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.VisitFact;
import vn.emr.core.store.Lookup;

/**
 * What it changes that a system tells a visit as a whole, as a claim file does: what it told of that visit before and does
 * not tell any more is taken back. An older whole that arrives late changes nothing.
 */
final class WholeVisitRule {
    static final List<NounKind> FACTS =
            List.of(NounKind.MEDICATION_ORDER, NounKind.PROCEDURE, NounKind.CLINICAL_NOTE, NounKind.PAPER);

    private WholeVisitRule() {}

    /** Whether a message tells a visit as a whole. */
    static boolean told(List<Notice> notices) {
        return !notices.isEmpty() && notices.getLast() instanceof WholeVisitStated;
    }

    /** Whether the same system told the same visit as a whole at a later time. */
    static boolean superseded(Judging judging, List<Notice> notices) {
        return notices.stream()
                .filter(WholeVisitStated.class::isInstance)
                .map(WholeVisitStated.class::cast)
                .anyMatch(n -> Matching.find(judging.draft(), n.who())
                        .map(patient -> newest(judging, patient, n).isAfter(n.stated()))
                        .orElse(false));
    }

    private static Instant newest(Judging judging, UUID patientId, WholeVisitStated n) {
        return VisitFactRule.told(judging, patientId, NounKind.PAPER, n.visitNumber()).values().stream()
                .filter(f -> ((Paper) f).details().form() == Paper.Form.VISIT_SUMMARY)
                .map(f -> f.origin().stated())
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }

    static void apply(Judging judging, WholeVisitStated n) {
        UUID patientId = Matching.require(judging.draft(), n.who());
        for (NounKind kind : FACTS) {
            Set<String> told = n.told().getOrDefault(kind, Set.of());
            VisitFactRule.told(judging, patientId, kind, n.visitNumber()).values().stream()
                    .filter(f -> f.details().stands() && !told.contains(f.key()))
                    .forEach(f -> takeBack(judging, f, n));
        }
        conditions(judging, patientId, n);
        reports(judging, patientId, n);
        appointments(judging, patientId, n);
    }

    private static <D extends VisitFact.Details<D>> void takeBack(
            Judging judging, VisitFact<D> fact, WholeVisitStated n) {
        judging.draft()
                .put(fact.restated(
                        judging.draft().next(fact),
                        fact.encounterId(),
                        fact.details().takenBack(),
                        judging.origin(n.stated())));
    }

    private static void conditions(Judging judging, UUID patientId, WholeVisitStated n) {
        Set<String> told = n.told().getOrDefault(NounKind.CONDITION, Set.of());
        String visit = n.visitNumber() + "|";
        judging.draft().find(Lookup.conditionsOf(patientId, judging.source().id)).stream()
                .map(Condition.class::cast)
                .filter(c -> c.active() && c.key().startsWith(visit))
                .filter(c -> !told.contains(c.key().substring(visit.length())))
                .forEach(c -> judging.draft()
                        .put(new Condition(
                                c.id(),
                                judging.draft().next(c),
                                c.patientId(),
                                c.encounterId(),
                                c.sourceId(),
                                c.key(),
                                c.code(),
                                c.rank(),
                                false,
                                c.diagnosed(),
                                judging.origin(n.stated()))));
    }

    private static void reports(Judging judging, UUID patientId, WholeVisitStated n) {
        Set<String> told = n.told().getOrDefault(NounKind.DIAGNOSTIC_REPORT, Set.of());
        judging.draft().find(Lookup.reportsOf(patientId, judging.source().id)).stream()
                .map(DiagnosticReport.class::cast)
                .filter(r -> r.status().shown() && r.reportKey().startsWith(n.visitNumber() + "|"))
                .filter(r -> !told.contains(r.reportKey()))
                .forEach(r -> ReportRule.apply(judging, inOrderOfArrival(judging, takenBack(r, n))));
    }

    private static void appointments(Judging judging, UUID patientId, WholeVisitStated n) {
        Set<String> told = n.told().getOrDefault(NounKind.APPOINTMENT, Set.of());
        judging.draft().find(Lookup.appointmentsOf(patientId, judging.source().id)).stream()
                .map(Appointment.class::cast)
                .filter(a -> a.details().status() != Appointment.Status.ENTERED_IN_ERROR)
                .filter(a -> a.key().startsWith(n.visitNumber() + "|") && !told.contains(a.key()))
                .forEach(a -> judging.draft()
                        .put(a.restated(
                                judging.draft().next(a),
                                a.encounterId(),
                                a.details().takenBack(),
                                judging.origin(n.stated()))));
    }

    /** A report of such a visit; when it is told again, the values that are not told any more are taken back. */
    static int report(Judging judging, ReportStated told) {
        int out = ReportRule.apply(judging, inOrderOfArrival(judging, told));
        values(judging, told);
        return out;
    }

    /**
     * A claim says the day it was made and no more. Of two that say the same day the later to arrive stands; where the
     * statuses would decide instead (what was taken back comes again), the time of arrival is put down as when it was sent.
     */
    private static ReportStated inOrderOfArrival(Judging judging, ReportStated told) {
        UUID patientId = Matching.require(judging.draft(), told.who());
        Optional<DiagnosticReport> known = judging.draft()
                .first(Lookup.report(patientId, judging.source().id, told.reportKey()), DiagnosticReport.class)
                .filter(r -> !told.stated().isAfter(newestStated(r)));
        if (known.isEmpty()) {
            return told;
        }
        Optional<Instant> last = Stream.concat(
                        Stream.ofNullable(known.get().sent()),
                        known.get().observations().stream()
                                .map(Observation::sent)
                                .filter(Objects::nonNull))
                .max(Instant::compareTo);
        boolean hidden = !known.get().status().shown()
                || known.get().observations().stream().anyMatch(o -> !o.status().shown());
        if (last.isEmpty() && !hidden) {
            return told;
        }
        Instant after = last.orElse(told.stated()).plus(1, ChronoUnit.MICROS);
        return told.with(judging.now().isAfter(after) ? judging.now() : after, told.observations(), told.documents());
    }

    private static Instant newestStated(DiagnosticReport r) {
        return r.observations().stream()
                .map(Observation::stated)
                .reduce(r.origin().stated(), (a, b) -> a.isAfter(b) ? a : b);
    }

    private static void values(Judging judging, ReportStated told) {
        UUID patientId = Matching.require(judging.draft(), told.who());
        Set<String> keys =
                told.observations().stream().map(StatedObservation::key).collect(Collectors.toSet());
        judging.draft()
                .first(Lookup.report(patientId, judging.source().id, told.reportKey()), DiagnosticReport.class)
                .map(r -> r.observations().stream()
                        .filter(o -> o.status().shown() && !keys.contains(o.key()))
                        .map(WholeVisitRule::deleted)
                        .toList())
                .filter(gone -> !gone.isEmpty())
                .ifPresent(gone ->
                        ReportRule.apply(judging, inOrderOfArrival(judging, told.with(told.sent(), gone, List.of()))));
    }

    private static StatedObservation deleted(Observation o) {
        return new StatedObservation(
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
                ResultStatus.DELETED,
                o.observed(),
                o.notes());
    }

    private static ReportStated takenBack(DiagnosticReport r, WholeVisitStated n) {
        return new ReportStated(
                n.who(),
                n.stated(),
                null,
                n.visitNumber(),
                r.reportKey(),
                r.placerNumber(),
                r.fillerNumber(),
                r.category(),
                r.code(),
                ResultStatus.ENTERED_IN_ERROR,
                r.effective(),
                r.issued(),
                r.performer(),
                r.specimen(),
                List.of(),
                List.of(),
                r.notes(),
                null);
    }
}
