package vn.emr.pacs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.DoorState;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.Notice.StudyStated;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.OutcomeUnknown;
import vn.emr.core.outgoing.OutgoingHttp;

class ArchiveWatchTest {
    private final List<Delivery> taken = new CopyOnWriteArrayList<>();
    private final Doors doors = new Doors();
    private final OutgoingHttp http = new OutgoingHttp();
    private Instant now = Instant.parse("2026-11-20T01:00:00Z");
    private Function<Delivery, CompletionStage<Outcome>> inbox = delivery -> applied();
    private StubArchive archive;

    @BeforeEach
    void open() throws IOException {
        archive = new StubArchive();
    }

    @AfterEach
    void close() {
        archive.close();
        http.close();
    }

    @Test
    void every_study_of_the_window_is_delivered_once_though_the_archive_caps_its_pages() throws Exception {
        List<String> uids = IntStream.range(0, 250).mapToObj(i -> "1.2." + i).toList();
        archive.answers = StubArchive.studies(uids, 70);
        ArchiveWatch watch = watch(Map.of());
        watch.look();
        assertEquals(uids, taken.stream().map(ArchiveWatchTest::uid).toList());
        assertTrue(archive.asked
                .getFirst()
                .startsWith("/dicom-web/studies?StudyDate=20261021-20261121&limit=100&offset=0"));
        watch.look();
        assertEquals(250, taken.size());
        assertTrue(state().up());
        assertEquals(250, state().received());
    }

    @Test
    void an_archive_that_knows_no_offset_is_not_asked_for_ever() throws Exception {
        archive.answers = path ->
                new StubArchive.Answer(200, path.contains("/series?") ? "[]" : "[" + StubArchive.study("1.2", 1) + "]");
        watch(Map.of()).look();
        assertEquals(1, taken.size());
        assertEquals(
                2, archive.asked.stream().filter(a -> !a.contains("/series?")).count());
    }

    @Test
    void only_what_changed_is_asked_for_and_delivered_again() throws Exception {
        Map<String, Integer> series = new HashMap<>(Map.of("1.1", 1, "1.2", 1));
        archive.answers = path -> path.contains("/series?")
                ? new StubArchive.Answer(200, seriesOf(path, series))
                : new StubArchive.Answer(
                        200,
                        path.contains("offset=0")
                                ? "[" + StubArchive.study("1.1", series.get("1.1")) + ","
                                        + StubArchive.study("1.2", series.get("1.2")) + "]"
                                : "[]");
        ArchiveWatch watch = watch(Map.of());
        watch.look();
        series.put("1.2", 2);
        now = now.plusSeconds(30);
        watch.look();
        assertEquals(
                List.of("1.1", "1.2", "1.2"),
                taken.stream().map(ArchiveWatchTest::uid).toList());
        series.put("1.2", 1);
        now = now.plusSeconds(30);
        watch.look();
        assertEquals(4, taken.size());
        assertEquals("", taken.get(1).controlId());
        assertNotEquals("", taken.get(2).controlId());
        assertNotEquals(taken.get(2).controlId(), taken.get(3).controlId(), "going back is a change of its own");
    }

    @Test
    void series_are_asked_for_again_after_an_hour_and_delivered_only_when_they_differ() throws Exception {
        archive.answers = StubArchive.studies(List.of("1.2"), 100);
        ArchiveWatch watch = watch(Map.of());
        watch.look();
        now = now.plusSeconds(3_599);
        watch.look();
        assertEquals(1, seriesQueries());
        now = now.plusSeconds(2);
        watch.look();
        assertEquals(2, seriesQueries());
        assertEquals(1, taken.size());
    }

    @Test
    void what_was_not_stored_is_delivered_again() throws Exception {
        archive.answers = StubArchive.studies(List.of("1.2"), 100);
        ArchiveWatch watch = watch(Map.of());
        inbox = delivery -> CompletableFuture.failedStage(new OutcomeUnknown());
        watch.look();
        assertTrue(state().lastError().contains("sẽ hỏi lại"));
        inbox = delivery ->
                CompletableFuture.completedStage(new Outcome(Outcome.Kind.FAILED, null, null, null, null, List.of()));
        watch.look();
        inbox = delivery -> applied();
        watch.look();
        watch.look();
        assertEquals(3, taken.size());
    }

