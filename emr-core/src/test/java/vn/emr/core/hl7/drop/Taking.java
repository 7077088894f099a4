package vn.emr.core.hl7.drop;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import vn.emr.core.Code;
import vn.emr.core.intake.Outcome;

/** Takes messages in as the inbox would and notes their text: what begins with MSH|bad is refused, all else is applied. */
final class Taking implements Function<byte[], CompletionStage<Outcome>> {
    final List<String> taken = new ArrayList<>();

    @Override
    public CompletionStage<Outcome> apply(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        taken.add(text);
        return CompletableFuture.completedFuture(
                text.startsWith("MSH|bad")
                        ? outcome(Outcome.Kind.REFUSED, Code.MALFORMED_FIELD, "AR " + text + "\r")
                        : outcome(Outcome.Kind.APPLIED, null, "AA " + text + "\r"));
    }

    static Outcome outcome(Outcome.Kind kind, Code code, String answer) {
        return new Outcome(kind, code, null, null, answer.getBytes(StandardCharsets.UTF_8), List.of());
    }
}
