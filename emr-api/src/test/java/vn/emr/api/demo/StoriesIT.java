package vn.emr.api.demo;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.emr.api.start.ServerProcess;

/** Whole stays as people of the sample hospital live them at their screens, on the packaged server in a real browser. */
class StoriesIT {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");

    private static ServerProcess server;
    private static DemoPeople people;

    @BeforeAll
    static void start() throws Exception {
        server = new ServerProcess().launch("-Demr.mode=demo").ready();
        people = new DemoPeople(server);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void an_inpatient_is_admitted_treated_operated_discharged_and_the_record_closed_archived_lent_and_returned()
            throws Exception {
        try (WardMessages ward = new WardMessages(port("EMR_HIS_MLLP_PORT"), port("EMR_LIS_MLLP_PORT"))) {
            ward.admission();
            treated(ward);
            ward.transfer();
            operated();
            ward.discharge();
            completed();
        }
        refused();
        added();
        closed();
    }

    @Test
    void at_the_commune_station_a_treatment_is_written_on_a_telephone() {
        Response session = people.signedIn("bs.anhoa");
        told("""
                {"id":"ST-1","kind":"patient","statedAt":"%1$s","patient":{"identifiers":[{"kind":"PATIENT_NUMBER","value":"AH990001"}],\
                "names":["Lò Thị Mận"],"birth":"1971-03-02","sex":"F","addresses":[{"use":"home","line":"Bản Nà","ward":"Xã An Hòa"}]}}
                {"id":"ST-2","kind":"visit","statedAt":"%1$s","patient":{"identifiers":[{"kind":"PATIENT_NUMBER","value":"AH990001"}]},\
                "visit":{"number":"AH-DT990001","event":"REGISTERED","class":"OUTPATIENT_TREATMENT","start":"%1$s","occurredAt":"%1$s",\
                "facility":"99002","department":"TYT","attendingDoctor":"YS. Hà Văn Điền","reason":"Ho, sốt"}}
                """.formatted(Instant.now().minusSeconds(600)));
        try (Visit visit = new Visit(people.address("/"), "bs.anhoa", 390, 844)) {
            Page page = folder(visit, session, "AH990001");
            new TypedSheet(page, "17/BV1")
                    .type("ly-do-vao-vien", "Ho, sốt")
                    .type("qua-trinh", "Ho khan, sốt nhẹ hai ngày, ăn được.")
                    .type("toan-than", "Tỉnh, sốt 37,9 °C, phổi không ran.")
                    .code("chan-doan", "J06.9", "Nhiễm khuẩn hô hấp trên cấp")
                    .type("theo-doi-0-td-dien-bien", "Uống thuốc được, không khó thở.")
                    .write()
                    .complete();
            Object over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assertEquals(0, ((Number) over).intValue(), "nothing is wider than the telephone");
            visit.picture("story-commune");
        }
    }

    private static void told(String notices) {
        given().header("Authorization", "Bearer emrs_khoa_mau_tram_y_te_khong_bi_mat____________")
                .contentType("application/x-ndjson")
                .body(notices.getBytes(StandardCharsets.UTF_8))
                .post(people.address("/api/v1/his/notices"))
                .then()
                .body("items.outcome", everyItem(is("applied")));
    }

    /** The physician finds the patient, orders, reads the result, and writes bệnh án, treatment and vital signs. */
    private static void treated(WardMessages ward) throws IOException {
        try (Visit visit = new Visit(people.address("/"), "bs.noi", 1440, 900)) {
            Page page = visit.page;
            page.keyboard().press("/");
            page.keyboard().type("ly minh anh");
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions()
                                    .setName(Pattern.compile("lý minh anh", Pattern.CASE_INSENSITIVE)))
                    .first()
                    .click();
            page.locator(".banner-name").waitFor();
            button(page, "Chỉ định mới").click();
            page.locator("dialog input[name=text]").fill("Công thức máu");
            button(page, "Gửi chỉ định").click();
            page.getByText("Công thức máu").first().waitFor();
            ward.result();
            tab(page, "laboratory");
            page.getByText("16,4").first().waitFor();
            tab(page, "folder");
            new TypedSheet(page, "01/BV1")
                    .code("cd-kkb", "K35.8", "Viêm ruột thừa cấp")
                    .code("cd-khoa", "K35.8", "Viêm ruột thừa cấp")
                    .code("rv-chinh", "K35.8", "Viêm ruột thừa cấp")
                    .type("ly-do-vao-vien", "Đau hố chậu phải")
                    .type("qua-trinh", "Đau âm ỉ hố chậu phải từ đêm qua, sốt nhẹ, buồn nôn.")
                    .type("toan-than", "Tỉnh, môi khô, sốt 37,8 °C.")
                    .type("tom-tat", "Người bệnh nữ, phản ứng hố chậu phải, bạch cầu tăng.")
                    .box("doi-tuong", "2")
                    .type("mach", "98")
                    .type("nhiet-do", "37,8")
                    .type("nhip-tho", "20")
                    .type("ha-tam-thu", "120")
                    .type("ha-tam-truong", "70")
                    .code("cdk-chinh", "K35.8", "Viêm ruột thừa cấp")
                    .type("huong-dieu-tri", "Mời khám ngoại, phẫu thuật cắt ruột thừa.")
                    .type("tk-qua-trinh", "Đau hố chậu phải một ngày, chuyển khoa Ngoại phẫu thuật.")
                    .type("tk-phuong-phap", "Phẫu thuật, kháng sinh, giảm đau.")
                    .type("tk-tinh-trang", "Tỉnh, không sốt, vết mổ khô.")
                    .type("tk-huong", "Khám lại sau một tuần.")
                    .complete();
            new TypedSheet(page, "36/BV2")
                    .code("chan-doan", "K35.8", "Viêm ruột thừa cấp")
                    .type("dien-bien-0-s", "Đau tăng khi ho.")
                    .type("dien-bien-0-o", "Phản ứng thành bụng hố chậu phải.")
                    .write()
                    .complete();
            new TypedSheet(page, "CNS")
                    .row("chuc-nang-song")
                    .type("chuc-nang-song-0-cns-luc", now())
                    .type("chuc-nang-song-0-cns-mach", "98")
                    .type("chuc-nang-song-0-cns-nhiet", "37,8")
                    .complete();
            visit.picture("story-folder");
        }
    }

