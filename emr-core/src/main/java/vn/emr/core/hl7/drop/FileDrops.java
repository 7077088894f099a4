package vn.emr.core.hl7.drop;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;

/**
 * The files of all senders that send some: each is looked at every second, by a thread of its own while there is something,
 * and stands on the health page. Which sender it is, is known by the folder. What reads SFTP servers is loaded when the
 * first sender has one.
 */
@ApplicationScoped
public class FileDrops {
    /** Door of kept messages that came as files. */
    static final String DOOR = "files";

    private static final Logger LOG = Logger.getLogger(FileDrops.class);
    private static final long STOP_MILLIS = 10_000;

    private final Sources sources;
    private final Hl7Translator translator;
    private final Inbox inbox;
    private final SenderFiles.Place place;
    private final Map<UUID, SenderFiles> senders = new ConcurrentHashMap<>();
    private final Map<UUID, String> settings = new HashMap<>();
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
            @ConfigProperty(name = "emr.drop.keep.days", defaultValue = "30") int keepDays,
            @ConfigProperty(name = "emr.data.dir", defaultValue = ".") Path dataDir) {
        this.sources = sources;
        this.translator = translator;
        this.inbox = inbox;
        this.place = new SenderFiles.Place(
                root.orElse(dataDir.resolve("drop")),
                dataDir.resolve("keys"),
                Duration.ofDays(keepDays),
                doors,
                clock,
                () -> stopping);
    }

    /** Looks at the files of every sender that nobody is busy with. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (stopping) {
            return;
        }
        try {
            Set<UUID> sending = new HashSet<>();
            for (Source source : sources.all()) {
                if (source.dropFolder != null) {
                    sending.add(source.id);
                    if (!busy.containsKey(source.id)) {
                        takeAll(current(source), source);
                    }
                }
            }
            forgetOthers(sending);
        } catch (Refusal later) {
            LOG.debugf("files wait: %s", later.getMessage());
        }
        senders.values().forEach(SenderFiles::watch);
    }

    private void takeAll(SenderFiles files, Source source) {
        Thread thread = Thread.ofPlatform().name("files-" + source.dropFolder).unstarted(() -> {
            try {
                files.takeAll();
            } catch (RuntimeException e) {
                LOG.errorf("files of %s: %s", source.dropFolder, e.getClass().getName());
            } finally {
                busy.remove(source.id);
            }
        });
        busy.put(source.id, thread);
        thread.start();
    }

    /** What a sender's files are remembered by; changed settings of the source begin anew. */
    private SenderFiles current(Source source) {
        String now = source.dropFolder + " " + source.inFlight + " " + source.allowedTypes + " " + source.dialect + " "
                + source.fallbackCharset + " " + source.zone + " " + source.patientDomain + " " + source.parkedAnswer
                + " " + source.facilityId + " " + source.settings + " " + source.sftpAddress + " " + source.sftpHostKey;
        if (!now.equals(settings.put(source.id, now))) {
            SenderFiles before = senders.remove(source.id);
            if (before != null) {
                before.forget();
            }
            Sources alone = Sources.only(source);
            senders.put(
                    source.id,
                    new SenderFiles(
                            source, place, (bytes, peer) -> inbox.receive(translator.read(bytes, DOOR, peer, alone))));
        }
        return senders.get(source.id);
    }

    /** Senders that were switched off, or send no files any more. */
    private void forgetOthers(Set<UUID> sending) {
        for (UUID id : Set.copyOf(senders.keySet())) {
            if (!sending.contains(id) && !busy.containsKey(id)) {
                senders.remove(id).forget();
                settings.remove(id);
            }
        }
    }

    /** What is claimed is gone on with after the next start. */
    void stopping(@Observes ShutdownEvent end) throws InterruptedException {
        stopping = true;
        senders.values().forEach(SenderFiles::close);
        for (Thread thread : busy.values()) {
            thread.join(STOP_MILLIS);
        }
    }
}
