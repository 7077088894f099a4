package vn.emr.core.designing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.emr.core.designing.DrawingRoom.RECORD;
import static vn.emr.core.designing.DrawingRoom.added;
import static vn.emr.core.designing.DrawingRoom.refused;
import static vn.emr.core.designing.DrawingRoom.without;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.designing.OwnForm.Act;
import vn.emr.core.designing.OwnForm.Copied;
import vn.emr.core.designing.OwnForm.Open;
import vn.emr.core.designing.OwnForm.State;
import vn.emr.core.designing.OwnForm.Step;
import vn.emr.core.form.Form;
import vn.emr.core.store.StoreFault;

/** Forms of a hospital on their way: copied, written, judged by another person, in force from a day, withdrawn. */
class FormDrawingTest {
    private static final Duration DAY = Duration.ofDays(1);
    private final DrawingRoom room = new DrawingRoom();

    @Test
    void a_version_is_in_force_from_its_day_and_when_it_is_withdrawn_the_shipped_one_comes_back() {
        Open copy = room.copy(RECORD);
        assertEquals("1.1", copy.form().version());
        assertEquals("1", copy.form().standsFor());
        Open drawn = room.write(copy, added(copy.definition(), "ghi-chu-bv", "Ghi chú của bệnh viện"));
        assertEquals(List.of(), drawn.faults());
        Open approved = room.approved(drawn, room.today().plusDays(1));
        assertEquals(State.APPROVED, approved.form().state());
        assertEquals("1", inForce(), "not before its day");
        room.pass(DAY);
        assertEquals("1.1", inForce());
        assertEquals(
                List.of("1.1"),
                room.all().inForce(room.clock.instant()).stream()
                        .filter(form -> form.code().equals(RECORD))
                        .map(Form::version)
                        .toList(),
                "one version of a form on one day");
        room.step(room.writer, approved, Act.WITHDRAWN, room.today().plusDays(1));
        assertEquals("1.1", inForce());
        room.pass(DAY);
        assertEquals("1", inForce());
        assertTrue(room.all().version(RECORD, "1.1").isPresent(), "sheets stay in it");
        assertEquals(1, room.traced(RECORD + " 1.1: SENT -> APPROVED"));
        assertEquals(1, room.traced(RECORD + " 1.1: APPROVED -> WITHDRAWN"));
    }

    @Test
    void of_the_hospitals_own_versions_the_one_that_began_last_counts_and_the_one_before_comes_back() {
        Open first = room.approved(room.copy(RECORD), room.today());
        Open second = room.approved(room.copy(RECORD), room.today());
        assertEquals("1.2", second.form().version());
        assertEquals(first.form().version(), second.before().get("version").asText());
        assertEquals("1.2", inForce());
        room.step(room.judge, second, Act.WITHDRAWN, room.today());
        assertEquals("1.1", inForce());
    }

    @Test
    void nobody_approves_what_they_wrote() {
        Open sent = room.step(room.writer, room.copy(RECORD), Act.SENT, null);
        assertFalse(sent.allowed().contains(Act.APPROVED));
        Refusal refusal = refused(Code.NOT_APPLICABLE, () -> room.step(room.writer, sent, Act.APPROVED, room.today()));
        assertTrue(refusal.getMessage().contains("somebody who wrote nothing of it"), refusal.getMessage());
        assertEquals(
                State.SENT,
                room.drawing.open(room.writer, sent.form().id()).form().state());
        assertThrows(
                StoreFault.class,
                () -> room.hospital.database.update(
                        "insert into own_form_act (form_id, number, act, at, account_id, valid_from) values (?, 9, 'APPROVED', now(), ?, now()::date)",
                        sent.form().id(),
                        room.writer.id()),
                "the database says no too");
        assertTrue(room.drawing.open(room.judge, sent.form().id()).allowed().contains(Act.APPROVED));
    }

