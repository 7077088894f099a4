package vn.emr.core.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.mapping.Loading.Wrong;

/** Meanings by file: taken whole or not at all, tried before, and given out so that they can come in again. */
class MappingFileTest extends Mapping {
    private Loading load(String csv) {
        return register.load(author, csv.getBytes(StandardCharsets.UTF_8));
    }

    private Loading tried(String csv) {
        return register.tryLoad(author, csv.getBytes(StandardCharsets.UTF_8));
    }

    private static String said(Loading l) {
        return "%d lines, %d made, %d changed, %d same, %d bad"
                .formatted(l.lines(), l.made(), l.changed(), l.same(), l.faultCount());
    }

    private List<String> rows() {
        return house.database.query("""
                select concat_ws('|', kind, source_id, local_system, local_code, system, code, name, loinc, valid_from, valid_to) as row
                from code_mapping order by 1
                """, r -> r.text("row"));
    }

    @Test
    void a_file_goes_out_and_comes_in_again_unchanged() {
        register.make(author, lab(house.source.id, "GLU;\"1\", x", "1", "2026-01-01", "2026-04-01"));
        register.make(author, lab(null, "=1+1", "2", null, null));
        register.make(author, lab(null, "'=x", "3", null, null));
        String file = register.save(house.tenant, null);
        assertTrue(file.startsWith("\uFEFFkind,source,"), file);
        assertTrue(file.contains("'=1+1") && !file.contains(",=1+1"), "cells a spreadsheet would calculate: " + file);
        List<String> before = rows();
        house.database.update("delete from code_mapping");
        assertEquals("3 lines, 3 made, 0 changed, 0 same, 0 bad", said(load(file)));
        assertEquals(before, rows());
        assertEquals("3 lines, 0 made, 0 changed, 3 same, 0 bad", said(load(file)));
        assertEquals(before, rows());
        assertEquals(file, register.save(house.tenant, null));
        assertEquals(3, house.count("code_mapping where version = 1"), "what says the same is no new version");
        assertEquals(6, house.count("audit_event where object_kind = 'CODE_MAPPING'"), "and leaves no trace");
    }

