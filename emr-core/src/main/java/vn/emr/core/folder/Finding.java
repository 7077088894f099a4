package vn.emr.core.folder;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;

/**
 * Something a folder lacks.
 *
 * @param code what; screens have the words for it
 * @param sheet in which sheet; null: of the visit itself, or of a sheet that is hidden from who looks
 * @param forms by which of them it may be made
 * @param text its words, where the code alone does not say which
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Finding(String code, Severity severity, UUID sheet, List<String> forms, String text) {
    /** Whether the folder can be closed with it. */
    public enum Severity {
        /** Only told. */
        SOFT,
        /** Told while the folder is filled in; it cannot be closed with it. */
        HARD
    }

    /** Of the visit itself. */
    static Finding of(String code, Severity severity) {
        return new Finding(code, severity, null, List.of(), null);
    }
}
