package vn.emr.core.destruction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Purpose;
import vn.emr.core.destruction.Destruction.Act;
import vn.emr.core.destruction.Destruction.Line;
import vn.emr.core.destruction.DestructionLists.Begun;
import vn.emr.core.destruction.DestructionLists.LeftOut;
import vn.emr.core.destruction.DestructionRoom.Kept;
import vn.emr.core.destruction.DestructionSteps.Decided;
import vn.emr.core.folder.FolderTerms;
import vn.emr.core.record.RecordFolder.Hold;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.Sheet;
import vn.emr.core.store.HistoryCheck;
import vn.emr.core.store.StoreFault;

/** Records whose term is over are destroyed after two others approved, whatever interrupts it, and nothing else is. */
class DestructionTest {
    private static final Hold HOLD = new Hold("Vụ án", Instant.parse("2020-01-01T00:00:00Z"), "Lưu trữ");

    private DestructionRoom room;

    @TempDir
    Path data;

    @BeforeEach
    void come() {
        room = new DestructionRoom(data);
    }

    @Test
    void only_records_whose_own_term_is_over_and_that_nothing_holds_are_listed() {
        Kept old = room.record("Hết hạn", 2012);
        Kept young = room.record("Còn hạn", room.today().getYear() - 5);
        Kept held = room.record(room.hospital.patient("Có lệnh giữ"), 2012, HOLD);
        Kept accident = room.record("Tai nạn", 2012);
        room.hospital.condition(accident.patient(), accident.visit(), "V23", "Tai nạn giao thông");
        Kept reopened = room.record("Mở lại", 2012);
        room.now(reopened, State.CLOSED, null);
        assertEquals(
                List.of(old.folder(), held.folder(), accident.folder()).stream()
                        .sorted()
                        .toList(),
                room.lists.candidates(room.clerk, null).folders().stream()
                        .map(FolderTerms.Old::id)
                        .sorted()
                        .toList(),
                "what is old enough is offered; each is judged when it is listed");
        Begun begun = room.lists.begin(
                room.clerk,
                new DestructionLists.Asked(
                        "Kế hoạch 12/KH-BV",
                        List.of(
                                old.folder(),
                                young.folder(),
                                held.folder(),
                                accident.folder(),
                                reopened.folder(),
                                Ids.next())));
        assertEquals(
                List.of(old.folder()),
                begun.destruction().lines().stream().map(Line::folder).toList());
        assertEquals(
                List.of("TERM", "HELD", "TERM", "NOT_ARCHIVED", "NOT_FOUND"),
                begun.leftOut().stream().map(LeftOut::reason).toList());
        assertEquals(
                "LISTED",
                room.lists
                        .begin(room.clerk, new DestructionLists.Asked("Lần nữa", List.of(old.folder())))
                        .leftOut()
                        .getFirst()
                        .reason());
    }

