package vn.emr.core.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;

/** The one way in: takes deliveries from all doors and answers after the commit. */
@ApplicationScoped
public class Inbox {
    /**
     * Judges, stores and answers one message. The stage completes after COMMIT; it fails with {@link OutcomeUnknown} when
     * the commit's fate is not known, and then no answer may be given.
     */
    public CompletionStage<Outcome> receive(Delivery delivery) {
        throw new UnsupportedOperationException(delivery.door());
    }
}
