package vn.emr.api.demo;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.api.start.ServerProcess;

/**
 * The HIS tells an admission and then falls silent: a ward hands a patient over and another sends her home, at their screens, on the
 * packaged server. When the HIS speaks again, what people said stands.
 */
class SilentHisIT {
    private static final WardMessages.Somebody WHO = new WardMessages.Somebody("BN990002", "NT990002", "Hà^Yên^Thị");

    private ServerProcess server;
    private DemoPeople people;
    private String patient;

    @Test
    void a_patient_is_handed_over_and_sent_home_while_the_his_is_silent_and_it_changes_nothing_of_that_later()
            throws Exception {
        try (ServerProcess started =
                        new ServerProcess().launch("-Demr.mode=demo").ready();
                WardMessages his =
                        new WardMessages(port(started, "EMR_HIS_MLLP_PORT"), port(started, "EMR_LIS_MLLP_PORT"), WHO)) {
            server = started;
            people = new DemoPeople(server);
            his.admission();
            patient = people.json(people.signedIn("luutru"), Map.of("text", WHO.number()))
                    .post(people.address("/api/v1/patients/search"))
                    .jsonPath()
                    .getString("patients[0].id");
            chart("bs.ngoai").statusCode(403);
            ordered();
            transferred();
            sentHome();
            Response seen = chart("bs.ngoai").statusCode(200).extract().response();
            String ended = seen.path("encounters[0].end.from");
            his.transfer();
            his.discharge();
            chart("bs.ngoai")
                    .body("encounters[0].end.from", equalTo(ended))
                    .body("encounters[0].status", equalTo("FINISHED"))
                    .body("encounters[0].stays.findAll { !it.cancelled }", hasSize(2))
                    .body("encounters[0].movements.findAll { !it.takenBack }", hasSize(3));
        }
    }

    private ValidatableResponse chart(String username) {
        return people.as(people.signedIn(username))
                .get(people.address("/api/v1/patients/" + patient))
                .then();
    }

    private void ordered() {
        String encounter = chart("bs.noi").statusCode(200).extract().path("encounters[0].id");
        Map<String, Object> order = Map.of(
                "medicine",
                "Paracetamol 500 mg",
                "dose",
                1,
                "unit",
                "viên",
                "route",
                "ORAL",
                "schedule",
                Map.of("kind", "TIMES", "times", new String[] {"08:00", "20:00"}, "everyDays", 1),
                "from",
                Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
        people.json(
                        people.signedIn("bs.noi"),
                        Map.of("requestId", UUID.randomUUID(), "encounterId", encounter, "order", order))
                .post(people.address("/api/v1/patients/" + patient + "/medications"))
                .then()
                .statusCode(201);
    }

    /** The doctor says the transfer and writes the handover; the nurse finds the running medicines in hers. */
    private void transferred() {
        try (Visit visit = new Visit(people.address("/"), "bs.noi", 1440, 900)) {
            Page page = overview(visit);
            button(page, "Chuyển khoa").click();
            Locator form = page.locator("dialog");
            form.getByLabel("Tìm khoa theo tên hoặc mã").fill("NGOAI");
            form.locator("input[type=radio]").first().check();
            form.getByLabel("Lý do (nếu có)").fill("Chỉ định mổ");
            form.locator("button[type=submit]").click();
            form.locator("a[href$='/sheets/new/43-BV2']").click();
            page.locator(".sheet-desk").waitFor();
            assertEquals("NOI", code(page, "bg-tu"));
            assertEquals("NGOAI", code(page, "bg-den"));
            visit.picture("silent-his-handover");
        }
        try (Visit visit = new Visit(people.address("/"), "dd.noi", 390, 844)) {
            Page page = visit.page;
            page.navigate(people.address("/patients/" + patient + "/folder"));
            page.locator(".folder-head").waitFor();
            new TypedSheet(page, "44/BV2");
            String running = page.locator("#f-bg-thuoc-i").inputValue();
            assertTrue(running.startsWith("Paracetamol 500 mg"), running);
        }
    }

    /** On a telephone: the bed in the new ward, then the discharge, and what the record lacks. */
    private void sentHome() {
        try (Visit visit = new Visit(people.address("/"), "bs.ngoai", 390, 844)) {
            Page page = overview(visit);
            button(page, "Đổi buồng, giường").click();
            page.locator("dialog").getByLabel("Buồng").fill("P303");
            page.locator("dialog").getByLabel("Giường").fill("G05");
            page.locator("dialog button[type=submit]").click();
            page.getByText("P303").first().waitFor();
            button(page, "Ra viện").click();
            Locator form = page.locator("dialog");
            form.locator("select").first().selectOption("1");
            form.locator("select").nth(1).selectOption("2");
            form.locator("button[type=submit]").click();
            form.getByText("Đã ghi ra viện").waitFor();
            visit.picture("silent-his-discharge");
            form.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Xem hồ sơ còn thiếu gì"))
                    .click();
            page.locator(".folder-head").waitFor();
        }
    }

    private Page overview(Visit visit) {
        visit.page.navigate(people.address("/patients/" + patient));
        visit.page.locator(".banner-name").waitFor();
        return visit.page;
    }

    private static String code(Page page, String item) {
        return page.locator("#f-" + item + " .code-pair .code-code").first().inputValue();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static int port(ServerProcess server, String setting) {
        return Integer.parseInt(server.setting(setting));
    }
}