    @Test
    void a_file_from_a_spreadsheet_with_semicolons_and_days_first_is_taken() {
        assertEquals(
                "1 lines, 1 made, 0 changed, 0 same, 0 bad",
                said(
                        load(
                                "kind;local_code;system;code;name;valid_from\r\nlab;GLU;QD1227;1000001;\"Glucose; máu\";01/04/2026\r\n\r\n")));
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
        assertEquals(List.of("line 4: valid_from"), refusal.fields());
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
                assertThrows(Refusal.class, () -> register.load(author, new byte[] {'k', (byte) 0xC3, (byte) 0x28}))
                        .code());
        assertEquals(
                List.of("line 1"),
                assertThrows(Refusal.class, () -> load("a,b\n1,2\n")).fields());
        assertThrows(Refusal.class, () -> load("kind,code\n\"LAB,1\n"));
        assertThrows(Refusal.class, () -> load(""));
    }

    @Test
    void a_file_that_is_tried_says_what_it_would_change_and_changes_nothing() {
        register.make(author, lab(null, "GLU", "1", null, null));
        register.make(author, lab(null, "K", "2", null, null));
        Loading tried = tried("kind,local_system,local_code,system,code,name,valid_to\n"
                + "LAB,L,GLU,MH,1,Tên 1,01/04/2026\nLAB,L,K,MH,2,Tên 2,\nLAB,L,NA,MH,3,Natri,\n");
        assertEquals("3 lines, 1 made, 1 changed, 1 same, 0 bad", said(tried));
        assertEquals(
                List.of("2 GLU: MH 1 · Tên 1 -> MH 1 · Tên 1 ( – 01/04/2026)", "4 NA: null -> MH 3 · Natri"),
                tried.differences().stream()
                        .map(d -> d.line() + " " + d.code() + ": " + d.before() + " -> " + d.after())
                        .toList());
        assertEquals(2, house.count("code_mapping where version = 1"));
        assertEquals(2, house.count("audit_event where object_kind = 'CODE_MAPPING'"));
    }

    @Test
    void a_file_that_is_tried_names_every_bad_line_and_why() {
        register.make(author, lab(null, "GLU", "1", null, null));
        Loading tried = tried("kind,source,local_system,local_code,system,code,name,loinc,valid_from,valid_to\n"
                + "LAB,,L,GLU,MH,2,Khác,,2026-04-01,\n"
                + "LAB,,L,K,MH,2,Kali,,2026-04-01,2026-03-01\n"
                + "DEPARTMENT,,,K99,KHOA,KHONGCO,Khoa,,,\n"
                + "LAB,,L,NA,MH,3,Natri, máu,,\n"
                + "LAB,,L,CL,MH,4,Clo,,,\nLAB,,L,CL,MH,5,Clo,,,\n"
                + "LAB,nobody,L,MG,MH,6,,x,31/02/2026,\n");
        assertEquals(
                List.of(
                        "2 valid_from OVERLAPS 0",
                        "3 valid_to ENDS_EARLY null",
                        "4 code UNKNOWN null",
                        "5 loinc NOT_A_LOINC_CODE null",
                        "7 valid_from OVERLAPS 6",
                        "8 source UNKNOWN null",
                        "8 valid_from NOT_A_DAY null",
                        "8 name MISSING null",
                        "8 loinc NOT_A_LOINC_CODE null"),
                tried.faults().stream()
                        .map(f -> f.line() + " " + f.column() + " " + f.wrong() + " " + f.with())
                        .toList());
        assertEquals(1, house.count("code_mapping"));
    }

    @Test
    void a_hundred_thousand_lines_are_taken_and_one_more_is_not() {
        StringBuilder csv = new StringBuilder("kind,local_code,system,code,name\n");
        for (int i = 1; i <= Csv.MOST_LINES; i++) {
            csv.append("LAB,C").append(i).append(",MH,").append(i).append(",Tên\n");
        }
        assertEquals(100_000, tried(csv.toString()).made());
        csv.append("LAB,X,MH,1,Tên\n");
        assertEquals(
                Code.TOO_LARGE,
                assertThrows(Refusal.class, () -> tried(csv.toString())).code());
        assertEquals(
                Code.TOO_LARGE,
                assertThrows(Refusal.class, () -> register.load(author, new byte[16 * 1024 * 1024 + 1]))
                        .code());
    }

    @Test
    void a_large_file_is_written_in_a_few_statements() {
        StringBuilder csv = new StringBuilder("kind,local_code,system,code,name\n");
        for (int i = 1; i <= 5_000; i++) {
            csv.append("SERVICE,D").append(i).append(",MH,").append(i).append(",Tên\n");
        }
        assertEquals(5_000, load(csv.toString()).made());
        assertEquals(5_000, house.count("code_mapping"));
        assertEquals(5_000, house.count("audit_event where object_kind = 'CODE_MAPPING'"));
        Loading more = load(csv.toString().replace(",Tên\n", ",Tên mới\n"));
        assertEquals("5000 lines, 0 made, 5000 changed, 0 same, 0 bad", said(more));
        assertEquals(200, more.differences().size());
    }

    @Test
    void a_head_that_misses_a_column_or_names_one_twice_is_refused() {
        for (String head : List.of("kind,local_code,code,name", "kind,local_code,system,code,name,name", "kind;x")) {
            Refusal refusal = assertThrows(Refusal.class, () -> load(head + "\nLAB,K,MH,1,Kali,\n"));
            assertEquals(List.of("line 1"), refusal.fields(), head);
        }
        assertEquals(
                List.of(Wrong.TOO_LONG),
                tried("kind,local_code,system,code,name\nLAB,K,MH,1,Kali, máu\n").faults().stream()
                        .map(Loading.Fault::wrong)
                        .toList());
    }
}