    @Test
    void a_form_given_back_is_written_again_and_one_dropped_is_not() {
        Open sent = room.step(room.writer, room.copy(RECORD), Act.SENT, null);
        refused(Code.CONFLICT, () -> room.write(sent, sent.definition()));
        refused(
                Code.MALFORMED_FIELD,
                () -> room.drawing.step(
                        room.judge,
                        sent.form().id(),
                        Act.RETURNED,
                        new Step(sent.form().number(), " ", null)));
        Open back = room.step(room.judge, sent, Act.RETURNED, null);
        assertEquals(Set.of(Act.WRITTEN, Act.SENT, Act.DROPPED), back.allowed());
        Open again = room.write(back, added(back.definition(), "them", "Thêm"));
        Open dropped = room.step(room.writer, again, Act.DROPPED, null);
        assertEquals(Set.of(), dropped.allowed());
        refused(Code.CONFLICT, () -> room.write(dropped, dropped.definition()));
        assertEquals(
                List.of(Act.DROPPED, Act.WRITTEN, Act.RETURNED, Act.SENT, Act.WRITTEN),
                dropped.history().stream().map(OwnForm.Done::act).toList());
    }

    @Test
    void what_somebody_did_meanwhile_is_never_overwritten() {
        Open seen = room.copy(RECORD);
        room.write(seen, added(seen.definition(), "mot", "Một"));
        refused(Code.CONFLICT, () -> room.write(seen, added(seen.definition(), "hai", "Hai")));
        refused(Code.CONFLICT, () -> room.step(room.writer, seen, Act.SENT, null));
    }

    @Test
    void a_draft_with_faults_is_kept_with_each_of_them_at_its_place_and_not_sent() {
        Open copy = room.copy(RECORD);
        ObjectNode broken = added(copy.definition(), "Sai Tên", "Thêm");
        Open kept = room.write(copy, broken);
        assertEquals(
                List.of(new Definition.Fault("Sai Tên", "linkId of small letters, digits, points and hyphens")),
                kept.faults());
        assertEquals(
                "Sai Tên",
                kept.definition()
                        .get("item")
                        .get(kept.definition().get("item").size() - 1)
                        .get("linkId")
                        .asText());
        Refusal refusal = refused(Code.MALFORMED_FIELD, () -> room.step(room.writer, kept, Act.SENT, null));
        assertEquals(List.of("Sai Tên"), refusal.fields());
        Open nonsense = room.write(kept, broken.deepCopy().put("colour", "red"));
        assertEquals(List.of(new Definition.Fault("/colour", "unknown property")), nonsense.faults());
    }

    @Test
    void what_can_be_kept_in_no_form_is_refused() {
        Open copy = room.copy(RECORD);
        refused(Code.REQUIRED_FIELD_MISSING, () -> room.write(copy, null));
        refused(Code.MALFORMED_FIELD, () -> room.write(copy, added(copy.definition(), "a", "x\u0000y")));
        refused(Code.TOO_LARGE, () -> room.write(copy, added(copy.definition(), "a", "x".repeat(2_001))));
        ObjectNode wide = copy.definition().deepCopy();
        for (int i = 0; i < 400; i++) {
            wide = added(wide, "a" + i, "x".repeat(1_900));
        }
        ObjectNode tooWide = wide;
        refused(Code.TOO_LARGE, () -> room.write(copy, tooWide));
    }

    @Test
    void nobody_types_what_a_form_is_by_law() {
        Open copy = room.copy(RECORD);
        ObjectNode typed = copy.definition().deepCopy();
        typed.put("code", "99/BV1")
                .put("version", "7")
                .put("law", "Quyết định của tôi")
                .put("confirmed", true)
                .put("kind", "PAPER");
        typed.putObject("effective").put("start", "2020-01-01");
        Open kept = room.write(copy, typed);
        assertEquals(copy.definition(), kept.definition());
        assertEquals(copy.form().number(), kept.form().number(), "nothing changed");
    }

    @Test
    void an_item_of_the_law_may_not_be_left_out_and_is_named() {
        Open copy = room.copy(RECORD);
        Open kept = room.write(copy, without(copy.definition(), "ly-do-vao-vien"));
        assertEquals(
                List.of(new Definition.Fault(
                        "ly-do-vao-vien", "prescribed by law and may not be left out: " + text("ly-do-vao-vien"))),
                kept.faults());
        refused(Code.MALFORMED_FIELD, () -> room.step(room.writer, kept, Act.SENT, null));
    }

