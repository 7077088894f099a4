package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.intake.ToldNotice.DocumentStated;
import vn.emr.core.record.ClinicalDocument;
import vn.emr.core.record.ClinicalDocument.Relation;
import vn.emr.core.record.Coded;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.store.Content;

/** Documents of the HIS end alike in every order of arrival: written, changed, added to, replaced, taken back. */
class DocumentsInAnyOrderTest extends Sending {
    private static final Coded LETTER = new Coded("GRV", "L", "Giấy ra viện");

    private static DocumentStated document(
            String patient, String key, int minute, String content, ResultStatus status, String author) {
        return new DocumentStated(
                Talk.number(patient),
                Talk.at(minute),
                null,
                key,
                new StatedDocument(
                        key,
                        content == null ? null : LETTER,
                        content == null ? null : LETTER.text(),
                        content == null ? null : "text/plain",
                        content == null ? null : content.getBytes(StandardCharsets.UTF_8),
                        status,
                        null,
                        false),
                author,
                null,
                null,
                content == null ? 0 : 1);
    }

    private static DocumentStated about(DocumentStated d, Relation relation, String key) {
        return new DocumentStated(
                d.who(), d.stated(), null, d.key(), d.document(), d.author(), relation, key, d.values());
    }

    private static DocumentStated takenBack(String patient, String key, int minute) {
        return document(patient, key, minute, null, ResultStatus.ENTERED_IN_ERROR, null);
    }

    /** Letter L of two parts is changed and taken back; M adds to it, N replaces it and is taken back before it is settled. */
    private static List<Notice[]> replaced(String p) {
        String l = "L" + p;
        String n = "N" + p;
        return List.of(
                new Notice[] {Talk.patient(p, 0, "Đặng Thị Ánh")},
                new Notice[] {
                    document(p, l, 1, "một", ResultStatus.PRELIMINARY, "BS Lê Hà"),
                    document(p, l + "/2", 1, "phụ lục", ResultStatus.PRELIMINARY, "BS Lê Hà")
                },
                new Notice[] {document(p, l, 3, "hai", ResultStatus.FINAL, null)},
                new Notice[] {about(document(p, "M" + p, 4, "bổ sung", ResultStatus.FINAL, null), Relation.ADDENDUM, l)
                },
                new Notice[] {takenBack(p, l, 5)},
                new Notice[] {about(document(p, n, 6, "ba", ResultStatus.FINAL, null), Relation.REPLACEMENT, l)},
                new Notice[] {takenBack(p, n, 7)},
                new Notice[] {document(p, n, 8, null, ResultStatus.PRELIMINARY, "BS Trần An")});
    }

    /** A letter is taken back and written again, without its second part. */
    private static List<Notice[]> writtenAgain(String p) {
        String l = "L" + p;
        return List.of(
                new Notice[] {Talk.patient(p, 0, "Trần Thị Bình")},
                new Notice[] {
                    document(p, l, 1, "một", ResultStatus.FINAL, "BS Lê Hà"),
                    document(p, l + "/2", 1, "phụ lục", ResultStatus.FINAL, "BS Lê Hà")
                },
                new Notice[] {takenBack(p, l, 5)},
                new Notice[] {document(p, l, 9, "hai", ResultStatus.FINAL, "BS Trần An")});
    }

    @Test
    void a_replaced_and_withdrawn_document_ends_alike_in_every_order() {
        replaced("-").forEach(this::send);
        List<String> expected = documents("-");
        assertEquals(
                List.of(
                        "L- ENTERED_IN_ERROR hai BS Lê Hà - -",
                        "L-/2 ENTERED_IN_ERROR phụ lục BS Lê Hà - -",
                        "M- FINAL bổ sung - ADDENDUM L-",
                        "N- ENTERED_IN_ERROR ba BS Trần An REPLACEMENT L-"),
                expected);
        endsAlike(150, new Random(20261121), DocumentsInAnyOrderTest::replaced, expected);
    }

    @Test
    void a_document_written_again_after_it_was_taken_back_ends_alike_in_every_order() {
        writtenAgain("-").forEach(this::send);
        List<String> expected = documents("-");
        assertEquals(List.of("L- FINAL hai BS Trần An - -", "L-/2 ENTERED_IN_ERROR phụ lục BS Lê Hà - -"), expected);
        endsAlike(60, new Random(20261122), DocumentsInAnyOrderTest::writtenAgain, expected);
    }

    /** The story of one patient after the other, each told in another order, ends as expected of patient "-". */
    private void endsAlike(
            int shuffles, Random random, Function<String, List<Notice[]>> storyOf, List<String> expected) {
        for (int i = 0; i < shuffles; i++) {
            String p = "P" + i;
            List<Notice[]> story = new ArrayList<>(storyOf.apply(p));
            Collections.shuffle(story, random);
            story.forEach(this::send);
            settle(p);
            assertEquals(renamed(expected, p), documents(p), () -> words(story));
        }
        assertEquals(0, house.count("parked where state = 'WAITING'"));
    }

