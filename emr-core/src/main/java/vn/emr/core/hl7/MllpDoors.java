package vn.emr.core.hl7;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Doors;

/** Opens the MLLP ports of this server with common limits, lists them with the other doors, and closes them at the end. */
@ApplicationScoped
public class MllpDoors {
    private static final String PROTOCOL = "MLLP";

    private final CamelContext camel;
    private final FrameReceiver receiver;
    private final Doors doors;
    private final Clock clock;
    private final String host;
    private final FrameBudget budget = FrameBudget.standard();
    private final List<MllpDoor> open = new ArrayList<>();

    @Inject
    public MllpDoors(
            CamelContext camel,
            Hl7Receiver receiver,
            Doors doors,
            Clock clock,
            @ConfigProperty(name = "emr.mllp.host", defaultValue = "127.0.0.1") String host) {
        this(camel, (FrameReceiver) receiver, doors, clock, host);
    }

    /** For use without a container. */
    public MllpDoors(CamelContext camel, FrameReceiver receiver, Doors doors, Clock clock, String host) {
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
        var door = new MllpDoor(name, host, port, MllpSettings.standard(), budget, receiver, clock, report);
        try {
            door.open(camel);
        } catch (DoorUnusable e) {
            doors.register(name, PROTOCOL, host + ":" + port).down(e.getMessage());
            throw e;
        }
        report.begin(doors.register(name, PROTOCOL, host + ":" + door.port()));
        open.add(door);
        return door;
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
