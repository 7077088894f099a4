package vn.emr.api.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The figures of one run by name, beside those kept of the last release. */
final class Figures {
    /** A figure with its bar, when it has one. */
    private record Figure(double value, String unit, Double bar, boolean atLeast) {
        boolean holds() {
            return bar == null || (atLeast ? value >= bar : value <= bar);
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Map<String, Figure> all = new LinkedHashMap<>();

    void add(String name, double value, String unit) {
        all.put(name, new Figure(value, unit, null, true));
    }

    void atLeast(String name, double value, String unit, double bar) {
        all.put(name, new Figure(value, unit, bar, true));
    }

    void atMost(String name, double value, String unit, double bar) {
        all.put(name, new Figure(value, unit, bar, false));
    }

    /** Whether every figure with a bar keeps it. */
    boolean hold() {
        return all.values().stream().allMatch(Figure::holds);
    }

    /** Prints the figures with their bars and, where there is one, the figure of the release before. */
    void print(PrintStream out, Path folder) throws IOException {
        Optional<Path> before = lastRelease(folder);
        JsonNode kept =
                before.isPresent() ? JSON.readTree(before.get().toFile()).path("figures") : JSON.createObjectNode();
        out.printf(
                "%n%-44s %12s  %-22s %s%n",
                "figure",
                "now",
                "bar",
                before.map(p -> "was (" + release(p) + ")").orElse(""));
        all.forEach((name, figure) -> {
            String bar = figure.bar == null
                    ? ""
                    : (figure.atLeast ? ">= " : "<= ") + plain(figure.bar) + (figure.holds() ? "  kept" : "  MISSED");
            String was = kept.has(name) ? plain(kept.get(name).asDouble()) : "";
            out.printf("%-44s %12s  %-22s %s%n", name, plain(figure.value) + " " + figure.unit, bar, was);
        });
    }

    /** Writes the figures as those of a release; the figures of parts that were not measured now stay. */
    Path save(Path folder, String release, String flags) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(release + ".json");
        ObjectNode root = Files.exists(file) ? (ObjectNode) JSON.readTree(file.toFile()) : JSON.createObjectNode();
        root.put("release", release);
        root.put("flags", flags);
        root.put("java", Runtime.version().toString());
        root.put("processors", Runtime.getRuntime().availableProcessors());
        ObjectNode figures = root.withObjectProperty("figures");
        all.forEach((name, figure) -> figures.put(name, Math.round(figure.value * 1000) / 1000.0));
        Files.writeString(file, JSON.writeValueAsString(root) + "\n");
        return file;
    }

    private static Optional<Path> lastRelease(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".json"))
                    .max(Comparator.comparing(f -> Runtime.Version.parse(versionOf(f))));
        }
    }

    /** {@code 0.1.0} is no version to the JDK, which wants a first number above zero. */
    private static String versionOf(Path file) {
        return "1." + release(file);
    }

    private static String release(Path file) {
        return file.getFileName().toString().replace(".json", "");
    }

    private static String plain(double value) {
        return Math.abs(value) >= 100 ? "%.0f".formatted(value) : "%.2f".formatted(value);
    }
}