    @Test
    void two_approve_who_had_no_part_in_it_and_the_database_knows_it_too() {
        Kept old = room.record("Hết hạn", 2012);
        Caller both = room.hospital.with(
                room.clerk.id(),
                List.of(room.clerk.roles().getFirst(), room.director.roles().getFirst()));
        Destruction d = room.listed(old);
        refused(Code.CONFLICT, () -> room.steps.approve(room.director, d.id(), new Decided(0, null)));
        Destruction appraised = room.steps.appraise(both, d.id(), DestructionRoom.appraisal(d));
        refused(Code.NOT_APPLICABLE, () -> room.steps.approve(both, d.id(), new Decided(1, null)));
        refused(Code.CONFLICT, () -> room.steps.start(room.clerk, d.id(), new Decided(1, null)));
        room.steps.approve(room.director, d.id(), new Decided(appraised.version(), null));
        refused(Code.NOT_APPLICABLE, () -> room.steps.approve(room.director, d.id(), new Decided(2, null)));
        refused(Code.CONFLICT, () -> room.steps.start(room.clerk, d.id(), new Decided(2, null)));
        refused(Code.CONFLICT, () -> room.steps.approve(room.planner, d.id(), new Decided(1, null)));
        assertThrows(StoreFault.class, () -> act(d.id(), 3, "APPROVED", room.director), "twice");
        assertThrows(StoreFault.class, () -> act(d.id(), 3, "APPROVED", room.clerk), "the own list");
        assertThrows(StoreFault.class, () -> act(d.id(), 3, "STARTED", room.clerk), "one is not two");
        assertThrows(StoreFault.class, () -> destroy(d.id(), old.folder()), "nor by the door itself");
        assertThrows(
                StoreFault.class,
                () -> room.hospital.database.update(
                        "insert into destruction_outcome (destruction_id, folder_id, at) values (?, ?, now())",
                        d.id(),
                        old.folder()),
                "nobody says it is gone");
        room.steps.approve(room.planner, d.id(), new Decided(2, null));
        assertThrows(StoreFault.class, () -> destroy(d.id(), old.folder()), "it was not begun");
        assertEquals(1, room.rows("record_folder"));
        room.steps.start(room.clerk, d.id(), new Decided(3, null));
        refused(
                Code.CONFLICT,
                () -> room.steps.withdraw(room.clerk, d.id(), new Decided(4, "Đã bắt đầu thì không rút lại")));
        assertNull(destroy(d.id(), old.folder()));
        assertEquals(0, room.rows("record_folder"));
    }

    @Test
    void who_may_not_list_or_approve_does_neither_and_is_traced() {
        Kept old = room.record("Hết hạn", 2012);
        Destruction d = room.appraised(old);
        int before = room.hospital.audits("REFUSED");
        refused(Code.FORBIDDEN, () -> room.lists.candidates(room.doctor, null));
        refused(Code.FORBIDDEN, () -> room.lists.begin(room.director, null));
        refused(Code.FORBIDDEN, () -> room.steps.approve(room.clerk, d.id(), new Decided(1, null)));
        refused(Code.FORBIDDEN, () -> room.steps.start(room.director, d.id(), new Decided(1, null)));
        refused(Code.FORBIDDEN, () -> room.destructions.list(room.doctor));
        refused(Code.FORBIDDEN, () -> room.destructions.minutes(room.doctor, d.id()));
        refused(Code.NOT_FOUND, () -> room.destructions.minutes(room.clerk, d.id()));
        refused(Code.NOT_FOUND, () -> room.destructions.one(room.clerk, Ids.next()));
        assertEquals(before + 8, room.hospital.audits("REFUSED"));
        assertEquals(List.of(Act.APPROVED, Act.REFUSED), allowed(room.director, d));
        assertEquals(List.of(Act.WITHDRAWN), allowed(room.clerk, d));
    }

    @Test
    void a_refusal_and_a_withdrawal_end_it_with_a_reason_and_the_record_may_be_listed_again() {
        Kept old = room.record("Hết hạn", 2012);
        Destruction d = room.appraised(old);
        refused(Code.MALFORMED_FIELD, () -> room.steps.refuse(room.director, d.id(), new Decided(1, " ")));
        room.steps.refuse(room.director, d.id(), new Decided(1, "Cần cho nghiên cứu"));
        refused(Code.CONFLICT, () -> room.steps.approve(room.planner, d.id(), new Decided(2, null)));
        Destruction again = room.listed(old);
        room.steps.withdraw(room.clerk, again.id(), new Decided(0, "Lập lại"));
        assertEquals(
                Destruction.State.WITHDRAWN,
                room.destructions.one(room.clerk, again.id()).state());
        assertEquals(1, room.listed(old).lines().size());
    }