    private static void operated() {
        try (Visit visit = new Visit(people.address("/"), "bs.ngoai", 1440, 900)) {
            Page page = folder(visit);
            new TypedSheet(page, "06/BV2")
                    .type("pt-luc", now())
                    .code("pt-truoc", "K35.8", "Viêm ruột thừa cấp")
                    .code("pt-sau", "K35.8", "Viêm ruột thừa cấp")
                    .type("pt-phuong-phap", "Cắt ruột thừa nội soi.")
                    .code("pt-bac-sy", "", "BS. Phan Trọng Lực")
                    .type("pt-trinh-tu", "Vào ổ bụng ba trocar, ruột thừa viêm mủ, cắt, lấy ra bằng túi.")
                    .complete();
        }
    }

    private static void completed() {
        try (Visit visit = new Visit(people.address("/"), "bs.ngoai", 1440, 900)) {
            Page page = folder(visit);
            step(page, "Hoàn thành");
            page.locator("dialog select").first().selectOption("1");
            page.locator("dialog select").nth(1).selectOption("1");
            page.locator("dialog button[type=submit]").click();
            page.locator("dialog").waitFor(hidden());
        }
    }

    private static void refused() {
        try (Visit visit = new Visit(people.address("/"), "luutru", 1440, 900)) {
            Page page = folder(visit);
            step(page, "Đóng hồ sơ");
            page.locator("dialog button[type=submit]").click();
            page.locator("dialog [role=alert]").waitFor();
            String lacking = page.locator("dialog [role=alert]").textContent();
            assertTrue(lacking.toLowerCase(Locale.ROOT).contains("giấy ra viện"), lacking);
            visit.picture("story-refused");
            // The browser says of a refusal that it was one.
            visit.complaints.removeIf(complaint -> complaint.contains("422"));
        }
    }

