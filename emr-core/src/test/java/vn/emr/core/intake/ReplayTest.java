package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.desk.ReplayPreview;
import vn.emr.core.desk.ReplayRunner;
import vn.emr.core.desk.Replays;
import vn.emr.core.desk.Replays.Asked;
import vn.emr.core.desk.Replays.Replay;
import vn.emr.core.desk.Replays.State;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.House;
import vn.emr.core.testing.People;
import vn.emr.core.testing.Role;

/** Bulk replay through the real intake: a mended configuration makes parked messages good, and a replay applies them. */
class ReplayTest {
    private static final int MANY = 1_000;

    private final Spoken spoken = new Spoken() {
        @Override
        public Delivery read(byte[] bytes, String door, String peer, Sources sources) {
            Delivery good = super.read(bytes, door, peer, sources);
            return mended ? good : notYet(good);
        }
    };
    private House house;
    private Inbox inbox;
    private ReplayRunner runner;
    private Replays replays;
    private Caller clerk;
    private Caller second;
    /** As if a setting of the source were wrong until an administrator mended it. */
    private volatile boolean mended;

    @BeforeEach
    void open() {
        house = new House();
        inbox = house.inbox(List.of(spoken));
        AuditTrail trail = new AuditTrail(house.database);
        runner = new ReplayRunner(house.database, trail, inbox, Clock.systemUTC());
        replays = new Replays(house.database, trail, Clock.systemUTC(), runner, 100);
        clerk = person("hoso");
        second = person("quantri");
    }

    @AfterEach
    void close() {
        runner.stop();
        house.mustBeWhole();
        house.close();
    }

    @Test
    void a_thousand_parked_messages_are_replayed_while_live_messages_flow_and_a_second_person_approved()
            throws Exception {
        park(MANY);
        mended = true;
        Replay asked = replays.ask(clerk, everything(200));
        assertEquals(State.WAITING_APPROVAL, asked.state());
        assertEquals(MANY, asked.total());
        assertEquals(Code.FORBIDDEN, refusal(() -> replays.approve(clerk, asked.id())));
        runner.start();
        long alone = live(0);
        replays.approve(second, asked.id());
        long beside = 0;
        int round = 1;
        while (replays.replay(clerk, asked.id()).orElseThrow().state() == State.RUNNING) {
            beside = Math.max(beside, live(round++));
        }
        Replay done = replays.replay(clerk, asked.id()).orElseThrow();
        System.out.printf(
                "replay of %,d beside live traffic: live p99 %d ms alone, at most %d ms beside it (%d rounds)%n",
                MANY, alone, beside, round);
        assertEquals(State.DONE, done.state());
        assertEquals(MANY, done.applied());
        assertEquals(0, done.left());
        assertEquals(0, house.count("parked where state = 'WAITING'"));
        assertEquals(MANY, house.count("inbound_event where kind = 'APPLIED' and actor = 'hoso'"));
        assertTrue(round > 1, "live messages flowed meanwhile");
        assertTrue(beside < 1_000, "live messages were answered in " + beside + " ms");
        assertEquals(Code.CONFLICT, refusal(() -> replays.approve(second, asked.id())));
        assertEquals(Code.CONFLICT, refusal(() -> replays.stop(clerk, asked.id())));
        assertEquals(
                List.of(
                        "PARKED_ACTION hoso replay asked for, messages 1000",
                        "REFUSED hoso replay approved",
                        "PARKED_ACTION quantri replay approved",
                        "PARKED_ACTION emr replay done",
                        "REFUSED quantri replay approved",
                        "REFUSED hoso replay stopped"),
                trace(asked.id()));
    }

    @Test
    void a_replay_that_was_killed_goes_on_where_it_was_and_applies_nothing_twice() throws Exception {
        park(60);
        mended = true;
        Replay asked = replays.ask(clerk, everything(200));
        assertEquals(State.RUNNING, asked.state(), "few need no approval");
        List<UUID> inOrder =
                house.database.query("select inbound_id from replay_item order by line", row -> row.uuid("inbound_id"));
        // Half is done, and the next message is applied but the server is killed before that is written down.
        for (int i = 0; i < 30; i++) {
            house.database.update("update replay_item set outcome = 'APPLIED' where line = ?", i + 1);
            inbox.applyAgain(inOrder.get(i), "hoso").toCompletableFuture().join();
        }
        inbox.applyAgain(inOrder.get(30), "hoso").toCompletableFuture().join();
        runner.start();
        Replay done = end(asked.id());
        assertEquals(60, done.applied());
        assertEquals(60, house.count("inbound_event where kind = 'APPLIED'"));
        assertEquals(60, house.count("diagnostic_report"));
    }

    @Test
    void a_stopped_replay_leaves_the_rest_waiting() {
        park(150);
        Replay asked = replays.ask(clerk, everything(200));
        replays.stop(second, asked.id());
        Replay stopped = replays.replay(clerk, asked.id()).orElseThrow();
        assertEquals(State.STOPPED, stopped.state());
        assertEquals(150, stopped.left());
        assertEquals(150, house.count("parked where state = 'WAITING'"));
        assertEquals(Code.CONFLICT, refusal(() -> replays.approve(second, asked.id())));
        assertEquals(
                List.of(
                        "PARKED_ACTION hoso replay asked for, messages 150",
                        "PARKED_ACTION quantri replay stopped",
                        "REFUSED quantri replay approved"),
                trace(asked.id()));
    }

