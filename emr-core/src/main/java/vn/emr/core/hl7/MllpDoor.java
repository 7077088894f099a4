package vn.emr.core.hl7;

import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.CamelContext;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * One listening MLLP port as a Camel route over Netty. What comes in goes to a {@link FrameReceiver}; what that answers
 * goes back. The door itself answers only messages that are too long. It survives every receiver: an exception, a null or
 * a stage that never ends costs that connection and nothing else.
 */
public final class MllpDoor {
    private static final ZoneId HOUR_WE_SHOW = ZoneId.of("Asia/Ho_Chi_Minh");

    private final String name;
    private final String host;
    private final int port;
    private final MllpSettings settings;
    private final MllpTls tls;
    private final FrameBudget budget;
    private final FrameReceiver receiver;
    private final InstantSource clock;
    private final DoorWatch watch;
    private final DoorCounters counters;
    private final ChannelGroup channels;
    private CamelContext camel;
    private volatile Instant upSince;

    /**
     * @param name for people, such as LIS; letters, digits and hyphens
     * @param port 0 lets the system choose; {@link #port} tells which
     * @param tls null takes plain connections only
     * @param budget shared by all doors of the server
     */
    public MllpDoor(
            String name,
            String host,
            int port,
            MllpSettings settings,
            MllpTls tls,
            FrameBudget budget,
            FrameReceiver receiver,
            InstantSource clock,
            DoorWatch watch) {
        if (!name.matches("[A-Za-z0-9-]{1,40}")) {
            throw new IllegalArgumentException("A door's name has letters, digits and hyphens only.");
        }
        if (!budget.canHold(settings.maxFrameBytes())) {
            throw new IllegalArgumentException("The budget of bytes in flight must hold the longest frame.");
        }
        this.name = name;
        this.host = host;
        this.port = port;
        this.settings = settings;
        this.tls = tls;
        this.budget = budget;
        this.receiver = receiver;
        this.clock = clock;
        this.watch = watch;
        this.counters = new DoorCounters(settings.maxConnections(), clock, watch);
        this.channels = new DefaultChannelGroup("door-" + name, GlobalEventExecutor.INSTANCE);
    }

    /**
     * Opens the port, or with a context that is not started yet: as soon as that starts.
     *
     * @throws DoorUnusable in one sentence when the port is taken, may not be used or the address is not this machine's
     */
    public synchronized void open(CamelContext context) {
        requireUsableAddress();
        try {
            var frames = new MllpPipeline(settings, tls, budget, counters, this::tooLong);
            context.addRoutes(new MllpRoute(name, host, port, frames, channels, receiver, counters));
        } catch (Exception e) {
            throw unusable();
        }
        camel = context;
        upSince = clock.instant();
        watch.up();
    }

    /** Stops listening, lets messages in flight be answered as long as Camel's shutdown allows, closes all connections. */
    public synchronized void close() {
        if (camel == null) {
            return;
        }
        upSince = null;
        watch.down();
        try {
            camel.getRouteController().stopRoute(MllpRoute.idOf(name));
            camel.removeRoute(MllpRoute.idOf(name));
        } catch (Exception e) {
            throw new IllegalStateException("The door " + name + " did not close in order.", e);
        } finally {
            channels.close().awaitUninterruptibly();
            camel = null;
        }
    }

    /** The port it listens on; the one asked for while it is closed. */
    public int port() {
        for (Channel channel : channels) {
            if (channel instanceof ServerChannel && channel.localAddress() instanceof InetSocketAddress bound) {
                return bound.getPort();
            }
        }
        return port;
    }

    /** Its counts up to now. */
    public MllpFigures figures() {
        return counters.figures(name, host + ":" + port(), upSince);
    }

    private byte[] tooLong(byte[] head) {
        MessageHeader header = MessageHeader.of(head);
        var refusal = new Refusal(Code.TOO_LARGE, "The message is longer than " + settings.maxFrameBytes() + " bytes.");
        return new Acknowledgement(
                        header,
                        Charsets.forAnswer(header),
                        OffsetDateTime.ofInstant(clock.instant(), HOUR_WE_SHOW),
                        Long.toHexString(ThreadLocalRandom.current().nextLong()))
                .refused(refusal);
    }

    /** Netty would say "address in use" from deep inside a route; ask the system first and say it plainly. */
    private void requireUsableAddress() {
        if (port == 0) {
            return;
        }
        try (var trial = new ServerSocket()) {
            trial.setReuseAddress(true);
            trial.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException e) {
            throw unusable();
        }
    }

    private DoorUnusable unusable() {
        return new DoorUnusable("The door " + name + " cannot listen on " + host + ":" + port
                + ": the port is in use, not permitted, or the address is not this machine's; stop the other program"
                + " or set another port.");
    }
}
