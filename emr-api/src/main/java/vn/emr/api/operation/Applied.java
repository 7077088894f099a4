package vn.emr.api.operation;

import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Outcome;

/**
 * What became of a message this time.
 *
 * @param inboundId the message it became of: a corrected copy has an id of its own
 */
public record Applied(Outcome.Kind outcome, Code code, String detail, UUID inboundId) {
    private static final int LONGEST_WAIT_SECONDS = 30;

    /**
     * Waits for the commit.
     *
     * @throws Refusal TEMPORARY when nothing was kept, or the outcome is not known in half a minute
     */
    static Applied of(CompletionStage<Outcome> judging) {
        try {
            Outcome outcome = judging.toCompletableFuture().get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            if (outcome.kind() == Outcome.Kind.FAILED) {
                throw new Refusal(outcome.code(), outcome.detail());
            }
            return new Applied(outcome.kind(), outcome.code(), outcome.detail(), outcome.inboundId());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Code.TEMPORARY, "stopping");
        } catch (ExecutionException | TimeoutException e) {
            throw new Refusal(Code.TEMPORARY, "the outcome is not known yet, look at the message again");
        }
    }
}
