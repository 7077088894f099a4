package vn.emr.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.chart.CodePages;
import vn.emr.core.mapping.CodeKind;
import vn.emr.core.mapping.Loading;
import vn.emr.core.mapping.MappingRegister.Author;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.House;

/** Editions of a catalogue: each holds from its day, and what it does not name ends. */
class CatalogueRegisterTest {
    private static final LocalDate FIRST = LocalDate.of(2025, 5, 1);
    private static final LocalDate SECOND = LocalDate.of(2026, 4, 1);
    private static final Clock MAY = Clock.fixed(Instant.parse("2026-05-01T00:00:00Z"), ZoneOffset.UTC);
    private static final String OLD =
            "code,name,unit,loinc\n1000001,Glucose máu,mmol/L,2345-7\n1000002,Kali máu,mmol/L,\n";
    private static final String NEW =
            "code,name,unit,loinc\n1000001,Glucose máu,mmol/L,2345-7\n" + "1000003,Natri máu,mmol/L,2951-2\n";

    private final House house = new House();
    private final CatalogueRegister register =
            new CatalogueRegister(house.database, new AuditTrail(house.database), MAY);
    private final Author author =
            new Author(new Actor(ActorKind.PERSON, Ids.next(), "quantri", "IT_ADMIN", null, null, null), house.tenant);
    private final CodePages pages = new CodePages(house.database, MAY);

    @AfterEach
    void close() {
        house.close();
    }

    private Loading take(String catalogue, LocalDate from, byte[] file) {
        return register.take(
                author,
                catalogue,
                from,
                file,
                register.preview(author, catalogue, from, file).seen());
    }

    private String load(LocalDate from, String csv) {
        Loading l = take("QD1227", from, csv.getBytes(StandardCharsets.UTF_8));
        return "%d made, %d changed, %d same, %d ended".formatted(l.made(), l.changed(), l.same(), l.ended());
    }

    private List<String> rows() {
        return house.database.query("""
                select concat_ws(' ', code, name, unit, loinc, valid_from, '..', valid_to) as row from catalogue_code
                order by code, valid_from
                """, r -> r.text("row"));
    }

    private List<String> found(String text) {
        return pages.targets(house.tenant, CodeKind.LAB, text).stream()
                .map(CodePages.CatalogueCode::code)
                .toList();
    }

    @Test
    void an_edition_begins_on_its_day_and_ends_what_it_does_not_name() {
        assertEquals("2 made, 0 changed, 0 same, 0 ended", load(FIRST, OLD));
        assertEquals(List.of("1000002", "1000001"), found("mau"), "the shorter name first");
        assertEquals("1 made, 0 changed, 1 same, 1 ended", load(SECOND, NEW));
        assertEquals(
                List.of(
                        "1000001 Glucose máu mmol/L 2345-7 2025-05-01 ..",
                        "1000002 Kali máu mmol/L 2025-05-01 .. 2026-04-01",
                        "1000003 Natri máu mmol/L 2951-2 2026-04-01 .."),
                rows());
        assertEquals(List.of("1000003"), found("natri"));
        assertEquals(List.of(), found("kali"));
        assertEquals(2, house.count("audit_event where object_kind = 'CATALOGUE' and actor_name = 'quantri'"));
    }

    @Test
    void an_edition_loaded_again_changes_nothing_and_one_that_was_mended_takes_its_place() {
        load(FIRST, OLD);
        load(SECOND, NEW);
        List<String> before = rows();
        load(SECOND, NEW);
        assertEquals(before, rows());
        load(SECOND, OLD);
        assertEquals(
                List.of("1000001 Glucose máu mmol/L 2345-7 2025-05-01 ..", "1000002 Kali máu mmol/L 2025-05-01 .."),
                rows());
    }

    @Test
    void an_edition_before_the_newest_is_refused() {
        load(SECOND, NEW);
        Refusal refusal = assertThrows(Refusal.class, () -> load(FIRST, OLD));
        assertEquals(Code.CONFLICT, refusal.code());
        assertEquals(2, house.count("catalogue_code"));
    }

