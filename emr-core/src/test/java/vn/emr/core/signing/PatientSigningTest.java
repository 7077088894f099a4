package vn.emr.core.signing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.PrintAccess.Visitor;
import vn.emr.core.record.Sheet;
import vn.emr.core.sheet.SheetChanges;
import vn.emr.core.signature.Verdict;
import vn.emr.core.signature.trial.TrialAuthority;
import vn.emr.core.signing.Drawing.Point;
import vn.emr.core.signing.Drawing.Stroke;
import vn.emr.core.signing.PatientAnswer.Match;
import vn.emr.core.signing.PatientAnswer.Method;
import vn.emr.core.signing.PatientAnswer.Relation;
import vn.emr.core.signing.PatientAnswer.Result;
import vn.emr.core.signing.PatientAnswer.Signer;
import vn.emr.core.store.BlobStore;
import vn.emr.core.testing.Role;

class PatientSigningTest {
    /** Giấy cam kết ra viện không theo chỉ định: the doctor signs, then the patient. */
    private static final String LEAVING = "46/BV2";

    private static final int PATIENTS = 0;
    private static final int DOCTORS = 1;
    private static final Visitor PHONE = new Visitor(null, "10.1.2.3", "Mozilla/5.0 (Điện thoại; Android 14)", "r-1");
    private static final Drawing DRAWN =
            new Drawing(List.of(new Stroke(List.of(new Point(20, 90), new Point(200, 30), new Point(420, 150)))));

    /** The row by which the door of destruction takes along what other rooms keep of a record. */
    private static final String DESTROYED = """
            with d as (insert into destruction (id, tenant_id, facility_id, year, seq, ground, made_at, made_by)
                       values ('%1$s', '%2$s', '%3$s', 2050, 1, 'over', now(), '%4$s'))
            insert into destroyed_folder (folder_id, tenant_id, facility_id, patient_id, destruction_id, archive_number, treatment,
                                          ended_on, kept_as, retain_until, versions, messages, at)
            values ('%5$s', '%2$s', '%3$s', '%6$s', '%1$s', '1', 'INPATIENT', '2020-01-01', 'USUAL', '2040-01-01', 1, 0, now())
            """;

    @TempDir
    Path data;

    private SigningRoom room;
    private SigningKeys.Key key;
    private Sheet sheet;

