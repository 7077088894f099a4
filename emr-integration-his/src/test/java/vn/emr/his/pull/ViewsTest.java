package vn.emr.his.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.DoorState;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.OutcomeUnknown;
import vn.emr.core.intake.PullPositions;
import vn.emr.core.intake.Rounds;
import vn.emr.core.organization.PullSettings;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.House;
import vn.emr.his.NoticeTranslator;

/** A view of a real database: every row comes in once and in order, whatever fails between. */
class ViewsTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-02T05:00:00Z"), ZoneOffset.UTC);

    private final House house = new House();
    private final NoticeTranslator translator = new NoticeTranslator();
    private final Doors doors = new Doors();
    private final AtomicInteger handed = new AtomicInteger();
    private HospitalView hospital;
    private Inbox inbox;
    private Source source;

    @BeforeEach
    void open() throws Exception {
        hospital = new HospitalView();
        inbox = house.inbox(List.of(translator));
        source = house.addSource("HIS khung nhìn", Source.PULL);
        settings(hospital.url(), hospital.password());
        mapping("\"page\": 100, \"overlap\": 10");
    }

    @AfterEach
    void close() {
        house.mustBeWhole();
        house.close();
    }

    @Test
    void rows_come_in_once_page_by_page_and_a_further_round_brings_only_what_changed() throws Exception {
        hospital.visits(0, 450, "2026-03-01 08:00");
        Rounds.Call call = call(inbox::receive);
        Instant next = call.step();
        assertEquals(NOON.instant().plusSeconds(60), next);
        assertTrue(door().up(), () -> door().lastError());
        assertEquals(450, house.count("encounter where status = 'IN_PROGRESS'"));
        assertEquals(450, house.count("patient where name like 'Người thứ %' and sex = 'FEMALE'"));
        assertEquals(450, house.count("inbound where door = 'pull' and peer = 'pull:thu' and outcome = 'APPLIED'"));
        hospital.run(
                "update emr.luot_kham set trang_thai = 2, ngay_ra = '2026-03-02 10:00', ngay_sua = '2026-03-02 10:01'"
                        + " where id = 7");
        call.step();
        assertEquals(451, house.count("inbound"));
        assertEquals(1, house.count("encounter where status = 'FINISHED' and visit_number = 'LK7'"));
        assertEquals(0, house.count("inbound_event"));
    }

    @Test
    void rows_of_one_moment_are_told_apart_by_their_key_also_over_pages() throws Exception {
        hospital.visits(0, 250, "2026-03-01 08:00");
        hospital.run("update emr.luot_kham set ngay_sua = '2026-03-01 08:00:00.123456'");
        call(inbox::receive).step();
        assertEquals(250, house.count("encounter"));
        assertEquals("local 2026-03-01T08:00:00.123456\nnumber 249", position());
    }

    @Test
    void what_is_not_known_to_be_kept_is_read_again_and_what_was_kept_is_not() throws Exception {
        hospital.visits(0, 350, "2026-03-01 08:00");
        AtomicInteger received = new AtomicInteger();
        // In the third page nobody knows whether the commit came through: it did.
        Rounds.Call broken = call(delivery -> inbox.receive(delivery)
                .thenCompose(outcome -> received.incrementAndGet() == 230
                        ? CompletableFuture.failedFuture(new OutcomeUnknown())
                        : CompletableFuture.completedFuture(outcome)));
        assertEquals(NOON.instant().plusSeconds(10), broken.step());
        assertFalse(door().up());
        assertEquals("number 199", position().split("\n")[1]);
        handed.set(0);
        Rounds.Call after = call(inbox::receive);
        after.step();
        assertTrue(door().up());
        assertEquals(350, house.count("inbound"));
        assertEquals(350, house.count("encounter"));
        // From the overlap before the mark on: 150 new ones and those of ten minutes.
        assertEquals(161, handed.get());
    }

    @Test
    void killed_between_commit_and_mark_the_repeat_changes_nothing() throws Exception {
        hospital.visits(0, 150, "2026-03-01 08:00");
        call(inbox::receive).step();
        long revisions = house.count("revision");
        house.database.update("delete from pull_position");
        call(inbox::receive).step();
        assertEquals(150, house.count("inbound"));
        assertEquals(revisions, house.count("revision"));
        assertEquals(300, handed.get());
    }

    @Test
    void a_row_committed_late_is_met_within_the_overlap_and_not_before_it() throws Exception {
        hospital.visits(0, 60, "2026-03-01 08:00");
        Rounds.Call call = call(inbox::receive);
        call.step();
        hospital.visits(100, 101, "2026-03-01 08:52");
        hospital.visits(101, 102, "2026-03-01 08:40");
        call.step();
        assertEquals(1, house.count("encounter where visit_number = 'LK100'"));
        assertEquals(0, house.count("encounter where visit_number = 'LK101'"));
        // What was read before is not handed over again by the same server.
        assertEquals(61, handed.get());
    }

    @Test
    void a_row_dated_in_the_future_hides_nothing_that_comes_until_then() throws Exception {
        hospital.visits(0, 1, "2099-01-01 08:00");
        hospital.visits(1, 2, "2026-03-02 11:00");
        Rounds.Call call = call(inbox::receive);
        call.step();
        hospital.visits(2, 3, "2026-03-02 11:55");
        call.step();
        assertEquals(1, house.count("encounter where visit_number = 'LK2'"));
        assertEquals(1, house.count("parked where code = 'FUTURE_TIME' and state = 'WAITING'"));
        assertEquals("local 2026-03-02T12:00", position());
    }

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
        HospitalDatabase database = new HospitalDatabase(
                PullSettings.of(source.settings, false), new Drivers(house.folder.resolve("drivers")));
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

    @Test
    void a_column_of_numbers_is_as_good_a_mark_and_a_changed_file_is_in_use_at_the_next_round() throws Exception {
        hospital.visits(0, 30, "2026-03-01 08:00");
        mapping("\"page\": 7, \"overlap\": 5");
        Path file = house.folder.resolve("mappings/thu.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "\"watermark\": \"NGAY_SUA\", \"key\": \"ID\"",
                                "\"watermark\": \"ID\", \"key\": \"MA_BN\""));
        Rounds.Call call = call(inbox::receive);
        call.step();
        assertEquals(30, house.count("encounter"));
        assertEquals("number 29\ntext 0000029", position());
        Files.writeString(file, "{\"mapping\": \"thu\"}");
        call.step();
        assertTrue(door().lastError().startsWith("Tệp ánh xạ thu tại /version: "), door().lastError());
        mapping("");
        call.step();
        assertTrue(door().up());
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

    private void settings(String url, String password) {
        source.settings = Map.of(
                "pull-mappings",
                "thu",
                "pull-database",
                url,
                "pull-user",
                hospital.user,
                "password",
                password,
                "pull-every",
                "60");
    }

    /** The shipped example under another name. */
    private void mapping(String more) throws IOException {
        String text = new String(
                ViewsTest.class
                        .getResourceAsStream("/mappings/sen-vang-nguoi-benh.json")
                        .readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);
        Path folder = Files.createDirectories(house.folder.resolve("mappings"));
        Files.writeString(
                folder.resolve("thu.json"),
                text.replace("\"sen-vang-nguoi-benh\"", "\"thu\"")
                        .replace(", \"page\": 200, \"overlap\": 10", more.isEmpty() ? "" : ", " + more));
    }

    private Rounds.Call call(Function<Delivery, CompletionStage<Outcome>> into) {
        Function<Delivery, CompletionStage<Outcome>> counting = delivery -> {
            handed.incrementAndGet();
            return into.apply(delivery);
        };
        return new PullFeed(
                        translator, counting, new PullPositions(house.database, NOON), house, doors, NOON, house.folder)
                .call(source);
    }

    private DoorState door() {
        return doors.states().getFirst();
    }

    private String position() {
        return house.database
                .first("select mark from pull_position", row -> row.text("mark"))
                .orElseThrow();
    }
}
