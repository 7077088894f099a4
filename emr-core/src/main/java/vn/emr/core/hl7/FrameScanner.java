package vn.emr.core.hl7;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

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

    private final FrameBytes bytes;
    private Place place = Place.BETWEEN;
    private int junk;
    private int mshSeen;
    private boolean lineStart = true;
    private byte[] owed = NOTHING;
    private byte[] frame;

    FrameScanner(int limit, FrameBudget budget) {
        bytes = new FrameBytes(limit, budget);
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
        return bytes.share();
    }

    /** Calls back when there may be room after a NO_ROOM. */
    void whenRoom(Runnable tryAgain) {
        bytes.whenRoom(tryAgain);
    }

    /** The first bytes of the frame under way, at most 4 KiB: enough to answer it. */
    byte[] head() {
        return bytes.head();
    }

    /** Forgets a frame under way and gives its bytes back. */
    void release() {
        reset();
        bytes.release();
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
            Step step = bytes.append(Unpooled.wrappedBuffer(owed), owed.length);
            if (step != Step.MORE) {
                return step;
            }
            owed = NOTHING;
        }
        int from = in.readerIndex();
        int at = in.indexOf(from, in.writerIndex(), FS);
        int count = (at < 0 ? in.writerIndex() : at) - from;
        if (count > 0) {
            boolean whole = at >= 0 && bytes.isEmpty();
            Step step = whole ? bytes.appendExactly(in, count) : bytes.append(in, count);
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

    private Step complete() {
        boolean restarted = bytes.hasVt();
        byte[] whole = bytes.join();
        if (restarted) {
            whole = afterLastRestart(whole);
        }
        reset();
        bytes.shrinkTo(whole.length);
        frame = whole;
        return Step.FRAME;
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
        owed = NOTHING;
        place = Place.BETWEEN;
        lineStart = true;
        mshSeen = 0;
    }
}
