package vn.emr.core.form;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.record.Allergy;
import vn.emr.core.record.Allergy.Category;
import vn.emr.core.record.Allergy.Certainty;
import vn.emr.core.record.Allergy.Details;
import vn.emr.core.record.Allergy.Kind;
import vn.emr.core.record.Allergy.Severity;
import vn.emr.core.record.Allergy.Status;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Provenance;

/** What forms take of allergies: words of what stands, who asked when none is known, and nothing where nobody recorded any. */
class KnownAllergiesTest {
    private static final Instant ASKED = Instant.parse("2026-11-20T03:00:00Z");

    private static Allergy stated(Details details, Instant at) {
        Provenance by = new Provenance(null, "ĐD. Mẫu", null, at, at);
        UUID id = Ids.next();
        return new Allergy(id, 1, UUID.randomUUID(), null, id.toString(), details, null, by);
    }

    private static Allergy shrimp(Status status) {
        return stated(
                new Details(
                        Kind.INTOLERANCE,
                        Category.FOOD,
                        new Coded(null, "", "Tôm"),
                        List.of("Nổi mề đay", "Khó thở"),
                        Severity.SEVERE,
                        Certainty.SUSPECTED,
                        null,
                        null,
                        status),
                ASKED.plusSeconds(60));
    }

    private static List<String> words(Allergy... all) {
        return new KnownAllergies(List.of(all))
                .facts("patient.allergies").stream().map(Fact::words).toList();
    }

    @Test
    void where_nobody_recorded_anything_nothing_is_filled_in() {
        assertEquals(List.of(), words());
        assertEquals(List.of(), words(shrimp(Status.ENTERED_IN_ERROR)));
        assertEquals(List.of(), new KnownAllergies(List.of()).rows("patient.allergies"));
    }

    @Test
    void that_none_is_known_is_filled_in_with_who_asked_and_when_while_it_holds() {
        Allergy none = stated(Details.noneKnown(null, Status.ACTIVE), ASKED);
        String asked = "Không dị ứng (khai thác bởi ĐD. Mẫu lúc 10:00 20/11/2026)";
        assertEquals(List.of(asked), words(none));
        assertEquals(List.of(asked), words(none, shrimp(Status.ENTERED_IN_ERROR)));
        assertEquals(List.of(), words(none, shrimp(Status.RESOLVED)), "what was recorded since makes it lapse");
        assertEquals(List.of(), new KnownAllergies(List.of(none)).rows("patient.allergies"));
    }

    @Test
    void an_allergy_is_told_with_its_kind_reactions_severity_and_doubt() {
        Allergy none = stated(Details.noneKnown(null, Status.ACTIVE), ASKED.plusSeconds(600));
        assertEquals(
                List.of("Tôm (không dung nạp; Nổi mề đay, Khó thở; mức độ nặng; nghi ngờ)"),
                words(none, shrimp(Status.ACTIVE)));
        assertEquals(
                1,
                new KnownAllergies(List.of(shrimp(Status.ACTIVE)))
                        .rows("patient.allergies")
                        .size());
    }
}
