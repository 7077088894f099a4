package vn.emr.core.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.mapping.CodeMapping.Meaning;
import vn.emr.core.mapping.MappingRegister.Author;
import vn.emr.core.mapping.MappingRegister.Wanted;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.House;

/** What local codes mean on which day; files whole or not at all. */
class MappingRegisterTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T05:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T05:00:00Z");

    private House house;
    private Meanings meanings;
    private MappingRegister register;
    private Author author;

    @BeforeEach
    void open() {
        house = new House();
        meanings = new Meanings(house.database);
        register = new MappingRegister(house.database, new AuditTrail(house.database), meanings, Clock.systemUTC());
        author = new Author(
                new Actor(ActorKind.PERSON, Ids.next(), "luutru", "RECORDS_CLERK", null, null, null), house.tenant);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static Wanted lab(UUID source, String local, String code, String from, String to) {
        return new Wanted(CodeKind.LAB, source, "L", local, "MH", code, "Tên " + code, null, day(from), day(to), 0);
    }

    private static LocalDate day(String iso) {
        return iso == null ? null : LocalDate.parse(iso);
    }

    private Optional<String> meaning(UUID source, String local, Instant at) {
        return meanings.of(house.tenant, CodeKind.LAB, source, "L", local, at).map(Meaning::code);
    }

    private int load(String csv) {
        return register.importMappings(author, csv.getBytes(StandardCharsets.UTF_8));
    }

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
                CodeKind.LAB, null, "L", " ", "MH", "1", "", "not-loinc", day("2026-04-01"), day("2026-04-01"), 0);
        Refusal refusal = assertThrows(Refusal.class, () -> register.make(author, bad));
        assertEquals(List.of("/localCode", "/name", "/loinc", "/validTo"), refusal.fields());
    }

    @Test
    void a_file_goes_out_and_comes_in_again_unchanged() {
        register.make(author, lab(house.source.id, "GLU;\"1\", x", "1", "2026-01-01", "2026-04-01"));
        register.make(author, lab(null, "=1+1", "2", null, null));
        register.make(author, lab(null, "'=x", "3", null, null));
        String file = register.exportMappings(house.tenant, null);
        assertTrue(file.startsWith("\uFEFFkind,source,"), file);
        assertTrue(file.contains("'=1+1") && !file.contains(",=1+1"), "cells a spreadsheet would calculate: " + file);
        List<String> before = rows();
        house.database.update("delete from code_mapping");
        assertEquals(3, load(file));
        assertEquals(before, rows());
        assertEquals(3, load(file));
        assertEquals(before, rows());
    }

    private List<String> rows() {
        return house.database.query("""
                select concat_ws('|', kind, source_id, local_system, local_code, system, code, name, loinc, valid_from, valid_to) as row
                from code_mapping order by 1
                """, r -> r.text("row"));
    }

    @Test
    void a_file_from_a_spreadsheet_with_semicolons_and_days_first_is_taken() {
        assertEquals(
                1,
                load(
                        "kind;local_code;system;code;name;valid_from\r\nlab;GLU;QD1227;1000001;\"Glucose; máu\";01/04/2026\r\n\r\n"));
        assertEquals(List.of("LAB||GLU|QD1227|1000001|Glucose; máu|2026-04-01"), rows());
    }

    @Test
    void every_bad_line_is_named_and_nothing_is_taken() {
        Refusal refusal = assertThrows(
                Refusal.class,
                () -> load("kind,source,local_code,system,code,name,loinc,valid_from\n"
                        + "LAB,,GLU,MH,1,Glucose,,\n"
                        + "LABX,,K,MH,2,Kali,,\n"
                        + "LAB,nobody,,MH,3,Natri,,2026-13-01\n"
                        + "LAB,,\"two\nlines\",MH,4,Clo,x,\n"));
        assertEquals(Code.MALFORMED_FIELD, refusal.code());
        assertEquals(
                List.of("line 3: kind", "line 4: source", "line 4: valid_from", "line 4: local_code", "line 5: loinc")
                        .stream()
                        .sorted()
                        .toList(),
                refusal.fields().stream().sorted().toList());
        assertEquals(0, house.count("code_mapping"));
    }

    @Test
    void lines_whose_days_overlap_are_named_and_nothing_is_taken() {
        Refusal refusal = assertThrows(
                Refusal.class,
                () -> load(
                        "kind,local_code,system,code,name\nLAB,K,MH,1,Kali\nLAB,GLU,MH,1,Glucose\nLAB,GLU,MH,2,Khác\n"));
        assertEquals(Code.CONFLICT, refusal.code());
        assertEquals(List.of("line 4"), refusal.fields());
        assertEquals(0, house.count("code_mapping"));
    }

    @Test
    void a_file_may_end_one_meaning_and_begin_the_next() {
        register.make(author, lab(null, "GLU", "1", null, null));
        load("kind,local_system,local_code,system,code,name,valid_from,valid_to\n"
                + "LAB,L,GLU,MH,2,Tên 2,2026-04-01,\nLAB,L,GLU,MH,1,Tên 1,,2026-04-01\n");
        assertEquals(Optional.of("1"), meaning(null, "GLU", MARCH));
        assertEquals(Optional.of("2"), meaning(null, "GLU", JUNE));
    }

    @Test
    void a_file_that_is_not_text_or_has_other_columns_is_refused() {
        assertEquals(
                Code.UNDECODABLE_TEXT,
                assertThrows(
                                Refusal.class,
                                () -> register.importMappings(author, new byte[] {'k', (byte) 0xC3, (byte) 0x28}))
                        .code());
        assertEquals(
                List.of("line 1"),
                assertThrows(Refusal.class, () -> load("a,b\n1,2\n")).fields());
        assertThrows(Refusal.class, () -> load("kind,code\n\"LAB,1\n"));
        assertThrows(Refusal.class, () -> load(""));
    }

    @Test
    void a_catalogue_is_loaded_from_its_file_and_loaded_again() {
        byte[] csv = "catalogue,code,name,loinc\nMH,1000001,Glucose,2345-7\n".getBytes(StandardCharsets.UTF_8);
        assertEquals(1, register.importCatalogue(author, csv));
        assertEquals(1, register.importCatalogue(author, csv));
        assertEquals(1, house.count("catalogue_code where loinc = '2345-7'"));
    }
}
