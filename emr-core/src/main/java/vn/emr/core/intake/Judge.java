package vn.emr.core.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.LinkNotice.NumberMoved;
import vn.emr.core.intake.LinkNotice.PatientsMerged;
import vn.emr.core.intake.LinkNotice.PatientsUnmerged;
import vn.emr.core.intake.LinkNotice.VisitMoved;
import vn.emr.core.intake.LinkNotice.VisitsMerged;
import vn.emr.core.intake.Notice.ConditionsStated;
import vn.emr.core.intake.Notice.OrderAnswered;
import vn.emr.core.intake.Notice.OrderStated;
import vn.emr.core.intake.Notice.PatientStated;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.Notice.StudyStated;
import vn.emr.core.intake.Notice.VisitStated;
import vn.emr.core.intake.Outcome.Kind;
import vn.emr.core.intake.ToldNotice.AllergiesStated;
import vn.emr.core.intake.ToldNotice.AppointmentStated;
import vn.emr.core.intake.ToldNotice.CoverageStated;
import vn.emr.core.intake.ToldNotice.DocumentStated;
import vn.emr.core.intake.ToldNotice.FactsStated;
import vn.emr.core.intake.ToldNotice.ImmunizationStated;
import vn.emr.core.intake.ToldNotice.WholeVisitStated;
import vn.emr.core.organization.Source;
import vn.emr.core.store.WorkingSet.Draft;

/** Decides what becomes of one message: applies its notices to the draft, or says why a person must help. */
final class Judge {
    /** A verdict on one message; the draft holds what it changes when the kind is APPLIED. */
    record Verdict(Outcome outcome, int observationsOut, Draft draft) {}

    private static final String OLDER_TELLING = "an older telling of the whole visit; the newer one stays";

    private final Places places;
    private final Function<String, Optional<Translator>> formats;

    /** @param formats what reads a format, and so knows where in its messages a field stands */
    Judge(Places places, Function<String, Optional<Translator>> formats) {
        this.places = places;
        this.formats = formats;
    }

    /**
     * @param repeat the same content came before under another number
     * @param flags what intake found about the message itself ({@code ID_REUSED}, {@code CONTENT_DUP})
     */
    Verdict judge(Task task, Draft draft, Instant now, boolean repeat, List<String> flags) {
        List<String> remarks = new ArrayList<>(flags);
        if (task.refusal() != null) {
            return refused(task, task.refusal(), task.refusal().fields(), remarks);
        }
        Reading reading = task.delivery().reading();
        remarks.addAll(reading.remarks());
        if (task.filedUnder() != null) {
            draft.means(Task.named(reading.notices()), task.filedUnder());
        }
        Judging judging = new Judging(task.delivery().source(), task.inboundId(), now, draft, places, repeat)
                .confirmed(reading.confirmed());
        int out = 0;
        try {
            boolean whole = WholeVisitRule.told(reading.notices());
            if (whole && WholeVisitRule.superseded(judging, reading.notices())) {
                judging.remark(OLDER_TELLING);
                out = reading.observationsIn();
            } else {
                for (Notice notice : reading.notices()) {
                    VisitRule.refuseFuture(now, notice.stated());
                    out += whole && notice instanceof ReportStated report
                            ? WholeVisitRule.report(judging, report)
                            : apply(judging, notice);
                }
            }
        } catch (Refusal refusal) {
            remarks.addAll(judging.remarks());
            return refused(task, refusal, places(task.delivery(), refusal), remarks);
        }
        remarks.addAll(judging.remarks());
        if (out != reading.observationsIn()) {
            remarks.add("OBSERVATIONS_DIFFER: " + reading.observationsIn() + " in, " + out + " kept");
        }
        Outcome outcome = new Outcome(Kind.APPLIED, null, null, task.inboundId(), null, List.copyOf(remarks));
        return new Verdict(outcome, out, draft);
    }

    /** A kept message that tells a visit as a whole and is not the last that did: it changes nothing. */
    static Verdict overtaken(Task task, Draft draft, List<String> flags) {
        List<String> remarks = new ArrayList<>(flags);
        remarks.add(OLDER_TELLING);
        Outcome outcome = new Outcome(Kind.APPLIED, null, null, task.inboundId(), null, List.copyOf(remarks));
        return new Verdict(outcome, task.delivery().reading().observationsIn(), draft);
    }

    private static int apply(Judging judging, Notice notice) {
        switch (notice) {
            case PatientStated n -> PatientRule.apply(judging, n);
            case VisitStated n -> VisitRule.apply(judging, n);
            case PatientsMerged n -> MergeRule.apply(judging, n);
            case PatientsUnmerged n -> MergeRule.apply(judging, n);
            case NumberMoved n -> MergeRule.apply(judging, n);
            case VisitMoved n -> VisitLinkRule.apply(judging, n);
            case VisitsMerged n -> VisitLinkRule.apply(judging, n);
            case ConditionsStated n -> ConditionRule.apply(judging, n);
            case OrderStated n -> OrderRule.apply(judging, n);
            case OrderAnswered n -> AnswerRule.apply(judging, n);
            case StudyStated n -> StudyRule.apply(judging, n);
            case DocumentStated n -> {
                return LoneDocumentRule.apply(judging, n);
            }
            case AllergiesStated n -> AllergyRule.apply(judging, n);
            case CoverageStated n -> ToldRule.coverage(judging, n);
            case FactsStated n -> VisitFactRule.apply(judging, n);
            case WholeVisitStated n -> WholeVisitRule.apply(judging, n);
            case AppointmentStated n -> ToldRule.appointment(judging, n);
            case ImmunizationStated n -> {
                return ToldRule.immunization(judging, n);
            }
            case ReportStated n -> {
                return ReportRule.apply(judging, n);
            }
        }
        return 0;
    }

    /** Where in the message stands what a rule found at fault. */
    private List<String> places(Delivery delivery, Refusal refusal) {
        return formats.apply(delivery.format()).stream()
                .flatMap(format -> Arrays.stream(AtFault.values())
                        .filter(what -> refusal.fields().contains(what.name()))
                        .flatMap(what -> format.place(what, delivery.messageType()).stream()))
                .toList();
    }

    /**
     * Codes that a person of the hospital can mend park the message; those only the sender can mend refuse it, unless we
     * fetched the message: then nobody hears the refusal, and a person must see it.
     */
    private static Verdict refused(Task task, Refusal refusal, List<String> fields, List<String> remarks) {
        boolean parks = refusal.code().acknowledgement().equals("AA")
                || refusal.code() == Code.INTERNAL
                || task.delivery().door().equals(Source.PULL);
        Outcome outcome = new Outcome(
                parks ? Kind.PARKED : Kind.REFUSED,
                refusal.code(),
                refusal.getMessage(),
                fields,
                task.inboundId(),
                null,
                List.copyOf(remarks));
        return new Verdict(outcome, 0, null);
    }
}
