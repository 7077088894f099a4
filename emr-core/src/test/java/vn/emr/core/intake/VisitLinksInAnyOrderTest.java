package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.emr.core.intake.LinkNotice.VisitMoved;
import vn.emr.core.record.VisitEvent;

/** A visit that changes hands several times shows under the right patient in every order of arrival. */
class VisitLinksInAnyOrderTest extends Sending {
    @Test
    void every_order_of_arrival_ends_in_the_same_charts() {
        inOrders(60);
    }

    @Test
    @Tag("trial")
    void all_of_many_orders_of_arrival_end_in_the_same_charts() {
        inOrders(1_000);
    }

    /** Told in some order; each order has people and a visit of its own. */
    private void inOrders(int orders) {
        List<Notice[]> story = List.of(
                new Notice[] {Talk.patient("A", 0, "Đặng Thị Ánh"), Talk.visit("A", "V", VisitEvent.ADMITTED, 1, "NOI")
                },
                new Notice[] {Talk.patient("B", 0, "Trần Thị Bình"), VisitLinksTest.moved("V", "A", "B", 2)},
                new Notice[] {Talk.visit("B", "V", VisitEvent.TRANSFERRED, 3, "NGOAI")},
                new Notice[] {VisitLinksTest.moved("V", "B", "A", 4)},
                new Notice[] {Talk.visit("A", "V", VisitEvent.DISCHARGED, 5, "NGOAI")},
                new Notice[] {VisitLinksTest.moved("V", "A", "B", 6)});
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, story.size()).boxed().toList());
        Random random = new Random(20261121);
        for (int i = 0; i < orders; i++) {
            String suffix = "-" + i;
            order.forEach(n -> send(renamed(story.get(n), suffix)));
            settle("A" + suffix, "B" + suffix);
            assertEquals(List.of(), shownUnder("A" + suffix), () -> "order " + order);
            assertEquals(List.of("V" + suffix + " FINISHED 2"), shownUnder("B" + suffix), () -> "order " + order);
            Collections.shuffle(order, random);
        }
        assertEquals(0, house.count("parked where state = 'WAITING'"));
    }

    private List<String> shownUnder(String number) {
        return house.database.query("""
                select coalesce(l.visit_number, e.visit_number) || ' ' || e.status || ' '
                  || (select count(*) from department_stay s where s.encounter_id = e.encounter_id) as visit
                from encounter e left join visit_link l on l.encounter_id = e.encounter_id
                where coalesce(l.shown_under, e.patient_id) = ? and coalesce(l.shown_as, e.encounter_id) = e.encounter_id
                """, r -> r.text("visit"), id(number));
    }

    private static Notice[] renamed(Notice[] notices, String suffix) {
        return Stream.of(notices)
                .map(n -> switch (n) {
                    case Notice.PatientStated p -> (Notice) Talk.patient(name(p.who()) + suffix, 0, "Đặng Thị Ánh");
                    case VisitMoved m ->
                        new VisitMoved(
                                Talk.number(name(m.who()) + suffix),
                                m.stated(),
                                Talk.number(name(m.from()) + suffix),
                                m.visitNumber() + suffix,
                                m.newNumber() + suffix);
                    case Notice.VisitStated v ->
                        Talk.visit(
                                name(v.who()) + suffix,
                                v.visitNumber() + suffix,
                                v.event(),
                                (int) Duration.between(Talk.NOON, v.stated()).toMinutes(),
                                v.departmentCode());
                    default -> throw new IllegalArgumentException();
                })
                .toArray(Notice[]::new);
    }

    private static String name(Notice.PatientRef who) {
        return who.identifiers().getFirst().value();
    }
}
