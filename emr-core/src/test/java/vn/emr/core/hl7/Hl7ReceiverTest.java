package vn.emr.core.hl7;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Outcome.Kind;
import vn.emr.core.intake.OutcomeUnknown;
import vn.emr.core.intake.Peer;
import vn.emr.core.intake.Sources;

/** The receiver gives the answer that was stored, or none. */
class Hl7ReceiverTest {
    private static final Peer PEER = Peer.here("peer");

    @Test
    void the_receiver_gives_the_stored_answer_of_small_and_large_frames() throws Exception {
        AtomicReference<Delivery> taken = new AtomicReference<>();
        AtomicReference<Thread> thread = new AtomicReference<>();
        Hl7Receiver receiver =
                new Hl7Receiver(Hl7TranslatorTest.translator(), Sources.only(Hl7TranslatorTest.source()), delivery -> {
                    taken.set(delivery);
                    thread.set(Thread.currentThread());
                    return CompletableFuture.completedFuture(new Outcome(
                            Kind.APPLIED, null, null, UUID.randomUUID(), Hl7TranslatorTest.utf8("kept"), List.of()));
                });
        byte[] answer = receiver.receive(Hl7TranslatorTest.utf8(Hl7TranslatorTest.MSH), "lis", PEER)
                .toCompletableFuture()
                .get();
        assertArrayEquals(Hl7TranslatorTest.utf8("kept"), answer);
        assertFalse(thread.get().isVirtual());
        byte[] large = Hl7TranslatorTest.utf8(Hl7TranslatorTest.MSH + "\rNTE|1||" + "x".repeat(300_000));
        assertArrayEquals(
                Hl7TranslatorTest.utf8("kept"),
                receiver.receive(large, "lis", PEER).toCompletableFuture().get());
        assertTrue(thread.get().isVirtual());
        assertSame(large, taken.get().bytes());
    }

    @Test
    void an_unknown_outcome_gives_no_answer() {
        Hl7Receiver receiver = new Hl7Receiver(
                Hl7TranslatorTest.translator(),
                Sources.only(Hl7TranslatorTest.source()),
                delivery -> CompletableFuture.failedFuture(new OutcomeUnknown()));
        ExecutionException failure = assertThrows(ExecutionException.class, () -> receiver.receive(
                        Hl7TranslatorTest.utf8(Hl7TranslatorTest.MSH), "lis", PEER)
                .toCompletableFuture()
                .get());
        assertTrue(failure.getCause() instanceof OutcomeUnknown);
    }
}
