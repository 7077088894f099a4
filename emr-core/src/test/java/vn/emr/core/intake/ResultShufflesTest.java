package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.emr.core.intake.StatedObservation.Said;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.testing.House;

/**
 * Preliminary, final, corrected, settled and wrong-patient results, with merge and unmerge between them, in any order over
 * two connections: the right current report, and everything that was ever said still there.
 */
class ResultShufflesTest {
    private static final long SEED = 20261121;
    private static final int CONNECTIONS = 2;
    private static final int REPORTS = 4;

    @Test
    void a_thousand_shuffles_end_in_the_right_reports() throws Exception {
        shuffled(1_000);
    }

    @Test
    @Tag("trial")
    void ten_thousand_shuffles_end_in_the_right_reports() throws Exception {
        shuffled(10_000);
    }

    private void shuffled(int stories) throws Exception {
        try (House house = new House()) {
            Spoken spoken = new Spoken();
            Inbox inbox = house.inbox(List.of(spoken));
            Shuffled shuffled = Shuffled.stories(stories, new Random(SEED), i -> story(house, i));
            shuffled.messages().forEach(spoken::keep);
            shuffled.send(inbox, CONNECTIONS, Set.of(Outcome.Kind.APPLIED, Outcome.Kind.PARKED));
            Shuffled.settle(house, inbox);
            check(house, stories, shuffled.messages().size());
        }
    }

    /**
     * What happened to patients A and B in its true order. B is merged into A for a while, and in every second story again
     * for good.
     */
    private static List<Delivery> story(House house, int i) {
        String a = "A" + i;
        String b = "B" + i;
        List<Notice> notices = new ArrayList<>(List.of(
                Talk.patient(a, 0, "Nguyễn Thị Ánh"),
                Talk.patient(b, 0, "Trần Văn Bình"),
                Talk.report(a, "R" + i, 4, ResultStatus.PRELIMINARY, "GLU", "4.0"),
                Talk.report(a, "R" + i, 5, ResultStatus.FINAL, "GLU", "5.0"),
                Talk.merge(b, a, 6),
                Talk.report(a, "R" + i, 7, ResultStatus.CORRECTED, "GLU", "6.0"),
                Talk.report(b, "W" + i, 7, ResultStatus.FINAL, "K", "9.9"),
                Talk.unmerge(b, a, 8),
                Talk.report(b, "W" + i, 9, ResultStatus.ENTERED_IN_ERROR, "K", "9.9"),
                Talk.report(a, "W" + i, 9, ResultStatus.FINAL, "K", "9.9"),
                Talk.report(a, "U" + i, 4, ResultStatus.PRELIMINARY, "CRE", "80"),
                Talk.withoutValue(a, "U" + i, 9, ResultStatus.FINAL, "CRE", Said.SETTLED)));
        if (i % 2 == 0) {
            notices.add(Talk.merge(b, a, 10));
        }
        List<Delivery> story = new ArrayList<>();
        for (int m = 0; m < notices.size(); m++) {
            story.add(Talk.message(house.source, i + "-" + m, notices.get(m)));
        }
        return story;
    }

    private static void check(House house, int stories, int messages) {
        assertEquals(0, house.count("parked where state = 'WAITING'"));
        assertEquals(messages, house.count("inbound"));
        assertEquals(0, house.count("inbound where outcome = 'APPLIED' and observations_in <> observations_out"));
        assertEquals((long) stories * REPORTS, house.count("diagnostic_report"));
        assertEquals((long) stories * REPORTS, house.count("observation"));
        assertEquals(stories, house.count("observation where code = 'GLU' and number = 6.0 and status = 'CORRECTED'"));
        assertEquals(stories, house.count("observation where code = 'CRE' and number = 80 and status = 'FINAL'"));
        assertEquals(stories, house.count("observation where code = 'K' and number = 9.9 and status = 'FINAL'"));
        assertEquals(stories, house.count("observation where code = 'K' and not shown"));
        assertEquals(stories / 2, house.count("patient_link where active"));
        assertEquals(stories, house.count("patient_link"));
        // The wrong result stays filed where it was posted, the right one where it belongs.
        assertEquals(stories, house.count("""
                patient_identifier i join observation o on o.tenant_id = i.tenant_id and o.patient_id = i.patient_id
                where i.value like 'B%' and o.status = 'ENTERED_IN_ERROR'
                """));
        // A chart of somebody merged reads the reports of both, of somebody unmerged only their own.
        assertEquals(stories, house.count("""
                patient_identifier i where i.value like 'A%' and (select count(*) from diagnostic_report r
                  where r.tenant_id = i.tenant_id and r.patient_id in (select link_set(i.tenant_id, i.patient_id)))
                  = case when substr(i.value, 2)::int % 2 = 0 then 4 else 3 end
                """));
        // Every value that ever stood is in the history, under the message that said it.
        assertEquals(0, house.count("""
                diagnostic_report d where d.version <> (select count(*) from revision r
                  where r.tenant_id = d.tenant_id and r.patient_id = d.patient_id and r.noun_id = d.report_id)
                """));
        house.mustBeWhole();
    }
}