    @BeforeEach
    void open() {
        room = new SigningRoom(data);
        key = room.key(room.doctor);
        sheet = room.completed(room.doctor, LEAVING);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void a_patient_draws_their_name_and_who_led_them_seals_it_with_the_evidence() throws IOException {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        assertEquals("https://emr.example/patient-signing/" + token(begun), begun.address());
        assertTrue(begun.picture().size() > 30 && begun.picture().stream().allMatch(row -> row.matches("[01]+")));
        PatientPage.Asked asked = room.patientPage.asked(PHONE, token(begun));
        assertEquals(List.of("PATIENT", "WAITING"), List.of(asked.role(), asked.state()));
        assertNull(line(begun).seenAt());
        PatientPage.Shown shown = room.patientPage.document(PHONE, token(begun));
        assertEquals(BlobStore.name(shown.file()), shown.sha256());
        assertEquals("WAITING", line(begun).state());
        assertTrue(line(begun).seenAt() != null && line(begun).mine());

        room.patientPage.sign(PHONE, token(begun), drawn(shown));
        PatientSignings.Line line = line(begun);
        assertEquals("SIGNED", line.state());
        assertEquals(Method.DRAWN, line.said().method());
        byte[] drawing = room.patientSignings.drawing(room.doctor, room.open(room.doctor), sheet.id(), begun.id());
        PatientSeals.Sealed sealed = confirm(room.doctor, key, begun, null);

        SheetSignatures.Place place = room.page(room.doctor, sheet).places().get(PATIENTS);
        assertEquals("Nguyễn Văn Mẫu", place.signature().signer());
        assertEquals(Method.DRAWN, place.signature().patient().method());
        assertNull(place.signature().patient().relation());
        assertEquals(name(room.doctor), place.signature().patient().sealedBy());
        assertFalse(place.waits());
        byte[] file = room.documents.file(room.doctor, room.open(room.doctor), sheet.id(), null, null);
        assertArrayPrefix(shown.file(), file);
        SignatureLookup.Verified verified = room.lookup.file(room.hospital.tenant, file);
        assertEquals(
                List.of(Verdict.State.VALID, Verdict.State.VALID),
                verified.signatures().stream().map(Verdict::state).toList());
        SignatureLookup.Confirmation confirmation = verified.confirmations().getFirst();
        assertEquals(1, confirmation.signature());
        assertTrue(confirmation.words().startsWith("Người bệnh ký (vẽ tay), do " + name(room.doctor)));
        assertFalse(confirmation.words().contains("Nguyễn Văn Mẫu"));
        assertEquals(
                1,
                room.lookup.byCode(PHONE, sealed.documentId()).confirmations().size());

        JsonNode evidence = new ObjectMapper().readTree(evidence(file));
        assertEquals(shown.sha256(), evidence.get("document").asText());
        assertEquals(
                shown.sha256(),
                BlobStore.name(Arrays.copyOf(file, evidence.get("bytes").asInt())));
        assertEquals("10.1.2.3", evidence.get("address").asText());
        assertEquals(name(room.doctor), evidence.get("witness").asText());
        assertArrayEquals(drawing, room.blobs.get(evidence.get("drawing").asText()));
        assertArrayEquals(
                drawing, room.patientSignings.drawing(room.doctor, room.open(room.doctor), sheet.id(), begun.id()));
        assertEquals("CONFIRMED", line(begun).state());
        assertNull(line(begun).said(), "what is sealed is not kept twice");
        assertEquals(
                1,
                count("select count(*) as n from patient_signature where method = 'DRAWN' and device like 'Mozilla%'"));
        assertEquals("CONFIRMED", room.patientPage.asked(PHONE, token(begun)).state());
    }

    @Test
    void a_representative_signs_by_the_code_that_the_staff_sees() throws IOException {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        PatientPage.Shown shown = room.patientPage.document(PHONE, token(begun));
        refused(
                Code.MALFORMED_FIELD,
                () -> room.patientPage.sign(PHONE, token(begun), byCode(shown, other(begun.code()), Relation.CHILD)));
        refused(
                Code.REQUIRED_FIELD_MISSING,
                () -> room.patientPage.sign(PHONE, token(begun), byCode(shown, begun.code(), null)));
        room.patientPage.sign(PHONE, token(begun), byCode(shown, begun.code(), Relation.CHILD));
        confirm(room.doctor, key, begun, room.nurse.id());

        SheetSignatures.Signature signature =
                room.page(room.doctor, sheet).places().get(PATIENTS).signature();
        assertEquals("Nguyễn Thị Con", signature.signer());
        assertEquals(Relation.CHILD, signature.patient().relation());
        assertEquals(name(room.nurse), signature.patient().secondWitness());
        byte[] file = room.documents.file(room.doctor, room.open(room.doctor), sheet.id(), null, null);
        String evidence = evidence(file);
        assertTrue(evidence.contains("\"because\":\"Người bệnh hôn mê\""), evidence);
        assertTrue(evidence.getBytes(StandardCharsets.UTF_8).length <= 2048);
        SignatureLookup.Verified verified = room.lookup.file(room.hospital.tenant, file);
        assertTrue(
                verified.confirmations().getFirst().words().startsWith("Người đại diện (con) ký (mã xác nhận), do "));
    }

    @Test
    void of_a_finger_only_the_word_of_the_pad_is_taken() {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        PatientPage.Shown shown = room.patientPage.document(PHONE, token(begun));
        refused(
                Code.MALFORMED_FIELD,
                () -> room.patientPage.sign(PHONE, token(begun), answer(shown, Method.FINGERPRINT, null, null, null)));
        refused(
                Code.MALFORMED_FIELD,
                () -> room.patientPage.sign(
                        PHONE, token(begun), answer(shown, Method.FINGERPRINT, null, null, new Match(null, "P", "1"))));
        refused(
                Code.MALFORMED_FIELD,
                () -> room.patientPage.sign(
                        PHONE,
                        token(begun),
                        answer(shown, Method.FINGERPRINT, DRAWN, null, new Match(Result.MATCH, "Pad 3", "SN-9"))));
        room.patientPage.sign(
                PHONE,
                token(begun),
                answer(shown, Method.FINGERPRINT, null, null, new Match(Result.MATCH, "Pad 3", "SN-9")));
        confirm(room.doctor, key, begun, null);
        refused(
                Code.NOT_FOUND,
                () -> room.patientSignings.drawing(room.doctor, room.open(room.doctor), sheet.id(), begun.id()));
        assertEquals(
                1,
                count("select count(*) as n from patient_signature where evidence->'match'->>'serial' = 'SN-9'"
                        + " and drawing is null"));
    }

    @Test
    void five_wrong_codes_end_the_link_also_for_the_right_one() {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        PatientPage.Shown shown = room.patientPage.document(PHONE, token(begun));
        PatientAnswer wrong = answer(shown, Method.CODE, null, other(begun.code()), null);
        for (int i = 0; i < 5; i++) {
            refused(Code.MALFORMED_FIELD, () -> room.patientPage.sign(PHONE, token(begun), wrong));
        }
        refused(
                Code.NOT_FOUND,
                () -> room.patientPage.sign(PHONE, token(begun), answer(shown, Method.CODE, null, begun.code(), null)));
        assertEquals("FAILED", line(begun).state());
        assertEquals(5, traced("SIGN", false));
        assertNotEquals(begun.id(), begin().id(), "the staff may ask anew");
    }

    @Test
    void a_link_that_leads_nowhere_is_answered_like_one_that_is_over_and_each_is_traced() {
        doctorSigns();
        PatientSignings.Begun cancelled = begin();
        room.patientSignings.cancel(room.doctor, room.open(room.doctor), sheet.id(), cancelled.id());
        PatientSignings.Begun expired = begin();
        PatientPage.Shown shown = room.patientPage.document(PHONE, token(expired));
        room.hospital.database.update("update patient_signing set expires_at = now() where id = ?", expired.id());
        long before = traced("REFUSED", false);
        List<String> said = new ArrayList<>();
        for (String token : List.of("x", "A".repeat(43), token(cancelled), token(expired))) {
            for (Executable act : List.<Executable>of(
                    () -> room.patientPage.asked(PHONE, token),
                    () -> room.patientPage.document(PHONE, token),
                    () -> room.patientPage.refuse(PHONE, token, new PatientPage.Refusing("không ký")),
                    () -> room.patientPage.sign(PHONE, token, drawn(shown)))) {
                Refusal refusal = assertThrows(Refusal.class, act);
                said.add(refusal.code() + " " + refusal.getMessage() + refusal.fields());
            }
        }
        assertEquals(1, said.stream().distinct().count(), said::toString);
        assertEquals(before + 16, traced("REFUSED", false));
        assertEquals("EXPIRED", line(expired).state());
        refused(Code.CONFLICT, () -> confirm(room.doctor, key, expired, null));
        begin();
    }

    @Test
    void one_place_is_asked_once_at_a_time_and_answered_once() {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        refused(Code.CONFLICT, this::begin);
        PatientPage.Shown shown = room.patientPage.document(PHONE, token(begun));
        refused(Code.CONFLICT, () -> confirm(room.doctor, key, begun, null));
        room.patientPage.sign(PHONE, token(begun), drawn(shown));
        refused(Code.CONFLICT, () -> room.patientPage.sign(PHONE, token(begun), drawn(shown)));
        refused(
                Code.CONFLICT,
                () -> room.patientPage.refuse(PHONE, token(begun), new PatientPage.Refusing("không ký nữa")));
        confirm(room.doctor, key, begun, null);
        refused(Code.CONFLICT, () -> confirm(room.doctor, key, begun, null));
        refused(Code.CONFLICT, () -> room.patientPage.sign(PHONE, token(begun), drawn(shown)));
        refused(Code.CONFLICT, this::begin);
        refused(
                Code.CONFLICT,
                () -> room.patientSignings.cancel(room.doctor, room.open(room.doctor), sheet.id(), begun.id()));
        assertEquals(1, count("select count(*) as n from patient_signature"));
    }

    @Test
    void the_place_is_asked_of_a_patient_by_who_may_sign_when_its_turn_has_come() {
        refused(Code.NOT_YET, this::begin);
        assertFalse(room.page(room.doctor, sheet).places().get(PATIENTS).mayAsk());
        refused(Code.NOT_APPLICABLE, () -> begin(room.doctor, sheet, sheet.version(), DOCTORS));
        doctorSigns();
        refused(Code.CONFLICT, () -> begin(room.doctor, sheet, sheet.version() + 1, PATIENTS));
        refused(Code.CONFLICT, () -> begin(room.doctor, sheet, sheet.version(), 7));
        Caller student = room.somebody(Role.STUDENT);
        refused(Code.FORBIDDEN, () -> begin(student, sheet, sheet.version(), PATIENTS));
        assertFalse(room.page(student, sheet).places().get(PATIENTS).mayAsk());
        Sheet course = room.course(room.doctor);
        UUID entry = SigningRoom.entriesOf(course).getFirst().id();
        refused(
                Code.NOT_FOUND,
                () -> room.patientSignings.begin(
                        room.doctor,
                        room.open(room.doctor),
                        entry,
                        new PatientSignings.Asked(course.version(), 0),
                        "https://emr.example"));
        assertTrue(room.page(room.doctor, sheet).places().get(PATIENTS).mayAsk());
        assertFalse(room.page(room.doctor, sheet).places().get(PATIENTS).mayNow());
        PatientSignings.Begun begun = begin(room.nurse, sheet, sheet.version(), PATIENTS);
        refused(Code.FORBIDDEN, () -> room.patientSignings.cancel(student, room.open(student), sheet.id(), begun.id()));
    }

    @Test
    void a_document_that_changed_is_shown_anew_before_it_is_signed() {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        refused(
                Code.NOT_YET,
                () -> room.patientPage.sign(PHONE, token(begun), drawn(new PatientPage.Shown(null, null, hash()))));
        PatientPage.Shown shown = room.patientPage.document(PHONE, token(begun));
        byte[] longer = Arrays.copyOf(shown.file(), shown.file().length + 1);
        longer[longer.length - 1] = '\n';
        room.hospital.database.run(t -> SignedDocuments.append(
                t, shown.documentId(), 2, room.blobs.put(longer), longer.length, "EXTENDED", Instant.now()));
        refused(Code.CONFLICT, () -> room.patientPage.sign(PHONE, token(begun), drawn(shown)));
        PatientPage.Shown anew = room.patientPage.document(PHONE, token(begun));
        assertEquals(BlobStore.name(longer), anew.sha256());
        room.patientPage.sign(PHONE, token(begun), drawn(anew));
        confirm(room.doctor, key, begun, null);
    }

    @Test
    void a_phone_reads_the_pages_as_pictures_and_has_seen_it_with_the_last() throws IOException {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        PatientPage.Asked asked = room.patientPage.asked(PHONE, token(begun));
        assertTrue(asked.pages() > 0);
        for (int page = 1; page <= asked.pages(); page++) {
            assertNull(line(begun).seenAt());
            byte[] png = room.patientPage.page(PHONE, token(begun), asked.sha256(), page);
            assertTrue(ImageIO.read(new ByteArrayInputStream(png)).getWidth() > 1_000);
        }
        assertTrue(line(begun).seenAt() != null);
        refused(Code.NOT_FOUND, () -> room.patientPage.page(PHONE, token(begun), asked.sha256(), asked.pages() + 1));
        refused(Code.NOT_FOUND, () -> room.patientPage.page(PHONE, token(begun), asked.sha256(), 0));
        refused(Code.CONFLICT, () -> room.patientPage.page(PHONE, token(begun), hash(), 1));
        refused(Code.CONFLICT, () -> room.patientPage.page(PHONE, token(begun), null, 1));
        refused(Code.NOT_FOUND, () -> room.patientPage.page(PHONE, "x", asked.sha256(), 1));
    }

    @Test
    void of_a_sheet_that_was_taken_back_nothing_is_signed_any_more() {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        PatientPage.Shown shown = room.patientPage.document(PHONE, token(begun));
        room.patientPage.sign(PHONE, token(begun), drawn(shown));
        room.changes.revise(
                room.doctor,
                room.open(room.doctor),
                sheet.id(),
                new SheetChanges.Reasoned(sheet.version(), "ghi thiếu lý do"));
        refused(Code.CONFLICT, () -> confirm(room.doctor, key, begun, null));
        assertEquals(0, count("select count(*) as n from patient_signature"));
        assertEquals("SIGNED", line(begun).state());
    }

    @Test
    void who_led_the_patient_seals_it_with_their_own_key_and_pin() {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        room.patientPage.sign(PHONE, token(begun), drawn(room.patientPage.document(PHONE, token(begun))));
        SigningKeys.Key colleagues = room.key(room.colleague);
        refused(Code.FORBIDDEN, () -> confirm(room.colleague, colleagues, begun, null));
        refused(Code.NOT_FOUND, () -> confirm(room.doctor, colleagues, begun, null));
        refused(
                Code.WRONG_CREDENTIALS,
                () -> room.patientSeals.confirm(
                        room.doctor,
                        room.open(room.doctor),
                        sheet.id(),
                        begun.id(),
                        new PatientSeals.Confirmation(key.id(), "000000", null)));
        refused(Code.MALFORMED_FIELD, () -> confirm(room.doctor, key, begun, room.doctor.id()));
        refused(Code.MALFORMED_FIELD, () -> confirm(room.doctor, key, begun, Ids.next()));
        Sheet other = room.completed(room.doctor, LEAVING);
        refused(
                Code.NOT_FOUND,
                () -> room.patientSeals.confirm(
                        room.doctor,
                        room.open(room.doctor),
                        other.id(),
                        begun.id(),
                        new PatientSeals.Confirmation(key.id(), TrialAuthority.PIN, null)));
        refused(
                Code.NOT_FOUND,
                () -> room.patientSignings.cancel(room.doctor, room.open(room.doctor), other.id(), begun.id()));
        assertEquals(0, count("select count(*) as n from patient_signature"));
        confirm(room.doctor, key, begun, null);
    }

    @Test
    void a_patient_may_refuse_and_the_staff_reads_why() {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        refused(
                Code.REQUIRED_FIELD_MISSING,
                () -> room.patientPage.refuse(PHONE, token(begun), new PatientPage.Refusing(" ")));
        room.patientPage.refuse(PHONE, token(begun), new PatientPage.Refusing("Tôi muốn hỏi gia đình trước"));
        assertEquals("REFUSED", line(begun).state());
        assertEquals("Tôi muốn hỏi gia đình trước", line(begun).refusal());
        refused(Code.CONFLICT, () -> confirm(room.doctor, key, begun, null));
        assertTrue(room.page(room.doctor, sheet).places().get(PATIENTS).waits());
        begin();
    }

    @Test
    void a_destroyed_record_takes_the_drawing_and_all_of_it_along() {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        room.patientPage.sign(PHONE, token(begun), drawn(room.patientPage.document(PHONE, token(begun))));
        confirm(room.doctor, key, begun, null);
        String drawing = room.hospital
                .database
                .first("select drawing from patient_signature", row -> row.text("drawing"))
                .orElseThrow();
        room.hospital.asOwner(DESTROYED.formatted(
                Ids.next(), room.hospital.tenant, room.hospital.facility, room.doctor.id(), room.folder, room.patient));
        assertEquals(0, count("select count(*) as n from patient_signature"));
        assertEquals(0, count("select count(*) as n from patient_signing"));
        assertEquals(1, count("select count(*) as n from destroyed_file where sha256 = '" + drawing + "'"));
    }

    private void doctorSigns() {
        assertNull(room.sign(room.doctor, key, room.place(sheet, DOCTORS))
                .getFirst()
                .code());
    }

    private PatientSignings.Begun begin() {
        return begin(room.doctor, sheet, sheet.version(), PATIENTS);
    }

    private PatientSignings.Begun begin(Caller caller, Sheet of, int version, int place) {
        return room.patientSignings.begin(
                caller, room.open(caller), of.id(), new PatientSignings.Asked(version, place), "https://emr.example");
    }

    private PatientSeals.Sealed confirm(
            Caller caller, SigningKeys.Key with, PatientSignings.Begun begun, UUID secondWitness) {
        return room.patientSeals.confirm(
                caller,
                room.open(caller),
                sheet.id(),
                begun.id(),
                new PatientSeals.Confirmation(with.id(), TrialAuthority.PIN, secondWitness));
    }

    private PatientSignings.Line line(PatientSignings.Begun begun) {
        return room.patientSignings.of(room.doctor, room.open(room.doctor), sheet.id()).signings().stream()
                .filter(one -> one.id().equals(begun.id()))
                .findFirst()
                .orElseThrow();
    }

    private static String token(PatientSignings.Begun begun) {
        return begun.address().substring(begun.address().lastIndexOf('/') + 1);
    }

    private static PatientAnswer drawn(PatientPage.Shown shown) {
        return answer(shown, Method.DRAWN, DRAWN, null, null);
    }

    private static PatientAnswer answer(
            PatientPage.Shown shown, Method method, Drawing drawing, String code, Match match) {
        return new PatientAnswer(
                Signer.PATIENT, null, null, null, null, method, drawing, code, match, true, shown.sha256());
    }

    private static PatientAnswer byCode(PatientPage.Shown shown, String code, Relation relation) {
        return new PatientAnswer(
                Signer.REPRESENTATIVE,
                "Nguyễn Thị Con",
                relation,
                null,
                "Người bệnh hôn mê",
                Method.CODE,
                null,
                code,
                null,
                true,
                shown.sha256());
    }

    /** Six digits that are not these. */
    private static String other(String digits) {
        return digits.equals("111111") ? "222222" : "111111";
    }

    private static String hash() {
        return "0".repeat(64);
    }

    private String name(Caller caller) {
        return room.hospital.database.inTransaction(caller::displayName);
    }

    private static String evidence(byte[] file) throws IOException {
        try (PDDocument document = Loader.loadPDF(file)) {
            return document.getLastSignatureDictionary().getContactInfo();
        }
    }

    private static void assertArrayPrefix(byte[] beginning, byte[] whole) {
        assertTrue(Arrays.equals(beginning, Arrays.copyOf(whole, beginning.length)), "nothing before was changed");
    }

    private long count(String sql) {
        return room.hospital.database.first(sql, row -> row.number("n")).orElseThrow();
    }

    private long traced(String kind, boolean success) {
        return room.hospital
                .database
                .first(
                        "select count(*) as n from audit_event where kind = ? and success = ? and tenant_id = ?",
                        row -> row.number("n"),
                        kind,
                        success,
                        room.hospital.tenant)
                .orElseThrow();
    }

    private static void refused(Code code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }
}