    /** What the closing lacked is added, as an addendum with its reason. */
    private static void added() {
        try (Visit visit = new Visit(people.address("/"), "bs.ngoai", 1440, 900)) {
            Page page = folder(visit);
            new TypedSheet(page, "GRV")
                    .because("Giấy ra viện chưa lập khi hoàn thành hồ sơ")
                    .type("phuong-phap", "Phẫu thuật cắt ruột thừa nội soi.")
                    .complete();
        }
    }

    /** Closed, printed whole, archived, lent and taken back. */
    private static void closed() throws IOException {
        try (Visit visit = new Visit(people.address("/"), "luutru", 1440, 900)) {
            Page page = folder(visit);
            step(page, "Đóng hồ sơ");
            page.locator("dialog button[type=submit]").click();
            page.locator("dialog").waitFor(hidden());
            step(page, "In hồ sơ");
            button(page, "Bắt đầu in").click();
            Locator file = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Mở tệp PDF"));
            file.waitFor(new Locator.WaitForOptions().setTimeout(120_000));
            printed(page.context()
                    .request()
                    .get(people.address(file.getAttribute("href")))
                    .body());
            page.keyboard().press("Escape");
            step(page, "Lưu trữ");
            page.locator("dialog button[type=submit]").click();
            page.locator("dialog").waitFor(hidden());
            button(page, "Cho mượn").click();
            page.locator("dialog").getByLabel("Người mượn").fill("BS. Phan Trọng Lực");
            page.locator("dialog").getByLabel("Khoa, đơn vị").fill("Khoa Ngoại");
            page.locator("dialog")
                    .getByLabel("Hạn trả")
                    .fill(DAY.format(LocalDate.now(VIETNAM).plusDays(7)));
            page.locator("dialog button[type=submit]").click();
            page.locator("dialog").waitFor(hidden());
            button(page, "Nhận trả").click();
            page.locator("dialog button[type=submit]").click();
            page.getByText(Pattern.compile("Đã trả, .* nhận lúc")).waitFor();
            visit.picture("story-archived");
        }
    }

    private static void printed(byte[] file) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(file)) {
            String text = Normalizer.normalize(new PDFTextStripper().getText(pdf), Normalizer.Form.NFC)
                    .replaceAll("[\\s\\u00a0]+", " ");
            for (String typed : new String[] {
                "Họ và tên: Lý Minh Anh",
                "Ngày sinh: 14/02/1988",
                "5. Dân tộc: Kinh",
                "Người in: Cao Thị Ngăn Nắp",
                "Đau âm ỉ hố chậu phải từ đêm qua, sốt nhẹ, buồn nôn.",
                "Phản ứng thành bụng hố chậu phải.",
                "Cắt ruột thừa nội soi.",
                "Phẫu thuật cắt ruột thừa nội soi.",
                "Bạch cầu 16.4 G/L"
            }) {
                assertTrue(text.contains(typed), typed + " in " + text);
            }
        }
    }

    private static Page folder(Visit visit) {
        return folder(visit, people.signedIn("luutru"), WardMessages.NUMBER);
    }

    /** The folder of a patient, as somebody opens it; its address is found by somebody who may. */
    private static Page folder(Visit visit, Response session, String number) {
        String patient = people.json(session, Map.of("text", number))
                .post(people.address("/api/v1/patients/search"))
                .jsonPath()
                .getString("patients[0].id");
        visit.page.navigate(people.address("/patients/" + patient + "/folder"));
        visit.page.locator(".folder-head").waitFor();
        return visit.page;
    }

    private static void step(Page page, String name) {
        page.locator(".folder-acts")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name))
                .click();
        page.locator("dialog").waitFor();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)));
    }

    private static void tab(Page page, String section) {
        page.locator("a[href$='/" + section + "']").first().click();
    }

    private static Locator.WaitForOptions hidden() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);
    }

    private static String now() {
        return MOMENT.format(LocalDateTime.now(VIETNAM));
    }

    private static int port(String setting) {
        return Integer.parseInt(server.setting(setting));
    }
}
