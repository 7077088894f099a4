package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.testing.House;

/** Two who look for something at once, find nothing and make it: the database lets one of them, without the help of lanes. */
class TwoServersTest {
    private static final int PEOPLE = 150;

    @Test
    void one_person_visit_and_report_told_to_two_servers_at_once_is_made_once() {
        try (House house = new House()) {
            atOnce(house, "b", 1).forEach(outcome -> assertEquals(Outcome.Kind.APPLIED, outcome.kind()));
            assertEquals(PEOPLE, house.count("patient"));
            assertEquals(PEOPLE, house.count("patient_identifier where active"));
            assertEquals(PEOPLE, house.count("diagnostic_report"));
            assertEquals(2 * PEOPLE, house.count("inbound"));
            house.mustBeWhole();
        }
    }

    @Test
    void the_same_message_told_to_two_servers_at_once_is_kept_once() {
        try (House house = new House()) {
            atOnce(house, "a", 0);
            assertEquals(PEOPLE, house.count("inbound"));
            assertEquals(PEOPLE, house.count("patient"));
        }
    }

    /** What two servers answer that are told of the same people, the other one by messages with this mark and minute. */
    private static List<Outcome> atOnce(House house, String mark, int minute) {
        Inbox one = house.inbox(List.of());
        Inbox other = house.inbox(List.of());
        List<CompletionStage<Outcome>> answers = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            answers.add(one.receive(told(house, "a" + i, "P" + i, 0)));
            answers.add(other.receive(told(house, mark + i, "P" + i, minute)));
        }
        return answers.stream()
                .map(answer -> answer.toCompletableFuture().join())
                .toList();
    }

    private static Delivery told(House house, String controlId, String number, int minute) {
        return Talk.message(
                house.source,
                controlId,
                Talk.patient(number, minute, "Nguyễn Thị Ánh"),
                Talk.report(number, "R" + number, minute, ResultStatus.FINAL, "GLU", "5.1"));
    }
}
