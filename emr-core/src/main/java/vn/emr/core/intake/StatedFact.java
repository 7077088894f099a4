package vn.emr.core.intake;

import vn.emr.core.record.ClinicalNote;
import vn.emr.core.record.MedicationOrder;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Paper;
import vn.emr.core.record.Procedure;
import vn.emr.core.record.VisitFact;

/**
 * One fact of {@link ToldNotice.FactsStated}.
 *
 * @param key what makes it the same one on a repeat, within its visit and kind
 */
public record StatedFact(String key, VisitFact.Details<?> details) {
    /** Which noun it is a fact of. */
    public NounKind kind() {
        return switch (details) {
            case MedicationOrder.Details d -> NounKind.MEDICATION_ORDER;
            case Procedure.Details d -> NounKind.PROCEDURE;
            case ClinicalNote.Details d -> NounKind.CLINICAL_NOTE;
            case Paper.Details d -> NounKind.PAPER;
        };
    }
}
