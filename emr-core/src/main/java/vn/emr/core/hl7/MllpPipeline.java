package vn.emr.core.hl7;

import io.netty.channel.Channel;
import io.netty.channel.socket.SocketChannel;
import java.util.function.UnaryOperator;
import org.apache.camel.component.netty.NettyConsumer;
import org.apache.camel.component.netty.ServerInitializerFactory;
import org.apache.camel.component.netty.handlers.ServerChannelHandler;

/** Sets up each new connection of a door: our frames, then Camel. Connections over the limit are closed at once. */
final class MllpPipeline extends ServerInitializerFactory {
    private final MllpSettings settings;
    private final MllpTls tls;
    private final FrameBudget budget;
    private final DoorCounters counters;
    private final UnaryOperator<byte[]> tooLongAnswer;
    private final NettyConsumer consumer;

    /** @param tls null for a door without TLS */
    MllpPipeline(
            MllpSettings settings,
            MllpTls tls,
            FrameBudget budget,
            DoorCounters counters,
            UnaryOperator<byte[]> tooLongAnswer) {
        this(settings, tls, budget, counters, tooLongAnswer, null);
    }

    private MllpPipeline(
            MllpSettings settings,
            MllpTls tls,
            FrameBudget budget,
            DoorCounters counters,
            UnaryOperator<byte[]> tooLongAnswer,
            NettyConsumer consumer) {
        this.settings = settings;
        this.tls = tls;
        this.budget = budget;
        this.counters = counters;
        this.tooLongAnswer = tooLongAnswer;
        this.consumer = consumer;
    }

    @Override
    public ServerInitializerFactory createPipelineFactory(NettyConsumer forConsumer) {
        return new MllpPipeline(settings, tls, budget, counters, tooLongAnswer, forConsumer);
    }

    @Override
    protected void initChannel(Channel channel) {
        if (!counters.enter()) {
            channel.close();
            return;
        }
        channel.closeFuture().addListener(closed -> counters.leave());
        if (channel instanceof SocketChannel socket) {
            // A sender may close its side after the last message and still wait for the answer.
            socket.config().setAllowHalfClosure(true);
        }
        if (tls != null) {
            channel.pipeline().addLast("tls-or-plain", new TlsOrPlain(tls));
        }
        channel.pipeline()
                .addLast("frames", new MllpFrames(settings, budget, counters, tooLongAnswer))
                .addLast("camel", new ServerChannelHandler(consumer));
    }
}
