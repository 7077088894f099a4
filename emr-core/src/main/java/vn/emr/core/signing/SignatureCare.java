package vn.emr.core.signing;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import vn.emr.core.intake.BehindTheIntake;
import vn.emr.core.intake.Inbox;

/** Looks after what was signed, never before what comes in; what is wrong with one document of one room holds up no other room. */
@ApplicationScoped
public class SignatureCare {
    private final Map<BehindTheIntake, BooleanSupplier> rooms;

    @Inject
    SignatureCare(SignatureUpkeep upkeep, SignatureRounds rounds, Inbox inbox) {
        rooms = Map.of(
                new BehindTheIntake("signature-upkeep", inbox), upkeep::step,
                new BehindTheIntake("signature-rounds", inbox), rounds::step);
    }

    void start(@Observes StartupEvent event) {
        rooms.forEach((thread, step) ->
                thread.start(() -> step.getAsBoolean() ? Optional.of(Duration.ZERO) : Optional.empty()));
    }

    @PreDestroy
    void stop() {
        rooms.keySet().forEach(BehindTheIntake::stop);
    }
}