    @Test
    void trouble_is_a_state_with_a_reason_and_passes() throws Exception {
        ArchiveWatch watch = watch(Map.of("timeoutSeconds", "1"));
        expectDown(watch, new StubArchive.Answer(401, ""), "HTTP 401");
        expectDown(watch, new StubArchive.Answer(500, "oops"), "HTTP 500");
        expectDown(watch, new StubArchive.Answer(302, ""), "HTTP 302");
        expectDown(watch, new StubArchive.Answer(200, "<html>"), "không phải JSON");
        expectDown(watch, new StubArchive.Answer(200, "{}"), "không phải DICOM JSON");
        expectDown(watch, new StubArchive.Answer(200, "[1]"), "không phải DICOM JSON");
        assertFalse(archive.asked.stream().anyMatch(a -> a.contains("elsewhere")), "no redirect is followed");
        archive.answers = path -> new StubArchive.Answer(204, "");
        watch.look();
        assertTrue(state().up());
    }

    @Test
    void an_archive_that_does_not_answer_in_time_is_left() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        archive.answers = path -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new StubArchive.Answer(200, "[]");
        };
        try {
            watch(Map.of("timeoutSeconds", "1")).look();
        } finally {
            end.countDown();
        }
        assertTrue(state().lastError().contains("trong 1 giây"), state().lastError());
    }

    @Test
    void an_answer_that_has_no_end_is_given_up() throws Exception {
        String much = "[" + " ".repeat(33 * 1024 * 1024) + "]";
        expectDown(watch(Map.of()), new StubArchive.Answer(200, much), "dài quá 32 MiB");
    }

    @Test
    void the_sign_in_of_the_settings_is_sent() throws Exception {
        watch(Map.of("username", "emr", "password", "bí mật")).look();
        assertEquals("Basic ZW1yOmLDrSBt4bqtdA==", archive.authorizations.getFirst());
        watch(Map.of("bearer", "abc")).look();
        assertEquals("Bearer abc", archive.authorizations.getLast());
        watch(Map.of()).look();
        assertEquals("null", archive.authorizations.getLast());
    }

    private void expectDown(ArchiveWatch watch, StubArchive.Answer answer, String reason) throws Exception {
        archive.answers = path -> answer;
        watch.look();
        assertFalse(state().up());
        assertTrue(state().lastError().contains(reason), state().lastError());
    }

    private ArchiveWatch watch(Map<String, String> settings) throws ArchiveTrouble {
        var source = Archives.source(archive.address(), settings);
        ArchiveSettings read = ArchiveSettings.of(source);
        Door door = doors.register("pacs/A", "DICOMweb", archive.address());
        return new ArchiveWatch(
                source,
                read,
                new ImagingArchive(read, http),
                new StudyTranslator(),
                this::receive,
                door,
                ((InstantSource) () -> now).withZone(ZoneOffset.UTC));
    }

    private CompletionStage<Outcome> receive(Delivery delivery) {
        taken.add(delivery);
        return inbox.apply(delivery);
    }

    private static CompletionStage<Outcome> applied() {
        return CompletableFuture.completedStage(
                new Outcome(Outcome.Kind.APPLIED, null, null, new UUID(1, 1), null, List.of()));
    }

    private DoorState state() {
        return doors.states().getFirst();
    }

    private long seriesQueries() {
        return archive.asked.stream().filter(a -> a.contains("/series?")).count();
    }

    private static String seriesOf(String path, Map<String, Integer> series) {
        String uid = path.replaceAll(".*/studies/([0-9.]+)/series.*", "$1");
        return IntStream.rangeClosed(1, series.get(uid))
                .mapToObj(i -> "{\"0020000E\":{\"vr\":\"UI\",\"Value\":[\"" + uid + "." + i + "\"]}}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String uid(Delivery delivery) {
        return ((StudyStated) delivery.reading().notices().getFirst()).studyUid();
    }
}
