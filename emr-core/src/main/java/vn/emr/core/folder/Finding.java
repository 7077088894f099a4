package vn.emr.core.folder;

import java.util.UUID;

/**
 * Something a folder lacks.
 *
 * @param code what; screens have the words for it
 * @param sheet in which sheet; null: of the visit itself
 * @param item which item of the sheet
 * @param text its words, where the code alone does not say which
 */
public record Finding(String code, Severity severity, UUID sheet, String item, String text) {
    /** Whether the folder can be closed with it. */
    public enum Severity {
        /** Only told. */
        SOFT,
        /** Told while the folder is filled in; it cannot be closed with it. */
        HARD
    }

    /** Of the visit itself. */
    static Finding of(VisitFindings.What what) {
        return new Finding(what.name(), what.severity, null, null, null);
    }
}
