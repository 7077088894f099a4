package vn.emr.core.hl7;

import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * How much structure one message may have. The counts are taken in the same linear pass that finds the fields, so a
 * hostile message is refused before anything is built from it.
 *
 * @param segments a microbiology report has hundreds, a year of results of one patient some thousands
 * @param fieldsOfSegment the longest segment of any version has under 100
 * @param fields of the whole message; 4 bytes of index each
 * @param repetitionsOfField a waveform or a long text sent as repetitions has some thousands
 */
public record Hl7Limits(int segments, int fieldsOfSegment, int fields, int repetitionsOfField) {
    /** 20,000 segments, 1,000 fields each, 500,000 fields together, 10,000 repetitions of one field. */
    public static final Hl7Limits STANDARD = new Hl7Limits(20_000, 1_000, 500_000, 10_000);

    void checkSegments(int count) {
        if (count > segments) {
            throw tooMuch("more than " + segments + " segments");
        }
    }

    void checkFields(int ofSegment, int ofMessage) {
        if (ofSegment > fieldsOfSegment) {
            throw tooMuch("a segment with more than " + fieldsOfSegment + " fields");
        }
        if (ofMessage > fields) {
            throw tooMuch("more than " + fields + " fields");
        }
    }

    void checkRepetitions(int ofField) {
        if (ofField > repetitionsOfField) {
            throw tooMuch("a field with more than " + repetitionsOfField + " repetitions");
        }
    }

    private static Refusal tooMuch(String what) {
        return new Refusal(Code.TOO_LARGE, "The message has " + what + ".");
    }
}
