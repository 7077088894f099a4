package vn.emr.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import vn.emr.core.Code;

/**
 * One refusal as RFC 9457 writes it.
 *
 * @param type {@code urn:emr:problem:} and the code
 * @param title for people, Vietnamese unless English is asked for
 * @param fields where the fault is: JSON pointers or HL7 locations
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type, String title, int status, String code, String detail, List<String> fields, String requestId) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * @param status the code's own, or a more exact one of HTTP
     * @param acceptLanguage the header, may be null
     */
    public static Problem of(
            Code code, int status, String detail, List<String> fields, String acceptLanguage, String requestId) {
        String title = english(acceptLanguage) ? code.english() : code.vietnamese();
        return new Problem("urn:emr:problem:" + code.name(), title, status, code.name(), detail, fields, requestId);
    }

    /** Vietnamese unless the first language asked for is English. */
    private static boolean english(String acceptLanguage) {
        return acceptLanguage != null
                && acceptLanguage.strip().toLowerCase(Locale.ROOT).startsWith("en");
    }
}
