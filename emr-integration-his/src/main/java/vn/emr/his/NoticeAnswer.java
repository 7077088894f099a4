package vn.emr.his;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import vn.emr.core.intake.Outcome;

/**
 * What became of one item.
 *
 * @param index its place in the request, from 0
 * @param outcome applied, parked, refused, replayed, or failed: not stored, send it again
 * @param pointer the field that is wrong: a JSON pointer within the item, or TABLE/FIELD of a claim
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NoticeAnswer(
        Integer index,
        String outcome,
        UUID inboundId,
        String code,
        String detail,
        String pointer,
        List<String> remarks) {

    static NoticeAnswer of(int index, Outcome outcome) {
        return new NoticeAnswer(
                index,
                outcome.kind().name().toLowerCase(Locale.ROOT),
                outcome.inboundId(),
                outcome.code() == null ? null : outcome.code().name(),
                outcome.detail(),
                outcome.field(),
                outcome.remarks());
    }

    /** The answer kept with the message: one short line, so that a repeat is answered from what was stored. */
    public static byte[] bytes(Outcome outcome) {
        String code =
                outcome.code() == null ? "" : ",\"code\":\"" + outcome.code().name() + "\"";
        String kind = outcome.kind().name().toLowerCase(Locale.ROOT);
        return ("{\"outcome\":\"" + kind + "\",\"inboundId\":\"" + outcome.inboundId() + "\"" + code + "}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
