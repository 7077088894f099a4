package vn.emr.core.drop;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.FileFormats;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Rounds;
import vn.emr.core.intake.Sources;

/**
 * The files of all senders that send some: each is looked at every second, by a thread of its own while there is something,
 * and stands on the health page. Which sender it is, is known by the folder. What reads SFTP servers is loaded when the
 * first sender has one.
 */
@ApplicationScoped
public class FileDrops {
    /** Door of kept messages that came as files. */
    static final String DOOR = "files";

    private final Rounds rounds;
    private volatile boolean stopping;

    @Inject
    public FileDrops(
            Sources sources,
            FileFormats formats,
            Inbox inbox,
            Doors doors,
            Clock clock,
            @ConfigProperty(name = "emr.drop.dir") Optional<Path> root,
            @ConfigProperty(name = "emr.drop.keep.days", defaultValue = "30") int keepDays,
            @ConfigProperty(name = "emr.data.dir", defaultValue = ".") Path dataDir) {
        SenderFiles.Place place = new SenderFiles.Place(
                root.orElse(dataDir.resolve("drop")),
                dataDir.resolve("keys"),
                Duration.ofDays(keepDays),
                formats,
                inbox::receive,
                doors,
                clock,
                () -> stopping);
        this.rounds = new Rounds(
                DOOR,
                () -> sources.all().stream().filter(s -> s.dropFolder != null).toList(),
                source -> new SenderFiles(source, place),
                clock);
    }

    /** Looks at the folders whose time has come, each on a thread of its own. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void look() {
        if (!stopping) {
            rounds.tick();
        }
    }

    /** What is claimed is gone on with after the next start. */
    void stopping(@Observes ShutdownEvent end) {
        stopping = true;
        rounds.stop();
    }
}
