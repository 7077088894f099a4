package vn.emr.core.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Ids;
import vn.emr.core.access.Caller;
import vn.emr.core.folder.Finding.Severity;
import vn.emr.core.folder.FolderSteps.Asked;
import vn.emr.core.record.Paper;
import vn.emr.core.record.RecordFolder.Act;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.Value;
import vn.emr.core.sheet.SheetChanges;
import vn.emr.core.sheet.SheetEntries;
import vn.emr.core.store.HistoryCheck;

/** What the sheets of a folder lack, which are missing, and which papers the end of a treatment demands. */
class FolderSheetsTest {
    private static final Map<String, String> WRITTEN = Map.of("ly-do", "Đau ngực", "tom-tat", "Đau ngực một ngày");
    private static final Map<String, String> WORDS = Map.of("noi-dung", "Đã ghi");

    private Foldering house;

    @BeforeEach
    void open(@TempDir Path blobs) {
        house = new Foldering(blobs);
    }

    @Test
    void a_folder_without_its_record_is_told_by_which_forms_it_may_be_made_and_any_of_them_is_one() {
        Finding none = only("NO_RECORD_SHEET");
        assertEquals(List.of("T/BA", "T/BA2"), none.forms());
        assertEquals(Severity.HARD, none.severity());
        assertEquals(List.of("T/DT"), only("NO_SHEET").forms());
        assertEquals("Tờ điều trị thử", only("NO_SHEET").text());
        house.filled("T/BA2", WRITTEN);
        house.filled("T/DT", Map.of());
        assertEquals("", codes());
    }

    @Test
    void a_sheet_that_was_declared_void_is_none() {
        Sheet sheet = house.filled("T/BA", WRITTEN);
        house.changes.cancel(
                house.head,
                house.open(house.head),
                sheet.id(),
                new SheetChanges.Reasoned(sheet.version(), "ghi nhầm người"));
        assertEquals("NO_RECORD_SHEET NO_SHEET", codes());
    }

    @Test
    void a_sheet_that_is_a_draft_keeps_the_folder_from_being_closed_until_it_is_complete() {
        house.completed();
        house.taken(Act.REOPEN);
        Sheet draft = house.begun("T/NOTE", WORDS);
        house.taken(Act.COMPLETE);
        assertEquals("Phiếu thử", only("SHEET_DRAFT").text());
        assertEquals(draft.id(), only("SHEET_DRAFT").sheet());
        assertEquals(
                List.of("/findings/SHEET_DRAFT"),
                house.refusal(house.clerk, Act.CLOSE, house.seen(null)).fields());
        house.taken(Act.REOPEN);
        house.saved(draft, WORDS, null);
        house.taken(Act.COMPLETE, Act.CLOSE);
        assertEquals(State.CLOSED, house.shown().state());
        assertEquals(List.of(), HistoryCheck.differences(house.hospital.database));
    }

    @Test
    void required_items_without_an_answer_are_named_by_their_words_and_several_sheets_refuse_as_one() {
        house.completed();
        house.taken(Act.REOPEN);
        Sheet note = house.filled("T/NOTE", Map.of());
        house.filled("T/NOTE", Map.of());
        house.taken(Act.COMPLETE);
        List<Finding> found = all("SHEET_UNANSWERED");
        assertEquals(2, found.size());
        assertEquals(note.id(), found.getFirst().sheet());
        assertEquals("Phiếu thử: Nội dung", found.getFirst().text());
        assertEquals(
                List.of("/findings/SHEET_UNANSWERED"),
                house.refusal(house.clerk, Act.CLOSE, house.seen(null)).fields());
    }

    @Test
    void an_answer_that_no_longer_keeps_the_rules_of_its_form_is_told() {
        Sheet sheet = house.filled("T/BA", WRITTEN);
        SortedMap<String, List<Value>> answers = new TreeMap<>(sheet.answers());
        answers.put("mach", List.of(Value.of(BigDecimal.valueOf(4000))));
        house.hospital.commit(sheet.next(Sheet.Status.COMPLETED, answers, "nhập từ nơi khác", sheet.origin()));
        assertEquals("Bệnh án thử: Mạch", only("SHEET_WRONG").text());
        assertEquals(Severity.HARD, only("SHEET_WRONG").severity());
    }

    @Test
    void what_an_entry_lacked_that_was_struck_out_is_not_asked_for() {
        Sheet sheet = house.filled("T/BA", WRITTEN);
        Sheet course = house.begun("T/DT", Map.of());
        course = house.entries
                .enter(
                        house.doctor,
                        house.open(house.doctor),
                        course.id(),
                        new SheetEntries.NewEntry(
                                course.version(), "dien-bien", Foldering.values(Map.of("s", "Đỡ đau"))))
                .sheet();
        assertEquals("Tờ điều trị thử: Lúc", only("SHEET_UNANSWERED").text());
        house.entries.strike(
                house.doctor,
                house.open(house.doctor),
                course.id(),
                course.answers().get("dien-bien").getFirst().entry().id(),
                new SheetChanges.Reasoned(course.version(), "ghi nhầm"));
        assertEquals("SHEET_DRAFT", codes());
        assertEquals(Sheet.Status.COMPLETED, sheet.status());
    }

