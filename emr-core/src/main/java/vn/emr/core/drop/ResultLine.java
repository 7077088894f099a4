package vn.emr.core.drop;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import vn.emr.core.intake.Outcome;

/**
 * A line of a result file: what became of one message, as it is answered over HTTP, without data of a patient.
 *
 * @param index its place in the file, from 0
 * @param outcome applied, parked, refused or replayed
 * @param pointer the field that is wrong
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ResultLine(
        long index, String outcome, UUID inboundId, String code, String detail, String pointer, List<String> remarks) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * The last line: the file it was and its messages by outcome.
     *
     * @param sha256 of all its bytes, in hex, for the sender to compare
     */
    private record Last(String sha256, long messages, long applied, long parked, long refused, long replayed) {}

    static byte[] of(long index, Outcome outcome) {
        return line(new ResultLine(
                index,
                outcome.kind().name().toLowerCase(Locale.ROOT),
                outcome.inboundId(),
                outcome.code() == null ? null : outcome.code().name(),
                outcome.detail(),
                outcome.field(),
                outcome.remarks()));
    }

    static byte[] last(String sha256, Tally tally) {
        return line(
                new Last(sha256, tally.messages(), tally.applied(), tally.parked(), tally.refused(), tally.replayed()));
    }

    private static byte[] line(Object content) {
        try {
            return (JSON.writeValueAsString(content) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
