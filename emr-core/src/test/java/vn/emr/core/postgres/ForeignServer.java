package vn.emr.core.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import vn.emr.core.postgres.DatabaseAddress.Account;

/** A PostgreSQL of the hospital's own, as its administrator might have made it: no checksums, ordinary settings. */
record ForeignServer(Path bin, Path data, int port, Account superuser, Account ordinary) implements AutoCloseable {
    static ForeignServer start(Path bin, Place place, String... settings) throws SQLException {
        try {
            return make(bin, place, String.join(" ", settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ForeignServer make(Path bin, Place place, String settings) throws IOException, SQLException {
        Path data = place.home().resolve("foreign");
        Unprivileged user = Unprivileged.here();
        user.own(PrivateFiles.folder(data, "rwx------"));
        int port = freePort();
        String initdb = bin.resolve("initdb").toString();
        List<String> initial = new ArrayList<>(List.of(initdb, "-D", data.toString(), "-U", "boss", "--auth=trust"));
        initial.addAll(List.of("-N", "-E", "UTF8", "--locale=C.UTF-8"));
        if (ended(user, initdb, "--help").contains("--no-data-checksums")) {
            // Since PostgreSQL 18 it has to be asked for.
            initial.add("--no-data-checksums");
        }
        ended(user, initial.toArray(String[]::new));
        String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' " + settings;
        Path log = data.resolve("log");
        ended(
                user,
                bin.resolve("pg_ctl").toString(),
                "start",
                "-w",
                "-s",
                "-D",
                "" + data,
                "-l",
                "" + log,
                "-o",
                options);
        ForeignServer server =
                new ForeignServer(bin, data, port, new Account("boss", "any"), new Account("ordinary", "any"));
        try (Connection connection = DriverManager.getConnection(server.url(), "boss", "any");
                Statement sql = connection.createStatement()) {
            sql.execute("create role ordinary login");
        }
        return server;
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    @Override
    public void close() {
        ended(
                Unprivileged.here(),
                bin.resolve("pg_ctl").toString(),
                "stop",
                "-w",
                "-s",
                "-m",
                "immediate",
                "-D",
                "" + data);
    }

    /** What it said. */
    private static String ended(Unprivileged user, String... command) {
        Unprivileged.Ended ended = user.run(60, command);
        if (ended.code() != 0) {
            throw new IllegalStateException(ended.said());
        }
        return ended.said();
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
