package vn.emr.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.emr.api.demo.SigningDesk.button;
import static vn.emr.api.demo.SigningDesk.signed;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.emr.api.start.ServerProcess;

/**
 * Doctor and head sign at their screens, a patient on a phone, on the packaged server in a real browser, and whoever has the code of a signed document is
 * told in Vietnamese that it is valid.
 */
class SigningStoryIT {
    private static final int BATCH = 20;

    private static ServerProcess server;
    private static DemoPeople people;
    private static SigningDesk desk;

    @BeforeAll
    static void start() throws Exception {
        server = new ServerProcess().launch("-Demr.mode=demo").ready();
        people = new DemoPeople(server);
        try (WardMessages ward = new WardMessages(port("EMR_HIS_MLLP_PORT"), port("EMR_LIS_MLLP_PORT"))) {
            ward.admission();
        }
        String patient = people.json(people.signedIn("luutru"), Map.of("text", WardMessages.NUMBER))
                .post(people.address("/api/v1/patients/search"))
                .jsonPath()
                .getString("patients[0].id");
        desk = new SigningDesk(people, patient);
        registered();
        new KeyPoster(URI.create(people.address("/")), server.data()).post(SampleHospital.organization());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** The doctor brings the own key on the page of keys. */
    private static void registered() {
        try (Visit visit = visit("bs.noi")) {
            Page page = visit.page;
            page.navigate(people.address("/signing/keys"));
            button(page, "Đăng ký chứng thư số").first().click();
            page.locator("dialog input[type=file]").setInputFiles(SampleAuthority.keyOf(server.data(), "bs.noi"));
            page.locator("dialog input[type=password]").fill(SigningDesk.PIN);
            page.locator("dialog button[type=submit]").click();
            page.locator("table[aria-label='Chứng thư số của tôi']").waitFor();
            visit.picture("signing-keys");
        }
    }

    @Test
    void a_doctor_signs_three_entries_with_one_press() {
        try (Visit visit = folder("bs.noi")) {
            Page page = visit.page;
            TypedSheet typed = new TypedSheet(page, "36/BV2").code("chan-doan", "K35.8", "Viêm ruột thừa cấp");
            for (int i = 0; i < 3; i++) {
                typed.type("dien-bien-" + i + "-s", "Lần khám thứ " + (i + 1) + ".")
                        .write();
                page.locator(".entries .entry").nth(i).waitFor();
            }
            String sheet = typed.id();
            button(page, "Thôi sửa").click();
            button(page, "Ký các diễn biến của tôi \\(3\\)").click();
            signed(page, 3);
            assertEquals(3, page.locator(".entry .entry-signed").count());
            visit.picture("signing-entries");
            List<String> codes = desk.signatures("bs.noi", sheet).getList("entries.signature.documentId");
            assertEquals(3, codes.size());
            for (String code : codes) {
                desk.told(visit, code, 1, "signing-entry-verified");
            }
        }
    }

    @Test
    void a_doctor_signs_a_batch_of_twenty_from_what_waits() {
        List<String> sheets = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            sheets.add(desk.minutes(i));
        }
        try (Visit visit = visit("bs.noi")) {
            Page page = visit.page;
            page.navigate(people.address("/signing"));
            page.getByLabel("Tìm người bệnh, tờ phiếu").fill("27/BV2");
            button(page, "Chọn tất cả").click();
            visit.picture("signing-waiting");
            button(page, "Ký \\(" + BATCH + "\\)").click();
            signed(page, BATCH);
            page.getByText("Không có gì chờ bạn ký.")
                    .or(page.locator(".signing-rows"))
                    .first()
                    .waitFor();
            visit.picture("signing-batch");
            desk.told(visit, desk.code("bs.noi", sheets.getFirst()), 1, "signing-batch-verified");
        }
        for (String sheet : sheets) {
            assertEquals(List.of("VALID"), desk.verified(desk.code("bs.noi", sheet)));
        }
    }

