package vn.emr.api.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder for one test of a command, and the command as a process of its own. Its files go with it. */
record CommandHome(Path folder) implements AutoCloseable {
    /** How a command ended, and all it said. */
    record Ended(int code, String said) {}

    /** Not JUnit's folder: the database's user must reach it when the build runs as root. */
    static CommandHome open() throws IOException {
        Path folder = Files.createTempDirectory("emr-command-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        return new CommandHome(folder);
    }

    /** Runs a command to its end, with nothing of our environment but these settings and the data folder. */
    static Ended ended(Class<?> command, Path data, Map<String, String> settings, String... words) throws Exception {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), command.getName()));
        line.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("EMR_") || key.startsWith("QUARKUS_"));
        builder.environment().put("EMR_DATA_DIR", data.toString());
        builder.environment().putAll(settings);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(path);
            }
        }
    }
}
