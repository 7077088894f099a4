package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Outcome.Kind;
import vn.emr.core.organization.Source;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.store.DiskSpace;

class InboxTest extends Sending {
    @Test
    void the_same_message_twice_is_answered_twice_and_stored_once() {
        Outcome first = send("1", Talk.patient("A1", 0, "Nguyễn Thị Ánh"));
        Outcome second = send("1", Talk.patient("A1", 0, "Nguyễn Thị Ánh"));
        assertEquals(Kind.APPLIED, first.kind());
        assertEquals(Kind.REPLAYED, second.kind());
        assertArrayEquals(first.answer(), second.answer());
        assertEquals(first.inboundId(), second.inboundId());
        assertEquals(1, house.count("inbound"));
        assertEquals(1, house.count("revision"));
        assertEquals(1, house.count("inbound_event"));
    }

    @Test
    void what_cannot_be_judged_now_is_not_kept_and_the_sender_is_asked_to_repeat() {
        Delivery now = Talk.refused(house.source, "1", "later", new Refusal(Code.TEMPORARY, "not reachable"));
        Outcome outcome = send(now);
        assertEquals(Kind.FAILED, outcome.kind());
        assertEquals(Code.TEMPORARY, outcome.code());
        assertEquals(0, house.count("inbound"));
        assertEquals(
                Kind.APPLIED, send("1", Talk.patient("A1", 0, "Nguyễn Thị Ánh")).kind());
    }

    @Test
    void while_the_disk_is_nearly_full_nothing_is_taken_or_kept_and_then_it_goes_on_by_itself() {
        DiskSpace.Room wide = house.room;
        house.room = new DiskSpace.Room(1L << 20, 1L << 40);
        house.disk.look();
        Outcome outcome = send("1", Talk.patient("A1", 0, "Nguyễn Thị Ánh"));
        assertEquals(Kind.FAILED, outcome.kind());
        assertEquals(Code.TEMPORARY, outcome.code());
        assertEquals(0, house.count("inbound"));
        house.room = wide;
        house.disk.look();
        assertEquals(
                Kind.APPLIED, send("1", Talk.patient("A1", 0, "Nguyễn Thị Ánh")).kind());
    }

    @Test
    void the_same_id_with_other_content_is_applied_and_flagged() {
        send("1", Talk.patient("A1", 0, "Nguyễn Thị Ánh"));
        Outcome other = send("1", Talk.patient("A2", 0, "Trần Văn Bình"));
        assertEquals(Kind.APPLIED, other.kind());
        assertTrue(other.remarks().contains("ID_REUSED"));
        assertEquals(2, house.count("patient"));
    }

    @Test
    void the_same_content_under_another_id_is_applied_flagged_and_writes_no_revision() {
        send("1", Talk.patient("A1", 0, "Nguyễn Thị Ánh"));
        Outcome other = send("2", Talk.patient("A1", 0, "Nguyễn Thị Ánh"));
        assertEquals(Kind.APPLIED, other.kind());
        assertTrue(other.remarks().contains("CONTENT_DUP"));
        assertEquals(1, house.count("revision"));
        assertEquals(2, house.count("inbound"));
    }

    @Test
    void messages_without_a_control_id_are_told_apart_by_content() {
        assertEquals(
                Kind.APPLIED, send("", Talk.patient("A1", 0, "Nguyễn Thị Ánh")).kind());
        assertEquals(
                Kind.APPLIED, send("", Talk.patient("A2", 0, "Trần Văn Bình")).kind());
        assertEquals(
                Kind.REPLAYED, send("", Talk.patient("A1", 0, "Nguyễn Thị Ánh")).kind());
    }

    @Test
    void a_refused_message_is_kept_and_judged_again_when_it_is_repeated() {
        Refusal refusal = new Refusal(Code.UNKNOWN_SENDER, "nobody we know");
        Outcome first = send(Talk.refused(null, "9", "x", refusal));
        assertEquals(Kind.REFUSED, first.kind());
        assertEquals(1, house.count("inbound"));
        assertEquals(0, house.count("revision"));
        Outcome again = send(Talk.refused(null, "9", "x", refusal));
        assertEquals(Kind.REFUSED, again.kind());
        assertEquals(first.inboundId(), again.inboundId());
        assertEquals(1, house.count("inbound"));
        assertEquals(1, house.count("inbound_event"));
    }

    @Test
    void a_refused_message_that_is_good_now_is_applied_once() {
        send(Talk.refused(house.source, "9", "same", new Refusal(Code.NOT_ALLOWED_FOR_SENDER, "type not allowed")));
        Delivery good = Talk.message(house.source, "9", "same", Talk.patient("A1", 0, "Nguyễn Thị Ánh"));
        assertEquals(Kind.APPLIED, send(good).kind());
        Outcome again = send(good);
        assertEquals(Kind.REPLAYED, again.kind());
        assertNull(again.code(), "answered as accepted, not with its first refusal");
        assertEquals(1, house.count("revision"));
    }

    @Test
    void a_result_of_an_unknown_patient_is_parked_and_applied_when_the_patient_arrives() {
        Outcome parked = send("1", Talk.report("A1", "R1", 0, ResultStatus.FINAL, "GLU", "5.1"));
        assertEquals(Kind.PARKED, parked.kind());
        assertEquals(Code.UNKNOWN_PATIENT, parked.code());
        assertEquals(1, house.count("parked where state = 'WAITING'"));
        send("2", Talk.patient("A1", 0, "Nguyễn Thị Ánh"));
        // The wake-up is in the queue behind the patient; a message of the same patient passes only after it.
        send("3", Talk.patient("A1", 1, "Nguyễn Thị Ánh"));
        assertEquals(1, house.count("parked where state = 'APPLIED'"));
        assertEquals(1, house.count("observation"));
        assertEquals(1, house.count("inbound_event where kind = 'APPLIED'"));
    }

