package vn.emr.core.hl7;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.AttributeKey;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;

/**
 * One MLLP connection: bytes in, {@code byte[]} frames on; {@code byte[]} answers back, framed. One frame is in flight at
 * a time and the next is handed on only after the answer was written, so answers come in the order of the messages. What
 * follows a frame waits here, and reading pauses meanwhile, so a sender that does not wait fills its own buffers.
 */
final class MllpFrames extends ChannelDuplexHandler {
    /** The budget's share of the frame in flight, for the receiver to take over. */
    static final AttributeKey<FrameBudget.Share> SHARE = AttributeKey.valueOf("vn.emr.mllp.share");

    /** How long the rest of an over-long message is read and thrown away so that the refusal reaches its sender. */
    private static final long DRAIN_SECONDS = 5;

    private final MllpSettings settings;
    private final DoorCounters counters;
    private final UnaryOperator<byte[]> tooLongAnswer;
    private final FrameScanner scanner;
    private final SenderClock clock;
    private final long lookEveryNanos;

    private ByteBuf rest;
    private boolean pumping;
    private boolean inFlight;
    private boolean answering;
    private boolean waitingForRoom;
    private boolean draining;
    private boolean inputEnded;
    private boolean wasHalfOpen;
    private long bytesSeen;

    /** @param tooLongAnswer makes the answer to an over-long message from its first bytes */
    MllpFrames(MllpSettings settings, FrameBudget budget, DoorCounters counters, UnaryOperator<byte[]> tooLongAnswer) {
        this.settings = settings;
        this.counters = counters;
        this.tooLongAnswer = tooLongAnswer;
        this.scanner = new FrameScanner(settings.maxFrameBytes(), budget);
        this.clock = new SenderClock(settings);
        this.lookEveryNanos = settings.lookEveryNanos();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        clock.restart(0);
        lookLater(ctx);
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (draining || !in.isReadable()) {
            in.release();
            return;
        }
        bytesSeen += in.readableBytes();
        rest = rest == null ? in : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), rest, in);
        pump(ctx);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            if (scanner.endPending() && !inFlight && rest == null) {
                scanner.finish();
                handOn(ctx);
            }
            closeIfDone(ctx);
        }
        ctx.fireUserEventTriggered(event);
    }

    /** Hands frames on while there are any and none is in flight. */
    private void pump(ChannelHandlerContext ctx) {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            boolean more = true;
            while (more && !inFlight && !draining && rest != null) {
                FrameScanner.Step step = scanner.scan(rest);
                if (!rest.isReadable()) {
                    dropRest();
                }
                more = act(ctx, step);
            }
        } finally {
            pumping = false;
        }
        boolean half = scanner.halfOpen();
        if (half && !wasHalfOpen) {
            clock.restart(bytesSeen);
        }
        wasHalfOpen = half;
        boolean read = draining || rest == null;
        if (ctx.channel().config().isAutoRead() != read) {
            ctx.channel().config().setAutoRead(read);
        }
        closeIfDone(ctx);
    }

    private boolean act(ChannelHandlerContext ctx, FrameScanner.Step step) {
        switch (step) {
            case MORE -> {
                if (scanner.endPending()) {
                    endLater(ctx);
                }
                return false;
            }
            case FRAME -> handOn(ctx);
            case TOO_LONG -> refuse(ctx);
            case NO_ROOM -> {
                waitForRoom(ctx);
                return false;
            }
            case NOT_MLLP -> closeUnanswered(ctx, DoorFault.NOT_MLLP);
        }
        return true;
    }

    private void handOn(ChannelHandlerContext ctx) {
        inFlight = true;
        clock.restart(bytesSeen);
        byte[] frame = scanner.take();
        ctx.channel().attr(SHARE).set(scanner.share());
        counters.frame();
        ctx.fireChannelRead(frame);
    }

    private void waitForRoom(ChannelHandlerContext ctx) {
        if (!waitingForRoom) {
            waitingForRoom = true;
            clock.restart(bytesSeen);
        }
        scanner.whenRoom(() -> ctx.executor().execute(() -> {
            if (ctx.channel().isActive() && !ctx.isRemoved()) {
                waitingForRoom = false;
                long waited = clock.since();
                pump(ctx);
                if (waitingForRoom) {
                    clock.backTo(waited);
                } else {
                    clock.restart(bytesSeen);
                }
            }
        }));
    }

    /** Most senders put FS and CR into one segment; for the others, and for those that send no CR, a short wait. */
    private void endLater(ChannelHandlerContext ctx) {
        long seen = bytesSeen;
        ctx.executor()
                .schedule(
                        () -> {
                            if (seen == bytesSeen
                                    && scanner.endPending()
                                    && !inFlight
                                    && ctx.channel().isActive()) {
                                scanner.finish();
                                handOn(ctx);
                            }
                        },
                        settings.endWait().toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof byte[] answer && inFlight && !answering) {
            answering = true;
            if (answer.length > 0) {
                counters.answer();
            }
            ctx.write(AnswerFrames.of(ctx, answer), promise.unvoid().addListener(f -> answered(ctx, f.isSuccess())));
        } else {
            promise.tryFailure(new IllegalStateException("Only one answer to the message in flight can be written."));
        }
    }

    private void answered(ChannelHandlerContext ctx, boolean written) {
        giveShare(ctx, true);
        inFlight = false;
        answering = false;
        clock.restart(bytesSeen);
        if (written) {
            pump(ctx);
            closeIfDone(ctx);
        } else {
            closeUnanswered(ctx, DoorFault.CONNECTION_FAILED);
        }
    }

    /** Answers an over-long message, then reads on a moment: closing with unread bytes would destroy the answer. */
    private void refuse(ChannelHandlerContext ctx) {
        counters.refuse(DoorFault.FRAME_TOO_LONG);
        draining = true;
        byte[] answer = tooLongAnswer.apply(scanner.head());
        scanner.release();
        dropRest();
        ctx.writeAndFlush(AnswerFrames.of(ctx, answer)).addListener(written -> {
            if (ctx.channel() instanceof SocketChannel socket && socket.isActive()) {
                socket.shutdownOutput();
            }
        });
        ctx.executor().schedule(() -> ctx.close(), DRAIN_SECONDS, TimeUnit.SECONDS);
    }

    /** Looks at the clocks of this connection; coarse, so that a message costs no timer. */
    private void look(ChannelHandlerContext ctx) {
        if (!ctx.channel().isActive()) {
            return;
        }
        DoorFault fault = draining ? null : clock.overdue(doing(), bytesSeen);
        if (fault != null) {
            closeUnanswered(ctx, fault);
        }
        lookLater(ctx);
    }

    private SenderClock.Doing doing() {
        if (waitingForRoom) {
            return SenderClock.Doing.WAITING_FOR_ROOM;
        }
        if (inFlight) {
            return SenderClock.Doing.BEING_ANSWERED;
        }
        return scanner.halfOpen() ? SenderClock.Doing.SENDING_A_FRAME : SenderClock.Doing.NOTHING;
    }

    private void lookLater(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive()) {
            ctx.executor().schedule(() -> look(ctx), lookEveryNanos, TimeUnit.NANOSECONDS);
        }
    }

    private void closeUnanswered(ChannelHandlerContext ctx, DoorFault fault) {
        draining = true;
        switch (fault) {
            case HALF_FRAME, NOT_MLLP, NO_ROOM -> counters.refuse(fault);
            case IDLE -> {} // the ordinary end of a quiet connection
            default -> counters.fault(fault);
        }
        dropRest();
        ctx.close();
    }

    private void closeIfDone(ChannelHandlerContext ctx) {
        if (inputEnded && !inFlight && !waitingForRoom && rest == null) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // The cause may quote what was sent; only the fact is kept.
        boolean tls = cause instanceof SSLException || cause.getCause() instanceof SSLException;
        closeUnanswered(ctx, tls ? DoorFault.TLS_FAILED : DoorFault.CONNECTION_FAILED);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (scanner.halfOpen() && !draining) {
            counters.refuse(DoorFault.HALF_FRAME);
        }
        draining = true;
        dropRest();
        scanner.release();
        giveShare(ctx, false);
        ctx.fireChannelInactive();
    }

    private static void giveShare(ChannelHandlerContext ctx, boolean answered) {
        FrameBudget.Share share = ctx.channel().attr(SHARE).get();
        if (share != null && (answered || !share.isTakenOver())) {
            share.give();
        }
    }

    private void dropRest() {
        if (rest != null) {
            rest.release();
            rest = null;
        }
    }
}
