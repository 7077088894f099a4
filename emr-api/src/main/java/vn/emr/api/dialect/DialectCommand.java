package vn.emr.api.dialect;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.emr.api.start.Settings;
import vn.emr.api.start.SettingsRefused;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.MessageTranslator;
import vn.emr.core.hl7.dialect.Dialects;

/**
 * {@code ./emr dialect list} and {@code ./emr dialect check FOLDER [--dialect NAME|FILE.json] [--against NAME|FILE.json]}.
 * Exit codes: 0 all messages were understood, 1 some were not or there were none, 2 the command or a dialect is wrong.
 */
public final class DialectCommand {
    static final String USAGE = """
            ./emr dialect list
            ./emr dialect check FOLDER [--dialect NAME|FILE.json] [--against NAME|FILE.json]
            Messages are read as if each sender had this dialect; nothing is stored, no server is needed. With --against the
            differences from another dialect are shown, values included.""";

    private final Path own;
    private final Iterable<MessageTranslator> translators;
    private final PrintStream out;

    /** @param own folder of the hospital's dialects */
    DialectCommand(Path own, Iterable<MessageTranslator> translators, PrintStream out) {
        this.own = own;
        this.translators = translators;
        this.out = out;
    }

    /** See the class. */
    public static void main(String... args) throws IOException {
        // The container only hands out the translators of the doors; nothing is started in it.
        Arc.initialize();
        List<MessageTranslator> all = Arc.container().listAll(MessageTranslator.class).stream()
                .map(InstanceHandle::get)
                .toList();
        int code;
        try (PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8)) {
            Path own = Settings.read(System.getenv()).dataDir().resolve("dialects");
            code = new DialectCommand(own, all, out).run(args);
        } catch (SettingsRefused e) {
            System.err.println(e.getMessage());
            code = 2;
        }
        System.exit(code);
    }

    int run(String... args) throws IOException {
        try {
            String command = args.length == 0 ? "" : args[0];
            if (command.equals("list") && args.length == 1) {
                return list();
            }
            Map<String, String> options = options(args);
            if (command.equals("check") && options != null && Files.isDirectory(Path.of(args[1]))) {
                return check(Path.of(args[1]), options);
            }
            out.println(USAGE);
        } catch (Refusal refusal) {
            out.println(refusal.getMessage());
        }
        return 2;
    }

    private int list() {
        boolean good = true;
        for (Dialects.State state : new Dialects(own).states()) {
            String version = state.version() == null ? "-" : String.valueOf(state.version());
            out.printf(
                    "%-24s %4s  %-8s %s%n",
                    state.name(),
                    version,
                    state.shipped() ? "shipped" : "own",
                    state.product() == null ? "" : state.product());
            if (state.fault() != null) {
                good = false;
                out.printf("    refused: %s %s%n", state.fault(), state.pointer() == null ? "" : state.pointer());
            }
        }
        return good ? 0 : 2;
    }

    private int check(Path folder, Map<String, String> options) throws IOException {
        DialectReader reader = reader(options.getOrDefault("--dialect", "standard"));
        DialectReader against = options.containsKey("--against") ? reader(options.get("--against")) : null;
        return new FolderCheck(reader, against, out).run(folder) ? 0 : 1;
    }

    private DialectReader reader(String named) {
        return new DialectReader(named, own, translators, Clock.systemUTC());
    }

    /** Null when they are wrong. */
    private static Map<String, String> options(String... args) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 2; i < args.length; i += 2) {
            boolean known = args[i].equals("--dialect") || args[i].equals("--against");
            if (!known || i + 1 == args.length) {
                return null;
            }
            options.put(args[i], args[i + 1]);
        }
        return args.length < 2 ? null : options;
    }
}