    @Test
    void of_a_form_that_nobody_compared_items_may_go_until_somebody_compared_it() {
        Open copy = room.copy("27/BV2");
        String item =
                room.all().version("27/BV2", "1").orElseThrow().item().getLast().linkId();
        Open kept = room.write(copy, without(copy.definition(), item));
        assertEquals(List.of(), kept.faults());
        room.confirmations.say(
                room.judge, new Confirmations.Asked("27/BV2", "1", 0, true, "Bản in kèm TT 32/2023, trang 512"));
        assertEquals(
                1, room.drawing.open(room.writer, kept.form().id()).faults().size());
    }

    @Test
    void where_results_are_printed_nothing_goes() {
        Open copy = room.copy("22/BV2");
        String rows = room.all().version("22/BV2", "1").orElseThrow().answered().stream()
                .filter(Form.Item::rows)
                .findFirst()
                .orElseThrow()
                .linkId();
        assertFalse(room.write(copy, without(copy.definition(), rows)).faults().isEmpty());
    }

    @Test
    void every_shipped_form_can_be_copied_and_its_copy_has_no_fault() {
        for (Form form : room.forms.shipped().all()) {
            Open copy = room.drawing.copy(room.writer, new Copied(form.code(), form.version(), null, null, null));
            assertEquals(List.of(), copy.faults(), form.code());
            assertEquals(copy.form().code(), form.code());
            assertTrue(copy.sample().isObject() && !copy.sample().isEmpty(), form.code());
        }
        Set<String> codes =
                room.drawing.all(room.judge).stream().map(OwnForm::code).collect(Collectors.toSet());
        assertEquals(room.forms.shipped().all().size(), codes.size());
    }

    @Test
    void a_form_under_another_code_is_the_hospitals_own_and_free() {
        Copied asked = new Copied("27/BV2", "1", "BV-HC01", "Phiếu hội chẩn nhanh", "Quick consultation");
        Open copy = room.drawing.copy(room.writer, asked);
        assertEquals("0.1", copy.form().version());
        refused(Code.CONFLICT, () -> room.drawing.copy(room.writer, asked));
        refused(
                Code.CONFLICT,
                () -> room.drawing.copy(room.writer, new Copied("27/BV2", "1", "01-BV1", "Bệnh án", "Record")));
        refused(
                Code.MALFORMED_FIELD,
                () -> room.drawing.copy(room.writer, new Copied("27/BV2", "1", "a b", "Bệnh án", "Record")));
        Open drawn = room.write(
                copy,
                without(
                        copy.definition(),
                        copy.definition().get("item").get(0).get("linkId").asText()));
        room.approved(drawn, room.today());
        Form form = room.all().inForce("BV-HC01", room.clock.instant()).orElseThrow();
        assertEquals("Phiếu hội chẩn nhanh", form.title());
        assertTrue(form.confirmed(), "no official print to compare it with");
        Open next = room.copy("BV-HC01");
        assertEquals("0.2", next.form().version());
        assertEquals(copy.sample(), next.sample());
    }

    @Test
    void days_before_today_are_no_days_of_effect() {
        Open sent = room.step(room.writer, room.copy(RECORD), Act.SENT, null);
        refused(
                Code.MALFORMED_FIELD,
                () -> room.step(room.judge, sent, Act.APPROVED, room.today().minusDays(1)));
        refused(
                Code.MALFORMED_FIELD,
                () -> room.step(room.judge, sent, Act.APPROVED, room.today().plusYears(3)));
        refused(Code.MALFORMED_FIELD, () -> room.step(room.judge, sent, Act.APPROVED, null));
    }

    @Test
    void what_is_not_there_is_not_found_and_traced() {
        refused(Code.NOT_FOUND, () -> room.drawing.open(room.writer, Ids.next()));
        refused(Code.NOT_FOUND, () -> room.drawing.copy(room.writer, new Copied("01/BV1", "9", null, null, null)));
    }

    private String inForce() {
        return room.all().inForce(RECORD, room.clock.instant()).orElseThrow().version();
    }

    private String text(String linkId) {
        return room.all().version(RECORD, "1").orElseThrow().answered().stream()
                .filter(item -> item.linkId().equals(linkId))
                .findFirst()
                .orElseThrow()
                .text();
    }
}
