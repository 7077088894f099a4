package vn.emr.core.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.record.Value;

/** Codes on sheets are judged by the catalogue of the day on which something happened, not of writing. */
class ChosenCodesTest extends AtTheDesk {
    private static final Instant THAT_DAY = Instant.parse("2026-01-05T03:00:00Z");

    @BeforeEach
    void edition() {
        HOSPITAL.database.update("""
                insert into catalogue_code (tenant_id, catalogue, code, name, search_key, valid_from, valid_to)
                values (?, 'icd10', 'I10', 'Tăng huyết áp', 'tang huyet ap', '2026-01-05', '2026-01-06')
                """, HOSPITAL.tenant);
    }

    @AfterEach
    void none() {
        HOSPITAL.database.update("delete from catalogue_code where tenant_id = ?", HOSPITAL.tenant);
    }

    private Sheets.Opened on(Instant happened, String code) {
        Map<String, List<Value>> answers = Map.of("benh-chinh", List.of(Value.coded(code, "icd10", null)));
        return newSheets.create(
                doctor,
                open(doctor),
                folder,
                new NewSheets.Asked(FORM, happened, new TreeMap<>(answers), Ids.next(), null));
    }

    @Test
    void a_code_that_the_catalogue_of_the_day_has_not_is_refused_and_one_it_has_is_kept() {
        assertEquals(
                "I10",
                on(THAT_DAY, "I10")
                        .sheet()
                        .answers()
                        .get("benh-chinh")
                        .getFirst()
                        .code());
        refused(Code.MALFORMED_FIELD, () -> on(THAT_DAY, "I99.99"));
        Sheets.Opened sheet = on(THAT_DAY, "I10");
        refused(
                Code.MALFORMED_FIELD,
                () -> save(doctor, sheet, Map.of("benh-chinh", List.of(Value.coded("X1", "icd10", null)))));
    }

    @Test
    void of_a_day_without_an_edition_nothing_is_said() {
        on(clock.instant(), "I99.99");
    }

    @Test
    void what_stood_there_before_may_stay_when_the_list_says_otherwise_now() {
        Sheets.Opened sheet = on(THAT_DAY, "I10");
        HOSPITAL.database.update(
                "update catalogue_code set code = 'I11' where tenant_id = ? and catalogue = 'icd10'", HOSPITAL.tenant);
        save(
                doctor,
                sheet,
                Map.of(
                        "benh-chinh",
                        List.of(Value.coded("I10", "icd10", null)),
                        "ly-do",
                        List.of(Value.of("Đau đầu"))));
        refused(Code.MALFORMED_FIELD, () -> on(THAT_DAY, "I10"));
    }

    @Test
    void words_of_ones_own_need_no_code() {
        newSheets.create(
                doctor,
                open(doctor),
                folder,
                new NewSheets.Asked(
                        FORM,
                        THAT_DAY,
                        new TreeMap<>(Map.of("benh-chinh", List.of(Value.of("Chưa rõ chẩn đoán")))),
                        Ids.next(),
                        null));
    }
}
