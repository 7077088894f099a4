package vn.emr.core.intake;

import java.util.List;
import java.util.stream.Stream;
import vn.emr.core.Code;

/**
 * What a translator made of a message.
 *
 * @param observationsIn values the message carries (OBX segments of a result); intake compares with what it stored
 * @param remarks safe sentences about what was left out or assumed; kept with the message
 * @param confirmed what the message was held for and a person has confirmed since; null as it comes from a translator
 */
public record Reading(List<Notice> notices, int observationsIn, List<String> remarks, Code confirmed) {
    public Reading(List<Notice> notices, int observationsIn, List<String> remarks) {
        this(notices, observationsIn, remarks, null);
    }

    Reading confirmed(Code reason) {
        return new Reading(notices, observationsIn, remarks, reason);
    }

    Reading remarked(List<String> safeSentences) {
        List<String> all =
                Stream.concat(remarks.stream(), safeSentences.stream()).toList();
        return new Reading(notices, observationsIn, all, confirmed);
    }
}