    @Test
    void a_file_that_is_tried_changes_nothing_and_names_its_bad_lines() {
        load(FIRST, OLD);
        byte[] bad = "name,code\nGlucose,1000001\nGlucose,1000001\n,1000009\n".getBytes(StandardCharsets.UTF_8);
        Loading tried = register.preview(author, "QD1227", SECOND, bad).loading();
        assertEquals(
                List.of("3 code REPEATED 2", "4 name MISSING null"),
                tried.faults().stream()
                        .map(f -> f.line() + " " + f.column() + " " + f.wrong() + " " + f.with())
                        .toList());
        assertEquals(1, tried.changed());
        assertEquals(1, tried.ended());
        assertThrows(Refusal.class, () -> take("QD1227", SECOND, bad));
        assertThrows(Refusal.class, () -> take("QĐ 1227", SECOND, bad));
        assertEquals(2, house.count("catalogue_code"));
        assertEquals(
                List.of("QD1227 2025-05-01 2"),
                new Catalogues(house.database)
                        .list(house.tenant).stream()
                                .map(c -> c.catalogue() + " " + c.from() + " " + c.codes())
                                .toList());
    }

    @Test
    void a_target_is_found_by_words_without_accents_by_code_and_by_loinc() {
        load(null, "code;name;loinc\nA1;Định lượng Đường huyết đói;1558-6\nA2;Đường niệu;\nB7;Điện giải đồ;\n");
        assertEquals(List.of("A1", "A2"), found("duong HUYET"));
        assertEquals(List.of("B7"), found("dien giai"));
        assertEquals(List.of("B7"), found("b7"));
        assertEquals("A1", found("1558-6").getFirst());
        assertEquals(List.of(), found("'; drop table catalogue_code; --"));
        assertEquals(List.of(), found("   "));
        assertEquals(
                List.of("NOI", "NGOAI"),
                pages.targets(house.tenant, CodeKind.DEPARTMENT, "khoa noi").stream()
                        .map(CodePages.CatalogueCode::code)
                        .toList());
    }

    @Test
    void an_edition_is_taken_only_as_it_was_seen() {
        byte[] first = OLD.getBytes(StandardCharsets.UTF_8);
        CatalogueRegister.Seen seen =
                register.preview(author, "QD1227", FIRST, first).seen();
        byte[] other = NEW.getBytes(StandardCharsets.UTF_8);
        assertEquals(
                Code.CONFLICT,
                assertThrows(Refusal.class, () -> register.take(author, "QD1227", FIRST, other, seen))
                        .code());
        assertEquals(0, house.count("catalogue_code"));
        assertEquals(0, house.count("catalogue_edition"));
        register.take(author, "QD1227", FIRST, first, seen);
        assertEquals(
                Code.CONFLICT,
                assertThrows(Refusal.class, () -> register.take(author, "QD1227", FIRST, first, seen))
                        .code(),
                "somebody was faster");
        assertEquals(1, house.count("catalogue_edition"));
    }

    @Test
    void who_took_which_file_when_and_what_it_changed_stays_on_record() {
        load(FIRST, OLD);
        load(SECOND, NEW);
        load(SECOND, OLD);
        assertEquals(
                List.of(
                        "3 2026-04-01 quantri 2 lines 0/0/0",
                        "2 2026-04-01 quantri 2 lines 1/0/1",
                        "1 2025-05-01 quantri 2 lines 2/0/0"),
                register.editions(house.tenant, "QD1227").stream()
                        .map(e -> "%d %s %s %d lines %d/%d/%d"
                                .formatted(e.number(), e.from(), e.by(), e.lines(), e.made(), e.changed(), e.ended()))
                        .toList());
        CatalogueRegister.Edition last =
                register.editions(house.tenant, "QD1227").getFirst();
        assertEquals(64, last.digest().length());
        assertEquals(OLD.getBytes(StandardCharsets.UTF_8).length, last.bytes());
        assertEquals(List.of("1000002 ended", "1000003 Natri máu"), house.database.query("""
                        select c.code || ' ' || case when c.ended then 'ended' else c.name end as row
                        from catalogue_change c join catalogue_edition e on e.id = c.edition_id where e.number = 2 order by c.code
                        """, r -> r.text("row")));
    }

    @Test
    void the_hospitals_own_places_are_taken_from_no_list() {
        byte[] file = OLD.getBytes(StandardCharsets.UTF_8);
        assertThrows(Refusal.class, () -> register.preview(author, "departments", null, file));
        assertThrows(Refusal.class, () -> register.preview(author, "staff", null, file));
    }

    @Test
    void another_hospitals_catalogues_are_not_seen() {
        load(FIRST, OLD);
        assertEquals(List.of(), new Catalogues(house.database).list(Ids.next()));
        assertEquals(List.of(), register.editions(Ids.next(), "QD1227"));
        assertEquals(List.of(), new Catalogues(house.database).search(Ids.next(), "QD1227", "glucose", SECOND));
    }
}