    @Test
    void a_wake_up_lost_in_a_crash_is_found_later() {
        send("1", Talk.report("A1", "R1", 0, ResultStatus.FINAL, "GLU", "5.1"));
        send("2", Talk.patient("A1", 0, "Nguyễn Thị Ánh"));
        send("3", Talk.patient("A1", 1, "Nguyễn Thị Ánh"));
        house.database.update("update parked set state = 'WAITING', code = 'UNKNOWN_PATIENT'");
        assertEquals(1, inbox.applyOverdue());
        send("4", Talk.patient("A1", 2, "Nguyễn Thị Ánh"));
        assertEquals(1, house.count("parked where state = 'APPLIED'"));
        assertEquals(1, house.count("diagnostic_report"));
    }

    @Test
    void a_message_woken_twice_is_applied_once_and_one_that_a_person_dismissed_stays_dismissed() {
        UUID first = send("1", Talk.report("A1", "R1", 0, ResultStatus.FINAL, "GLU", "5.1"))
                .inboundId();
        UUID second = send("2", Talk.report("A1", "R2", 0, ResultStatus.FINAL, "GLU", "5.2"))
                .inboundId();
        house.database.update("update parked set state = 'DISMISSED' where inbound_id = ?", second);
        send("3", Talk.patient("A1", 0, "Nguyễn Thị Ánh"));
        inbox.applyAgain(first, Task.SERVER).toCompletableFuture().join();
        inbox.applyAgain(second, Task.SERVER).toCompletableFuture().join();
        assertEquals(1, house.count("inbound_event where kind = 'APPLIED'"));
        assertEquals(1, house.count("parked where state = 'DISMISSED'"));
        assertEquals(1, house.count("diagnostic_report"));
    }

    @Test
    void an_empty_number_matches_nobody() {
        send("1", Talk.patient("A1", 0, "Nguyễn Thị Ánh"));
        Outcome outcome =
                send("2", Talk.of(new Notice.PatientRef(List.of()), Talk.report("A1", "R1", 0, ResultStatus.FINAL)));
        assertEquals(Kind.PARKED, outcome.kind());
        assertEquals(0, house.count("diagnostic_report"));
    }

    @Test
    void a_bad_message_in_a_batch_fails_alone() {
        List<CompletionStage<Outcome>> stages = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Notice notice = i == 100
                    ? Talk.patient("B\u0000D", 0, "Chữ không lưu được")
                    : Talk.patient("A" + i, 0, "Nguyễn Thị Ánh");
            stages.add(inbox.receive(Talk.message(house.source, "m" + i, notice)));
        }
        for (int i = 0; i < 200; i++) {
            Outcome outcome = stages.get(i).toCompletableFuture().join();
            assertEquals(i == 100 ? Kind.PARKED : Kind.APPLIED, outcome.kind(), "message " + i);
        }
        assertEquals(199, house.count("patient"));
        assertEquals(200, house.count("inbound"));
    }

    @Test
    void a_refused_message_that_comes_again_in_its_batch_is_refused_again_and_kept_once() {
        List<CompletionStage<Outcome>> stages = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Refusal refusal = new Refusal(Code.MALFORMED_FIELD, "no such day");
            stages.add(inbox.receive(
                    i % 2 == 0
                            ? Talk.refused(house.source, "bad", "same", refusal)
                            : Talk.message(house.source, "good", Talk.patient("A1", 0, "Nguyễn Thị Ánh"))));
        }
        for (int i = 0; i < 200; i++) {
            Kind expected = i % 2 == 0 ? Kind.REFUSED : i == 1 ? Kind.APPLIED : Kind.REPLAYED;
            assertEquals(expected, stages.get(i).toCompletableFuture().join().kind(), "message " + i);
        }
        assertEquals(2, house.count("inbound"));
        assertEquals(99, house.count("inbound_event where kind = 'REFUSED'"));
    }

    @Test
    void two_senders_repeating_the_same_thousand_messages_at_once_store_a_thousand() throws Exception {
        Source source = house.source;
        Runnable sender = () -> {
            List<CompletionStage<Outcome>> stages = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                stages.add(
                        inbox.receive(Talk.message(source, "m" + i, Talk.patient("A" + i % 50, i, "Nguyễn Thị Ánh"))));
            }
            stages.forEach(s -> s.toCompletableFuture().join());
        };
        Thread one = Thread.ofPlatform().start(sender);
        Thread two = Thread.ofPlatform().start(sender);
        one.join();
        two.join();
        assertEquals(1000, house.count("inbound"));
        assertEquals(1000, house.count("inbound_event where kind = 'REPLAYED'"));
        assertEquals(50, house.count("patient"));
    }

    @Test
    void a_large_message_is_kept_as_a_blob_byte_for_byte() {
        String content = "x".repeat(300_000) + "Đặng";
        Outcome outcome = send(Talk.message(house.source, "1", content, Talk.patient("A1", 0, "Đặng Thị Ánh")));
        keptIs(outcome, content);
    }

    private void keptIs(Outcome outcome, String content) {
        var row = house.intake.kept(outcome.inboundId()).orElseThrow();
        assertArrayEquals(content.getBytes(StandardCharsets.UTF_8), house.blobs.get(row.bodySha256()));
    }
}
