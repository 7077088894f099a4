package vn.emr.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.privacy.ConsentTexts;
import vn.emr.core.setup.FirstStart;
import vn.emr.core.setup.FirstStart.SampleConsents;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.House;

/** What the sample hospital asks its patients to agree to, in a real record. */
class SampleConsentsTest {
    private final SampleConsents sample = FirstStart.readConsents();

    @Test
    void a_doctor_of_the_sample_finds_a_text_for_every_purpose_and_a_second_start_changes_none() {
        try (House house = new House()) {
            house.database.update(
                    "insert into account (id, tenant_id, username, display_name, password_hash, must_change, enabled, created_at)"
                            + " values (?, ?, ?, 'Người phụ trách', 'x', false, true, now())",
                    Ids.next(),
                    house.tenant,
                    sample.account());
            ConsentTexts texts = texts(house);
            texts.begin(house.tenant, sample.account(), sample.texts());
            assertEquals(
                    house.count("consent_purpose"),
                    house.count("consent_text where offered and version = 1"),
                    "offered");
            texts.begin(house.tenant, sample.account(), sample.texts());
            assertEquals(sample.texts().size(), house.count("consent_text"));
            assertEquals(sample.texts().size(), house.count("audit_event where object_kind = 'CONSENT_TEXT'"));
        }
    }

    @Test
    void texts_of_nobody_are_not_made() {
        try (House house = new House()) {
            assertThrows(Refusal.class, () -> texts(house).begin(house.tenant, "nobody", sample.texts()));
            assertEquals(0, house.count("consent_text"));
        }
    }

    @Test
    void the_one_who_answers_for_them_is_the_officer_of_the_sample() {
        List<String> officers = FirstStart.read().accounts().stream()
                .filter(account -> "DATA_PROTECTION_OFFICER".equals(account.role()))
                .map(account -> account.username())
                .toList();
        assertTrue(officers.contains(sample.account()));
    }

    private static ConsentTexts texts(House house) {
        AuditTrail trail = new AuditTrail(house.database);
        return new ConsentTexts(new Access(house.database, trail), house.database, trail, Clock.systemUTC());
    }
}
