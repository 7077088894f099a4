package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.chart.EncounterList.Said;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.intake.Notice.VisitStated;
import vn.emr.core.organization.Source;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.VisitEvent;

/** One visit told by several systems: shown as one, with who says what, and with what they do not agree on. */
class VisitTellersTest extends Telling {
    private static final String TODAY = "TODAY";

    @BeforeEach
    void admitToday() {
        // The person lies in the reader's ward today, so the reader may look.
        tellVisit(house.source, TODAY, VisitEvent.ADMITTED, EncounterClass.INPATIENT, 90_000);
    }

    @Test
    void the_same_number_from_two_systems_is_one_visit_with_one_folder() {
        story(house.source, "V1");
        tellVisit(claims, "V1", VisitEvent.DISCHARGED, EncounterClass.INPATIENT, 60);
        Visit visit = only();
        assertEquals(EncounterStatus.FINISHED, visit.status());
        assertEquals(List.of("Bảo hiểm thử", "HIS thử"), tellers(visit));
        assertEquals(List.of(), visit.otherNumbers());
        assertEquals(1, visit.otherIds().size());
        assertEquals(List.of(), visit.differing());
        assertNotNull(visit.folder());
        assertEquals(2, house.count("record_folder"));
    }

    @Test
    void what_they_do_not_agree_on_is_named_and_both_values_stay() {
        story(house.source, "V1");
        tellVisit(claims, "V1", VisitEvent.DISCHARGED, EncounterClass.DAY, 90);
        Visit visit = only();
        assertEquals(List.of("class", "end"), visit.differing());
        assertEquals(
                Set.of(EncounterClass.INPATIENT, EncounterClass.DAY),
                Set.copyOf(visit.said().stream().map(Said::encounterClass).toList()));
    }

    @Test
    void another_number_is_the_same_visit_when_both_say_it_began_in_the_same_minute() {
        story(house.source, "V1");
        tellVisit(claims, minute("2603.00012", VisitEvent.ADMITTED, "202603011200"));
        assertEquals(List.of("2603.00012"), only().otherNumbers());
    }

    @Test
    void another_number_with_another_beginning_or_a_beginning_told_by_the_day_is_another_visit() {
        story(house.source, "V1");
        tellVisit(claims, minute("A", VisitEvent.ADMITTED, "202603011201"));
        tellVisit(claims, minute("B", VisitEvent.ADMITTED, "20260301"));
        assertEquals(3, visits().size());
        assertEquals(List.of(), visits().getFirst().said());
    }

    @Test
    void the_order_in_which_systems_tell_it_does_not_matter() {
        Random random = new Random(20261121);
        for (int round = 0; round < 10; round++) {
            String number = "V" + round;
            List<Runnable> all = new ArrayList<>(List.of(
                    () -> tellVisit(house.source, number, VisitEvent.ADMITTED, EncounterClass.INPATIENT, 0),
                    () -> tellVisit(house.source, number, VisitEvent.DISCHARGED, EncounterClass.INPATIENT, 60),
                    () -> tellVisit(claims, number, VisitEvent.ADMITTED, EncounterClass.INPATIENT, 0),
                    () -> tellVisit(claims, number, VisitEvent.DISCHARGED, EncounterClass.INPATIENT, 70)));
            Collections.shuffle(all, random);
            all.forEach(Runnable::run);
            Visit visit = visits().stream()
                    .filter(v -> v.visitNumber().equals(number))
                    .findFirst()
                    .orElseThrow();
            assertEquals(List.of("end"), visit.differing());
            assertEquals(List.of("Bảo hiểm thử", "HIS thử"), tellers(visit));
            assertEquals("Bảo hiểm thử", visit.origin().sourceName());
        }
        assertEquals(11, house.count("record_folder"));
    }

    private static List<String> tellers(Visit visit) {
        return visit.said().stream().map(s -> s.origin().sourceName()).sorted().toList();
    }

    private void story(Source source, String number) {
        tellVisit(source, number, VisitEvent.ADMITTED, EncounterClass.INPATIENT, 0);
        tellVisit(source, number, VisitEvent.DISCHARGED, EncounterClass.INPATIENT, 60);
    }

    private void tellVisit(Source source, String number, VisitEvent event, EncounterClass kind, int minute) {
        tellVisit(source, stated(number, event, kind, Talk.time(minute), minute));
    }

    private void tellVisit(Source source, VisitStated visit) {
        tell(source, Talk.patient("0000123", 0, "Đặng Thị Ánh"), visit);
    }

    private static VisitStated minute(String number, VisitEvent event, String sent) {
        return stated(
                number,
                event,
                EncounterClass.INPATIENT,
                TimePoint.parse(sent, java.time.ZoneId.of("Asia/Ho_Chi_Minh")).orElseThrow(),
                0);
    }

    private static VisitStated stated(
            String number, VisitEvent event, EncounterClass kind, TimePoint occurred, int minute) {
        return new VisitStated(
                Talk.number("0000123"),
                Talk.at(minute),
                number,
                event,
                kind,
                occurred,
                null,
                null,
                null,
                false,
                null,
                "NOI",
                null,
                null,
                null,
                null,
                Set.of());
    }

    private Visit only() {
        List<Visit> all = visits();
        assertEquals(1, all.size());
        return all.getFirst();
    }

    private List<Visit> visits() {
        return new Charting(house, house.noi)
                .chart(id("0000123")).encounters().stream()
                        .filter(v -> !v.visitNumber().equals(TODAY))
                        .toList();
    }
}
