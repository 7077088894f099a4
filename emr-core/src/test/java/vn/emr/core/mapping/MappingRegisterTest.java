package vn.emr.core.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.mapping.CodeMapping.Wanted;

/** What local codes mean on which day. */
class MappingRegisterTest extends Mapping {
    @Test
    void a_code_means_what_was_said_for_the_day_of_the_event() {
        register.make(author, lab(null, "GLU", "1", null, "2026-04-01"));
        register.make(author, lab(null, "GLU", "2", "2026-04-01", null));
        assertEquals(Optional.of("1"), meaning(house.source.id, "GLU", MARCH));
        assertEquals(Optional.of("2"), meaning(house.source.id, "GLU", JUNE));
        // The last evening of March in Viet Nam is still March there.
        assertEquals(Optional.of("1"), meaning(house.source.id, "GLU", Instant.parse("2026-03-31T16:59:00Z")));
        assertEquals(Optional.of("2"), meaning(house.source.id, "GLU", Instant.parse("2026-03-31T17:00:00Z")));
        assertEquals(Optional.empty(), meaning(house.source.id, "K", JUNE));
    }

    @Test
    void a_mapping_for_one_system_goes_before_one_for_all() {
        UUID other = house.addSource("LIS khác", "lis").id;
        register.make(author, lab(null, "GLU", "1", null, null));
        register.make(author, lab(other, "GLU", "2", null, null));
        assertEquals(Optional.of("1"), meaning(house.source.id, "GLU", JUNE));
        assertEquals(Optional.of("2"), meaning(other, "GLU", JUNE));
    }

    @Test
    void on_any_day_a_code_means_one_thing() {
        register.make(author, lab(null, "GLU", "1", null, null));
        Refusal refusal =
                assertThrows(Refusal.class, () -> register.make(author, lab(null, "GLU", "2", "2026-04-01", null)));
        assertEquals(Code.CONFLICT, refusal.code());
        assertEquals(1, house.count("code_mapping"));
    }

    @Test
    void of_two_people_who_change_one_mapping_the_second_looks_again() {
        UUID id = register.make(author, lab(null, "GLU", "1", null, null));
        register.change(author, id, 1, lab(null, "GLU", "1", null, "2026-04-01"));
        assertEquals(
                Code.CONFLICT,
                assertThrows(Refusal.class, () -> register.change(author, id, 1, lab(null, "GLU", "3", null, null)))
                        .code());
        assertEquals(
                Code.CONFLICT,
                assertThrows(Refusal.class, () -> register.remove(author, id, 1))
                        .code());
        register.remove(author, id, 2);
        assertEquals(0, house.count("code_mapping"));
        assertEquals(3, house.count("audit_event where kind = 'CONFIGURATION' and object_kind = 'CODE_MAPPING'"));
    }

    @Test
    void what_does_not_fit_is_named() {
        Wanted bad = new Wanted(
                CodeKind.LAB, null, "L", " ", "MH", "1", "", "not-loinc", day("2026-04-01"), day("2026-04-01"));
        Refusal refusal = assertThrows(Refusal.class, () -> register.make(author, bad));
        assertEquals(List.of("/localCode", "/name", "/loinc", "/validTo"), refusal.fields());
    }

    @Test
    void a_department_is_one_of_ours_and_a_sender_is_known() {
        Wanted nowhere =
                new Wanted(CodeKind.DEPARTMENT, Ids.next(), "", "K99", "KHOA", "KHONGCO", "Khoa", null, null, null);
        Refusal refusal = assertThrows(Refusal.class, () -> register.make(author, nowhere));
        assertEquals(List.of("/sourceId", "/code"), refusal.fields());
        register.make(
                author, new Wanted(CodeKind.DEPARTMENT, null, "", "K99", "KHOA", "noi", "Khoa Nội", null, null, null));
    }
}