    @Test
    void an_appraisal_says_of_every_record_who_found_what() {
        Destruction d = room.listed(room.record("Một", 2012), room.record("Hai", 2012));
        UUID one = d.lines().getFirst().folder();
        UUID two = d.lines().getLast().folder();
        Appraisal.Result gone = new Appraisal.Result(one, true, null, null);
        Appraisal.Result kept = new Appraisal.Result(two, false, room.today().plusYears(5), "Ca bệnh hiếm");
        malformed("/members", d, DestructionRoom.MEMBERS.subList(0, 2), gone, kept);
        malformed("/results", d, DestructionRoom.MEMBERS, gone);
        malformed("/results/1", d, DestructionRoom.MEMBERS, gone, gone);
        malformed(
                "/results/1/keepUntil",
                d,
                DestructionRoom.MEMBERS,
                gone,
                new Appraisal.Result(two, false, room.today(), "Ca bệnh hiếm"));
        malformed(
                "/results/1/reason",
                d,
                DestructionRoom.MEMBERS,
                gone,
                new Appraisal.Result(two, false, room.today().plusYears(5), null));
        Destruction said =
                room.steps.appraise(room.clerk, d.id(), new Appraisal(0, DestructionRoom.MEMBERS, List.of(gone, kept)));
        assertEquals(3, said.members().size());
        room.steps.approve(room.director, d.id(), new Decided(1, null));
        room.steps.approve(room.planner, d.id(), new Decided(2, null));
        room.steps.start(room.clerk, d.id(), new Decided(3, null));
        room.run();
        assertEquals(1, room.rows("record_folder where folder_id = ?", two), "what is kept on stays");
        assertEquals(0, room.rows("record_folder where folder_id = ?", one));
    }

    @Test
    void everything_of_the_visit_is_gone_and_nothing_of_another() throws IOException {
        UUID patient = room.hospital.patient("Hai đợt điều trị");
        Kept old = room.record(patient, 2012, null);
        Kept young = room.record(patient, room.today().getYear() - 2, null);
        Sheet scanned = room.sheet(old);
        UUID lone = room.message("chỉ đợt cũ", scanned);
        UUID shared = room.message("cả hai đợt", room.sheet(old), room.sheet(young));
        room.hospital.condition(patient, old.visit(), "I10", "Tăng huyết áp");
        String file = room.blobs.put(new byte[] {1, 2, 3});
        String same = room.blobs.put(new byte[] {4, 5, 6});
        room.hospital.document(patient, old.visit(), "application/pdf", file, 3);
        room.hospital.document(patient, old.visit(), "application/pdf", same, 3);
        room.hospital.document(patient, young.visit(), "application/pdf", same, 3);
        String page = room.blobs.put(new byte[] {7, 8, 9});
        room.hospital.database.update(
                "insert into scan_blob (sha256, tenant_id, patient_id, sheet_id) values (?, ?, ?, ?)",
                page,
                room.hospital.tenant,
                patient,
                scanned.id());
        for (String name : List.of(file, same, page)) {
            Files.setLastModifiedTime(path(name), FileTime.from(room.now.minus(Duration.ofDays(9))));
        }
        Destruction d = room.started(old);
        room.run();
        Destruction done = room.destructions.one(room.clerk, d.id());
        assertEquals(Destruction.State.ENDED, done.state());
        assertEquals(1, done.destroyed());
        assertEquals(
                0,
                room.rows(
                        "revision where noun_id = ? or content->>'encounterId' = ?",
                        old.visit(),
                        old.visit().toString()));
        for (String table : List.of("encounter", "department_stay", "condition", "sheet", "clinical_document")) {
            assertEquals(0, room.rows(table + " where encounter_id = ?", old.visit()), table);
        }
        assertEquals(1, room.rows("encounter where encounter_id = ?", young.visit()));
        assertEquals(1, room.rows("sheet where encounter_id = ?", young.visit()));
        assertEquals(1, room.rows("revision where kind = 'PATIENT' and patient_id = ?", patient));
        assertEquals("", room.body(lone));
        assertEquals("cả hai đợt", room.body(shared));
        refused(Code.DESTROYED, () -> room.blobs.content(new byte[0], null, 12));
        assertFalse(room.blobs.exists(file));
        assertFalse(room.blobs.exists(page), "a scanned page");
        assertEquals(0, room.rows("scan_blob where sheet_id = ?", scanned.id()));
        assertTrue(room.blobs.exists(same));
        assertEquals(List.of(), HistoryCheck.differences(room.hospital.database));
        assertEquals(1, room.rows("destroyed_folder where archive_number = 'LT1'"));
        assertEquals(1, room.rows("audit_event where kind = 'DESTRUCTION' and object_id = ?", old.folder()));
        Grant grant = room.access.open(room.clerk, Purpose.RECORD_KEEPING, patient);
        refused(Code.DESTROYED, () -> room.folders.page(grant, old.folder()));
        refused(Code.NOT_FOUND, () -> room.folders.page(grant, Ids.next()));
        assertEquals(
                young.folder(),
                room.folders.page(grant, young.folder()).folder().id());
    }

