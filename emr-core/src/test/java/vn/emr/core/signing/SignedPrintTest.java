package vn.emr.core.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.PrintAccess;
import vn.emr.core.access.PrintAccess.Visitor;
import vn.emr.core.folder.Folders;
import vn.emr.core.form.SigningMethod;
import vn.emr.core.printing.Prints;
import vn.emr.core.printing.RecordParts;
import vn.emr.core.printing.RecordPrints;
import vn.emr.core.printing.SheetPrint;
import vn.emr.core.record.Coded;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.Sheet;
import vn.emr.core.sheet.SheetChanges;
import vn.emr.core.sheet.SheetChecks;
import vn.emr.core.signature.trial.TrialAuthority;
import vn.emr.core.signing.Drawing.Point;
import vn.emr.core.signing.Drawing.Stroke;
import vn.emr.core.signing.PatientAnswer.Signer;

/** Prints tell who signed the version that is printed, and that they are no signed document; of nothing else they tell it. */
class SignedPrintTest {
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));
    private static final String VIEW = "Bản thể hiện của hồ sơ bệnh án điện tử đã ký số";

    /** Whatever a print says of signatures. */
    private static final List<String> WORDS =
            List.of("Đã ký số", "Đã đóng dấu số", "đã xác nhận", "Chưa ký số", "Mã bản ký số", VIEW);

    @TempDir
    Path data;

    private SigningRoom room;
    private Prints prints;
    private RecordPrints records;
    private final Map<Caller, SigningKeys.Key> keys = new HashMap<>();

    @BeforeEach
    void open() {
        room = new SigningRoom(data);
        List.of(room.doctor, room.head, room.director).forEach(one -> keys.put(one, room.key(one)));
        PrintAccess paper = new PrintAccess(room.access, room.hospital.database, room.trail);
        SheetPrint print = new SheetPrint();
        prints = new Prints(
                room.forms,
                print,
                room.sheets,
                room.charts,
                room.access,
                paper,
                room.hospital.database,
                room.clock,
                Optional.of("https://emr.example"));
        Folders folders = new Folders(
                room.access,
                room.charts,
                room.sheets,
                new SheetChecks(room.forms, room.clock),
                room.hospital.database,
                room.clock);
        RecordParts parts = new RecordParts(
                paper,
                folders,
                room.sheets,
                room.charts,
                room.forms,
                print,
                room.hospital.database,
                room.clock,
                Optional.of("https://emr.example"));
        records = new RecordPrints(paper, parts, print, room.clock);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void places_say_who_signed_and_when_and_which_are_unsigned() throws IOException {
        Sheet sheet = room.completed(room.doctor, SigningRoom.MINUTES);
        nothingOfSignatures(printed(sheet));
        sign(room.doctor, sheet, 0);
        String one = printed(sheet);
        says(one, "Đã ký số " + name(room.doctor) + " " + at(room.doctor, sheet, 0));
        assertEquals(1, times(one, "Chưa ký số"), one);
        says(one, VIEW);
        says(one, room.page(room.doctor, sheet).documentId().toString());
        sign(room.head, sheet, 1);
        String both = printed(sheet);
        says(both, "Đã ký số " + name(room.head) + " " + at(room.doctor, sheet, 1));
        assertEquals(2, times(both, "Đã ký số " + ""), both);
        assertFalse(both.contains("Chưa ký số"), both);
        assertFalse(both.contains("(Ký, ghi rõ họ tên)"), both);
    }

    @Test
    void a_draft_and_another_version_tell_nothing_of_the_signatures_of_the_one_that_was_signed() throws IOException {
        Sheet sheet = room.completed(room.doctor, SigningRoom.MINUTES);
        sign(room.doctor, sheet, 0);
        Sheet back = room.changes
                .revise(
                        room.doctor,
                        room.open(room.doctor),
                        sheet.id(),
                        new SheetChanges.Reasoned(sheet.version(), "ghi thiếu thành phần"))
                .sheet();
        nothingOfSignatures(printed(back));
        nothingOfSignatures(text(prints.preview(room.doctor, room.open(room.doctor), sheet.id(), new TreeMap<>())));
        Sheet again = room.complete(room.doctor, back);
        nothingOfSignatures(printed(again));
        assertTrue(printed(sheet).contains("Đã ký số " + name(room.doctor)), "the version that was signed");
        nothingOfSignatures(text(prints.sheet(room.doctor, room.open(room.doctor), sheet.id(), 1)));
        nothingOfSignatures(whole(room.doctor));
    }

    @Test
    void a_signed_entry_says_so_beside_it_in_the_sheet_and_in_the_whole_record() throws IOException {
        Sheet course = room.course(room.doctor, room.nurse);
        Sheet other = room.course(room.doctor);
        var signed = SigningRoom.entriesOf(course).getFirst().id();
        assertNull(room.sign(room.doctor, keys.get(room.doctor), room.entry(course, signed))
                .getFirst()
                .code());
        String sheet = printed(course);
        says(sheet, "Đã ký số: " + name(room.doctor) + ", ");
        assertEquals(1, times(sheet, "Chưa ký số"), sheet);
        assertEquals(1, times(sheet, "Mã bản ký số"), sheet);
        nothingOfSignatures(text(prints.sheet(room.doctor, room.open(room.doctor), course.id(), 1)));
        nothingOfSignatures(printed(other));
        Sheet minutes = room.completed(room.doctor, SigningRoom.MINUTES);
        sign(room.doctor, minutes, 0);
        String whole = whole(room.doctor);
        assertEquals(1, times(whole, "Đã ký số: " + name(room.doctor)), whole);
        says(whole, "Đã ký số " + name(room.doctor));
        assertEquals(2, times(whole, "Chưa ký số"), "the other entry of that sheet, and the chair");
        assertEquals(2, times(whole, VIEW), whole);
    }

    @Test
    void the_seal_of_the_facility_has_its_place() throws IOException {
        Sheet paper = room.completed(room.doctor, "PHKL");
        int places = room.page(room.doctor, paper).places().size();
        sign(room.doctor, paper, 0);
        String before = printed(paper);
        says(before, "Chưa đóng dấu số");
        var issued = room.authority.issue("Bệnh viện Thử", "Bệnh viện Thử", null);
        SigningKeys.Key seal = room.register.register(
                room.admin, new KeyRegister.Registering(issued.pkcs12(), issued.pin(), room.hospital.facility));
        for (int place = 1; place < places - 1; place++) {
            sign(room.director, paper, place);
        }
        assertNull(room.sign(room.director, seal, room.place(paper, places - 1))
                .getFirst()
                .code());
        String after = printed(paper);
        says(after, "Đã đóng dấu số " + name(room.director));
    }

    @Test
    void a_patients_place_says_how_they_confirmed_and_who_witnessed() throws IOException {
        Sheet paper = room.completed(room.doctor, "46/BV2");
        SigningKeys.Key key = keys.get(room.doctor);
        assertNull(room.sign(room.doctor, key, room.place(paper, 1)).getFirst().code());
        var begun = room.patientSignings.begin(
                room.doctor,
                room.open(room.doctor),
                paper.id(),
                new PatientSignings.Asked(paper.version(), 0),
                "https://emr.example");
        String token = begun.address().substring(begun.address().lastIndexOf('/') + 1);
        Visitor phone = new Visitor(null, "10.1.2.3", "Phone", "r-1");
        var shown = room.patientPage.document(phone, token);
        Drawing drawing = new Drawing(List.of(new Stroke(List.of(new Point(20, 90), new Point(420, 150)))));
        room.patientPage.sign(
                phone,
                token,
                new PatientAnswer(
                        Signer.PATIENT,
                        null,
                        null,
                        null,
                        null,
                        SigningMethod.DRAWN,
                        drawing,
                        null,
                        null,
                        true,
                        shown.sha256()));
        room.patientSeals.confirm(
                room.doctor,
                room.open(room.doctor),
                paper.id(),
                begun.id(),
                new PatientSeals.Confirmation(key.id(), TrialAuthority.PIN, null));
        String text = printed(paper);
        says(text, "Người bệnh đã xác nhận (vẽ tay) Nguyễn Văn Mẫu");
        says(text, "Chứng kiến, ký số xác nhận: " + name(room.doctor));
    }

    @Test
    void who_does_not_see_a_sheet_sees_nothing_of_its_signatures() throws IOException {
        Sheet sheet = room.completed(room.doctor, SigningRoom.MINUTES);
        sign(room.doctor, sheet, 0);
        assertTrue(whole(room.doctor).contains("Đã ký số"));
        DiagnosticReport hidden =
                room.hospital.report(Ids.next(), 1, room.patient, room.visit, Instant.now(), List.of());
        room.hospital.commit(titled(hidden, "HIV Ab"));
        Refusal refused =
                assertThrows(Refusal.class, () -> prints.sheet(room.doctor, room.open(room.doctor), sheet.id(), null));
        assertEquals(Code.NOT_FOUND, refused.code());
        assertEquals(
                Code.NOT_APPLICABLE,
                assertThrows(Refusal.class, () -> whole(room.doctor)).code());
        room.hospital.commit(titled(
                room.hospital.report(Ids.next(), 1, room.patient, room.visit, Instant.now(), List.of()),
                "Công thức máu"));
        nothingOfSignatures(whole(room.doctor));
    }

    private static DiagnosticReport titled(DiagnosticReport r, String title) {
        return new DiagnosticReport(
                r.id(),
                r.version(),
                r.patientId(),
                r.encounterId(),
                r.orderId(),
                r.sourceId(),
                r.reportKey(),
                r.placerNumber(),
                r.fillerNumber(),
                r.category(),
                new Coded("X", "BV", title),
                r.status(),
                r.effective(),
                r.issued(),
                r.performer(),
                r.specimen(),
                r.observations(),
                r.notes(),
                r.parent(),
                r.sent(),
                r.origin());
    }

    private void sign(Caller caller, Sheet sheet, int place) {
        Signing.Outcome outcome =
                room.sign(caller, keys.get(caller), room.place(sheet, place)).getFirst();
        assertNull(outcome.code(), outcome::toString);
    }

    private String at(Caller caller, Sheet sheet, int place) {
        return AT.format(
                room.page(caller, sheet).places().get(place).signature().at());
    }

    private String name(Caller caller) {
        return room.hospital.database.inTransaction(caller::displayName);
    }

    private String printed(Sheet sheet) throws IOException {
        return text(prints.sheet(room.doctor, room.open(room.doctor), sheet.id(), sheet.version()));
    }

    private String whole(Caller caller) throws IOException {
        return text(records.whole(caller, room.open(caller), room.folder, null, line -> {}));
    }

    /** Wherever a long name breaks. */
    private static void says(String text, String words) {
        assertTrue(text.replace(" ", "").contains(words.replace(" ", "")), words + " in " + text);
    }

    private static void nothingOfSignatures(String text) {
        WORDS.forEach(word -> assertFalse(text.contains(word), word + " in " + text));
    }

    private static int times(String text, String word) {
        return text.split(Pattern.quote(word), -1).length - 1;
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String text = new PDFTextStripper().getText(document);
            return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("\\s+", " ");
        }
    }
}
