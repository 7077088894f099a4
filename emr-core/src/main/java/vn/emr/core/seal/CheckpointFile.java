package vn.emr.core.seal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The file {@code checkpoints.log} in the folder {@code EMR_CHECKPOINT_DIR}, else {@code checkpoints} of the data folder. It only
 * ever grows. A folder of another machine, or one this account may only append to, is worth more than the usual one.
 */
@ApplicationScoped
public class CheckpointFile implements Outside {
    private static final Logger LOG = Logger.getLogger(CheckpointFile.class);

    static final String NAME = "checkpoints.log";
    private static final int TAIL = 8_192;

    private final Path file;

    @Inject
    public CheckpointFile(
            @ConfigProperty(name = "emr.checkpoint.dir") Optional<String> folder,
            @ConfigProperty(name = "emr.data.dir") String dataDir) {
        this.file = folder.filter(f -> !f.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(dataDir, "checkpoints"))
                .resolve(NAME);
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public boolean wanted() {
        return true;
    }

    @Override
    public void tell(List<String> lines) throws IOException {
        Files.createDirectories(file.getParent());
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII);
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    /** The newest checkpoint of the file; a line cut short by a crash, or a file that cannot be read, says nothing. */
    Optional<Checkpoint> last() {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL, in.length())];
            in.seek(in.length() - tail.length);
            in.readFully(tail);
            return Arrays.stream(new String(tail, StandardCharsets.US_ASCII).split("\n"))
                    .flatMap(line -> Checkpoint.read(line).stream())
                    .reduce((before, after) -> after);
        } catch (IOException e) {
            LOG.warnf(
                    "The checkpoints in %s cannot be read (%s); the chain goes on without them.", file, e.getMessage());
            return Optional.empty();
        }
    }
}
