package vn.emr.his.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import vn.emr.core.intake.Rounds;
import vn.emr.core.organization.PullSettings;
import vn.emr.core.outgoing.OutgoingHttp;

/** How a hospital's HTTP interface is asked: for lists of what is new, with limits, with its account, and nobody else. */
class AskingTest extends AskedHospital {
    @Test
    void a_list_is_asked_page_by_page_from_before_its_mark_which_moves_when_all_is_kept() throws Exception {
        list();
        his.answers(
                "/api/moi?tu=20260301120000&trang=1", page("0000001", "20260302110000", "0000002", "20260302114500"));
        his.fails("/api/moi?tu=20260301120000&trang=2", 500);
        Rounds.Call call = call();
        assertEquals(clock.now.plusSeconds(10), call.step());
        assertEquals("HIS trả lời HTTP 500", door().lastError());
        assertEquals(2, house.count("patient"));
        assertEquals(0, house.count("pull_position"));
        his.plays("/api/moi?tu=20260301120000&trang=2", exchange -> {
            byte[] bytes = page("0000003", "02/03/2026 11:30:00").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        });
        his.answers("/api/moi?tu=20260301120000&trang=3", "{\"success\": true, \"data\": []}");
        call.step();
        assertTrue(door().up(), door().lastError());
        assertEquals(3, house.count("patient"));
        assertEquals(3, house.count("inbound"));

        // Ten minutes before 11:45; an interface that answers unknown pages with the last one is asked no further.
        String same = page("0000002", "20260302114500", "0000004", "20260302115000");
        his.answers("/api/moi?tu=20260302113500&trang=1", same);
        his.answers("/api/moi?tu=20260302113500&trang=2", same);
        call.step();
        assertEquals(4, house.count("patient"));
        assertEquals(4, house.count("inbound"));
        assertFalse(his.asked.contains("/api/moi?tu=20260302113500&trang=3"));
    }

    @Test
    void the_account_or_token_is_shown_to_the_interface_and_to_nobody_else() throws Exception {
        result("KQ1", "B1", "0000007");
        settings(Map.of("pull-user", "emr", "password", "rất bí mật"));
        call().step();
        settings(Map.of("bearer", "tok.en-1"));
        house.database.update("delete from pull_question");
        his.fails("/api/v1/his/service-requests/B1", 401);
        call().step();
        assertEquals(List.of("Basic ZW1yOnLhuqV0IGLDrSBt4bqtdA==", "Bearer tok.en-1"), his.authorizations);
        assertEquals("HTTP 401: HIS từ chối tài khoản hoặc bearer đã khai báo", door().lastError());
        assertFalse(doors.states().toString().contains("tok.en-1"));
    }

    @Test
    void a_redirect_is_not_followed() throws Exception {
        result("KQ1", "B1", "0000007");
        try (HospitalServer other = new HospitalServer()) {
            his.plays("/api/v1/his/service-requests/B1", exchange -> {
                exchange.getResponseHeaders().add("Location", other.address() + "/khac");
                exchange.sendResponseHeaders(302, -1);
            });
            call().step();
            assertTrue(door().lastError().startsWith("HIS trả lời chuyển hướng (HTTP 302)"), door().lastError());
            assertEquals(List.of(), other.asked);
        }
    }

    @Test
    void answers_have_limits_of_size_time_and_form() throws Exception {
        PullSettings settings = PullSettings.of(source.settings, false);
        OutgoingHttp http = new OutgoingHttp();
        HospitalApi api = new HospitalApi(settings, http, Duration.ofSeconds(20));
        his.plays("/dai", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                byte[] part = new byte[1 << 20];
                for (int i = 0; i < 40; i++) {
                    out.write(part);
                }
            } catch (IOException givenUp) {
                Thread.onSpinWait();
            }
        });
        assertEquals("HIS trả lời dài quá 32 MiB", trouble(api, "/dai"));
        his.answers("/sai", "<html>");
        assertEquals("HIS trả lời không phải JSON", trouble(api, "/sai"));
        his.answers("/sau", "[".repeat(100_000));
        assertEquals("HIS trả lời không phải JSON", trouble(api, "/sau"));
        CountDownLatch end = new CountDownLatch(1);
        his.plays("/cham", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        HospitalApi hasty = new HospitalApi(settings, http, Duration.ofMillis(300));
        assertEquals("HIS không trả lời xong trong 0 giây", trouble(hasty, "/cham"));
        end.countDown();
        his.close();
        assertEquals("Không kết nối được tới HIS", trouble(api, "/sai"));
        http.close();
    }

    @Test
    void a_list_that_is_not_answered_well_is_said() throws Exception {
        list();
        call().step();
        assertTrue(door().lastError().startsWith("HIS không trả lời danh sách này"), door().lastError());
        his.answers("/api/moi?tu=20260301120000&trang=1", "{\"success\": false, \"data\": []}");
        call().step();
        assertFalse(door().up());
        assertEquals(0, house.count("pull_position"));
    }
}
