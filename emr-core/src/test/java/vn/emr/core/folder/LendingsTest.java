package vn.emr.core.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.folder.FolderList.Asked;
import vn.emr.core.folder.FolderList.Lent;
import vn.emr.core.folder.Lendings.Lend;
import vn.emr.core.folder.Lendings.Lending;
import vn.emr.core.folder.Lendings.Purpose;
import vn.emr.core.folder.Lendings.Return;
import vn.emr.core.record.RecordFolder.Act;

/** Volumes that leave the archive and come back. */
class LendingsTest {
    private Foldering house;

    @BeforeEach
    void open(@TempDir Path blobs) {
        house = new Foldering(blobs);
        house.completed();
        house.taken(Act.CLOSE, Act.ARCHIVE);
    }

    @Test
    void a_volume_is_lent_to_somebody_for_a_purpose_until_a_day_and_comes_back() {
        int before = house.hospital.audits("DISCLOSED");
        lend(house.clerk, until(14));
        Lending out = only();
        assertEquals("BS. Trần Văn Mượn", out.borrower());
        assertEquals("luutru", out.lentBy());
        assertFalse(out.overdue());
        assertNull(out.returnedAt());
        assertEquals(before + 1, house.hospital.audits("DISCLOSED"));
        assertEquals(
                "BS. Trần Văn Mượn", house.only(house.clerk, asked(Lent.OUT)).lentTo());
        giveBack(house.clerk, out.id(), "Rách bìa");
        assertEquals("Rách bìa", only().returnNote());
        assertEquals("luutru", only().returnedBy());
        assertEquals(List.of(), house.lines(house.clerk, asked(Lent.OUT)));
        assertNull(house.only(house.clerk, Asked.ANYTHING).lentTo());
    }

    @Test
    void what_is_not_back_after_its_day_is_overdue_in_the_list_and_on_the_page_until_it_is() {
        lend(house.clerk, until(3));
        house.now = house.now.plus(Duration.ofDays(3));
        assertEquals(List.of(), house.lines(house.clerk, asked(Lent.OVERDUE)), "the last day itself is not late");
        house.now = house.now.plus(Duration.ofDays(1));
        assertEquals(1, house.lines(house.clerk, asked(Lent.OVERDUE)).size());
        assertTrue(only().overdue());
        assertTrue(FolderFile.csv(house.list.file(house.clerk, asked(Lent.OVERDUE)))
                .contains("BS. Trần Văn Mượn"));
        giveBack(house.clerk, only().id(), null);
        assertEquals(List.of(), house.lines(house.clerk, asked(Lent.OVERDUE)));
        assertFalse(only().overdue());
    }

    @Test
    void what_is_out_is_not_lent_again_and_what_is_back_does_not_come_back_twice() {
        lend(house.clerk, until(14));
        refused(Code.CONFLICT, () -> lend(house.clerk, until(14)));
        UUID first = only().id();
        giveBack(house.clerk, first, null);
        refused(Code.CONFLICT, () -> giveBack(house.clerk, first, null));
        lend(house.clerk, until(14));
        assertEquals(2, house.page(house.clerk).lendings().size());
        refused(Code.NOT_FOUND, () -> giveBack(house.clerk, Ids.next(), null));
    }

    @Test
    void only_who_keeps_the_archive_lends_and_each_refusal_is_traced() {
        assertTrue(house.page(house.clerk).mayLend());
        for (Caller who : List.of(house.doctor, house.head, house.director)) {
            assertFalse(house.page(who).mayLend());
            int before = house.hospital.audits("REFUSED");
            refused(Code.FORBIDDEN, () -> lend(who, until(14)));
            assertEquals(before + 1, house.hospital.audits("REFUSED"));
        }
        lend(house.clerk, until(14));
        refused(Code.FORBIDDEN, () -> giveBack(house.doctor, only().id(), null));
    }

    @Test
    void a_record_that_is_not_closed_stays_where_it_is() {
        Foldering other = new Foldering(house.blobs);
        Refusal refusal = assertThrows(
                Refusal.class,
                () -> other.lendings.lend(other.clerk, other.open(other.clerk), other.folder, until(14)));
        assertEquals(Code.NOT_APPLICABLE, refusal.code());
        assertFalse(other.page(other.clerk).mayLend());
        other.completed();
        assertThrows(
                Refusal.class,
                () -> other.lendings.lend(other.clerk, other.open(other.clerk), other.folder, until(14)));
    }

    @Test
    void each_fault_is_named() {
        LocalDate today = LocalDate.ofInstant(house.now, Lendings.VIETNAM);
        assertEquals(
                List.of("/borrower", "/unit", "/note", "/dueOn"),
                refused(
                                Code.MALFORMED_FIELD,
                                () -> lend(
                                        house.clerk,
                                        new Lend(" ", "x", Purpose.OTHER, "x".repeat(501), today.minusDays(1))))
                        .fields());
        refused(Code.MALFORMED_FIELD, () -> lend(house.clerk, until(366)));
        refused(Code.REQUIRED_FIELD_MISSING, () -> lend(house.clerk, new Lend("BS. A", "Khoa Nội", null, null, today)));
    }

    private Lending only() {
        List<Lending> all = house.page(house.clerk).lendings();
        assertEquals(1, all.size());
        return all.getFirst();
    }

    private Lend until(int days) {
        return new Lend(
                "BS. Trần Văn Mượn",
                "Khoa Nội",
                Purpose.RESEARCH,
                "Phiếu mượn 12",
                LocalDate.ofInstant(house.now, Lendings.VIETNAM).plusDays(days));
    }

    private void lend(Caller who, Lend lend) {
        house.lendings.lend(who, house.open(who), house.folder, lend);
    }

    private void giveBack(Caller who, UUID lending, String note) {
        house.lendings.giveBack(who, house.open(who), house.folder, lending, new Return(note));
    }

    private static Asked asked(Lent lent) {
        return new Asked(null, null, null, null, null, null, null, null, null, lent, null, null);
    }

    private static Refusal refused(Code code, Executable act) {
        Refusal refusal = assertThrows(Refusal.class, act);
        assertEquals(code, refusal.code(), refusal.getMessage());
        return refusal;
    }
}
