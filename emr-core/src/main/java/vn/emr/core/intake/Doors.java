package vn.emr.core.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/** All doors of this server. Each door registers itself at its start; the health page lists them by name. */
@ApplicationScoped
public class Doors {
    private final ConcurrentSkipListMap<String, Door> doors = new ConcurrentSkipListMap<>();

    /** The door of that name, new and down at the first call; later calls give the same one when the address is too. */
    public Door register(String name, String protocol, String address) {
        return doors.compute(
                name,
                (n, known) -> known != null && known.state().address().equals(address)
                        ? known
                        : new Door(name, protocol, address, Clock.systemUTC()));
    }

    /** Takes a door off the list: its source was disabled or removed. */
    public void forget(String name) {
        doors.remove(name);
    }

    public List<DoorState> states() {
        return doors.values().stream().map(Door::state).toList();
    }
}
