package vn.emr.core.imports;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Outcome;

/** Judges some items of a piece: many under way at once, so that they share commits, and counted in their order. */
final class Strides {
    private static final int IN_FLIGHT = 64;
    private static final long COMMIT_WAIT_SECONDS = 120;
    private static final long COME_AGAIN_MILLIS = 500;

    private Strides() {}

    /** Reads one item; the number is its place in the whole import. */
    interface Reader {
        Delivery read(byte[] item, long number);
    }

    /**
     * What became of them.
     *
     * @param interrupted whether the server is being stopped; the items not counted are met again
     */
    record Judged(
            long items,
            long applied,
            long parked,
            long refused,
            long replayed,
            List<ImportProgress.Fault> faults,
            boolean interrupted) {}

    private record Pending(Delivery delivery, CompletionStage<Outcome> outcome) {}

    /**
     * At most so many items of a piece behind those to skip.
     *
     * @param framed each stands behind its length; else each is a line
     */
    static List<byte[]> items(byte[] piece, boolean framed, int skip, int most) {
        return framed ? framed(piece, skip, most) : lines(piece, skip, most);
    }

    private static List<byte[]> framed(byte[] piece, int skip, int most) {
        List<byte[]> items = new ArrayList<>();
        ByteBuffer left = ByteBuffer.wrap(piece);
        for (int at = 0; left.hasRemaining() && items.size() < most; at++) {
            int length = left.getInt();
            if (at >= skip) {
                items.add(Arrays.copyOfRange(piece, left.position(), left.position() + length));
            }
            left.position(left.position() + length);
        }
        return items;
    }

    private static List<byte[]> lines(byte[] piece, int skip, int most) {
        List<byte[]> items = new ArrayList<>();
        int line = 0;
        for (int start = 0; start < piece.length && items.size() < most; line++) {
            int end = start;
            while (piece[end] != '\n') {
                end++;
            }
            if (line >= skip) {
                items.add(Arrays.copyOfRange(piece, start, end));
            }
            start = end + 1;
        }
        return items;
    }

    static Judged judge(
            List<byte[]> items,
            long firstItem,
            Reader reader,
            Function<Delivery, CompletionStage<Outcome>> inbox,
            BooleanSupplier stopping)
            throws InterruptedException {
        long[] counts = new long[Outcome.Kind.values().length];
        List<ImportProgress.Fault> faults = new ArrayList<>();
        int judged = 0;
        for (int start = 0; start < items.size(); start += IN_FLIGHT) {
            List<Pending> pending = new ArrayList<>();
            for (byte[] item : items.subList(start, Math.min(items.size(), start + IN_FLIGHT))) {
                Delivery delivery = reader.read(item, firstItem + start + pending.size());
                pending.add(new Pending(delivery, inbox.apply(delivery)));
            }
            for (Pending one : pending) {
                Outcome outcome = settled(one, inbox, stopping);
                if (outcome == null) {
                    return result(judged, counts, faults, true);
                }
                counts[outcome.kind().ordinal()]++;
                if (outcome.kind() == Outcome.Kind.PARKED || outcome.kind() == Outcome.Kind.REFUSED) {
                    faults.add(fault(firstItem + judged, outcome));
                }
                judged++;
            }
        }
        return result(judged, counts, faults, false);
    }

    /** What is not kept now, because too many wait or the database is away, is offered again; null when we are stopped. */
    private static Outcome settled(
            Pending one, Function<Delivery, CompletionStage<Outcome>> inbox, BooleanSupplier stopping)
            throws InterruptedException {
        CompletionStage<Outcome> stage = one.outcome();
        while (true) {
            try {
                Outcome outcome = stage.toCompletableFuture().get(COMMIT_WAIT_SECONDS, TimeUnit.SECONDS);
                if (outcome.kind() != Outcome.Kind.FAILED) {
                    return outcome;
                }
            } catch (ExecutionException | TimeoutException e) {
                // The commit's fate is not known: offered again it is applied now, or replayed.
            }
            if (stopping.getAsBoolean()) {
                return null;
            }
            TimeUnit.MILLISECONDS.sleep(COME_AGAIN_MILLIS);
            stage = inbox.apply(one.delivery());
        }
    }

    private static ImportProgress.Fault fault(long item, Outcome outcome) {
        return new ImportProgress.Fault(
                item,
                outcome.kind().name(),
                outcome.code() == null ? null : outcome.code().name(),
                outcome.field(),
                outcome.detail(),
                outcome.inboundId());
    }

    private static Judged result(int items, long[] counts, List<ImportProgress.Fault> faults, boolean interrupted) {
        return new Judged(
                items,
                counts[Outcome.Kind.APPLIED.ordinal()],
                counts[Outcome.Kind.PARKED.ordinal()],
                counts[Outcome.Kind.REFUSED.ordinal()],
                counts[Outcome.Kind.REPLAYED.ordinal()],
                List.copyOf(faults),
                interrupted);
    }
}
