package vn.emr.core.hl7;

import java.io.IOException;
import java.time.InstantSource;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** A door that is open for one test, on a port the system chose. */
final class OpenDoor implements AutoCloseable {
    final FrameBudget budget;
    final MllpDoor door;
    private final CamelContext camel;

    OpenDoor(MllpSettings settings, FrameReceiver receiver) throws Exception {
        this(settings, FrameBudget.standard(), receiver);
    }

    OpenDoor(MllpSettings settings, FrameBudget budget, FrameReceiver receiver) throws Exception {
        this(settings, null, budget, receiver);
    }

    OpenDoor(MllpSettings settings, MllpTls tls, FrameBudget budget, FrameReceiver receiver) throws Exception {
        this("127.0.0.1", settings, tls, budget, receiver);
    }

    /** @param host address of this machine on which it listens */
    OpenDoor(String host, MllpSettings settings, MllpTls tls, FrameBudget budget, FrameReceiver receiver)
            throws Exception {
        this.budget = budget;
        camel = new DefaultCamelContext();
        camel.getShutdownStrategy().setTimeout(2);
        camel.start();
        door = new MllpDoor("LIS", host, 0, settings, tls, budget, receiver, InstantSource.system(), DoorWatch.NOBODY);
        door.open(camel);
    }

    MllpClient connect() throws IOException {
        return new MllpClient(door.port());
    }

    @Override
    public void close() {
        door.close();
        camel.stop();
    }
}
