package vn.emr.core.intake;

import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * What a rule finds at fault, in the record's own words. Rules know no format: each format says where that stands in its
 * messages, see {@link Translator#place}.
 */
public enum AtFault {
    PATIENT_NUMBER,
    MOVEMENT,
    /** When the sender said it. */
    STATED_AT,
    ORDER_NUMBER,
    OBSERVED_VALUE,
    DOCUMENT_CONTENT,
    DOCUMENT_NUMBER,
    /** The number that goes when two become one, or leaves one person for another. */
    NUMBER_THAT_GOES,
    VISIT_THAT_GOES,
    /** Which message of ours is answered. */
    ANSWERED_MESSAGE;

    /** No, because of this; the judge writes its place in the message. */
    Refusal refused(Code code, String detail) {
        return new Refusal(code, detail, name());
    }
}
