package vn.emr.api.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.emr.api.start.ServerProcess;

/** What comes between a person and the sheet that person writes: whatever it is, nothing typed is lost, nothing is written over unseen. */
class InterruptedWritingIT {
    private static final String WHY = "bg-ly-do";
    private static final String SUMMARY = "bg-tom-tat";
    private static final Pattern SAVED = Pattern.compile("Đã lưu nháp lúc");
    private static final Pattern LOST = Pattern.compile("Mất kết nối");
    /** Who has a sheet is warned for 30 seconds; the next beat tells. */
    private static final double HANDED_OVER_MS = TimeUnit.SECONDS.toMillis(60);
    /** A sheet is tried again at least so often; the server's start is on top of it. */
    private static final double TRIED_AGAIN_MS = TimeUnit.SECONDS.toMillis(120);

    private static ServerProcess server;
    private static DemoPeople people;
    private static String patient;

    @BeforeAll
    static void start() throws Exception {
        server = new ServerProcess().launch("-Demr.mode=demo").ready();
        people = new DemoPeople(server);
        try (WardMessages ward = new WardMessages(port("EMR_HIS_MLLP_PORT"), port("EMR_LIS_MLLP_PORT"))) {
            ward.admission();
        }
        patient = people.json(people.signedIn("luutru"), Map.of("text", WardMessages.NUMBER))
                .post(people.address("/api/v1/patients/search"))
                .jsonPath()
                .getString("patients[0].id");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void two_who_write_the_same_sheet_take_turns_and_choose_between_both_texts() {
        try (Visit doctor = at("bs.noi");
                Visit nurse = at("dd.noi")) {
            String sheet = begun(doctor, "Bác sỹ gõ lý do chuyển");
            typed(doctor, SUMMARY, "Bác sỹ gõ tóm tắt");
            assertThat(state(doctor)).containsText(SAVED);

            nurse.page.navigate(doctor.page.url());
            nurse.page.getByText(Pattern.compile("đang sửa tờ này từ")).waitFor();
            assertThat(nurse.page.locator("#f-" + SUMMARY + " textarea")).hasCount(0);
            button(nurse.page, "Nhận quyền sửa").click();
            doctor.page.getByText(Pattern.compile("xin sửa tờ này")).waitFor();
            typed(doctor, SUMMARY, "Bác sỹ gõ tóm tắt thêm một câu");
            assertThat(nurse.page.locator(".sheet-acts"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(HANDED_OVER_MS));
            doctor.page.getByText("Những gì bạn đã gõ còn ở trang này").waitFor();

            typed(nurse, SUMMARY, "Điều dưỡng ghi tóm tắt");
            button(nurse.page, "Lưu").click();
            nurse.page.getByText("Các phiên bản (2)").waitFor();
            button(nurse.page, "Thôi sửa").click();

            button(doctor.page, "Nhận quyền sửa")
                    .or(button(doctor.page, "Ghi tiếp"))
                    .first()
                    .click();
            Locator both = doctor.page.locator(".conflict");
            both.waitFor();
            assertThat(both).containsText("Bác sỹ gõ tóm tắt thêm một câu");
            assertThat(both).containsText("Điều dưỡng ghi tóm tắt");
            assertEquals(
                    "Điều dưỡng ghi tóm tắt",
                    text(sheet, "sheet", SUMMARY),
                    "nothing is written over before the choice");
            doctor.picture("interrupted-conflict");
        }
    }

    @Test
    void what_is_typed_without_a_network_is_on_the_server_when_it_is_back() {
        try (Visit doctor = at("bs.noi")) {
            String sheet = begun(doctor, "Trước khi mất mạng");
            doctor.page.context().setOffline(true);
            typed(doctor, SUMMARY, "Gõ khi mất mạng: đau tăng khi ho, Đỡ sau nghỉ");
            assertThat(state(doctor)).containsText(LOST);
            doctor.picture("interrupted-offline");
            doctor.page.context().setOffline(false);
            assertThat(state(doctor)).containsText(SAVED);
            assertEquals("Gõ khi mất mạng: đau tăng khi ho, Đỡ sau nghỉ", text(sheet, "draft", SUMMARY));
            forgive(doctor);
        }
    }

    @Test
    void a_session_that_ends_while_somebody_types_keeps_the_text_for_that_person_alone() {
        try (Visit doctor = at("bs.noi")) {
            String sheet = begun(doctor, "Trước khi hết phiên");
            people.json(people.signedIn("bs.noi"), Map.of())
                    .post(people.address("/api/v1/me/sessions/end"))
                    .then()
                    .statusCode(200);
            typed(doctor, SUMMARY, "Gõ khi phiên đã hết");
            doctor.page.locator("input[name=password]").waitFor();
            assertEquals(
                    0,
                    doctor.page
                            .getByText("Trước khi hết phiên")
                            .filter(visible())
                            .count(),
                    "hidden from who comes by");
            doctor.picture("interrupted-session");
            doctor.signIn("bs.noi");
            assertThat(state(doctor)).containsText(SAVED);
            assertThat(doctor.page.locator("#f-" + SUMMARY + "-i")).hasValue("Gõ khi phiên đã hết");
            assertEquals("Gõ khi phiên đã hết", text(sheet, "draft", SUMMARY));
            forgive(doctor);
        }
    }

    @Test
    void a_server_killed_and_started_again_has_what_was_typed_before_and_meanwhile() throws Exception {
        try (Visit doctor = at("bs.noi")) {
            String sheet = begun(doctor, "Đã lưu nháp trước khi máy chủ dừng");
            server.kill();
            typed(doctor, SUMMARY, "Gõ khi máy chủ đang dừng");
            assertThat(state(doctor)).containsText(LOST);
            server.launch("-Demr.mode=demo").ready();
            assertThat(state(doctor))
                    .containsText(SAVED, new LocatorAssertions.ContainsTextOptions().setTimeout(TRIED_AGAIN_MS));
            assertEquals("Gõ khi máy chủ đang dừng", text(sheet, "draft", SUMMARY));
            doctor.page.reload();
            assertThat(doctor.page.locator("#f-" + WHY + "-i")).hasValue("Đã lưu nháp trước khi máy chủ dừng");
            assertThat(doctor.page.locator("#f-" + SUMMARY + "-i")).hasValue("Gõ khi máy chủ đang dừng");
            forgive(doctor);
        }
    }

    private static Visit at(String username) {
        return new Visit(people.address("/"), username, 1280, 900);
    }

    /** A new handover sheet with its first words on the server; its id. */
    private static String begun(Visit visit, String why) {
        visit.page.navigate(people.address("/patients/" + patient + "/folder"));
        visit.page.locator(".folder-head").waitFor();
        new TypedSheet(visit.page, "43/BV2");
        typed(visit, WHY, why);
        assertThat(state(visit)).containsText(SAVED);
        return visit.page.url().replaceAll(".*/sheets/([0-9a-f-]+).*", "$1");
    }

    private static void typed(Visit visit, String item, String words) {
        visit.page.locator("#f-" + item + "-i").fill(words);
    }

    private static Locator state(Visit visit) {
        return visit.page.locator(".save-state");
    }

    /** What the server has of an item, in the last version or in the draft of the doctor. */
    private static String text(String sheet, String part, String item) {
        Response session = people.signedIn("bs.noi");
        JsonPath read = people.as(session)
                .get(people.address("/api/v1/patients/" + patient + "/sheets/" + sheet))
                .jsonPath();
        return read.getString(part + ".answers.'" + item + "'[0].text");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)));
    }

    private static Locator.FilterOptions visible() {
        return new Locator.FilterOptions().setVisible(true);
    }

    /** The browser says of requests that did not arrive, and of refusals on the way, that they were. */
    private static void forgive(Visit visit) {
        visit.complaints.removeIf(complaint -> complaint.contains("Failed to load resource"));
    }

    private static int port(String setting) {
        return Integer.parseInt(server.setting(setting));
    }
}
