package vn.emr.core.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.record.Sheet;

class InsuranceSignersTest {
    /** Giấy ra viện: the doctor signs, then the director. */
    private static final String DISCHARGE = "GRV";

    @TempDir
    Path data;

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
    void who_is_not_registered_does_not_sign_papers_for_social_insurance_once_the_hospital_keeps_the_list() {
        SigningKeys.Key doctors = room.key(room.doctor);
        SigningKeys.Key directors = room.key(room.director);
        Sheet paper = room.completed(room.doctor, DISCHARGE);
        assertNull(
                room.sign(room.doctor, doctors, room.place(paper, 0)).getFirst().code());

        LocalDate today = LocalDate.now();
        room.insurance.add(room.admin, new InsuranceSigners.Adding(room.colleague.id(), today.minusDays(9)));
        assertEquals(
                Code.FORBIDDEN,
                room.sign(room.director, directors, room.place(paper, 1))
                        .getFirst()
                        .code());
        room.insurance.add(room.admin, new InsuranceSigners.Adding(room.director.id(), today.minusDays(9)));
        assertNull(room.sign(room.director, directors, room.place(paper, 1))
                .getFirst()
                .code());

        Sheet other = room.completed(room.doctor, SigningRoom.MINUTES);
        assertNull(
                room.sign(room.doctor, doctors, room.place(other, 0)).getFirst().code(), "no paper of theirs");
    }

    @Test
    void who_was_taken_off_the_list_stands_on_it_until_that_day() {
        LocalDate today = LocalDate.now();
        UUID id = room.insurance
                .add(room.admin, new InsuranceSigners.Adding(room.director.id(), today.minusDays(9)))
                .signers()
                .getFirst()
                .id();
        refused(
                Code.CONFLICT,
                () -> room.insurance.add(room.admin, new InsuranceSigners.Adding(room.director.id(), today)));
        refused(
                Code.MALFORMED_FIELD,
                () -> room.insurance.end(room.admin, id, new InsuranceSigners.Ending(today.minusDays(10))));
        room.insurance.end(room.admin, id, new InsuranceSigners.Ending(today.minusDays(1)));
        refused(Code.FORBIDDEN, () -> room.insurance.mustStandOn(room.hospital.tenant, room.director.id(), DISCHARGE));
        refused(
                Code.FORBIDDEN,
                () -> room.insurance.add(room.doctor, new InsuranceSigners.Adding(room.doctor.id(), today)));
        refused(Code.FORBIDDEN, () -> room.insurance.list(room.nurse));
    }

    private static void refused(Code code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }
}
