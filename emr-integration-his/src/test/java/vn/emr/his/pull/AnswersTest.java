package vn.emr.his.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.intake.Rounds;

/** Open visits and the orders of waiting results are asked for by number, over real sockets. */
class AnswersTest extends AskedHospital {
    @Test
    void the_order_of_a_waiting_result_is_asked_for_and_its_answer_frees_the_result() throws Exception {
        his.answers("/api/v1/his/service-requests/260302%2F001%20A", sheet("260302/001 A", "0000007"));
        result("KQ1", "260302/001 A", "0000007");
        result("KQ2", "..", "0000008");
        result("KQ3", "CHUA-CO", "0000009");
        Rounds.Call call = call();
        call.step();
        assertEquals(
                List.of("/api/v1/his/service-requests/260302%2F001%20A", "/api/v1/his/service-requests/CHUA-CO"),
                his.asked);
        assertTrue(door().up(), door().lastError());
        until("parked where state = 'APPLIED'", 1);
        assertEquals(2, house.count("parked where state = 'WAITING'"));
        assertEquals(1, house.count("patient where name = 'Lê Thị Bình' and sex = 'FEMALE'"));
        assertEquals(2, house.count("service_order where placer_number like 'CD01-_' and accession = '260302/001 A'"));
        assertEquals(1, house.count("observation"));

        // Nobody knows the other one: it is asked again after 2, 4, 8 minutes.
        List<Integer> askedAt = List.of(2, 6, 14);
        for (int minute = 1; minute <= 15; minute++) {
            clock.now = clock.now.plusSeconds(60);
            his.asked.clear();
            call.step();
            assertEquals(askedAt.contains(minute) ? 1 : 0, his.asked.size(), "minute " + minute);
        }
    }

    @Test
    void a_result_whose_patient_is_known_is_not_asked_for() throws Exception {
        take(person("0000007"));
        result("KQ1", "260302001", "0000007");
        call().step();
        assertEquals(List.of(), his.asked);
    }

    @Test
    void open_visits_are_asked_for_every_so_many_minutes_and_until_a_day_after_their_end() throws Exception {
        mapping("sen-vang-phieu", "thu", "/service-requests/{barcode}", "/visits/{visit}");
        take(visit("LK1", "ADMITTED", null));
        take(visit("LK2", "DISCHARGED", "202602270800"));
        his.answers("/api/v1/his/visits/LK1", sheet("B1", "0000007"));
        Rounds.Call call = call();
        call.step();
        call.step();
        assertEquals(List.of("/api/v1/his/visits/LK1"), his.asked);
        long inbound = house.count("inbound");
        clock.now = clock.now.plusSeconds(16 * 60);
        call.step();
        assertEquals(2, his.asked.size());
        // The same answer again is not even handed over.
        assertEquals(inbound, house.count("inbound"));
        assertEquals(0, house.count("inbound_event"));
        take(visit("LK1", "DISCHARGED", "202603021300"));
        clock.now = Instant.parse("2026-03-03T05:00:00Z");
        call.step();
        assertEquals(3, his.asked.size());
        clock.now = Instant.parse("2026-03-03T07:00:00Z");
        call.step();
        clock.now = clock.now.plusSeconds(3600);
        call.step();
        assertEquals(4, his.asked.size());
    }

    @Test
    void answers_that_are_notices_or_exchanged_records_already_are_taken_as_they_are() throws Exception {
        Files.writeString(house.folder.resolve("mappings/thu.json"), """
                {"mapping": "thu", "version": 1, "asSent": true,
                 "request": {"path": "/ho-so/{visit}", "rows": "/data"}}""");
        take(visit("LK1", "ADMITTED", null));
        his.answers("/ho-so/LK1", """
                {"data": {"HoSoBenhAn": {"ThongTinBenhNhan": {"sovaovien": "LK1", "mabenhnhan": "0000007",
                  "hoten": "Lê Thị Bình", "thoigianvaovien": "01/03/2026 08:00"}}}}""");
        call().step();
        assertTrue(door().up(), door().lastError());
        assertEquals(1, house.count("inbound where door = 'pull' and message_type = 'record' and outcome = 'APPLIED'"));
    }

    @Test
    void an_answer_that_does_not_fit_waits_for_a_person() throws Exception {
        his.answers("/api/v1/his/service-requests/B1", sheet("B1", "").replace("20260302083000", "\"hôm qua\""));
        result("KQ1", "B1", "0000007");
        call().step();
        assertTrue(door().up(), door().lastError());
        assertEquals(3, house.count("inbound where door = 'pull' and outcome = 'PARKED'"));
    }

    @Test
    void a_number_that_makes_the_interface_fail_does_not_hold_up_the_others() throws Exception {
        his.fails("/api/v1/his/service-requests/A", 500);
        his.answers("/api/v1/his/service-requests/B", sheet("B", "0000007"));
        result("KQ1", "A", "0000006");
        result("KQ2", "B", "0000007");
        Rounds.Call call = call();
        call.step();
        assertFalse(door().up());
        call.step();
        assertTrue(door().up(), door().lastError());
        until("parked where state = 'APPLIED'", 1);
    }
}
