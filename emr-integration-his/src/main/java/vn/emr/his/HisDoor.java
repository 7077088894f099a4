package vn.emr.his;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.hl7.MllpDoors;

/** Opens the hospital information system's MLLP port when the server starts; a port that cannot be listened on stops the start. */
@ApplicationScoped
public class HisDoor {
    /** Name of the door, also of the sources that may use it. */
    static final String NAME = "his";

    private final MllpDoors doors;
    private final int port;

    @Inject
    public HisDoor(MllpDoors doors, @ConfigProperty(name = "emr.his.mllp.port", defaultValue = "0") int port) {
        this.doors = doors;
        this.port = port;
    }

    void open(@Observes StartupEvent starting) {
        doors.open(NAME, port);
    }
}