    @Test
    void who_kept_the_only_record_of_a_person_is_told_that_it_is_gone_and_others_are_told_nothing() {
        Kept old = room.record("Một đợt", 2012);
        room.started(old);
        room.run();
        Grant grant = room.access.open(room.clerk, Purpose.RECORD_KEEPING, old.patient());
        Refusal gone = refused(Code.DESTROYED, () -> room.folders.page(grant, old.folder()));
        assertTrue(gone.getMessage().endsWith("1/" + room.today().getYear()), gone.getMessage());
        refused(Code.FORBIDDEN, () -> room.access.open(room.doctor, Purpose.TREATMENT, old.patient()));
    }

    @Test
    void what_came_between_approval_and_its_turn_keeps_the_record_and_the_minutes_say_so() throws IOException {
        Map<String, Kept> records = new TreeMap<>();
        for (String why : List.of(
                "CHANGED",
                "EXPORTED",
                "FORBIDDEN",
                "HELD",
                "LABEL",
                "LENT",
                "NOT_ARCHIVED",
                "REQUESTED",
                "SUBJECT",
                "TERM")) {
            records.put(why, room.record(why, 2012));
        }
        Kept free = room.record("Không vướng", 2012);
        records.put("", free);
        Destruction d = room.started(records.values().toArray(Kept[]::new));
        room.hospital.condition(
                records.get("TERM").patient(), records.get("TERM").visit(), "F20", "Tâm thần phân liệt");
        room.now(records.get("HELD"), State.ARCHIVED, HOLD);
        room.now(records.get("NOT_ARCHIVED"), State.CLOSED, null);
        room.hospital.toldBy(
                Ids.next(),
                records.get("CHANGED").visit(),
                records.get("CHANGED").patient(),
                "OTHER-1");
        meanwhile(records);
        room.run();
        Destruction done = room.destructions.one(room.clerk, d.id());
        Map<String, String> outcomes = new TreeMap<>();
        records.forEach((why, kept) -> done.lines().stream()
                .filter(line -> line.folder().equals(kept.folder()))
                .forEach(line -> outcomes.put(
                        why,
                        line.outcome().leftOut() == null ? "" : line.outcome().leftOut())));
        Map<String, String> expected =
                records.keySet().stream().collect(Collectors.toMap(why -> why, why -> why, (a, b) -> a, TreeMap::new));
        assertEquals(expected, outcomes);
        assertEquals(1, done.destroyed());
        assertEquals(10, done.leftOut());
        String minutes = text(room.destructions.minutes(room.clerk, d.id()));
        assertTrue(minutes.contains("đang cho mượn"), minutes);
        assertTrue(minutes.contains("có lệnh giữ"), minutes);
    }

