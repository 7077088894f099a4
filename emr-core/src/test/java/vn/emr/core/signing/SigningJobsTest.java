package vn.emr.core.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Value;
import vn.emr.core.signature.Verdict;
import vn.emr.core.signature.remote.Decision;
import vn.emr.core.signature.remote.SigningService.Wrong;
import vn.emr.core.signing.Signing.Item;
import vn.emr.core.signing.SigningJobs.Job;
import vn.emr.core.signing.SigningJobs.State;

class SigningJobsTest {
    @TempDir
    Path data;

    private SigningRoom room;
    private RemoteSigningRoom remote;

    @BeforeEach
    void open() throws Exception {
        room = new SigningRoom(data);
        remote = new RemoteSigningRoom(room);
    }

    @AfterEach
    void close() {
        remote.close();
        room.close();
    }

    @Test
    void entries_of_a_day_are_signed_by_one_agreement_on_the_phone() {
        Sheet course = room.course(room.doctor, room.doctor, room.doctor);
        remote.service.decides(Decision.IS_AWAY);
        Job job = remote.begin(room.doctor, entries(course)).job();
        assertFalse(job.asked());
        assertEquals(State.WAITING, remote.step(job).state());
        Job asked = remote.step(job);
        assertEquals(State.WAITING, asked.state());
        assertTrue(asked.asked());
        assertEquals(3, room.inbox.counts(room.doctor).ready());

        remote.service.decides(Decision.AGREES);
        Job done = remote.step(job);
        assertEquals(State.DONE, done.state());
        assertEquals(List.of("SIGNED", "SIGNED", "SIGNED"), RemoteSigningRoom.outcomes(done));
        for (Value.Entry entry : SigningRoom.entriesOf(course)) {
            byte[] file = room.documents.file(room.doctor, room.open(room.doctor), course.id(), null, entry.id());
            List<Verdict> verdicts =
                    room.lookup.file(room.hospital.tenant, file).signatures();
            assertEquals(1, verdicts.size());
            assertEquals(Verdict.State.VALID, verdicts.getFirst().state(), verdicts::toString);
        }
        assertEquals(0, room.inbox.counts(room.doctor).ready());
    }

    @Test
    void what_is_not_agreed_to_waits_as_before() {
        Sheet sheet = room.completed(room.doctor, SigningRoom.MINUTES);
        remote.service.decides(Decision.SAYS_NO);
        Job refused = remote.begin(room.doctor, room.place(sheet, 0)).job();
        remote.step(refused);
        assertEquals(State.REFUSED, remote.step(refused).state());
        assertEquals(1, room.inbox.counts(room.doctor).ready());

        remote.service.decides(Decision.AGREES);
        remote.service.wrong = Wrong.ANOTHER_KEY;
        Job wrong = remote.begin(room.doctor, room.place(sheet, 0)).job();
        remote.step(wrong);
        Job failed = remote.step(wrong);
        assertEquals(State.FAILED, failed.state());
        assertEquals("WRONG_VALUE", failed.code());
        assertEquals(1, room.inbox.counts(room.doctor).ready());

        remote.service.wrong = Wrong.NOTHING;
        Job again = remote.begin(room.doctor, room.place(sheet, 0)).job();
        remote.step(again);
        assertEquals(State.DONE, remote.step(again).state());
    }

    @Test
    void a_server_that_begins_anew_goes_on_where_each_job_was_and_asks_the_service_once() {
        Sheet course = room.course(room.doctor, room.doctor);
        Job job = remote.begin(room.doctor, entries(course)).job();
        remote.start();
        remote.step(job);
        // It ended after the service had begun, and before that was kept.
        room.hospital.database.run(t -> t.update("update signing_job set transactions = null where id = ?", job.id()));
        remote.start();
        remote.step(job);
        remote.start();
        Job done = remote.step(job);
        assertEquals(List.of("SIGNED", "SIGNED"), RemoteSigningRoom.outcomes(done));
        assertEquals(1, remote.service.begun());
        assertNull(remote.step(done).code());
        assertEquals(2, signatures());
    }

    @Test
    void who_signs_the_same_sheet_meanwhile_is_first_and_the_other_is_asked_anew() {
        SigningKeys.Key colleagues = room.key(room.colleague);
        Sheet sheet = room.completed(room.doctor, "01/BV2");
        Job job = remote.begin(room.doctor, room.place(sheet, 2)).job();
        remote.step(job);
        assertNull(room.sign(room.colleague, colleagues, room.place(sheet, 1))
                .getFirst()
                .code());
        assertEquals(List.of("CONFLICT"), RemoteSigningRoom.outcomes(remote.step(job)));
        Job again = remote.begin(room.doctor, room.place(sheet, 2)).job();
        remote.step(again);
        assertEquals(List.of("SIGNED"), RemoteSigningRoom.outcomes(remote.step(again)));
        assertEquals(2, signatures());
    }

    @Test
    void one_signature_is_asked_for_once_at_a_time_and_only_by_who_may_sign() {
        Sheet sheet = room.completed(room.doctor, SigningRoom.MINUTES);
        Job job = remote.begin(room.doctor, room.place(sheet, 0)).job();
        SigningJobs.Begun twice = remote.begin(room.doctor, room.place(sheet, 0), room.place(sheet, 1));
        assertNull(twice.job());
        assertEquals(
                List.of(Code.UNDER_WAY, Code.FORBIDDEN),
                twice.refused().stream().map(Signing.Outcome::code).toList());
        assertEquals(
                Code.NOT_FOUND,
                assertThrows(Refusal.class, () -> remote.jobs.one(room.colleague, job.id()))
                        .code());
        assertEquals(
                Code.NOT_FOUND,
                assertThrows(Refusal.class, () -> remote.begin(room.colleague, room.place(sheet, 0)))
                        .code());
        assertTrue(remote.jobs.list(room.colleague).jobs().isEmpty());
        assertNull(remote.key.pinSet());
        assertEquals(1, remote.jobs.list(room.doctor).jobs().size());
    }

    @Test
    void a_service_that_was_ended_is_asked_nothing_and_what_waited_for_it_waits_as_before() {
        Sheet sheet = room.completed(room.doctor, SigningRoom.MINUTES);
        Job job = remote.begin(room.doctor, room.place(sheet, 0)).job();
        remote.end();
        Job failed = remote.step(job);
        assertEquals(State.FAILED, failed.state());
        assertEquals("NOT_APPLICABLE", failed.code());
        assertEquals(0, remote.service.begun());
        assertEquals(1, room.inbox.counts(room.doctor).ready());
    }

    private Item[] entries(Sheet course) {
        return SigningRoom.entriesOf(course).stream()
                .map(entry -> room.entry(course, entry.id()))
                .toArray(Item[]::new);
    }

    private long signatures() {
        return room.hospital
                .database
                .first("select count(*) as n from signature", row -> row.number("n"))
                .orElseThrow();
    }
}