    @Test
    void who_typed_and_did_not_save_is_named_and_does_not_stand_in_the_way() {
        house.completed();
        house.taken(Act.REOPEN);
        Sheet note = house.begun("T/NOTE", WORDS);
        house.editors.draft(house.nurse, house.open(house.nurse), note.id(), note.version(), Foldering.values(WORDS));
        assertEquals("Phiếu thử: dd", only("SHEET_UNSAVED").text());
        assertEquals(Severity.SOFT, only("SHEET_UNSAVED").severity());
    }

    @Test
    void the_end_of_the_treatment_decides_which_paper_must_be_issued() {
        house.filled("T/BA", WRITTEN);
        house.filled("T/DT", Map.of());
        assertEquals("", codes(), "nobody has said how it ended");
        assertEquals("NO_PAPER GRV", demanded("1", "1"));
        assertEquals("NO_PAPER GRV", demanded("4", "3"));
        assertEquals("NO_PAPER PCCS", demanded("2", "3"));
        assertEquals("NO_PAPER PCCS", demanded("5", "3"));
        assertEquals("NO_PAPER GBT", demanded("1", "5"));
        assertEquals("", demanded("3", "7"), "who left without a word");
        assertEquals("", demanded("1", "8"), "who was dead before");
        house.filled("GRV", WORDS);
        assertEquals("", demanded("1", "1"));
        assertEquals("NO_PAPER PCCS", demanded("2", "1"), "another paper is none");
    }

    @Test
    void a_paper_that_the_system_of_the_hospital_issued_is_issued_and_one_taken_back_is_not() {
        house.filled("T/BA", WRITTEN);
        house.filled("T/DT", Map.of());
        UUID id = Ids.next();
        issued(id, 1, Paper.Status.CURRENT);
        assertEquals("", demanded("1", "1"));
        assertEquals("NO_PAPER PCCS", demanded("2", "1"));
        issued(id, 2, Paper.Status.ENTERED_IN_ERROR);
        assertEquals("NO_PAPER GRV", demanded("1", "1"));
    }

    @Test
    void a_summary_that_was_asked_for_in_writing_is_reminded_of() {
        house.completed();
        house.taken(Act.REOPEN);
        house.filled("DNTT", WORDS);
        assertEquals(Severity.SOFT, only("NO_SUMMARY").severity());
        house.filled("TTHS", WORDS);
        assertEquals("", codes());
    }

    @Test
    void of_sheets_that_a_label_hides_it_is_told_once_that_something_lacks_and_never_which_or_what() {
        house.completed();
        house.taken(Act.REOPEN);
        house.begun("T/NOTE", Map.of());
        house.begun("T/NOTE", Map.of());
        house.hospital.condition(house.patient, house.visit, "B20.1", "Bệnh HIV");
        Finding hidden = only("SHEET_UNANSWERED");
        assertNull(hidden.sheet());
        assertNull(hidden.text());
        assertEquals(List.of(), hidden.forms());
        assertEquals("SHEET_DRAFT SHEET_UNANSWERED", codes());
    }

    @Test
    void what_was_closed_is_not_judged_again() {
        house.completed();
        house.taken(Act.CLOSE);
        house.hospital.database.update("delete from sheet where folder_id = ?", house.folder);
        assertEquals("", codes());
    }

    /** What is found of sheets, without what the visit itself lacks. */
    private String codes() {
        return findings(house.doctor).stream().map(Finding::code).distinct().collect(Collectors.joining(" "));
    }

    private List<Finding> findings(Caller who) {
        return house.page(who).findings().stream()
                .filter(finding -> Arrays.stream(SheetFindings.What.values())
                        .anyMatch(what -> what.name().equals(finding.code())))
                .toList();
    }

    private List<Finding> all(String code) {
        return findings(house.doctor).stream()
                .filter(finding -> finding.code().equals(code))
                .toList();
    }

    private Finding only(String code) {
        List<Finding> found = all(code);
        assertEquals(1, found.size(), () -> code + " in " + findings(house.doctor));
        return found.getFirst();
    }

    /** What the completed folder lacks when it ended so; it is under treatment again afterwards. */
    private String demanded(String kind, String outcome) {
        house.steps.take(
                house.doctor,
                house.open(house.doctor),
                house.folder,
                Act.COMPLETE,
                new Asked(house.shown().version(), null, kind, outcome));
        String found = findings(house.doctor).stream()
                .map(finding -> finding.code() + " " + String.join(" ", finding.forms()))
                .collect(Collectors.joining(" "));
        house.taken(Act.REOPEN);
        return found;
    }

    private void issued(UUID id, int version, Paper.Status status) {
        house.hospital.commit(new Paper(
                id,
                version,
                house.patient,
                house.visit,
                house.hospital.source,
                "V1",
                "grv-1",
                new Paper.Details(status, Paper.Form.DISCHARGE, "GRV-1", TimePoint.at(house.now), null, List.of()),
                house.hospital.origin()));
    }
}
