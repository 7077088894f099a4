package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.VisitEvent;
import vn.emr.core.testing.House;

/** The right end state in every order of arrival: patients, visits, results and merges over eight senders at once. */
class AnyOrderTest {
    private static final int SHUFFLES = 1000;
    private static final long SEED = 20261120;

    @Test
    void a_thousand_shuffles_over_eight_connections_end_alike() throws Exception {
        try (House house = new House()) {
            Spoken spoken = new Spoken();
            Inbox inbox = house.inbox(List.of(spoken));
            Shuffled shuffled = Shuffled.stories(SHUFFLES, new Random(SEED), i -> story(house, i));
            shuffled.messages().forEach(spoken::keep);
            shuffled.send(inbox, 8, Set.of(Outcome.Kind.APPLIED, Outcome.Kind.PARKED));
            Shuffled.settle(house, inbox);
            check(house);
        }
    }

    /** What happened to patients A, B and C of one story, in its true order. */
    private static List<Delivery> story(House house, int i) {
        String a = "A" + i;
        String b = "B" + i;
        String c = "C" + i;
        List<Notice> notices = List.of(
                Talk.patient(a, 0, "Nguyễn Thị Anh"),
                Talk.visit(a, "V" + i, VisitEvent.ADMITTED, 1, "NOI"),
                Talk.patient(a, 2, "Nguyễn Thị Ánh"),
                Talk.visit(a, "V" + i, VisitEvent.TRANSFERRED, 3, "NGOAI"),
                Talk.report(a, "R" + i, 4, ResultStatus.PRELIMINARY, "GLU", "4.0"),
                Talk.report(a, "R" + i, 5, ResultStatus.FINAL, "GLU", "5.0"),
                Talk.report(a, "R" + i, 6, ResultStatus.CORRECTED, "GLU", "6.0"),
                Talk.merge(b, a, 7),
                Talk.report(b, "S" + i, 8, ResultStatus.FINAL, "CRE", "80"),
                Talk.merge(a, c, 9),
                Talk.visit(a, "V" + i, VisitEvent.DISCHARGED, 10, "NGOAI"));
        List<Delivery> story = new ArrayList<>();
        for (int m = 0; m < notices.size(); m++) {
            // The patient comes with the visit, as in an ADT message.
            Notice notice = notices.get(m);
            story.add(
                    notice instanceof Notice.VisitStated v
                            ? Talk.message(
                                    house.source,
                                    i + "-" + m,
                                    Talk.patient(v.who(), m, Talk.named("Nguyễn Thị " + (m < 2 ? "Anh" : "Ánh"))),
                                    v)
                            : Talk.message(house.source, i + "-" + m, notice));
        }
        return story;
    }

    private static void check(House house) {
        assertEquals(0, house.count("parked where state = 'WAITING'"));
        assertEquals(SHUFFLES * 3L, house.count("patient"));
        assertEquals(SHUFFLES, house.count("patient where name = 'Nguyễn Thị Ánh'"));
        assertEquals(SHUFFLES * 2L, house.count("diagnostic_report"));
        assertEquals(SHUFFLES * 2L, house.count("observation"));
        assertEquals(SHUFFLES, house.count("observation where status = 'CORRECTED' and number = 6.0"));
        assertEquals(SHUFFLES * 2L, house.count("patient_link where active"));
        assertEquals(SHUFFLES, house.count("encounter where status = 'FINISHED'"));
        assertEquals(SHUFFLES * 2L, house.count("department_stay where end_from is not null and not cancelled"));
        assertEquals(SHUFFLES, house.count("record_folder where state = 'IN_TREATMENT'"));
        // Every chart of a survivor reads both reports.
        assertEquals(SHUFFLES, house.count("""
                        patient_identifier i where i.value like 'C%' and 2 = (select count(*) from diagnostic_report r
                          where r.tenant_id = i.tenant_id and r.patient_id in (select link_set(i.tenant_id, i.patient_id)))
                        """));
        house.mustBeWhole();
    }
}
