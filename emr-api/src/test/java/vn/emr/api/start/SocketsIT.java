package vn.emr.api.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where the packaged server and its database listen, as the kernel tells it. */
class SocketsIT {
    /** State of a listening socket in /proc/net/tcp. */
    private static final String LISTEN = "0A";

    private static final Set<String> LOOPBACK =
            Set.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

    @Test
    void it_listens_on_the_ports_of_its_settings_on_this_machine_and_nowhere_else() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")), "this system tells no sockets in /proc");
        try (ServerProcess server = new ServerProcess().launch("-Demr.mode=run").ready()) {
            Set<String> wanted = new TreeSet<>();
            for (String port : List.of("EMR_HTTP_PORT", "EMR_HIS_MLLP_PORT", "EMR_LIS_MLLP_PORT")) {
                wanted.add("loopback " + server.setting(port));
            }
            wanted.add("loopback " + server.databasePort());
            Set<String> sockets = new HashSet<>();
            sockets(server.process().toHandle(), sockets);
            sockets(ProcessHandle.of(server.databasePid()).orElseThrow(), sockets);
            assertEquals(wanted, listening(sockets));
        }
    }

    /** The numbers of the sockets that a process and those it started hold. */
    private static void sockets(ProcessHandle process, Set<String> found) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            for (Path file : files.toList()) {
                String leadsTo = Files.isSymbolicLink(file)
                        ? Files.readSymbolicLink(file).toString()
                        : "";
                if (leadsTo.startsWith("socket:[")) {
                    found.add(leadsTo.substring("socket:[".length(), leadsTo.length() - 1));
                }
            }
        }
        for (ProcessHandle child : process.children().toList()) {
            sockets(child, found);
        }
    }

    private static Set<String> listening(Set<String> sockets) throws IOException {
        Set<String> found = new TreeSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (!Files.exists(Path.of(table))) {
                continue;
            }
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] columns = line.strip().split("\\s+");
                if (columns.length > 9 && columns[3].equals(LISTEN) && sockets.contains(columns[9])) {
                    String[] address = columns[1].split(":");
                    found.add((LOOPBACK.contains(address[0]) ? "loopback " : address[0] + " ")
                            + Integer.parseInt(address[1], 16));
                }
            }
        }
        return found;
    }
}
