package vn.emr.core.imaging;

import java.util.regex.Pattern;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * One object of an archive by its identifiers (PS3.3 C.12.1, PS3.5 chapter 9). They stand in addresses of other systems, so
 * nothing else than digits and dots ever gets here.
 */
public record Instance(String study, String series, String uid) {
    private static final Pattern UID = Pattern.compile("[0-9]{1,63}(\\.[0-9]{1,63}){0,31}");
    private static final int LONGEST = 64;

    /** @throws Refusal MALFORMED_FIELD when one of them is no identifier */
    public Instance {
        mustBeUid(study);
        mustBeUid(series);
        mustBeUid(uid);
    }

    static void mustBeUid(String uid) {
        if (!isUid(uid)) {
            throw new Refusal(Code.MALFORMED_FIELD, "not a unique identifier of DICOM");
        }
    }

    static boolean isUid(String uid) {
        return uid != null && uid.length() <= LONGEST && UID.matcher(uid).matches();
    }
}
