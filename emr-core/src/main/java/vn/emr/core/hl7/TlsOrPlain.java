package vn.emr.core.hl7;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.util.List;
import vn.emr.core.intake.Peer;

/**
 * Looks at the first byte of a connection: a TLS handshake begins with 22, a frame with VT. One port so serves both while
 * a hospital moves its senders to TLS one by one; which sender may still do without is asked when it names itself.
 */
final class TlsOrPlain extends ByteToMessageDecoder {
    /** Who is at the other end. */
    static final AttributeKey<Peer> PEER = AttributeKey.valueOf("vn.emr.mllp.peer");

    /** Content type of a handshake record, RFC 8446 section 5.1. */
    private static final int HANDSHAKE = 22;

    private final MllpTls tls;

    TlsOrPlain(MllpTls tls) {
        this.tls = tls;
    }

    /** The other end as far as it is known; without TLS that is its address. */
    static Peer peer(Channel channel) {
        Peer known = channel.attr(PEER).get();
        return known != null ? known : Peer.plain(remote(channel));
    }

    private static InetSocketAddress remote(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress remote ? remote : null;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (in.getUnsignedByte(in.readerIndex()) == HANDSHAKE) {
            SslHandler handler = tls.handler(ctx.alloc());
            handler.handshakeFuture().addListener(done -> {
                if (done.isSuccess()) {
                    Channel channel = ctx.channel();
                    channel.attr(PEER)
                            .set(tls.peer(remote(channel), handler.engine().getSession()));
                }
            });
            ctx.pipeline().addAfter(ctx.name(), "tls", handler);
        }
        // What was read so far goes on to the next handler.
        ctx.pipeline().remove(this);
    }
}
