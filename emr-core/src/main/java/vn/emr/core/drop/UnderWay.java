package vn.emr.core.drop;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.intake.FileFormat.Message;
import vn.emr.core.intake.Outcome;

/** The messages of a folder that wait for their commit, in the order of its files and over their borders. */
final class UnderWay {
    private static final long MOST_BYTES = 32 << 20;

    /** Takes one message and answers after its commit. */
    interface Intake {
        /**
         * @param remarks about the file, said with its last message
         * @param sending names the file and the message's place in it
         */
        CompletionStage<Outcome> take(FileFormat format, Message message, List<String> remarks, String sending);
    }

    /** A message had no answer now: its file is gone on with at a later look. */
    static final class Unanswered extends Exception {
        private static final long serialVersionUID = 1;

        Unanswered() {
            super(null, null, false, false);
        }
    }

    private record Waiting(ClaimedFile file, Message message, CompletionStage<Outcome> outcome) {}

    private final Intake intake;
    private final int window;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long bytes;

    /** @param window messages that may wait at once */
    UnderWay(Intake intake, int window) {
        this.intake = intake;
        this.window = window;
    }

    /** Hands on all messages of a file; those handed on last still wait then. */
    void handOn(ClaimedFile file, BooleanSupplier stopping) throws IOException, Unanswered {
        for (var next = file.next(); next.isPresent(); next = file.next()) {
            Message message = next.get();
            int length = message.bytes().length;
            while (!waiting.isEmpty() && (waiting.size() >= window || bytes + length > MOST_BYTES)) {
                settle();
            }
            if (stopping.getAsBoolean()) {
                while (!waiting.isEmpty()) {
                    settle();
                }
                throw new Unanswered();
            }
            CompletionStage<Outcome> outcome =
                    intake.take(file.format(), message, file.remarks(), file.sending(message));
            waiting.add(new Waiting(file, message, outcome));
            bytes += length;
        }
    }

    boolean none() {
        return waiting.isEmpty();
    }

    /** Waits for the oldest answer. */
    void settle() throws IOException, Unanswered {
        Waiting oldest = waiting.remove();
        bytes -= oldest.message().bytes().length;
        Outcome outcome;
        try {
            outcome = oldest.outcome().toCompletableFuture().join();
        } catch (CompletionException | CancellationException e) {
            throw new Unanswered();
        }
        if (outcome.kind() == Outcome.Kind.FAILED) {
            throw new Unanswered();
        }
        oldest.file().answered(oldest.message(), outcome);
    }

    /** Their answers are not waited for any more; their files are read again from where the answers end. */
    void forget() {
        waiting.clear();
        bytes = 0;
    }
}
