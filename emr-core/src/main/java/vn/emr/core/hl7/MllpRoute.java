package vn.emr.core.hl7;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.group.ChannelGroup;
import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.netty.NettyConstants;
import org.apache.camel.support.AsyncProcessorSupport;

/** The Camel route of one MLLP door: no thread waits while a message is being stored. */
final class MllpRoute extends RouteBuilder {
    private static final System.Logger LOG = System.getLogger(MllpRoute.class.getName());

    private final String name;
    private final String host;
    private final int port;
    private final MllpPipeline pipeline;
    private final ChannelGroup channels;
    private final FrameReceiver receiver;
    private final DoorCounters counters;

    MllpRoute(
            String name,
            String host,
            int port,
            MllpPipeline pipeline,
            ChannelGroup channels,
            FrameReceiver receiver,
            DoorCounters counters) {
        this.name = name;
        this.host = host;
        this.port = port;
        this.pipeline = pipeline;
        this.channels = channels;
        this.receiver = receiver;
        this.counters = counters;
    }

    static String idOf(String door) {
        return "mllp-" + door;
    }

    @Override
    public void configure() {
        String id = idOf(name);
        getContext().getRegistry().bind(id + "-frames", pipeline);
        getContext().getRegistry().bind(id + "-channels", channels);
        // Nothing is retried or logged by Camel: an error here is a connection closed without an answer.
        errorHandler(noErrorHandler());
        // The executor is off: our pipeline runs on the socket threads, and the receiver must not block them.
        fromF(
                        "netty:tcp://%s:%d?sync=true&disconnectOnNoReply=true&noReplyLogLevel=OFF&usingExecutorService=false"
                                + "&tcpNoDelay=true&backlog=512&serverInitializerFactory=#%s-frames&channelGroup=#%s-channels",
                        host, port, id, id)
                .routeId(id)
                .process(receiving());
    }

    private AsyncProcessor receiving() {
        return new AsyncProcessorSupport() {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                return handOver(exchange, callback);
            }
        };
    }

    private boolean handOver(Exchange exchange, AsyncCallback callback) {
        byte[] frame = exchange.getMessage().getBody(byte[].class);
        FrameBudget.Share share = shareOf(exchange);
        exchange.getMessage().setBody(null);
        CompletionStage<byte[]> answer;
        try {
            answer = receiver.receive(
                    frame, name, TlsOrPlain.peer(context(exchange).channel()));
        } catch (RuntimeException | Error e) {
            return done(exchange, callback, share, null, e, true);
        }
        if (answer == null) {
            return done(exchange, callback, share, null, null, true);
        }
        answer.whenComplete((bytes, error) -> done(exchange, callback, share, bytes, error, false));
        return false;
    }

    private boolean done(
            Exchange exchange,
            AsyncCallback callback,
            FrameBudget.Share share,
            byte[] answer,
            Throwable error,
            boolean sync) {
        if (share != null) {
            share.give();
        }
        if (error != null) {
            counters.fault(DoorFault.RECEIVER_FAILED);
            // The class only: a message text may quote the sender.
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Door {0}: a receiver failed with {1}",
                    name,
                    error.getClass().getName());
        } else if (answer == null) {
            counters.fault(DoorFault.NO_ANSWER);
        }
        exchange.getMessage().setBody(answer);
        callback.done(sync);
        return sync;
    }

    private static ChannelHandlerContext context(Exchange exchange) {
        return exchange.getMessage()
                .getHeader(NettyConstants.NETTY_CHANNEL_HANDLER_CONTEXT, ChannelHandlerContext.class);
    }

    private static FrameBudget.Share shareOf(Exchange exchange) {
        FrameBudget.Share share =
                context(exchange).channel().attr(MllpFrames.SHARE).get();
        if (share != null) {
            share.takeOver();
        }
        return share;
    }
}
