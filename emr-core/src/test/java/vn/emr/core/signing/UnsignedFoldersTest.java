package vn.emr.core.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.ListAccess;
import vn.emr.core.folder.Finding;
import vn.emr.core.folder.FolderList;
import vn.emr.core.folder.FolderList.Missing;
import vn.emr.core.folder.FolderSteps;
import vn.emr.core.folder.Folders;
import vn.emr.core.record.RecordFolder.Act;
import vn.emr.core.record.Sheet;
import vn.emr.core.sheet.SheetChecks;
import vn.emr.core.testing.Role;

/** What a record lacks of signatures: in its folder, in the list of folders, and when it is closed. */
class UnsignedFoldersTest {
    @TempDir
    Path data;

    private SigningRoom room;
    private Folders folders;
    private FolderSteps steps;
    private FolderList list;

    @BeforeEach
    void open() {
        room = new SigningRoom(data);
        folders = new Folders(
                room.access,
                room.charts,
                room.sheets,
                new SheetChecks(room.forms, room.clock),
                room.hospital.database,
                room.clock);
        steps = new FolderSteps(room.access, folders, room.hospital.database, room.hospital.records, room.clock);
        list = new FolderList(new ListAccess(room.access), room.hospital.database, room.clock);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void a_folder_names_who_is_still_to_sign_is_found_by_it_and_is_not_closed_so() {
        SigningKeys.Key secretary = room.key(room.doctor);
        SigningKeys.Key chair = room.key(room.head);
        Sheet minutes = room.completed(room.doctor, SigningRoom.MINUTES);
        Sheet course = room.course(room.doctor);

        assertEquals(
                List.of("Trích biên bản hội chẩn: Thư ký; Chủ tọa", course.title() + ": " + author()),
                unsigned(room.doctor).stream().map(Finding::text).toList());
        assertEquals(List.of(0, 2), counts(minutes));
        assertEquals(1, found(room.head));

        room.sign(room.doctor, secretary, room.place(minutes, 0));
        assertEquals(List.of(1, 1), counts(minutes));
        Caller clerk = room.somebody(Role.RECORDS_CLERK);
        step(room.doctor, Act.COMPLETE);
        Refusal refused = assertThrows(Refusal.class, () -> step(clerk, Act.CLOSE));
        assertEquals(Code.NOT_APPLICABLE, refused.code());
        assertTrue(refused.fields().contains("/findings/SHEET_UNSIGNED"), refused.fields()::toString);

        room.sign(room.head, chair, room.place(minutes, 1));
        room.sign(
                room.doctor,
                secretary,
                room.entry(course, SigningRoom.entriesOf(course).getFirst().id()));
        assertEquals(List.of(), unsigned(room.doctor));
        assertEquals(List.of(2, 0), counts(minutes));
        assertEquals(0, found(room.head));
        Refusal other = assertThrows(Refusal.class, () -> step(clerk, Act.CLOSE));
        assertFalse(other.fields().contains("/findings/SHEET_UNSIGNED"), other.fields()::toString);
    }

    private String author() {
        return room.hospital.database.inTransaction(room.doctor::displayName);
    }

    private Folders.Page page(Caller who) {
        return folders.page(room.open(who), room.folder);
    }

    private List<Finding> unsigned(Caller who) {
        return page(who).findings().stream()
                .filter(finding -> finding.code().equals("SHEET_UNSIGNED"))
                .toList();
    }

    private List<Integer> counts(Sheet sheet) {
        return page(room.doctor).sheets().stream()
                .filter(line -> line.id().equals(sheet.id()))
                .flatMap(line -> Stream.of(line.signed(), line.unsigned()))
                .toList();
    }

    private int found(Caller who) {
        return list.page(
                        who,
                        new FolderList.Asked(
                                null, null, null, null, null, null, null, null, Missing.SIGNATURE, null, null, null))
                .folders()
                .size();
    }

    private void step(Caller who, Act act) {
        int version = page(who).folder().version();
        steps.take(who, room.open(who), room.folder, act, new FolderSteps.Asked(version, null, null, null));
    }
}
