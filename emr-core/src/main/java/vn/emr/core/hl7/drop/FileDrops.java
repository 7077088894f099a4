package vn.emr.core.hl7.drop;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;

/**
 * The folders of the sources that send files: each is looked at every second, by a thread of its own while there is
 * something in it, and stands on the health page as a door. Which sender it is, is known by the folder.
 */
@ApplicationScoped
public class FileDrops {
    /** Door of kept messages that came as files. */
    static final String DOOR = "files";

    private static final Logger LOG = Logger.getLogger(FileDrops.class);
    private static final long STOP_MILLIS = 10_000;

    private final Path root;
    private final Sources sources;
    private final Hl7Translator translator;
    private final Inbox inbox;
    private final Doors doors;
    private final Clock clock;
    private final Map<UUID, DropFolder> folders = new ConcurrentHashMap<>();
    private final Map<UUID, String> settings = new ConcurrentHashMap<>();
    private final Map<UUID, Thread> busy = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    @Inject
    public FileDrops(
            Sources sources,
            Hl7Translator translator,
            Inbox inbox,
            Doors doors,
            Clock clock,
            @ConfigProperty(name = "emr.drop.dir") Optional<Path> root,
            @ConfigProperty(name = "emr.data.dir", defaultValue = ".") Path dataDir) {
        this.sources = sources;
        this.translator = translator;
        this.inbox = inbox;
        this.doors = doors;
        this.clock = clock;
        this.root = root.orElse(dataDir.resolve("drop"));
    }

    /** Looks at every folder that nobody is busy with. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (stopping) {
            return;
        }
        try {
            for (Source source : sources.all()) {
                if (source.dropFolder != null && !busy.containsKey(source.id)) {
                    Thread thread = Thread.ofPlatform()
                            .name("files-" + source.dropFolder)
                            .unstarted(() -> lookAt(source));
                    busy.put(source.id, thread);
                    thread.start();
                }
            }
        } catch (Refusal later) {
            LOG.debugf("files wait: %s", later.getMessage());
        }
    }

    private void lookAt(Source source) {
        Door door = doors.register(
                DOOR + "/" + source.dropFolder,
                "FILE",
                root.resolve(source.dropFolder).toString());
        try {
            DropFolder folder = folder(source, door);
            while (folder.look(() -> stopping)) {
                door.up();
            }
            door.up();
        } catch (IOException | UncheckedIOException e) {
            if (door.down("Không dùng được thư mục nhận tệp: kiểm tra thư mục và quyền ghi của máy chủ.")) {
                LOG.warnf(
                        "folder %s cannot be used: %s",
                        source.dropFolder, e.getClass().getName());
            }
        } finally {
            busy.remove(source.id);
        }
    }

    /** A folder remembers what it saw; changed settings of its source make a new one. */
    private DropFolder folder(Source source, Door door) {
        String now = source.dropFolder + " " + source.inFlight + " " + source.allowedTypes + " " + source.dialect + " "
                + source.fallbackCharset + " " + source.zone + " " + source.patientDomain + " " + source.parkedAnswer
                + " " + source.facilityId + " " + source.settings;
        if (!now.equals(settings.put(source.id, now))) {
            Sources alone = Sources.only(source);
            String peer = DOOR + "/" + source.dropFolder;
            folders.put(source.id, new DropFolder(root.resolve(source.dropFolder), clock, source.inFlight, bytes -> {
                door.received();
                return inbox.receive(translator.read(bytes, DOOR, peer, alone));
            }));
        }
        return folders.get(source.id);
    }

    /** What is claimed is gone on with after the next start. */
    void stopping(@Observes ShutdownEvent end) throws InterruptedException {
        stopping = true;
        for (Thread thread : busy.values()) {
            thread.join(STOP_MILLIS);
        }
    }
}
