package vn.emr.pacs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jboss.logging.Logger;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;

/**
 * Looks into one archive again and again and hands on what is new or changed. Nothing depends on its memory: it only
 * saves asking and delivering what is known. A study that could not be delivered is met again by the next look.
 */
final class ArchiveWatch {
    private static final Logger LOG = Logger.getLogger(ArchiveWatch.class);

    /** Studies of one look; a window that holds more is too wide. */
    static final int STUDY_LIMIT = 20_000;

    /** Deliveries waiting for their commit. */
    private static final int IN_FLIGHT_LIMIT = 16;

    private static final long COMMIT_WAIT_SECONDS = 120;

    /** Descriptions of series change without any count changing: after this time the series are asked for again. */
    private static final Duration TRUSTED = Duration.ofHours(1);

    /** What is remembered of a study: digest of its own data set, digest with all series, when that was asked. */
    private record Known(byte[] row, byte[] content, Instant askedAt) {}

    private record Pending(String studyUid, Known known, CompletableFuture<Outcome> outcome) {}

    private final Source source;
    private final ArchiveSettings settings;
    private final ImagingArchive archive;
    private final StudyTranslator translator;
    private final Function<Delivery, CompletionStage<Outcome>> inbox;
    private final Door door;
    private final Clock clock;
    private final Map<String, Known> memory = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > STUDY_LIMIT;
        }
    };

    ArchiveWatch(
            Source source,
            ArchiveSettings settings,
            ImagingArchive archive,
            StudyTranslator translator,
            Function<Delivery, CompletionStage<Outcome>> inbox,
            Door door,
            Clock clock) {
        this.source = source;
        this.settings = settings;
        this.archive = archive;
        this.translator = translator;
        this.inbox = inbox;
        this.door = door;
        this.clock = clock;
    }

    /** One look over the whole window; trouble is shown on the door and logged once, when the state changes. */
    void look() throws InterruptedException {
        try {
            walk();
            if (door.up()) {
                LOG.infof("image archive %s answers", source.name);
            }
        } catch (ArchiveTrouble trouble) {
            if (door.down(trouble.getMessage())) {
                LOG.warnf("image archive %s: %s", source.name, trouble.getMessage());
            }
        }
    }

    /**
     * Pages until one brings no study that was not seen: archives cap a page as they like, and studies that arrive
     * meanwhile move the others.
     */
    private void walk() throws ArchiveTrouble, InterruptedException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), source.zoneId());
        Set<String> seen = new HashSet<>();
        Deque<Pending> pending = new ArrayDeque<>();
        try {
            int offset = 0;
            while (seen.size() < STUDY_LIMIT) {
                List<JsonNode> page =
                        archive.studies(today.minusDays(settings.windowDays()), today.plusDays(1), offset);
                offset += page.size();
                int before = seen.size();
                for (JsonNode study : page) {
                    consider(study, seen, pending);
                }
                if (seen.size() == before) {
                    return;
                }
            }
            door.failed("Hơn " + STUDY_LIMIT + " ca chụp trong khoảng hỏi: giảm windowDays");
        } finally {
            while (!pending.isEmpty()) {
                settle(pending.remove());
            }
        }
    }

    private void consider(JsonNode study, Set<String> seen, Deque<Pending> pending)
            throws ArchiveTrouble, InterruptedException {
        Dataset dataset = new Dataset(study, new ArrayList<>());
        String uid = dataset.uid(Attribute.STUDY_UID).orElse(null);
        if (uid == null) {
            door.failed("Một ca chụp không có mã định danh (UID) hợp lệ nên bị bỏ qua");
            return;
        }
        if (!seen.add(uid)) {
            return;
        }
        Known known = memory.get(uid);
        byte[] row = StudyDocument.digest(study, List.of());
        Instant now = clock.instant();
        boolean counted = dataset.number(Attribute.SERIES_IN_STUDY) != null
                && dataset.number(Attribute.INSTANCES_IN_STUDY) != null;
        if (known != null && counted && Arrays.equals(row, known.row) && now.isBefore(known.askedAt.plus(TRUSTED))) {
            return;
        }
        List<JsonNode> series = archive.series(uid);
        Known next = new Known(row, StudyDocument.digest(study, series), now);
        if (known != null && Arrays.equals(next.content, known.content)) {
            memory.put(uid, next);
            return;
        }
        // A study that goes back to an earlier state has an old digest: the change's own number makes it a new message.
        String change = known == null ? null : StudyDocument.time(now);
        deliver(uid, next, StudyDocument.bytes(study, series, now, change), pending);
    }

    private void deliver(String uid, Known next, byte[] document, Deque<Pending> pending) throws InterruptedException {
        Delivery delivery =
                translator.read(document, source.door, settings.base().getHost(), Sources.only(source));
        door.received();
        pending.add(new Pending(uid, next, inbox.apply(delivery).toCompletableFuture()));
        if (pending.size() >= IN_FLIGHT_LIMIT) {
            settle(pending.remove());
        }
    }

    /** Remembers only what is stored; the rest is met again by the next look. */
    private void settle(Pending one) throws InterruptedException {
        try {
            Outcome outcome = one.outcome.get(COMMIT_WAIT_SECONDS, TimeUnit.SECONDS);
            if (outcome.kind() == Outcome.Kind.FAILED) {
                door.failed("Chưa lưu được một ca chụp; sẽ hỏi lại");
            } else {
                memory.put(one.studyUid, one.known);
            }
        } catch (ExecutionException | TimeoutException e) {
            door.failed("Chưa biết một ca chụp đã lưu hay chưa; sẽ hỏi lại");
        }
    }
}
