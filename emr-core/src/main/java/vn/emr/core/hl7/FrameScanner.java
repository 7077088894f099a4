package vn.emr.core.hl7;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds MLLP frames ({@code <VT> bytes <FS><CR>}, HL7 v2 appendix C, Minimal Lower Layer Protocol) in a stream of bytes.
 * Every byte is looked at once and copied once, so time is linear; memory is at most the limit plus the finished frame.
 *
 * <p>Tolerated: anything between frames, LF after or instead of CR, a missing CR, a missing VT when the text begins with
 * MSH, VT and FS as data inside a frame. An FS ends the frame only when CR, LF, NUL or VT follows, or nothing for a while
 * ({@link #finish}): a message cut at a stray FS would otherwise be stored as if it were whole.
 */
final class FrameScanner {
    static final byte VT = 0x0B;
    static final byte FS = 0x1C;
    static final byte CR = 0x0D;
    static final byte LF = 0x0A;

    /** So much that is no frame in a row, and the other side does not speak MLLP (TLS and HTTP end here). */
    static final int JUNK_LIMIT = 64 << 10;

    private static final byte[] NOTHING = {};
    private static final byte[] ONE_FS = {FS};
    private static final byte[] MSH = {'M', 'S', 'H'};
    private static final int FIRST_CHUNK = 4 << 10;
    private static final int LARGEST_CHUNK = 1 << 20;

    enum Step {
        /** All bytes are used; more are needed. */
        MORE,
        /** A frame is complete: {@link #take} it. */
        FRAME,
        /** The frame is longer than the limit. */
        TOO_LONG,
        /** The budget has no room now; the bytes stay where they are. */
        NO_ROOM,
        /** Only junk so far, and too much of it. */
        NOT_MLLP
    }

    private enum Place {
        BETWEEN,
        INSIDE,
        AFTER_FS
    }

    private final int limit;
    private final FrameBudget budget;
    private final List<byte[]> chunks = new ArrayList<>(4);
    private Place place = Place.BETWEEN;
    private int length;
    private int lastChunkUsed;
    private long held;
    private int wanted;
    private int junk;
    private int mshSeen;
    private boolean lineStart = true;
    private boolean innerVt;
    private byte[] owed = NOTHING;
    private byte[] frame;

    FrameScanner(int limit, FrameBudget budget) {
        this.limit = limit;
        this.budget = budget;
    }

    /** Uses bytes of {@code in} until a frame is complete, a limit is met or nothing is left. */
    Step scan(ByteBuf in) {
        Step step = Step.MORE;
        while (step == Step.MORE && in.isReadable()) {
            step = switch (place) {
                case BETWEEN -> between(in);
                case INSIDE -> inside(in);
                case AFTER_FS -> afterFs(in);
            };
        }
        return step;
    }

    /** True from the first byte of a frame to its end. */
    boolean halfOpen() {
        return place != Place.BETWEEN;
    }

    /** True when only the CR after the FS is missing. */
    boolean endPending() {
        return place == Place.AFTER_FS;
    }

    /** Ends a frame whose CR does not come. */
    Step finish() {
        return complete();
    }

    /** The complete frame without its VT and FS CR. Its bytes stay charged to the budget; see {@link #share}. */
    byte[] take() {
        byte[] taken = frame;
        frame = null;
        return taken;
    }

    /** The budget's share of the frame just taken. */
    FrameBudget.Share share() {
        var share = new FrameBudget.Share(budget, held);
        held = 0;
        return share;
    }

    /** How many bytes the last NO_ROOM was about, and how long the frame would be with them. */
    void whenRoom(Runnable tryAgain) {
        budget.whenRoom(wanted, (long) length + wanted, tryAgain);
    }

    /** The first bytes of the frame under way, at most 4 KiB: enough to answer it. */
    byte[] head() {
        if (chunks.isEmpty()) {
            return NOTHING;
        }
        byte[] first = chunks.getFirst();
        return Arrays.copyOf(first, Math.min(first.length, Math.min(length, FIRST_CHUNK)));
    }

    /** Forgets a frame under way and gives its bytes back. */
    void release() {
        reset();
        budget.give(held);
        held = 0;
    }

    private Step between(ByteBuf in) {
        while (in.isReadable()) {
            byte b = in.readByte();
            if (b == VT) {
                return begin();
            }
            mshSeen = b == MSH[mshSeen] && (mshSeen > 0 || lineStart) ? mshSeen + 1 : 0;
            if (mshSeen == MSH.length) {
                owed = MSH;
                return begin();
            }
            lineStart = b == CR || b == LF || b == 0;
            if (++junk > JUNK_LIMIT) {
                return Step.NOT_MLLP;
            }
        }
        return Step.MORE;
    }

    private Step begin() {
        place = Place.INSIDE;
        junk = 0;
        mshSeen = 0;
        return Step.MORE;
    }

    private Step inside(ByteBuf in) {
        if (owed.length > 0) {
            Step step = append(Unpooled.wrappedBuffer(owed), owed.length);
            if (step != Step.MORE) {
                return step;
            }
            owed = NOTHING;
        }
        int from = in.readerIndex();
        int at = in.indexOf(from, in.writerIndex(), FS);
        int count = (at < 0 ? in.writerIndex() : at) - from;
        if (count > 0) {
            boolean whole = at >= 0 && chunks.isEmpty();
            Step step = whole ? appendExactly(in, count) : append(in, count);
            if (step != Step.MORE) {
                return step;
            }
        }
        if (at >= 0) {
            in.skipBytes(1);
            place = Place.AFTER_FS;
        }
        return Step.MORE;
    }

    private Step afterFs(ByteBuf in) {
        byte next = in.getByte(in.readerIndex());
        if (next == CR || next == LF || next == VT || next == 0) {
            if (next != VT) {
                in.skipBytes(1);
            }
            return complete();
        }
        owed = ONE_FS;
        place = Place.INSIDE;
        return Step.MORE;
    }

    /** The common case: a small frame that came in one piece gets an array of just its size. */
    private Step appendExactly(ByteBuf in, int count) {
        Step step = charge(count, count);
        if (step == Step.MORE) {
            byte[] exact = new byte[count];
            in.readBytes(exact);
            noteInnerVt(exact, 0, count);
            chunks.add(exact);
            lastChunkUsed = count;
            length = count;
        } else if (step == Step.TOO_LONG) {
            keepHead(in, count);
        }
        return step;
    }

    private Step append(ByteBuf in, int count) {
        int left = count;
        while (left > 0) {
            if (chunks.isEmpty() || lastChunkUsed == chunks.getLast().length) {
                Step step = addChunk();
                if (step != Step.MORE) {
                    if (step == Step.TOO_LONG) {
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
        return Step.MORE;
    }

    private Step addChunk() {
        int size = Math.min(Math.max(FIRST_CHUNK, Math.min(length, LARGEST_CHUNK)), limit - length);
        Step step = size <= 0 ? Step.TOO_LONG : charge(size, length + size);
        if (step == Step.MORE) {
            chunks.add(new byte[size]);
            lastChunkUsed = 0;
        }
        return step;
    }

    private Step charge(int bytes, int frameBytes) {
        if (frameBytes > limit) {
            return Step.TOO_LONG;
        }
        wanted = bytes;
        if (!budget.tryTake(bytes, frameBytes)) {
            return Step.NO_ROOM;
        }
        held += bytes;
        return Step.MORE;
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
            if (bytes[i] == VT) {
                innerVt = true;
                return;
            }
        }
    }

    private Step complete() {
        byte[] whole = chunks.size() == 1 && chunks.getFirst().length == length ? chunks.getFirst() : joined();
        if (innerVt) {
            whole = afterLastRestart(whole);
        }
        reset();
        if (held > whole.length) {
            budget.give(held - whole.length);
            held = whole.length;
        }
        frame = whole;
        return Step.FRAME;
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

    /**
     * A sender that breaks off in the middle of a message and starts another one sends VT MSH inside the first. The
     * first has no end, so it is not a message; kept together with the second it could mix two patients.
     */
    private static byte[] afterLastRestart(byte[] whole) {
        for (int i = whole.length - MSH.length - 1; i >= 0; i--) {
            if (whole[i] == VT && Arrays.equals(whole, i + 1, i + 1 + MSH.length, MSH, 0, MSH.length)) {
                return Arrays.copyOfRange(whole, i + 1, whole.length);
            }
        }
        return whole;
    }

    private void reset() {
        chunks.clear();
        length = 0;
        lastChunkUsed = 0;
        innerVt = false;
        owed = NOTHING;
        place = Place.BETWEEN;
        lineStart = true;
        mshSeen = 0;
    }
}
