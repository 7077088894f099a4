package vn.emr.his.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.emr.core.intake.PullPositions;
import vn.emr.core.intake.Rounds;
import vn.emr.core.organization.PullSettings;

/** Rows that do not fit, and databases that are away or refuse: said, waited for, gone on with. */
class ViewTroublesTest extends ReadHospital {
    @Test
    void a_bad_row_waits_for_a_person_and_the_others_go_on() throws Exception {
        hospital.visits(0, 30, "2026-03-01 08:00");
        hospital.run("update emr.luot_kham set so_vao_vien = null where id = 3");
        hospital.run("update emr.luot_kham set ngay_vao = 'infinity' where id = 4");
        hospital.run("update emr.luot_kham set trang_thai = null where id = 5");
        call(inbox::receive).step();
        assertTrue(door().up());
        assertEquals(27, house.count("encounter"));
        assertEquals(3, house.count("inbound where outcome = 'PARKED'"));
        assertEquals(2, house.count("parked where code = 'REQUIRED_FIELD_MISSING' and state = 'WAITING'"));
        assertEquals(1, house.count("parked where code = 'MALFORMED_FIELD' and state = 'WAITING'"));
        // The hospital mends it: the row comes again with its new time.
        hospital.run("update emr.luot_kham set so_vao_vien = 'LK3', ngay_sua = '2026-03-02 09:00' where id = 3");
        call(inbox::receive).step();
        assertEquals(28, house.count("encounter"));
    }

    @Test
    void a_database_that_is_away_is_asked_less_and_less_and_gone_on_with_when_it_is_back() throws Exception {
        hospital.visits(0, 5, "2026-03-01 08:00");
        try (Gate gate = new Gate(hospital.port())) {
            settings(hospital.url().replace(":" + hospital.port() + "/", ":" + gate.port() + "/"), hospital.password());
            Rounds.Call call = call(inbox::receive);
            call.step();
            assertTrue(door().up());
            gate.shut();
            for (long pause : new long[] {10, 20, 40, 80, 160, 320, 320}) {
                assertEquals(NOON.instant().plusSeconds(pause), call.step());
            }
            assertFalse(door().up());
            assertEquals("Không kết nối được tới cơ sở dữ liệu của bệnh viện (SQLSTATE 08001)", door().lastError());
            hospital.visits(5, 10, "2026-03-01 09:00");
            gate.open();
            assertEquals(NOON.instant().plusSeconds(60), call.step());
            assertTrue(door().up());
            assertEquals(10, house.count("encounter"));
        }
    }

    @Test
    void a_wrong_password_is_said_and_shown_nowhere() throws Exception {
        settings(hospital.url(), "khong-phai-mat-khau");
        call(inbox::receive).step();
        assertFalse(door().up());
        assertEquals("Cơ sở dữ liệu của bệnh viện từ chối tài khoản đã khai báo (SQLSTATE 28P01)", door().lastError());
        assertFalse(doors.states().toString().contains("khong-phai-mat-khau"));
        assertFalse(PullSettings.of(source.settings, false).toString().contains("khong-phai-mat-khau"));
    }

    @Test
    void a_view_that_is_not_there_is_said_and_the_other_mappings_go_on() throws Exception {
        hospital.visits(0, 5, "2026-03-01 08:00");
        Files.writeString(
                house.folder.resolve("mappings/khac.json"),
                Files.readString(house.folder.resolve("mappings/thu.json"))
                        .replace("\"thu\"", "\"khac\"")
                        .replace("v_luot_kham", "v_khong_co"));
        Map<String, String> settings = new HashMap<>(source.settings);
        settings.put("pull-mappings", "khac, thu, thieu");
        source.settings = settings;
        assertEquals(NOON.instant().plusSeconds(60), call(inbox::receive).step());
        assertFalse(door().up());
        assertEquals(
                "Không có khung nhìn hoặc cột này, hoặc tài khoản không được đọc (SQLSTATE 42P01)", door().lastError());
        assertEquals(5, house.count("encounter"));
    }

    @Test
    void nothing_is_written_there_and_no_connection_stays() throws Exception {
        hospital.visits(0, 5, "2026-03-01 08:00");
        hospital.run("grant insert on emr.luot_kham to " + hospital.user);
        HospitalDatabase database = database(HospitalDatabase.PATIENCE);
        try (Connection connection = database.connect();
                Statement sql = connection.createStatement()) {
            SQLException refused =
                    assertThrows(SQLException.class, () -> sql.execute("insert into emr.luot_kham (id) values (99)"));
            assertEquals("25006", refused.getSQLState());
        }
        call(inbox::receive).step();
        hospital.run("""
                do $$ begin
                  assert (select count(*) from pg_stat_activity where usename = '%s' and datname = current_database()
                          and application_name = 'emr') = 0;
                end $$
                """.formatted(hospital.user));
    }

    private HospitalDatabase database(Duration patience) throws Exception {
        return new HospitalDatabase(
                PullSettings.of(source.settings, false), new Drivers(house.folder.resolve("drivers")), patience);
    }

    @Test
    void a_question_that_takes_too_long_is_stopped_and_said_and_the_next_round_goes_on() throws Exception {
        hospital.visits(0, 3, "2026-03-01 08:00");
        hospital.run("""
                create or replace view emr.v_luot_kham as
                select * from emr.luot_kham where case when id = 2 then pg_sleep(60) is not null else true end
                """);
        Reading hasty = reading(Duration.ofSeconds(1));
        PullTrouble trouble = assertThrows(PullTrouble.class, hasty::round);
        assertEquals(
                "Cơ sở dữ liệu của bệnh viện dừng câu hỏi: quá lâu hoặc đang tắt (SQLSTATE 57014)",
                trouble.getMessage());
        assertFalse(trouble.away(), "the other mappings have their turn");
        assertEquals(0, house.count("encounter"));
        hospital.run("create or replace view emr.v_luot_kham as select * from emr.luot_kham");
        hasty.round();
        assertEquals(3, house.count("encounter"));
    }

    private Reading reading(Duration patience) throws Exception {
        Mapping mapping = new Mappings(house.folder.resolve("mappings")).named("thu");
        Takings takings = new Takings(source, mapping, translator, inbox::receive, doors.register("x", "JDBC", "x"));
        return new ViewReading(
                source, mapping, database(patience), new PullPositions(house.database, NOON), takings, NOON);
    }

    @Test
    void rows_too_large_for_any_notice_are_not_taken_into_memory() throws Exception {
        hospital.visits(0, 1, "2026-03-01 08:00");
        hospital.run("update emr.luot_kham set ly_do = repeat('x', 320 * 1024 * 1024)");
        call(inbox::receive).step();
        assertEquals("Cơ sở dữ liệu của bệnh viện trả lời lỗi (SQLSTATE 08S01)", door().lastError());
        hospital.run("update emr.luot_kham set ly_do = 'Đau bụng'");
        call(inbox::receive).step();
        assertEquals(1, house.count("encounter"));
    }

    @Test
    void a_page_of_large_rows_ends_early_and_the_next_one_goes_on() throws Exception {
        hospital.visits(0, 6, "2026-03-01 08:00");
        hospital.run("update emr.luot_kham set ly_do = repeat('x', 9 * 1024 * 1024)");
        call(inbox::receive).step();
        // Longer than a text may be: each is kept and waits.
        assertEquals(6, house.count("parked where code = 'MALFORMED_FIELD'"));
        assertEquals("number 5", position().split("\n")[1]);
    }
}