    private void meanwhile(Map<String, Kept> records) {
        var db = room.hospital.database;
        UUID tenant = room.hospital.tenant;
        Kept lent = records.get("LENT");
        db.update("""
                insert into lending (id, tenant_id, folder_id, patient_id, borrower, unit, purpose, lent_at, lent_by, due_on)
                values (gen_random_uuid(), ?, ?, ?, 'Khoa Nội', 'Khoa Nội', 'TREATMENT', now(), ?, current_date + 3)
                """, tenant, lent.folder(), lent.patient(), room.clerk.id());
        Kept exported = records.get("EXPORTED");
        UUID export = Ids.next();
        db.update("""
                insert into record_export (id, tenant_id, account_id, begun_at, with_pdf, purpose, ground, receiver, folders)
                values (?, ?, ?, now(), false, 'REPORTING', 'LEGAL_DUTY', 'Sở Y tế', 1)
                """, export, tenant, room.clerk.id());
        db.update(
                "insert into record_export_folder (export_id, place, folder_id, patient_id) values (?, 0, ?, ?)",
                export,
                exported.folder(),
                exported.patient());
        db.update("""
                with d as (insert into disclosure (id, tenant_id, year, seq, patient_id, received_at, made_at, made_by)
                           values (gen_random_uuid(), ?, 2026, 1, ?, now(), now(), ?) returning id, made_by),
                v as (insert into disclosure_version (disclosure_id, version, made_at, made_by, requester, name, identity_kind,
                                                      identity_number, basis, purpose, forms, scope, way, due_on)
                      select id, 1, now(), made_by, 'PATIENT', 'Người bệnh', 'CCCD', '000', 'x', 'x', '{COPY}', 'x', 'IN_PERSON',
                             current_date + 5 from d)
                insert into disclosure_step (disclosure_id, step, kind, at, by, version) select id, 1, 'RECEIVED', now(), made_by, 1 from d
                """, tenant, records.get("REQUESTED").patient(), room.clerk.id());
        db.update("""
                insert into subject_request (id, tenant_id, patient_id, number, kind, asked_by, channel, words, others, received_at,
                                             recorded_at, recorded_by)
                values (gen_random_uuid(), ?, ?, 'BN1', 'VIEW', 'PATIENT', 'SIGNED_PAPER', 'Xin xem dữ liệu', false, now(), now(), ?)
                """, tenant, records.get("SUBJECT").patient(), room.clerk.id());
        Kept hidden = records.get("LABEL");
        UUID document = room.hospital.document(hidden.patient(), hidden.visit(), "application/pdf", "0".repeat(64), 1);
        label(hidden.patient(), "CLINICAL_DOCUMENT", document);
        UUID closed = records.get("FORBIDDEN").patient();
        label(closed, "PATIENT", closed);
    }

    private void label(UUID patient, String part, UUID object) {
        room.hospital.database.update("""
                insert into labelled (id, tenant_id, label_id, patient_id, part, object_id, put_at, put_by, reason)
                select gen_random_uuid(), tenant_id, label_id, ?, ?, ?, now(), ?, 'Người bệnh yêu cầu'
                from label_now where tenant_id = ? limit 1
                """, patient, part, object, room.clerk.id(), room.hospital.tenant);
    }

    @Test
    void killed_anywhere_it_goes_on_with_the_next_record_and_ends_alike() {
        Kept[] records = new Kept[4];
        for (int i = 0; i < records.length; i++) {
            records[i] = room.record("Người " + i, 2012);
            room.message("bản tin " + i, room.sheet(records[i]));
        }
        Destruction d = room.started(records);
        // Four records and the end: a server is killed before each of these steps and another goes on.
        for (int i = 0; i < 5; i++) {
            room.runner = room.runner();
            if (i < 4) {
                killedWhileDestroying(d.id(), records[i].folder());
                assertEquals(4 - i, room.rows("record_folder"), "wholly there, or wholly gone");
            }
            assertTrue(room.runner.step());
        }
        room.runner = room.runner();
        assertFalse(room.runner.step());
        assertEquals(4, room.destructions.one(room.clerk, d.id()).destroyed());
        assertEquals(0, room.rows("revision where kind <> 'PATIENT'"));
        assertEquals(4, room.rows("audit_event where kind = 'DESTRUCTION' and object_kind = 'RECORD_FOLDER'"));
        assertEquals(4, room.rows("destroyed_message"));
        byte[] minutes = room.destructions.minutes(room.clerk, d.id());
        room.now = room.now.plus(Duration.ofHours(1));
        assertArrayEquals(
                minutes,
                room.hospital.database.inTransaction(
                        t -> new Minutes(new vn.emr.core.printing.SheetPrint()).of(t, room.hospital.tenant, d.id())),
                "the same round gives the same bytes");
    }

