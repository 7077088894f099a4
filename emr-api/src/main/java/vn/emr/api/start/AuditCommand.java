package vn.emr.api.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import vn.emr.core.postgres.DatabaseUnusable;
import vn.emr.core.postgres.OpenDatabase;
import vn.emr.core.seal.CheckpointFile;
import vn.emr.core.seal.Finding;
import vn.emr.core.seal.NamedBlobs;
import vn.emr.core.seal.SigningKey;
import vn.emr.core.seal.Verification;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;
import vn.emr.core.store.StoreFault;

/**
 * {@code ./emr audit verify [CHECKPOINTS] [--public-key PEM] [--without-blobs]} computes the sealed trace and record again and
 * compares them with checkpoints; {@code ./emr audit key} prints the public key of this server's checkpoints. Exit codes: 0 as it
 * was sealed, 1 something is not, 2 it could not be looked at.
 */
public final class AuditCommand {
    private static final String USAGE =
            "usage: ./emr audit verify [CHECKPOINTS] [--public-key PEM] [--without-blobs]  or  ./emr audit key";

    private static final long TELL_EACH_NANOS = 2_000_000_000L;

    /** What is to be verified, against which lines and which key. */
    private record Asked(Path checkpoints, Path key, boolean blobs) {}

    private AuditCommand() {}

    /** See the class. */
    public static void main(String... args) {
        System.exit(run(args));
    }

    private static int run(String... args) {
        try {
            Settings settings = Settings.read(System.getenv());
            Deque<String> words = new ArrayDeque<>(List.of(args));
            String what = words.isEmpty() ? "" : words.pop();
            if (what.equals("key") && words.isEmpty()) {
                System.out.print(Files.readString(publicKey(settings)));
                return 0;
            }
            Optional<Asked> asked = what.equals("verify") ? asked(settings, words) : Optional.empty();
            if (asked.isEmpty()) {
                System.err.println(USAGE);
                return 2;
            }
            return verify(settings, asked.get());
        } catch (SettingsRefused | DatabaseUnusable | StoreFault e) {
            System.err.println(e.getMessage());
        } catch (IOException e) {
            System.err.println("It cannot be read: " + e.getMessage());
        }
        return 2;
    }

    private static Path publicKey(Settings settings) {
        return settings.dataDir().resolve("keys").resolve("checkpoint.pub");
    }

    private static Optional<Asked> asked(Settings settings, Deque<String> words) {
        Path checkpoints = null;
        Path key = publicKey(settings);
        boolean blobs = true;
        while (!words.isEmpty()) {
            String word = words.pop();
            if (word.equals("--without-blobs")) {
                blobs = false;
            } else if (word.equals("--public-key") && !words.isEmpty()) {
                key = Path.of(words.pop());
            } else if (!word.startsWith("-") && checkpoints == null) {
                checkpoints = Path.of(word);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Asked(checkpoints, key, blobs));
    }

    private static int verify(Settings settings, Asked asked) throws IOException {
        Path usual = new CheckpointFile(
                        settings.get(Setting.EMR_CHECKPOINT_DIR),
                        settings.dataDir().toString())
                .path();
        Path file = asked.checkpoints() == null ? usual : asked.checkpoints();
        List<String> told = asked.checkpoints() != null || Files.exists(file)
                ? Files.readAllLines(file, StandardCharsets.UTF_8)
                : List.of();
        PublicKey key = SigningKey.read(asked.key());
        try (OpenDatabase open = settings.externalDatabase()
                .map(OpenDatabase::at)
                .orElseGet(() -> OpenDatabase.of(settings.dataDir()))) {
            Database database = new Database(open.connections());
            long began = System.nanoTime();
            Verification.Result result = new Verification(database, new Progress(began)).run(told, key);
            List<Finding> findings = new ArrayList<>(result.findings());
            say(result, file, began);
            if (asked.blobs()) {
                NamedBlobs.Result blobs = NamedBlobs.check(
                        database, new BlobStore(settings.dataDir().toString(), database));
                System.out.println(blobs.read() + " blobs are what they were.");
                findings.addAll(blobs.findings());
            }
            return conclude(findings, result.firstBad());
        }
    }

    private static void say(Verification.Result result, Path file, long began) {
        System.out.printf(
                "%d lines and commits verified in %.1f s, %d checkpoints of %s compared.%n",
                result.numbers(), (System.nanoTime() - began) / 1e9, result.checkpoints(), file);
        if (result.checkpoints() == 0) {
            System.out.println("Without checkpoints a chain that was made anew is not noticed.");
        }
        result.notes().forEach(note -> System.out.println("Note: " + note + "."));
    }

    private static int conclude(List<Finding> findings, long firstBad) {
        findings.forEach(
                f -> System.out.println((f.number() > 0 ? "Number " + f.number() + ": " : "") + f.what() + "."));
        if (findings.isEmpty()) {
            System.out.println("Everything is as it was sealed.");
            return 0;
        }
        System.out.println(
                firstBad > 0
                        ? "NOT as it was sealed. The first number that is not: " + firstBad + "."
                        : "NOT as it was sealed.");
        return 1;
    }

    /** Tells every two seconds. */
    private static final class Progress implements java.util.function.LongConsumer {
        private long told;

        Progress(long began) {
            this.told = began;
        }

        @Override
        public void accept(long numbers) {
            if (System.nanoTime() - told > TELL_EACH_NANOS) {
                told = System.nanoTime();
                System.err.println(numbers + " verified ...");
            }
        }
    }
}