    @Test
    void taking_back_a_document_nobody_has_sent_waits_for_it_and_for_no_other() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"), Talk.patient("B", 0, "Trần Thị Bình"));
        Outcome waiting = send(takenBack("A", "L1", 5));
        assertEquals(Outcome.Kind.PARKED, waiting.kind());
        assertEquals(Code.NOT_APPLICABLE, waiting.code());
        send(document("A", "L2", 1, "khác", ResultStatus.FINAL, null));
        settle("A");
        assertEquals(1, house.count("parked where state = 'WAITING'"), "another document wakes nothing");
        send(document("B", "L1", 1, "của người khác", ResultStatus.FINAL, null));
        settle("A");
        settle("B");
        assertEquals(1, house.count("parked where state = 'WAITING'"), "the number under another patient is not it");
        assertEquals(0, house.count("clinical_document where status = 'ENTERED_IN_ERROR'"));
    }

    @Test
    void a_wake_up_lost_in_a_crash_is_found_later() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"));
        send(takenBack("A", "L1", 5));
        assertEquals(List.of(), house.intake.overdue(10));
        house.database.update("update parked_wait set system = 'lost ' || system");
        send(document("A", "L1", 1, "một", ResultStatus.FINAL, null));
        assertEquals(1, house.intake.overdue(10).size());
        house.database.update("update parked set changed_at = changed_at + interval '5 seconds'");
        assertEquals(1, house.intake.overdue(10).size(), "its transaction began later and committed first");
        house.database.update("update parked set changed_at = changed_at + interval '2 minutes'");
        assertEquals(0, house.intake.overdue(10).size(), "it was judged with the document in sight");
        house.database.update("update parked set changed_at = changed_at - interval '2 minutes'");
        assertEquals(1, inbox.applyOverdue());
        settle("A");
        assertEquals(1, house.count("clinical_document where status = 'ENTERED_IN_ERROR'"));
        assertEquals(List.of(), house.intake.overdue(10));
    }

    @Test
    void a_document_sent_again_unchanged_makes_no_new_version_and_a_later_one_does() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"), document("A", "L1", 2, "một", ResultStatus.FINAL, null));
        Outcome same = send(document("A", "L1", 2, "một", ResultStatus.FINAL, null));
        assertTrue(same.remarks().contains("nothing new about a document"));
        Outcome older = send(document("A", "L1", 1, "không", ResultStatus.PRELIMINARY, null));
        assertTrue(older.remarks().contains("an older statement about a document; the newer one stays"));
        assertEquals(1, versions());
        send(document("A", "L1", 3, "một", ResultStatus.FINAL, null));
        assertEquals(2, versions());
    }

    @Test
    void a_version_written_before_the_times_of_facts_were_kept_is_read_as_said_at_once() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"), document("A", "L1", 4, "một", ResultStatus.FINAL, "BS Lê Hà"));
        String today = content();
        assertTrue(today.contains("\"said\""), "the times are kept");
        ClinicalDocument old = (ClinicalDocument) Content.read(NounKind.CLINICAL_DOCUMENT, withoutSaid(today));
        assertNull(old.said());
        Instant all = Talk.at(4);
        assertEquals(new ClinicalDocument.Said(all, all, all, all, all, all, all, null), old.whenSaid());
        assertEquals(Content.canonical(withoutSaid(today)), Content.write(old), "and written again it is the same");
    }

    private static String withoutSaid(String json) {
        return json.replaceFirst("\"said\": ?\\{[^}]*}, ?", "");
    }

    private String content() {
        return house.database
                .first("select content from revision where kind = 'CLINICAL_DOCUMENT'", r -> r.text("content"))
                .orElseThrow();
    }

    private long versions() {
        return house.count("revision where kind = 'CLINICAL_DOCUMENT'");
    }

    /** Number, status, text, author and relation of each document, from its newest version. */
    private List<String> documents(String patient) {
        return house.database.query(
                """
                select d.document_key || ' ' || d.status || ' ' || d.sha256 || ' ' || coalesce(r.content->>'author', '-')
                  || ' ' || coalesce(d.relation, '-') || ' ' || coalesce(d.related_key, '-') as document, d.sha256
                from clinical_document d join revision r on r.noun_id = d.document_id and r.version = d.version
                where d.patient_id = ? order by d.document_key
                """, r -> r.text("document").replace(r.text("sha256"), text(r.text("sha256"))), id(patient));
    }

    private String text(String sha256) {
        return new String(house.blobs.get(sha256), StandardCharsets.UTF_8);
    }

    private static List<String> renamed(List<String> documents, String patient) {
        return documents.stream()
                .map(d -> d.replaceAll("([LMN])-", "$1" + patient))
                .toList();
    }

    private static String words(List<Notice[]> story) {
        StringBuilder words = new StringBuilder();
        story.forEach(notices -> words.append(notices[0].getClass().getSimpleName())
                .append(' ')
                .append(notices[0].stated())
                .append('\n'));
        return words.toString();
    }
}
