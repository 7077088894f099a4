package vn.emr.core.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Notice.ConditionsStated;
import vn.emr.core.intake.Notice.OrderStated;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.PatientStated;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.Notice.StudyStated;
import vn.emr.core.intake.Notice.VisitStated;
import vn.emr.core.intake.ToldNotice.AllergiesStated;
import vn.emr.core.intake.ToldNotice.AppointmentStated;
import vn.emr.core.intake.ToldNotice.CoverageStated;
import vn.emr.core.intake.ToldNotice.DocumentStated;
import vn.emr.core.intake.ToldNotice.FactsStated;
import vn.emr.core.intake.ToldNotice.ImmunizationStated;
import vn.emr.core.intake.ToldNotice.WholeVisitStated;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.Identifier;
import vn.emr.core.store.Lookup;
import vn.emr.core.store.Question;
import vn.emr.core.store.WorkingSet;

/** Asks everything a batch will need in few queries, and locks its patients in one order. */
final class Preload {
    private Preload() {}

    /** Everybody the messages speak of. */
    static Question people(WorkingSet record, List<Task> tasks) {
        List<Identifier.Key> keys = new ArrayList<>();
        tasks.forEach(task -> task.notices()
                .forEach(n -> Task.people(n).forEach(ref -> ref.identifiers().forEach(i -> keys.add(i.key())))));
        return record.holdersOf(keys);
    }

    /** Locks them and loads what the rules will ask; after {@link #people}. */
    static void lockAndLoad(WorkingSet record, List<Task> tasks) {
        WorkingSet.Draft view = record.draft();
        List<UUID> patients = new ArrayList<>();
        List<Lookup> lookups = new ArrayList<>();
        for (Task task : tasks) {
            for (Notice notice : task.notices()) {
                Task.people(notice).forEach(ref -> match(view, ref).ifPresent(patients::add));
                lookups.addAll(lookups(view, task.delivery().source().id, notice));
            }
        }
        record.lockAndLoad(patients, lookups);
        if (tasks.stream().flatMap(task -> task.notices().stream()).anyMatch(Preload::changesVisits)) {
            record.lockAndLoad(List.of(), ofVisits(record.loaded(Encounter.class)));
        }
    }

    private static boolean changesVisits(Notice notice) {
        return notice instanceof VisitStated || notice instanceof WholeVisitStated;
    }

    /** What hangs on a visit is asked by its number here, which the first wave found. */
    private static List<Lookup> ofVisits(List<Encounter> visits) {
        List<Lookup> all = new ArrayList<>();
        for (Encounter visit : visits) {
            all.add(Lookup.folderOf(visit.patientId(), visit.id()));
            all.add(Lookup.visitLinkOf(visit.id()));
        }
        return all;
    }

    private static List<Lookup> lookups(WorkingSet.Draft view, UUID source, Notice notice) {
        List<Lookup> all = new ArrayList<>();
        match(view, notice.who()).ifPresent(patient -> ofPatient(patient, source, notice, all));
        if (notice instanceof VisitStated n) {
            all.add(Lookup.visit(source, n.visitNumber()));
            all.add(Lookup.visitCalled(source, n.visitNumber()));
        } else if (notice instanceof AppointmentStated n) {
            all.add(Lookup.appointmentBy(source, n.key()));
        } else if (notice instanceof ImmunizationStated n) {
            all.add(Lookup.immunizationBy(source, n.key()));
        } else if (notice instanceof CoverageStated n) {
            all.add(Lookup.coverageBy(source, n.key()));
        } else if (notice instanceof FactsStated n) {
            n.facts().stream()
                    .map(StatedFact::kind)
                    .distinct()
                    .forEach(kind -> all.add(Lookup.factsOf(kind, source, n.visit())));
        } else if (notice instanceof WholeVisitStated n) {
            WholeVisitRule.FACTS.forEach(kind -> all.add(Lookup.factsOf(kind, source, n.visitNumber())));
        } else if (notice instanceof DocumentStated n) {
            all.add(Lookup.sourceDocument(source, n.key()));
        } else if (notice instanceof StudyStated n) {
            all.add(Lookup.study(source, n.studyUid()));
            if (n.accession() != null) {
                all.add(Lookup.accession(n.accession()));
            }
        }
        return all;
    }

    private static void ofPatient(UUID patient, UUID source, Notice notice, List<Lookup> all) {
        // The rule for results, by far the most frequent, does not ask whom the patient was merged with.
        if (!(notice instanceof ReportStated)) {
            all.add(Lookup.linkOf(patient));
        }
        String visit = visitNumber(notice);
        if (visit != null) {
            all.add(Lookup.patientVisit(patient, visit));
            all.add(Lookup.visitShown(patient, visit));
        }
        switch (notice) {
            case ReportStated n -> {
                all.add(Lookup.report(patient, source, n.reportKey()));
                if (n.placerNumber() != null) {
                    all.add(Lookup.placer(patient, n.placerNumber()));
                } else if (n.fillerNumber() != null) {
                    all.add(Lookup.filler(patient, n.fillerNumber()));
                }
            }
            case OrderStated n -> {
                if (n.placerNumber() != null) {
                    all.add(Lookup.placer(patient, n.placerNumber()));
                    all.add(Lookup.reportOfPlacer(patient, n.placerNumber()));
                }
                if (n.fillerNumber() != null) {
                    all.add(Lookup.filler(patient, n.fillerNumber()));
                    all.add(Lookup.reportOfFiller(patient, n.fillerNumber()));
                }
            }
            case ConditionsStated n ->
                n.conditions().forEach(c -> all.add(Lookup.conditionBy(patient, source, ConditionRule.key(n, c))));
            case AllergiesStated n -> n.allergies().forEach(a -> all.add(Lookup.allergyBy(patient, source, a.key())));
            case WholeVisitStated n -> {
                all.add(Lookup.conditionsOf(patient, source));
                all.add(Lookup.reportsOf(patient, source));
                all.add(Lookup.appointmentsOf(patient, source));
            }
            case PatientStated n -> all.add(Lookup.byId(patient));
            case VisitStated n -> all.add(Lookup.byId(patient));
            default -> {}
        }
    }

    private static String visitNumber(Notice notice) {
        return switch (notice) {
            case ReportStated n -> n.visitNumber();
            case OrderStated n -> n.visitNumber();
            case ConditionsStated n -> n.visitNumber();
            case VisitStated n -> n.visitNumber();
            case FactsStated n -> n.visitNumber();
            case CoverageStated n -> n.visitNumber();
            case AppointmentStated n -> n.visitNumber();
            case ImmunizationStated n -> n.visitNumber();
            case DocumentStated n -> n.visitNumber();
            default -> null;
        };
    }

    /** Ambiguous numbers are the rules' business, not ours. */
    private static Optional<UUID> match(WorkingSet.Draft view, PatientRef who) {
        try {
            return Matching.find(view, who);
        } catch (Refusal ambiguous) {
            return Optional.empty();
        }
    }
}