    @Test
    void when_who_began_it_may_no_longer_the_rest_is_kept() {
        Kept one = room.record("Một", 2012);
        Kept two = room.record("Hai", 2012);
        Destruction d = room.started(one, two);
        room.runner.step();
        room.hospital.database.update("update account set enabled = false where id = ?", room.clerk.id());
        room.run();
        Destruction done = room.destructions.one(room.director, d.id());
        assertEquals(1, done.destroyed());
        assertEquals("NOT_ALLOWED", done.lines().getLast().outcome().leftOut());
        assertEquals(1, room.rows("record_folder where folder_id = ?", two.folder()));
    }

    @Test
    void the_minutes_list_every_record_who_appraised_who_approved_and_how_and_name_no_patient() throws IOException {
        Kept old = room.record("Nguyễn Thị Không Tên", 2012);
        Destruction d = room.started(old);
        refused(Code.NOT_FOUND, () -> room.destructions.minutes(room.clerk, d.id()));
        room.run();
        String minutes = text(room.destructions.minutes(room.clerk, d.id()));
        for (String said : List.of(
                "Kế hoạch 12/KH-BV",
                "LT1",
                "10 năm",
                "31/12/2022",
                "Trần Một",
                "giamdoc",
                "khth",
                "Đã tiêu hủy",
                "bản sao lưu")) {
            assertTrue(minutes.contains(said), said + " in " + minutes);
        }
        assertFalse(minutes.contains("Không Tên"));
    }

    private void killedWhileDestroying(UUID id, UUID folder) {
        assertThrows(
                IllegalStateException.class,
                () -> room.hospital.database.run(t -> {
                    t.query("select destroy_folder(?, ?, now()) as left_out", row -> row.text("left_out"), id, folder);
                    throw new IllegalStateException("killed before it was committed");
                }));
    }

    @Test
    void the_door_knows_every_table_that_holds_something_of_a_visit() {
        assertEquals(
                List.of("audit_event", "immunization"),
                room.hospital.database.query("""
                        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
                        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                          and a.attname = 'encounter_id'
                          and pg_get_functiondef('destroy_folder(uuid, uuid, timestamptz)'::regprocedure)
                              not like '%delete from ' || c.relname || ' x%'
                        order by 1
                        """, row -> row.text("relname")),
                "a new table has its line in the door, or stays for a reason");
    }

    private List<Act> allowed(Caller caller, Destruction d) {
        return room.destructions.one(caller, d.id()).allowed();
    }

    private void act(UUID id, int number, String act, Caller who) {
        room.hospital.database.update(
                "insert into destruction_act (destruction_id, number, act, at, account_id) values (?, ?, ?, now(), ?)",
                id,
                number,
                act,
                who.id());
    }

    private String destroy(UUID id, UUID folder) {
        return room.hospital
                .database
                .query("select destroy_folder(?, ?, now()) as left_out", row -> row.text("left_out"), id, folder)
                .getFirst();
    }

    private void malformed(String at, Destruction d, List<Destruction.Member> members, Appraisal.Result... results) {
        Refusal refusal = refused(
                Code.MALFORMED_FIELD,
                () -> room.steps.appraise(room.clerk, d.id(), new Appraisal(0, members, List.of(results))));
        assertEquals(List.of(at), refusal.fields());
    }

    private Path path(String blob) {
        return data.resolve("blobs")
                .resolve(blob.substring(0, 2))
                .resolve(blob.substring(2, 4))
                .resolve(blob);
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return Normalizer.normalize(new PDFTextStripper().getText(document), Normalizer.Form.NFC)
                    .replaceAll("\\s+", " ");
        }
    }

    private static Refusal refused(Code code, Executable act) {
        Refusal refusal = assertThrows(Refusal.class, act);
        assertEquals(code, refusal.code(), refusal.getMessage());
        return refusal;
    }
}
