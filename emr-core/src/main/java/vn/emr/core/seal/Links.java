package vn.emr.core.seal;

import java.util.List;
import java.util.function.Consumer;

/** Walks the chain seal by seal, through its epochs, and shows each number to the checkpoints. */
final class Links {
    private final List<Epoch> epochs;
    private final Told told;
    private final Consumer<Finding> found;
    private int epoch;
    private long number;
    private Chain chain = new Chain(Chain.NOTHING);

    Links(List<Epoch> epochs, Told told, Consumer<Finding> found) {
        this.epochs = epochs;
        this.told = told;
        this.found = found;
    }

    /** The last number that was walked. */
    long number() {
        return number;
    }

    void add(Window.Part part) {
        while (epoch < part.epoch() && began(part.epoch())) {
            // Several may have begun before one of them sealed anything.
        }
        if (part.first() != number + 1) {
            found.accept(
                    new Finding(number + 1, "numbers " + (number + 1) + " to " + (part.first() - 1) + " are missing"));
        }
        byte mark = Chain.mark(part.kind(), part.reason());
        for (int i = 0; i < part.ids().length; i++) {
            byte[] hash = chain.add(mark, part.ids()[i], part.digests(), 32 * i);
            told.at(part.epoch(), part.first() + i, hash);
        }
        number = part.last();
        if (!Verification.same(chain.hash(), part.hash())) {
            found.accept(new Finding(part.first(), "the chain does not fit from number " + part.first() + " on"));
            chain = new Chain(part.hash());
        }
    }

    /** Epochs behind the last number. */
    void end() {
        while (!epochs.isEmpty() && began(epochs.getLast().number())) {
            // Each is checked as it begins.
        }
    }

    /** Goes on to the next epoch that is not later than this; false when there is none. */
    private boolean began(int latest) {
        Epoch next = epochs.stream()
                .filter(e -> e.number() > epoch && e.number() <= latest)
                .findFirst()
                .orElse(null);
        if (next == null) {
            return false;
        }
        boolean fits = next.afterNumber() == number
                && Verification.same(next.afterHash(), chain.hash())
                && Verification.same(next.hash(), Chain.epoch(next.number(), next.afterNumber(), next.afterHash()));
        if (!fits) {
            found.accept(new Finding(number + 1, "epoch " + next.number() + " does not go on from number " + number));
        }
        epoch = next.number();
        chain = new Chain(next.hash());
        told.began(next);
        return true;
    }
}