    @Test
    void what_still_cannot_be_applied_is_counted_and_waits_on() throws Exception {
        park(5);
        Replay asked = replays.ask(clerk, everything(200));
        runner.start();
        Replay done = end(asked.id());
        assertEquals(5, done.parked());
        assertEquals(5, house.count("parked where state = 'WAITING' and attempts = 2"));
    }

    @Test
    void a_message_whose_content_is_lost_waits_on_and_holds_up_no_other() throws Exception {
        Notice result = Talk.report("A0", "R9", 0, ResultStatus.FINAL, "GLU", "5.1");
        Delivery large = spoken.keep(Talk.message(house.source, "r9", "x".repeat(300_000), result));
        inbox.receive(notYet(large)).toCompletableFuture().join();
        park(4);
        String blob = house.database
                .first("select body_sha256 from inbound where body_sha256 is not null", row -> row.text("body_sha256"))
                .orElseThrow();
        try (Stream<Path> files = Files.walk(house.folder)) {
            Files.delete(files.filter(file -> file.endsWith(blob)).findFirst().orElseThrow());
        }
        mended = true;
        Replay asked = replays.ask(clerk, everything(200));
        runner.start();
        Replay done = end(asked.id());
        assertEquals(4, done.applied());
        assertEquals(1, done.parked());
        assertEquals(1, house.count("parked where state = 'WAITING'"));
        assertEquals(1, house.count("replay_item where code = 'UNREADABLE'"));
    }

    @Test
    void a_dry_run_counts_what_would_become_of_them_and_keeps_nothing() {
        park(120);
        mended = true;
        ReplayPreview.Preview preview = new ReplayPreview(house.database, inbox, replays).of(clerk, everything(20));
        assertEquals(120, preview.total());
        assertEquals(120, preview.judged());
        assertTrue(preview.needsApproval());
        assertEquals(List.of(new ReplayPreview.Count("APPLIED", null, 120)), preview.counts());
        assertEquals(120, house.count("parked where state = 'WAITING'"));
        assertEquals(0, house.count("replay"));
    }

    @Test
    void only_what_fits_the_filter_is_chosen_and_nothing_at_all_is_refused() {
        park(3);
        Asked other = new Asked(house.source.id, Code.UNKNOWN_PATIENT, null, null, null, 20, "thử lọc");
        assertEquals(Code.CONFLICT, refusal(() -> replays.ask(clerk, other)));
        Asked fits = new Asked(house.source.id, Code.UNMAPPED_FACILITY, "TEST^T01", null, null, null, "đã khai cơ sở");
        assertEquals(3, replays.ask(clerk, fits).total());
        assertEquals(Code.MALFORMED_FIELD, refusal(() -> replays.ask(clerk, everything(0))));
        Asked silent = new Asked(null, null, null, null, null, 20, " ");
        assertEquals(Code.MALFORMED_FIELD, refusal(() -> replays.ask(clerk, silent)));
        assertFalse(replays.list(clerk).isEmpty());
    }

    /** A message as it is read while the setting is wrong. */
    private Delivery notYet(Delivery good) {
        String text = new String(good.bytes(), StandardCharsets.UTF_8);
        Refusal refusal = new Refusal(Code.UNMAPPED_FACILITY, "not mapped yet");
        return Talk.refused(house.source, good.controlId(), text, refusal);
    }

    /** What the trace says of a replay: kind, who, and what. */
    private List<String> trace(UUID replay) {
        return house.database.query("""
                select kind || ' ' || actor_name || ' ' || detail as line from audit_event
                where object_kind = 'REPLAY' and object_id = ? order by at, id
                """, row -> row.text("line"), replay);
    }

    /** Parked results, each of a patient of its own. */
    private void park(int count) {
        List<java.util.concurrent.CompletionStage<Outcome>> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add(inbox.receive(Talk.message(house.source, "p" + i, Talk.patient("A" + i, 0, "Nguyễn Thị Ánh"))));
        }
        sent.forEach(s -> s.toCompletableFuture().join());
        sent.clear();
        for (int i = 0; i < count; i++) {
            Notice result = Talk.report("A" + i, "R" + i, 0, ResultStatus.FINAL, "GLU", "5.1");
            sent.add(inbox.receive(notYet(spoken.keep(Talk.message(house.source, "r" + i, result)))));
        }
        sent.forEach(s ->
                assertEquals(Outcome.Kind.PARKED, s.toCompletableFuture().join().kind()));
    }

    /** 100 live messages one after the other; the 99th percentile of their time to an answer, in ms. */
    private long live(int round) {
        long[] nanos = new long[100];
        for (int i = 0; i < nanos.length; i++) {
            long begun = System.nanoTime();
            Outcome outcome = inbox.receive(Talk.message(
                            house.source, "l" + round + "." + i, Talk.patient("L" + i, round, "Trần Văn Bình")))
                    .toCompletableFuture()
                    .join();
            nanos[i] = System.nanoTime() - begun;
            assertEquals(Outcome.Kind.APPLIED, outcome.kind());
        }
        Arrays.sort(nanos);
        return TimeUnit.NANOSECONDS.toMillis(nanos[98]);
    }

    private Replay end(UUID id) {
        while (replays.replay(clerk, id).orElseThrow().state() == State.RUNNING) {
            Thread.onSpinWait();
        }
        return replays.replay(clerk, id).orElseThrow();
    }

    private static Asked everything(int perSecond) {
        return new Asked(null, null, null, null, null, perSecond, "đã khai báo cơ sở");
    }

    private static Code refusal(org.junit.jupiter.api.function.Executable act) {
        return assertThrows(Refusal.class, act).code();
    }

    private Caller person(String name) {
        return People.caller(house.tenant, house.facility, name, Role.RECORDS_CLERK);
    }
}
