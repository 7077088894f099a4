package vn.emr.core.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.access.Grant;
import vn.emr.core.diagnosis.Diagnoses.Written;
import vn.emr.core.form.Fact;
import vn.emr.core.form.Known;

/** Which diagnosis forms and exports are filled with: within the visit and the kind, a person's before a system's. */
class DiagnosesInFormsTest extends AtTheVisit {
    private List<String> known(String kind) {
        Grant grant = open(doctor);
        return hospital.database.inTransaction(
                t -> new Known(t, grant, folder, visit, hospital.facility, "BS", Instant.now())
                        .facts("condition." + kind).stream().map(Fact::words).toList());
    }

    private void told(String rank, String text) {
        hospital.condition(patient, visit, text.substring(0, 3), text);
        hospital.database.update(
                "update condition set rank = ? where patient_id = ? and text = ?", rank, patient, text);
    }

    @Test
    void what_systems_told_stands_until_a_person_says_it_and_again_when_that_is_withdrawn() {
        told("primary", "Viêm phổi");
        assertEquals(List.of("Viêm phổi"), known("primary"));
        Written own = say("primary", null, "Lao phổi");
        assertEquals(List.of("Lao phổi"), known("primary"));
        withdraw(own, "Ghi nhầm");
        assertEquals(List.of("Viêm phổi"), known("primary"));
    }

    @Test
    void a_person_answers_one_kind_and_the_others_stay_as_they_were_told() {
        told("secondary", "Suy tim");
        told("secondary", "Gút mạn");
        told("admission", "Ho máu");
        say("primary", null, "Lao phổi");
        assertEquals(2, known("secondary").size());
        say("secondary", null, "Tăng huyết áp");
        assertEquals(List.of("Tăng huyết áp"), known("secondary"));
        assertEquals(List.of("Ho máu"), known("admission"));
    }

    @Test
    void the_main_illness_that_a_person_says_stands_before_the_one_told_at_discharge() {
        told("discharge", "Viêm phổi");
        assertEquals(List.of("Viêm phổi"), known("primary"));
        say("primary", null, "Lao phổi");
        assertEquals(List.of("Lao phổi"), known("primary"));
    }
}
