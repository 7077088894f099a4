package vn.emr.core.seal;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The checkpoints that went outside, compared with the chain as it is walked. */
final class Told {
    private final Map<Long, List<Checkpoint>> byNumber = new HashMap<>();
    private final Set<Integer> toldEpochs = new HashSet<>();
    private final Set<Checkpoint> open = new HashSet<>();
    private final List<Epoch> epochs;
    private final Consumer<Finding> found;
    private final List<String> notes = new ArrayList<>();
    private int compared;
    private long good;

    Told(List<String> lines, PublicKey key, List<Epoch> epochs, Consumer<Finding> found) {
        this.epochs = epochs;
        this.found = found;
        long before = 0;
        for (int i = 0; i < lines.size(); i++) {
            Checkpoint c = Checkpoint.read(lines.get(i)).orElse(null);
            if (c == null) {
                found.accept(new Finding(0, "line " + (i + 1) + " of the checkpoints is none"));
            } else if (!c.signedBy(key)) {
                found.accept(
                        new Finding(c.number(), "the checkpoint of line " + (i + 1) + " is not signed by this key"));
            } else {
                byNumber.computeIfAbsent(c.number(), n -> new ArrayList<>()).add(c);
                toldEpochs.add(c.epoch());
                open.add(c);
                before = Math.max(before, c.number());
            }
        }
    }

    int compared() {
        return compared;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** The chain has this hash at this number. */
    void at(int epoch, long number, byte[] hash) {
        for (Checkpoint c : byNumber.getOrDefault(number, List.of())) {
            if (c.epoch() == epoch) {
                compare(c, hash);
            }
        }
    }

    private void compare(Checkpoint c, byte[] hash) {
        open.remove(c);
        compared++;
        if (Verification.same(c.hash(), hash)) {
            good = Math.max(good, c.number());
        } else {
            found.accept(new Finding(
                    good + 1,
                    "the chain was made anew: number " + c.number() + " is not what was told at " + c.time()
                            + ", number " + good + " is"));
        }
    }

    /** An epoch begins here. */
    void began(Epoch epoch) {
        at(epoch.number(), epoch.afterNumber(), epoch.hash());
        if (epoch.number() == 1) {
            return;
        }
        String lost = epoch.toldNumber() == null || epoch.toldNumber() <= epoch.afterNumber()
                ? ""
                : ", numbers " + (epoch.afterNumber() + 1) + " to " + epoch.toldNumber() + " of epoch "
                        + epoch.toldEpoch() + " are lost";
        String says =
                "epoch " + epoch.number() + " began " + epoch.beganAt() + " after number " + epoch.afterNumber() + lost;
        if (epoch.reason() == Epoch.Reason.RESTORE) {
            notes.add(says + ": a backup was restored");
        } else {
            found.accept(new Finding(epoch.afterNumber() + 1, says + ": nobody restored a backup"));
        }
        if (!open.isEmpty() && !toldEpochs.contains(epoch.number())) {
            found.accept(new Finding(epoch.afterNumber() + 1, "epoch " + epoch.number() + " was never told outside"));
        }
    }

    /** The chain ends with this number: what is left was told and is not there. */
    void end(long number) {
        for (Checkpoint c : open) {
            Epoch next = epochs.stream()
                    .filter(e -> e.number() > c.epoch())
                    .findFirst()
                    .orElse(null);
            boolean explained = next != null
                    && next.reason() == Epoch.Reason.RESTORE
                    && next.afterNumber() < c.number()
                    && (next.toldNumber() == null || next.toldEpoch() != c.epoch() || c.number() <= next.toldNumber());
            if (!explained) {
                long from = next == null ? number + 1 : next.afterNumber() + 1;
                found.accept(new Finding(
                        Math.min(from, c.number()),
                        "number " + c.number() + " of epoch " + c.epoch() + " was told at " + c.time()
                                + " and is not there"));
            }
        }
    }
}
