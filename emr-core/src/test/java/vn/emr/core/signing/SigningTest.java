package vn.emr.core.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Value;
import vn.emr.core.sheet.SheetChanges;
import vn.emr.core.signature.Level;
import vn.emr.core.signature.Verdict;
import vn.emr.core.signing.SignatureLookup.Copy;
import vn.emr.core.signing.SigningInbox.Part;
import vn.emr.core.store.StoreFault;

class SigningTest {
    @TempDir
    Path data;

    private static final String CONSENT_TO_SURGERY = "01/BV2";

    private SigningRoom room;

    @BeforeEach
    void open() {
        room = new SigningRoom(data);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void a_complete_sheet_waits_for_its_signers_in_their_order_and_each_signature_stays_valid_after_the_next() {
        SigningKeys.Key secretary = room.key(room.doctor);
        SigningKeys.Key chair = room.key(room.head);
        Sheet sheet = room.completed(room.doctor, SigningRoom.MINUTES);

        assertEquals(1, room.inbox.counts(room.doctor).ready());
        assertEquals(0, room.inbox.counts(room.head).ready());
        assertEquals(1, room.inbox.counts(room.head).later());
        assertEquals(
                Code.NOT_YET,
                room.sign(room.head, chair, room.place(sheet, 1)).getFirst().code());

        Signing.Outcome first =
                room.sign(room.doctor, secretary, room.place(sheet, 0)).getFirst();
        assertNull(first.code(), first::toString);
        assertEquals(Level.LT, first.level(), first::toString);
        assertEquals(1, room.inbox.page(room.head, Part.READY).lines().size());
        Signing.Outcome second =
                room.sign(room.head, chair, room.place(sheet, 1)).getFirst();
        assertNull(second.code(), second::toString);

        SheetSignatures.Page page = room.page(room.doctor, sheet);
        assertEquals(
                2, page.places().stream().filter(p -> p.signature() != null).count());
        assertTrue(page.places().stream().noneMatch(SheetSignatures.Place::waits));
        byte[] file = room.documents.file(room.doctor, room.open(room.doctor), sheet.id(), null, null);
        SignatureLookup.Verified verified = room.lookup.file(room.hospital.tenant, file);
        assertEquals(Copy.SAME, verified.copy());
        assertEquals(
                List.of(Verdict.State.VALID, Verdict.State.VALID),
                verified.signatures().stream().map(Verdict::state).toList(),
                verified::toString);
        assertEquals(
                0,
                room.inbox.counts(room.head).ready()
                        + room.inbox.counts(room.doctor).ready());
    }

    @Test
    void nobody_signs_for_another() {
        SigningKeys.Key own = room.key(room.doctor);
        SigningKeys.Key others = room.key(room.colleague);
        SigningKeys.Key nurses = room.key(room.nurse);
        Sheet sheet = room.completed(room.doctor, SigningRoom.MINUTES);
        Sheet course = room.course(room.doctor);
        var entry = SigningRoom.entriesOf(course).getFirst().id();

        refused(Code.NOT_FOUND, () -> room.sign(room.colleague, own, room.place(sheet, 0)));
        assertEquals(
                Code.FORBIDDEN,
                room.sign(room.colleague, others, room.place(sheet, 0))
                        .getFirst()
                        .code());
        assertEquals(
                Code.FORBIDDEN,
                room.sign(room.nurse, nurses, room.entry(course, entry))
                        .getFirst()
                        .code());
        assertEquals(
                Code.FORBIDDEN,
                room.sign(room.nurse, nurses, room.place(sheet, 1)).getFirst().code());
        assertEquals(3, traced("SIGN", false));
        assertEquals(0, traced("SIGN", true));
    }

    @Test
    void a_wrong_pin_signs_nothing_and_five_close_the_key() {
        SigningKeys.Key key = room.key(room.doctor);
        Sheet sheet = room.completed(room.doctor, SigningRoom.MINUTES);
        Signing.Batch wrong = new Signing.Batch(key.id(), "654321", List.of(room.place(sheet, 0)));
        for (int i = 0; i < 5; i++) {
            refused(Code.WRONG_CREDENTIALS, () -> room.signing.sign(room.doctor, wrong));
        }
        refused(Code.ACCOUNT_LOCKED, () -> room.sign(room.doctor, key, room.place(sheet, 0)));
        assertEquals(1, room.inbox.counts(room.doctor).ready());
    }

    @Test
    void entries_are_signed_by_their_authors_and_never_change_afterwards() {
        SigningKeys.Key doctors = room.key(room.doctor);
        SigningKeys.Key nurses = room.key(room.nurse);
        Sheet course = room.course(room.doctor, room.nurse, room.doctor);
        List<Value.Entry> entries = SigningRoom.entriesOf(course);

        List<Signing.Outcome> done = room.sign(
                room.doctor,
                doctors,
                room.entry(course, entries.get(0).id()),
                room.entry(course, entries.get(2).id()));
        assertTrue(done.stream().allMatch(o -> o.code() == null), done::toString);
        assertNull(
                room.sign(room.nurse, nurses, room.entry(course, entries.get(1).id()))
                        .getFirst()
                        .code());
        SheetSignatures.Page page = room.page(room.doctor, course);
        assertEquals(
                3, page.entries().stream().filter(e -> e.signature() != null).count());

        Sheet more = room.entry(room.doctor, course);
        assertEquals(
                1,
                room.page(room.doctor, more).entries().stream()
                        .filter(SheetSignatures.Entry::waits)
                        .count());
        StoreFault fault = assertThrows(
                StoreFault.class,
                () -> room.hospital.commit(without(more, entries.getFirst())),
                "by the database itself");
        assertEquals("signed_stays", fault.constraint());
    }

    @Test
    void a_signed_sheet_is_taken_back_before_it_is_written_again_and_what_was_signed_stays() {
        SigningKeys.Key key = room.key(room.doctor);
        Sheet sheet = room.completed(room.doctor, SigningRoom.MINUTES);
        room.sign(room.doctor, key, room.place(sheet, 0));
        byte[] before = room.documents.file(room.doctor, room.open(room.doctor), sheet.id(), sheet.version(), null);

        refused(
                Code.CONFLICT,
                () -> room.changes.save(
                        room.doctor,
                        room.open(room.doctor),
                        sheet.id(),
                        new SheetChanges.Save(sheet.version(), new TreeMap<>(sheet.answers()), "sửa lại", true)));
        refused(
                Code.FORBIDDEN,
                () -> room.changes.revise(
                        room.nurse,
                        room.open(room.nurse),
                        sheet.id(),
                        new SheetChanges.Reasoned(sheet.version(), "không phải của mình")));
        refused(
                Code.FORBIDDEN,
                () -> room.changes.cancel(
                        room.nurse,
                        room.open(room.nurse),
                        sheet.id(),
                        new SheetChanges.Reasoned(sheet.version(), "không phải của mình")));
        Sheet back = room.changes
                .revise(
                        room.doctor,
                        room.open(room.doctor),
                        sheet.id(),
                        new SheetChanges.Reasoned(sheet.version(), "ghi thiếu thành phần"))
                .sheet();
        assertEquals(Sheet.Status.DRAFT, back.status());
        assertEquals(0, room.inbox.counts(room.head).ready());
        Sheet again = room.complete(room.doctor, back);
        SheetSignatures.Page page = room.page(room.doctor, again);
        assertTrue(page.places().stream().allMatch(p -> p.signature() == null && p.waits()));
        assertEquals(1, page.former().size());
        assertEquals(
                List.of(before.length),
                List.of(room.documents.file(room.doctor, room.open(room.doctor), sheet.id(), sheet.version(), null)
                        .length));
    }

    @Test
    void who_will_not_sign_sends_the_sheet_back_with_the_reason() {
        SigningKeys.Key key = room.key(room.doctor);
        Sheet sheet = room.completed(room.doctor, SigningRoom.MINUTES);
        room.sign(room.doctor, key, room.place(sheet, 0));
        refused(
                Code.FORBIDDEN,
                () -> room.refusals.refuse(
                        room.nurse,
                        room.open(room.nurse),
                        sheet.id(),
                        new SignatureRefusals.Asked(sheet.version(), 1, "không đồng ý")));
        room.refusals.refuse(
                room.head,
                room.open(room.head),
                sheet.id(),
                new SignatureRefusals.Asked(sheet.version(), 1, "thiếu ý kiến khoa Dược"));
        SigningInbox.Line line =
                room.inbox.page(room.doctor, Part.RETURNED).lines().getFirst();
        assertEquals("thiếu ý kiến khoa Dược", line.reason());
        assertEquals(0, room.inbox.counts(room.head).ready());
    }

    @Test
    void two_who_sign_the_same_sheet_at_once_end_one_after_the_other() throws Exception {
        SigningKeys.Key surgeons = room.key(room.doctor);
        SigningKeys.Key anaesthetists = room.key(room.colleague);
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 5; i++) {
                Sheet sheet = room.completed(room.doctor, CONSENT_TO_SURGERY);
                Callable<Signing.Outcome> one = () ->
                        room.sign(room.doctor, surgeons, room.place(sheet, 2)).getFirst();
                Callable<Signing.Outcome> other = () -> room.sign(room.colleague, anaesthetists, room.place(sheet, 1))
                        .getFirst();
                for (var outcome : threads.invokeAll(List.of(one, other))) {
                    assertNull(outcome.get().code(), outcome.get()::toString);
                }
                byte[] file = room.documents.file(room.doctor, room.open(room.doctor), sheet.id(), null, null);
                assertEquals(
                        List.of(Verdict.State.VALID, Verdict.State.VALID),
                        room.lookup.file(room.hospital.tenant, file).signatures().stream()
                                .map(Verdict::state)
                                .toList());
            }
        }
    }

    @Test
    void one_place_is_signed_once_however_often_it_is_asked() throws Exception {
        SigningKeys.Key key = room.key(room.doctor);
        Sheet sheet = room.completed(room.doctor, SigningRoom.MINUTES);
        try (var threads = Executors.newFixedThreadPool(3)) {
            Callable<Signing.Outcome> ask =
                    () -> room.sign(room.doctor, key, room.place(sheet, 0)).getFirst();
            int signed = 0;
            for (var outcome : threads.invokeAll(List.of(ask, ask, ask))) {
                signed += outcome.get().code() == null ? 1 : 0;
            }
            assertEquals(1, signed);
        }
        assertEquals(1, traced("SIGN", true));
    }

    @Test
    void where_nobody_has_a_key_nothing_waits() {
        Sheet sheet = room.completed(room.doctor, SigningRoom.MINUTES);
        assertTrue(room.page(room.doctor, sheet).places().stream().noneMatch(SheetSignatures.Place::waits));
        room.key(room.doctor);
        assertEquals(0, room.inbox.counts(room.doctor).ready());
    }

    /** The next version as only a mistake of ours would write it. */
    private static Sheet without(Sheet sheet, Value.Entry gone) {
        var answers = new TreeMap<>(sheet.answers());
        answers.replaceAll((item, rows) -> rows.stream()
                .filter(row -> row.entry() == null || !row.entry().equals(gone))
                .toList());
        return sheet.next(sheet.status(), answers, null, sheet.origin());
    }

    private long traced(String kind, boolean success) {
        return room.hospital
                .database
                .first(
                        "select count(*) as n from audit_event where kind = ? and success = ?",
                        row -> row.number("n"),
                        kind,
                        success)
                .orElseThrow();
    }

    private static void refused(Code code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }
}