    @Test
    void the_head_signs_the_minutes_after_their_secretary() {
        String sheet;
        try (Visit visit = folder("bs.noi")) {
            sheet = new TypedSheet(visit.page, "27/BV2")
                    .code("chan-doan", "K35.8", "Viêm ruột thừa cấp")
                    .code("hc-chu-toa", "", "BS. Đinh Thị Trưởng Khoa")
                    .code("hc-thu-ky", "", "BS. Vũ Thị Mai Hương")
                    .type("hc-tom-tat", "Đau hố chậu phải một ngày, sốt nhẹ.")
                    .type("hc-ket-luan", "Viêm ruột thừa cấp.")
                    .type("hc-huong", "Phẫu thuật trong ngày.")
                    .completed();
            button(visit.page, "Ký: Thư ký").first().click();
            signed(visit.page, 1);
        }
        try (Visit visit = visit("tk.noi")) {
            Page page = visit.page;
            page.navigate(people.address("/patients/" + desk.patient() + "/sheets/" + sheet));
            button(page, "Ký: Chủ tọa").first().click();
            signed(page, 1);
            page.getByText("Đã ký đủ 2 chữ ký.").waitFor();
            visit.picture("signing-minutes");
            desk.told(visit, desk.code("tk.noi", sheet), 2, "signing-minutes-verified");
        }
    }

    @Test
    void a_patient_signs_on_a_phone_what_the_doctor_seals() {
        try (Visit visit = folder("bs.noi")) {
            Page page = visit.page;
            String sheet = new TypedSheet(page, "46/BV2")
                    .code("chan-doan", "K35.8", "Viêm ruột thừa cấp")
                    .box("dd-la", "1")
                    .type("rv-tinh-trang", "Tỉnh, đỡ đau bụng.")
                    .type("rv-ly-do", "Muốn về gần nhà.")
                    .type("rv-hau-qua", "Có thể vỡ ruột thừa; đã giải thích.")
                    .completed();
            button(page, "Ký: Bác sỹ").first().click();
            signed(page, 1);
            button(page, "Người bệnh ký").click();
            button(page, "Mời ký").click();
            page.getByLabel("Mã QR của trang ký").waitFor();
            visit.picture("signing-patient-asked");
            Page phone = visit.stranger();
            phone.navigate(people.address(page.locator(".patient-invitation a").getAttribute("href")));
            signedByHand(phone);
            page.getByText("Tôi đã chứng kiến đúng người này ký.").waitFor();
            visit.picture("signing-patient-sealing");
            Locator drawer = page.locator("dialog");
            drawer.getByText("Chứng thư còn hiệu lực và chưa bị thu hồi").waitFor();
            drawer.locator("input[type=password]").fill(SigningDesk.PIN);
            drawer.locator("button[type=submit]").click();
            page.getByText("Xác nhận của người bệnh, do").waitFor();
            phone.reload();
            phone.getByText("Đã ký xong.").waitFor();
            if (drawer.isVisible()) {
                drawer.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Đóng"))
                        .last()
                        .click();
            }
            visit.picture("signing-patient-sheet");
            Page told = desk.told(visit, desk.code("bs.noi", sheet), 2, "signing-patient-verified");
            assertTrue(told.getByText("chứng kiến và ký số xác nhận").count() > 0);
        }
    }

    /** Reads to the end, says who signs, and draws. */
    private static void signedByHand(Page phone) {
        phone.locator(".patient-end").scrollIntoViewIfNeeded();
        phone.getByLabel("Tôi đã đọc, hoặc đã được nghe đọc, hết văn bản này").check();
        phone.getByLabel("Tôi là người bệnh").check();
        Visit.picture(phone, "signing-patient-phone");
        Locator field = phone.getByLabel("Ô vẽ chữ ký");
        field.scrollIntoViewIfNeeded();
        BoundingBox box = field.boundingBox();
        phone.mouse().move(box.x + 40, box.y + 60);
        phone.mouse().down();
        phone.mouse().move(box.x + 120, box.y + 100);
        phone.mouse().move(box.x + 200, box.y + 40);
        phone.mouse().up();
        phone.getByText("Đã có chữ ký trong ô.").waitFor();
        Visit.picture(phone, "signing-patient-drawn");
        button(phone, "Ký").click();
        phone.getByText("Cảm ơn Ông/Bà. Đã nhận chữ ký.").waitFor();
    }

    private static Visit folder(String username) {
        Visit visit = visit(username);
        visit.page.navigate(people.address("/patients/" + desk.patient() + "/folder"));
        visit.page.locator(".folder-head").waitFor();
        return visit;
    }

    private static Visit visit(String username) {
        return new Visit(people.address("/"), username, 1440, 900);
    }

    private static int port(String setting) {
        return Integer.parseInt(server.setting(setting));
    }
}
