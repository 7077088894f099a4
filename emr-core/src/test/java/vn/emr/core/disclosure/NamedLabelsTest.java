package vn.emr.core.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.disclosure.Decisions.Decided;
import vn.emr.core.record.RecordFolder.State;

/** A decision about a request, and the labels of the record it is about. */
class NamedLabelsTest {
    private final Asking asking = new Asking(Clock.systemUTC());
    private final Hospital hospital = asking.hospital;
    private final Caller clerk = asking.clerk;
    private final Caller director = asking.director;

    @Test
    void visits_of_somebody_else_and_labels_that_are_closed_to_who_decides_cannot_be_approved() {
        UUID id = asking.received(Requester.COURT, Form.COPY);
        UUID others = asking.stayed(hospital.patient("Người Khác"), State.ARCHIVED);
        refused(Code.NOT_FOUND, () -> asking.decisions.decide(director, id, asking.approval(id, others, Form.COPY)));
        UUID closed = asking.label("VIOLENCE", "ENCOUNTER", asking.stayed(asking.patient, State.ARCHIVED));
        refused(
                Code.MALFORMED_FIELD,
                () -> asking.decisions.decide(
                        director, id, naming(asking.approval(id, asking.visit, Form.COPY), closed)));
    }

    @Test
    void what_labels_hide_is_handed_over_only_when_the_decision_names_it() {
        UUID label = asking.label("VIOLENCE", "ENCOUNTER", asking.visit, "DIRECTOR", "RECORDS_CLERK");
        UUID id = asking.received(Requester.COURT, Form.COPY);
        assertEquals(label, asking.page.page(director, id).labels().getFirst().id());
        asking.decisions.decide(director, id, asking.approval(id, asking.visit, Form.COPY));
        assertTrue(asking.page.page(clerk, id).labelsLeft());
        refused(Code.REQUIRED_FIELD_MISSING, () -> asking.deliveries.deliver(clerk, id, asking.handed(id, Form.COPY)));
        UUID named = asking.received(Requester.COURT, Form.COPY);
        asking.decisions.decide(director, named, naming(asking.approval(named, asking.visit, Form.COPY), label));
        asking.deliveries.deliver(clerk, named, asking.handed(named, Form.COPY));
        assertFalse(asking.page.page(clerk, named).deliveries().getFirst().leftOut());
    }

    @Test
    void the_name_of_a_label_is_not_told_to_somebody_it_is_closed_to() {
        UUID label = asking.label("VIOLENCE", "ENCOUNTER", asking.visit, "DIRECTOR");
        UUID id = asking.received(Requester.COURT, Form.COPY);
        asking.decisions.decide(director, id, naming(asking.approval(id, asking.visit, Form.COPY), label));
        assertEquals(1, asking.page.page(director, id).decision().labels().size());
        assertEquals(List.of(), asking.page.page(clerk, id).decision().labels());
        assertEquals(List.of(), asking.page.page(clerk, id).labels());
    }

    private static Decided naming(Decided d, UUID label) {
        return new Decided(
                d.step(),
                d.outcome(),
                d.forms(),
                d.visits(),
                d.outsideVisits(),
                d.parts(),
                List.of(label),
                d.until(),
                d.reason());
    }

    private static void refused(Code code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }
}
