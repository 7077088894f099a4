package vn.emr.core.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.disclosure.Decisions.Decided;
import vn.emr.core.record.RecordFolder.State;

/** Which visits of a record may be given out, before and after somebody decides. */
class UnderTreatmentTest {
    private final Asking asking = new Asking(Clock.systemUTC());
    private final UUID runs = asking.stayed(asking.patient, State.IN_TREATMENT);
    private final UUID over = asking.stayed(asking.patient, State.COMPLETED);

    @Test
    void a_visit_that_is_over_waits_for_its_folder_and_is_given_out_when_it_is_completed() {
        folder("IN_TREATMENT");
        UUID id = asking.received(Requester.COURT, Form.COPY);
        assertEquals(Set.of(runs, over), notYet(id));
        Refusal refusal = assertThrows(
                Refusal.class,
                () -> asking.decisions.decide(asking.director, id, of(id, List.of(asking.visit, runs, over))));
        assertEquals(Code.NOT_YET, refusal.code());
        assertEquals(List.of("/visits/1", "/visits/2"), refusal.fields());
        folder("COMPLETED");
        assertEquals(Set.of(runs), notYet(id));
        asking.decisions.decide(asking.director, id, of(id, List.of(asking.visit, over)));
        assertEquals("APPROVED", asking.page.page(asking.director, id).state());
    }

    @Test
    void only_who_may_decide_is_told_and_nothing_waits_for_those_who_may_read_under_treatment() {
        UUID id = asking.received(Requester.COURT, Form.COPY);
        assertEquals(Set.of(), asking.page.page(asking.clerk, id).notYet());
        assertEquals(Set.of(), notYet(asking.received(Requester.STUDENT, Form.READ)));
    }

    private Set<UUID> notYet(UUID id) {
        return asking.page.page(asking.director, id).notYet();
    }

    private void folder(String state) {
        asking.hospital.asOwner("update record_folder set state = '" + state + "' where encounter_id = '" + over + "'");
    }

    private Decided of(UUID id, List<UUID> visits) {
        Decided one = asking.approval(id, asking.visit, Form.COPY);
        return new Decided(
                one.step(),
                one.outcome(),
                one.forms(),
                visits,
                false,
                one.parts(),
                one.labels(),
                one.until(),
                one.reason());
    }
}
