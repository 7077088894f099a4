package vn.emr.core.hl7.dialect;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * The dialects of this server: those it ships, and the hospital's own in the folder {@code dialects} of the data folder. A
 * changed file is in use within 5 s. A file that is refused is not: the last good one of its name stays in use, and the
 * fault is shown.
 */
@ApplicationScoped
public class Dialects {
    private static final Logger LOG = Logger.getLogger(Dialects.class);
    private static final List<String> SHIPPED =
            List.of(Dialect.STANDARD, "ihe-pam-ltw", "law-analyser", "sen-vang-lis", "lua-viet-his", "bach-ma-gateway");
    private static final String ENDING = ".json";
    /** One hospital has a handful of vendors. */
    private static final int MOST_FILES = 100;

    /**
     * How one dialect stands.
     *
     * @param version in use; null when no good file of this name was ever seen
     * @param pointer JSON pointer of the fault, may be null
     * @param fault why the present file is refused; null when all is well
     */
    public record State(String name, Integer version, String product, boolean shipped, String pointer, String fault) {
        /** Of a dialect that senders are registered with and that is not here. */
        public static State withoutFile(String name) {
            return new State(
                    name, null, null, false, null, "a sender is registered with it, and there is no such file");
        }
    }

    /** One file as last seen; {@code dialect} is from the last good one and may be null. */
    private record Seen(byte[] bytes, Dialect dialect, Refusal fault) {}

    private final Path folder;
    private Map<String, Seen> own = Map.of();
    private volatile Map<String, Dialect> inUse;
    private volatile List<State> states;

    @Inject
    Dialects(@ConfigProperty(name = "emr.data.dir") String dataDir) {
        this(Path.of(dataDir, "dialects"));
    }

    /**
     * For use without a container.
     *
     * @param folder of the hospital's own files; may be absent
     */
    public Dialects(Path folder) {
        this.folder = folder;
        load();
    }

    /** Only those this server ships. */
    public static Dialects shipped() {
        return new Dialects((Path) null);
    }

    /**
     * @param name null for the standard
     * @throws Refusal NOT_APPLICABLE when there is no such dialect: its messages are kept until there is
     */
    public Dialect named(String name) {
        Dialect dialect = inUse.get(name == null ? Dialect.STANDARD : name);
        if (dialect == null) {
            throw new Refusal(
                    Code.NOT_APPLICABLE,
                    "The dialect this sender is registered with is not on this server; the message is kept.");
        }
        return dialect;
    }

    /** All of them, shipped ones first. */
    public List<State> states() {
        return states;
    }

    /** Reads the folder again. */
    @Scheduled(every = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void reload() {
        load();
    }

    private synchronized void load() {
        Map<String, Seen> found = seen();
        if (states != null && sameAs(found)) {
            return;
        }
        own = found;
        Map<String, Dialect> usable = new HashMap<>(Shipped.ALL);
        List<State> all = new ArrayList<>();
        SHIPPED.forEach(name -> all.add(state(name, true, new Seen(null, Shipped.ALL.get(name), null))));
        found.forEach((name, seen) -> {
            all.add(state(name, false, seen));
            if (seen.dialect() != null) {
                usable.put(name, seen.dialect());
            }
        });
        inUse = Map.copyOf(usable);
        states = List.copyOf(all);
    }

    private boolean sameAs(Map<String, Seen> found) {
        return found.keySet().equals(own.keySet())
                && found.entrySet().stream().allMatch(e -> own.get(e.getKey()) == e.getValue());
    }

    private static State state(String name, boolean shipped, Seen seen) {
        Dialect dialect = seen.dialect();
        Refusal fault = seen.fault();
        return new State(
                name,
                dialect == null ? null : dialect.version(),
                dialect == null ? null : dialect.product(),
                shipped,
                fault == null || fault.fields().isEmpty()
                        ? null
                        : fault.fields().getFirst(),
                fault == null ? null : fault.getMessage());
    }

    private Map<String, Seen> seen() {
        if (folder == null || !Files.isDirectory(folder)) {
            return Map.of();
        }
        Map<String, Seen> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            Collection<Path> all = files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
            for (Path file : all) {
                String name = file.getFileName().toString();
                name = name.substring(0, name.length() - ENDING.length());
                found.put(name, seen(file, name));
            }
            return found;
        } catch (IOException e) {
            LOG.warnf(
                    "the folder of the dialects cannot be read: %s",
                    e.getClass().getSimpleName());
            return own;
        }
    }

    private Seen seen(Path file, String name) {
        Seen before = own.get(name);
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(DialectFile.LARGEST + 1);
        } catch (IOException e) {
            bytes = new byte[0];
        }
        if (before != null && Arrays.equals(before.bytes(), bytes)) {
            return before;
        }
        try {
            return new Seen(bytes, read(bytes, name), null);
        } catch (Refusal refusal) {
            LOG.warnf("dialect %s is refused: %s %s", name, refusal.getMessage(), refusal.fields());
            return new Seen(bytes, before == null ? null : before.dialect(), refusal);
        }
    }

    private static Dialect read(byte[] bytes, String name) {
        if (SHIPPED.contains(name)) {
            throw new Refusal(
                    Code.MALFORMED_FIELD,
                    "this name is that of a dialect the server ships; choose another",
                    "/dialect");
        }
        Dialect dialect = DialectFile.read(bytes);
        if (!dialect.name().equals(name)) {
            throw new Refusal(Code.MALFORMED_FIELD, "expected: the name of the file without .json", "/dialect");
        }
        return dialect;
    }

    /** Read once for all. */
    private static final class Shipped {
        private static final Map<String, Dialect> ALL = all();

        private static Map<String, Dialect> all() {
            Map<String, Dialect> all = new HashMap<>();
            for (String name : SHIPPED) {
                try (InputStream in = Dialects.class.getResourceAsStream("/dialects/" + name + ENDING)) {
                    all.put(name, DialectFile.read(in.readAllBytes()));
                } catch (IOException e) {
                    throw new IllegalStateException("a shipped dialect cannot be read: " + name);
                }
            }
            return Map.copyOf(all);
        }
    }
}
