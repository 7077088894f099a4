package vn.emr.core.chart;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import vn.emr.core.Ids;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.restriction.LabelForm;
import vn.emr.core.restriction.Labels;
import vn.emr.core.restriction.PutLabels;
import vn.emr.core.testing.Role;

/** A chart whose labels an officer changes and a head of department puts; no page may say the secret. */
abstract class LabelledChart extends UnderLabels {
    static final String SECRET = "Sự thật kín";
    final ObjectMapper json =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    final Labels labels = new Labels(access, HOSPITAL.database, trail, Clock.systemUTC());
    final PutLabels put = new PutLabels(access, HOSPITAL.database, trail, Clock.systemUTC());
    private final List<UUID> made = new ArrayList<>();
    Caller officer;
    Caller head;

    @BeforeEach
    void people() {
        officer = HOSPITAL.caller(
                HOSPITAL.account("dpo-" + Ids.next(), "x", Role.DATA_PROTECTION_OFFICER), Role.DATA_PROTECTION_OFFICER);
        head = HOSPITAL.caller(
                HOSPITAL.account("trưởng-" + Ids.next(), "x", Role.HEAD_OF_DEPARTMENT), Role.HEAD_OF_DEPARTMENT, ward);
        visit = HOSPITAL.database
                .first(
                        "select encounter_id from encounter where patient_id = ?",
                        row -> row.uuid("encounter_id"),
                        patient)
                .orElseThrow();
    }

    @AfterEach
    void labels_of_this_test_hide_nothing_in_others() {
        made.forEach(id -> HOSPITAL.database.update("""
                        insert into label_version (label_id, version, made_at, name_vi, name_en, told, whole_visit, diagnoses,
                                                   services, departments, documents, roles, enabled)
                        select label_id, version + 1, now(), name_vi, name_en, told, whole_visit, diagnoses, services, departments,
                               documents, roles, false
                        from label_now where label_id = ?
                        """, id));
    }

    void assertNothingIsSaid() throws Exception {
        Grant grant = open();
        for (Object page : List.of(
                charts.chart(grant, patient),
                charts.laboratory(grant, 36_500),
                charts.reports(grant, null),
                charts.studies(grant),
                charts.documents(grant),
                charts.treatment(grant))) {
            assertFalse(json.writeValueAsString(page).contains(SECRET), page::toString);
        }
    }

    Labels.Label label(String code) {
        return labels.labels(officer).stream()
                .filter(l -> l.says().code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    void make(LabelForm form) {
        made.add(labels.make(officer, form).id());
    }
}
