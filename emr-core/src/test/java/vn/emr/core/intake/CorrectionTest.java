package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.intake.Outcome.Kind;
import vn.emr.core.record.ResultStatus;

class CorrectionTest extends Sending {
    private static final Actor CLERK =
            new Actor(ActorKind.PERSON, Ids.next(), "hoso", "RECORDS_CLERK", null, null, null);

    @Test
    void a_corrected_copy_is_a_message_of_its_own_and_the_original_stays_as_it_came() {
        send("0", Talk.patient("A1", 0, "Nguyễn Thị Ánh"));
        Outcome parked = send("1", result("WRONG", "5.1"));
        assertEquals(Kind.PARKED, parked.kind());
        byte[] before = body(parked.inboundId());

        Outcome applied = correct(parked.inboundId(), message("1", result("A1", "5.1")));

        assertEquals(Kind.APPLIED, applied.kind());
        assertNotEquals(parked.inboundId(), applied.inboundId());
        assertArrayEquals(before, body(parked.inboundId()));
        assertFalse(applied.remarks().contains("ID_REUSED"), "the number is the original's, not a fault of the sender");
        assertEquals(1, house.count("observation"));
        assertEquals(
                1,
                house.count("correction where inbound_id = '" + applied.inboundId() + "' and corrects_id = '"
                        + parked.inboundId() + "' and actor_name = 'hoso' and reason = 'sai mã người bệnh'"));
        assertEquals(1, house.count("parked where state = 'DISMISSED'"));
        assertEquals(1, house.count("inbound_event where kind = 'DISMISSED' and actor = 'hoso'"));
        assertEquals(
                1,
                house.count(
                        "record_commit where inbound_id = '" + applied.inboundId() + "' and actor_kind = 'PERSON'"));
        assertEquals(
                1,
                house.count("audit_event where kind = 'PARKED_ACTION' and object_id = '" + parked.inboundId() + "'"));
    }

    @Test
    void a_copy_that_still_cannot_be_applied_leaves_the_original_waiting() {
        Outcome parked = send("1", result("WRONG", "5.1"));
        Outcome again = correct(parked.inboundId(), message("1", result("NOBODY", "5.1")));
        assertEquals(Kind.PARKED, again.kind());
        assertEquals(2, house.count("parked where state = 'WAITING'"));
    }

    @Test
    void the_same_correction_twice_is_one_message() {
        send("0", Talk.patient("A1", 0, "Nguyễn Thị Ánh"));
        Outcome parked = send("1", result("WRONG", "5.1"));
        Delivery copy = message("1", result("A1", "5.1"));
        Outcome first = correct(parked.inboundId(), copy);
        Outcome second = correct(parked.inboundId(), copy);
        assertEquals(Kind.REPLAYED, second.kind());
        assertEquals(first.inboundId(), second.inboundId());
        assertEquals(1, house.count("correction"));
        assertEquals(3, house.count("inbound"));
    }

    @Test
    void the_sender_that_repeats_the_original_gets_the_original_answer() {
        send("0", Talk.patient("A1", 0, "Nguyễn Thị Ánh"));
        Delivery original = message("1", result("WRONG", "5.1"));
        Outcome parked = inbox.receive(original).toCompletableFuture().join();
        correct(parked.inboundId(), message("1", result("A1", "5.1")));
        Outcome repeated = inbox.receive(original).toCompletableFuture().join();
        assertEquals(Kind.REPLAYED, repeated.kind());
        assertArrayEquals(parked.answer(), repeated.answer());
    }

    @Test
    void a_rehearsal_says_what_would_become_of_a_message_and_keeps_nothing() {
        send("0", Talk.patient("A1", 0, "Nguyễn Thị Ánh"));
        Outcome parked = send("1", result("WRONG", "5.1"));
        long rows = rows();
        Rehearsal still = inbox.rehearse(parked.inboundId(), null);
        assertEquals(Kind.PARKED, still.outcome().kind());
        assertEquals(Code.UNKNOWN_PATIENT, still.outcome().code());
        Rehearsal mended = inbox.rehearse(
                parked.inboundId(), message("1", result("A1", "5.1")).bytes());
        assertEquals(Kind.APPLIED, mended.outcome().kind());
        assertEquals(1, mended.changes().size());
        assertEquals(1, mended.changes().getFirst().version());
        assertEquals(rows, rows());
        assertEquals(1, house.count("parked where state = 'WAITING'"));
    }

    @Test
    void a_message_that_was_never_kept_is_not_found() {
        Refusal refusal = assertThrows(Refusal.class, () -> inbox.rehearse(Ids.next(), null));
        assertEquals(Code.NOT_FOUND, refusal.code());
    }

    private static Notice result(String number, String value) {
        return Talk.report(number, "R1", 0, ResultStatus.FINAL, "GLU", value);
    }

    private Outcome correct(UUID id, Delivery copy) {
        return inbox.applyCorrected(new Correction(id, CLERK, "sai mã người bệnh"), copy.bytes())
                .toCompletableFuture()
                .join();
    }

    private byte[] body(UUID id) {
        return house.database
                .first("select body from inbound where id = ?", row -> row.bytes("body"), id)
                .orElseThrow();
    }

    private long rows() {
        return List.of("inbound", "inbound_key", "inbound_event", "revision", "audit_event", "outbox", "observation")
                .stream()
                .mapToLong(house::count)
                .sum();
    }
}
