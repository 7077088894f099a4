package vn.emr.core.diagnosis;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.access.Grant;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.catalogue.IcdRules;
import vn.emr.core.chart.VisitRow;
import vn.emr.core.form.Forms;
import vn.emr.core.record.Coded;
import vn.emr.core.store.Transaction;

/**
 * What is allowed of the diagnoses of a visit: the ICD-10 that holds on the day it ends, today while it goes on; one main illness. Codes
 * that are better not the main illness (column 25) are a matter of the screen.
 */
final class DiagnosisRules {
    private static final String PRIMARY = "primary";
    private static final Set<String> RANKS = Set.of("admission", "working", PRIMARY, "secondary", "complication");
    private static final int LONGEST_TEXT = 500;
    /** Of one visit: a long stay of intensive care has some twenty. */
    private static final int MOST = 60;

    private final IcdRules icd;

    DiagnosisRules(Catalogues catalogues) {
        this.icd = new IcdRules(catalogues);
    }

    /**
     * A diagnosis as it is kept.
     *
     * @param except the diagnosis that is changed; null for a new one
     * @throws Refusal with pointers, by the rule that it does not keep
     */
    Coded judged(
            Transaction t,
            Grant grant,
            VisitRow visit,
            UUID except,
            String rank,
            String code,
            String text,
            Instant now) {
        if (rank == null || !RANKS.contains(rank)) {
            throw new Refusal(Code.MALFORMED_FIELD, "which kind of diagnosis it is", "/rank");
        }
        String words = Words.line(text, LONGEST_TEXT, "/text");
        LocalDate day = LocalDate.ofInstant(visit.end() == null ? now : visit.end(), Forms.ZONE);
        Coded coded = icd.coded(t, grant.tenantId(), day, visit.sex(), PRIMARY.equals(rank), code, words);
        KeptDiagnoses.Others others = KeptDiagnoses.others(t, grant, visit, except);
        if (PRIMARY.equals(rank) && others.primary()) {
            throw secondPrimary();
        }
        if (others.count() >= MOST) {
            throw new Refusal(Code.TOO_LARGE, "a visit has at most 60 diagnoses");
        }
        return coded;
    }

    static Refusal secondPrimary() {
        return new Refusal(
                Code.CONFLICT, "the visit has a main illness already; change or withdraw that one first", "/rank");
    }
}
