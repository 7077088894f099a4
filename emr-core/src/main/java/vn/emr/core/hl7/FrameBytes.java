package vn.emr.core.hl7;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of the frame under way, in chunks charged to the budget. A frame grows without copying what is there
 * already; only the finished one is joined.
 */
final class FrameBytes {
    private static final byte[] NOTHING = {};
    private static final int FIRST_CHUNK = 4 << 10;
    private static final int LARGEST_CHUNK = 1 << 20;

    private final int limit;
    private final FrameBudget budget;
    private final List<byte[]> chunks = new ArrayList<>(4);
    private int length;
    private int lastChunkUsed;
    private long held;
    private int wanted;
    private boolean innerVt;

    FrameBytes(int limit, FrameBudget budget) {
        this.limit = limit;
        this.budget = budget;
    }

    boolean isEmpty() {
        return chunks.isEmpty();
    }

    /** True when a VT stands among them. */
    boolean hasVt() {
        return innerVt;
    }

    /** Calls back when there may be room for what the last NO_ROOM was about. */
    void whenRoom(Runnable tryAgain) {
        budget.whenRoom(wanted, (long) length + wanted, tryAgain);
    }

    /** The first bytes, at most 4 KiB. */
    byte[] head() {
        if (chunks.isEmpty()) {
            return NOTHING;
        }
        byte[] first = chunks.getFirst();
        return Arrays.copyOf(first, Math.min(first.length, Math.min(length, FIRST_CHUNK)));
    }

    /** The common case: a small frame that came in one piece gets an array of just its size. */
    FrameScanner.Step appendExactly(ByteBuf in, int count) {
        FrameScanner.Step step = charge(count, count);
        if (step == FrameScanner.Step.MORE) {
            byte[] exact = new byte[count];
            in.readBytes(exact);
            noteInnerVt(exact, 0, count);
            chunks.add(exact);
            lastChunkUsed = count;
            length = count;
        } else if (step == FrameScanner.Step.TOO_LONG) {
            keepHead(in, count);
        }
        return step;
    }

    /** Takes so many bytes; those that found no place stay in {@code in}. */
    FrameScanner.Step append(ByteBuf in, int count) {
        int left = count;
        while (left > 0) {
            if (chunks.isEmpty() || lastChunkUsed == chunks.getLast().length) {
                FrameScanner.Step step = addChunk();
                if (step != FrameScanner.Step.MORE) {
                    if (step == FrameScanner.Step.TOO_LONG) {
                        keepHead(in, left);
                    }
                    return step;
                }
            }
            byte[] chunk = chunks.getLast();
            int part = Math.min(left, chunk.length - lastChunkUsed);
            in.readBytes(chunk, lastChunkUsed, part);
            noteInnerVt(chunk, lastChunkUsed, part);
            lastChunkUsed += part;
            length += part;
            left -= part;
        }
        return FrameScanner.Step.MORE;
    }

    private FrameScanner.Step addChunk() {
        int size = Math.min(Math.max(FIRST_CHUNK, Math.min(length, LARGEST_CHUNK)), limit - length);
        FrameScanner.Step step = size <= 0 ? FrameScanner.Step.TOO_LONG : charge(size, length + size);
        if (step == FrameScanner.Step.MORE) {
            chunks.add(new byte[size]);
            lastChunkUsed = 0;
        }
        return step;
    }

    private FrameScanner.Step charge(int bytes, int frameBytes) {
        if (frameBytes > limit) {
            return FrameScanner.Step.TOO_LONG;
        }
        wanted = bytes;
        if (!budget.tryTake(bytes, frameBytes)) {
            return FrameScanner.Step.NO_ROOM;
        }
        held += bytes;
        return FrameScanner.Step.MORE;
    }

    private void keepHead(ByteBuf in, int available) {
        if (chunks.isEmpty()) {
            byte[] head = new byte[Math.min(available, Math.min(limit, FIRST_CHUNK))];
            in.readBytes(head);
            chunks.add(head);
            length = head.length;
        }
    }

    private void noteInnerVt(byte[] bytes, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (bytes[i] == FrameScanner.VT) {
                innerVt = true;
                return;
            }
        }
    }

    /** All bytes as one array; they stay charged until their {@link #share} is given back. */
    byte[] join() {
        byte[] whole = chunks.size() == 1 && chunks.getFirst().length == length ? chunks.getFirst() : joined();
        forget();
        return whole;
    }

    /** What is charged beyond so many bytes goes back to the budget. */
    void shrinkTo(int bytes) {
        if (held > bytes) {
            budget.give(held - bytes);
            held = bytes;
        }
    }

    FrameBudget.Share share() {
        var share = new FrameBudget.Share(budget, held);
        held = 0;
        return share;
    }

    /** Drops everything and gives it back. */
    void release() {
        forget();
        shrinkTo(0);
    }

    private void forget() {
        chunks.clear();
        length = 0;
        lastChunkUsed = 0;
        innerVt = false;
    }

    private byte[] joined() {
        byte[] whole = new byte[length];
        int at = 0;
        for (byte[] chunk : chunks) {
            int part = Math.min(chunk.length, length - at);
            System.arraycopy(chunk, 0, whole, at, part);
            at += part;
        }
        return whole;
    }
}
