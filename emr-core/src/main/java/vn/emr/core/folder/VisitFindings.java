package vn.emr.core.folder;

import java.util.ArrayList;
import java.util.List;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.folder.Finding.Severity;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.RecordFolder;

/** What the visit of a folder lacks. It is judged by everything of the visit, also by what labels hide from who looks. */
final class VisitFindings {
    /** What may be missing. */
    enum What {
        /** The hospital's system cancelled the visit, the folder stands. */
        VISIT_CANCELLED(Severity.HARD),
        NO_END(Severity.HARD),
        NO_PRIMARY_DIAGNOSIS(Severity.HARD),
        /** Said in words only. */
        PRIMARY_DIAGNOSIS_WITHOUT_CODE(Severity.HARD),
        /** One visit has one (TT 06/2026/TT-BYT). */
        SEVERAL_PRIMARY_DIAGNOSES(Severity.HARD),
        /** A code that people chose is not one of the day the visit ended (TT 06/2026/TT-BYT). */
        DIAGNOSIS_CODE_NOT_VALID(Severity.HARD),
        /** Another than the primary one, said by people in words only. */
        DIAGNOSIS_WITHOUT_CODE(Severity.SOFT),
        NO_DISCHARGE_KIND(Severity.HARD),
        NO_OUTCOME(Severity.HARD),
        /** Nobody has said who it is. */
        UNIDENTIFIED(Severity.HARD),
        NO_ADMISSION_NUMBER(Severity.SOFT),
        NO_DEPARTMENT(Severity.SOFT),
        NO_ATTENDING_DOCTOR(Severity.SOFT),
        /** TT 13/2025/TT-BYT art. 1 k3. */
        NO_NATIONAL_ID(Severity.SOFT),
        /** An order of the visit without a final result. */
        ORDER_OPEN(Severity.SOFT);

        final Severity severity;

        What(Severity severity) {
            this.severity = severity;
        }
    }

    private VisitFindings() {}

    static List<Finding> of(VisitFacts facts, Visit visit, RecordFolder folder) {
        List<What> found = new ArrayList<>();
        add(found, What.VISIT_CANCELLED, visit.status() == EncounterStatus.CANCELLED);
        add(found, What.NO_END, visit.end() == null);
        boolean none = facts.primary() == 0 && facts.discharge() == 0;
        add(found, What.NO_PRIMARY_DIAGNOSIS, none && !facts.uncoded());
        add(found, What.PRIMARY_DIAGNOSIS_WITHOUT_CODE, none && facts.uncoded());
        add(found, What.SEVERAL_PRIMARY_DIAGNOSES, facts.primary() > 1);
        add(found, What.DIAGNOSIS_CODE_NOT_VALID, facts.outdated());
        add(found, What.DIAGNOSIS_WITHOUT_CODE, facts.worded());
        add(found, What.NO_DISCHARGE_KIND, facts.kind() == null);
        add(found, What.NO_OUTCOME, facts.outcome() == null);
        add(found, What.UNIDENTIFIED, facts.provisional());
        add(found, What.NO_ADMISSION_NUMBER, folder.admissionNumber() == null);
        add(found, What.NO_DEPARTMENT, visit.stays().isEmpty());
        add(found, What.NO_ATTENDING_DOCTOR, visit.attendingDoctor() == null);
        add(found, What.NO_NATIONAL_ID, !facts.provisional() && !facts.numbered());
        add(found, What.ORDER_OPEN, facts.ordered());
        return found.stream()
                .map(what -> Finding.of(what.name(), what.severity))
                .toList();
    }

    private static void add(List<What> found, What what, boolean is) {
        if (is) {
            found.add(what);
        }
    }
}
