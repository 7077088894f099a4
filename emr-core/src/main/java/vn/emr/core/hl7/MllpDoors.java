package vn.emr.core.hl7;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Doors;

/** Opens the MLLP ports of this server with common limits, lists them with the other doors, and closes them at the end. */
@ApplicationScoped
public class MllpDoors {
    private static final String PLAIN = "MLLP";
    private static final String WITH_TLS = "MLLP, TLS";

    private final CamelContext camel;
    private final FrameReceiver receiver;
    private final Doors doors;
    private final Clock clock;
    private final String host;
    private final MllpTls tls;
    private final FrameBudget budget = FrameBudget.standard();
    private final List<MllpDoor> open = new ArrayList<>();

    @Inject
    public MllpDoors(
            CamelContext camel,
            Hl7Receiver receiver,
            Doors doors,
            Clock clock,
            @ConfigProperty(name = "emr.mllp.host", defaultValue = "127.0.0.1") String host,
            @ConfigProperty(name = "emr.mllp.tls.cert") Optional<Path> certificate,
            @ConfigProperty(name = "emr.mllp.tls.key") Optional<Path> key,
            @ConfigProperty(name = "emr.mllp.tls.ca") Optional<Path> authorities) {
        this(
                camel,
                receiver,
                doors,
                clock,
                host,
                certificate
                        .map(file -> new MllpTls(file, key.orElseThrow(), authorities.orElse(null)))
                        .orElse(null));
    }

    /** For use without a container. */
    public MllpDoors(CamelContext camel, FrameReceiver receiver, Doors doors, Clock clock, String host, MllpTls tls) {
        this.tls = tls;
        this.camel = camel;
        this.receiver = receiver;
        this.doors = doors;
        this.clock = clock;
        this.host = host;
    }

    /**
     * Opens one door.
     *
     * @param name of the door, also of the sources that may use it
     * @param port 0 lets the system choose
     * @throws DoorUnusable when the port cannot be listened on; the health page then shows the door down
     */
    public synchronized MllpDoor open(String name, int port) {
        var report = new Report();
        var door = new MllpDoor(name, host, port, MllpSettings.standard(), tls, budget, receiver, clock, report);
        try {
            door.open(camel);
        } catch (DoorUnusable e) {
            doors.register(name, protocol(), host + ":" + port).down(e.getMessage());
            throw e;
        }
        report.begin(doors.register(name, protocol(), host + ":" + door.port()));
        open.add(door);
        return door;
    }

    private String protocol() {
        return tls == null ? PLAIN : WITH_TLS;
    }

    /** What is wrong with the TLS files now; the doors then use the last good ones. */
    public Optional<String> tlsTrouble() {
        return tls == null ? Optional.empty() : tls.trouble();
    }

    /** Closes all doors; messages in hand are answered first. */
    public synchronized void close() {
        open.forEach(MllpDoor::close);
        open.clear();
    }

    void stopping(@Observes ShutdownEvent end) {
        close();
    }

    /** Tells the list of doors what happens at one of them. */
    private static final class Report implements DoorWatch {
        private volatile Door door;

        void begin(Door listed) {
            listed.up();
            door = listed;
        }

        @Override
        public void down() {
            if (door != null) {
                door.down(null);
            }
        }

        @Override
        public void connections(int change) {
            if (door != null) {
                door.connections(change);
            }
        }

        @Override
        public void received() {
            if (door != null) {
                door.received();
            }
        }

        @Override
        public void failed(DoorFault fault) {
            if (door != null) {
                door.failed(fault.vietnamese());
            }
        }
    }
}
