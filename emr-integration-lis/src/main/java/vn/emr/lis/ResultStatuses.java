package vn.emr.lis;

import static vn.emr.core.record.ResultStatus.AMENDED;
import static vn.emr.core.record.ResultStatus.CANCELLED;
import static vn.emr.core.record.ResultStatus.CORRECTED;
import static vn.emr.core.record.ResultStatus.DELETED;
import static vn.emr.core.record.ResultStatus.ENTERED_IN_ERROR;
import static vn.emr.core.record.ResultStatus.FINAL;
import static vn.emr.core.record.ResultStatus.PRELIMINARY;
import static vn.emr.core.record.ResultStatus.REGISTERED;

import java.util.List;
import vn.emr.core.hl7.Remarks;
import vn.emr.core.record.ResultStatus;

/** How settled a report (OBR-25, table 0123) or a value (OBX-11, table 0085) is. The same letter differs between them. */
final class ResultStatuses {
    private ResultStatuses() {}

    /** OBR-25; null when it was not sent. */
    static ResultStatus ofReport(String letter, Remarks remarks) {
        return switch (letter) {
            case "" -> null;
            case "O", "I", "S", "N" -> REGISTERED;
            case "A", "P", "R", "M" -> PRELIMINARY;
            case "F", "U" -> FINAL;
            case "C" -> CORRECTED;
            case "X" -> CANCELLED;
            case "D" -> DELETED;
            case "W" -> ENTERED_IN_ERROR;
            case "Y", "Z" -> {
                remarks.add("OBR-25 says that the laboratory knows no such order or patient");
                yield REGISTERED;
            }
            default -> unknown("OBR-25", remarks);
        };
    }

    /** OBX-11; null when it was not sent. */
    static ResultStatus ofValue(String letter, Remarks remarks) {
        return switch (letter) {
            case "" -> null;
            case "I", "N", "O" -> REGISTERED;
            case "P", "R", "S" -> PRELIMINARY;
            case "F", "U", "V" -> FINAL;
            case "C" -> CORRECTED;
            case "A", "B" -> AMENDED;
            case "X" -> CANCELLED;
            case "D" -> DELETED;
            case "W" -> ENTERED_IN_ERROR;
            default -> unknown("OBX-11", remarks);
        };
    }

    /** What a report is when OBR-25 is empty: no more settled than its least settled value; null without any. */
    static ResultStatus ofValues(List<ResultStatus> values) {
        ResultStatus least = null;
        for (ResultStatus value : values) {
            if (least == null || value.lessSettledThan(least)) {
                least = value;
            }
        }
        // One cancelled or withdrawn value does not cancel or withdraw the report.
        boolean some = least != null && !least.lessSettledThan(FINAL) && values.contains(FINAL);
        return some ? FINAL : least;
    }

    private static ResultStatus unknown(String field, Remarks remarks) {
        remarks.add(field + " has a letter that is not in its table; taken as preliminary");
        return PRELIMINARY;
    }
}
