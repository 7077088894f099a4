package vn.emr.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.mapping.MappingRegister.Author;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.House;

/** Finding codes as people type, on the day of the event. */
class CataloguesTest {
    private static final LocalDate BEFORE = LocalDate.of(2026, 6, 30);
    private static final LocalDate AFTER = LocalDate.of(2026, 7, 1);
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);
    private static final String OLD = """
            code,name,name_en
            E11,Đái tháo đường không phụ thuộc insulin,
            E11.9,Đái tháo đường típ 2 không biến chứng,Type 2 diabetes without complications
            I10,Tăng huyết áp nguyên phát,Essential hypertension
            J18.9,Viêm phổi tác nhân không xác định,
            """;
    private static final String NEW = """
            code,name,name_en,not_used
            E11,Đái tháo đường típ 2,,1
            E11.9,Đái tháo đường típ 2 không biến chứng,Type 2 diabetes without complications,
            I10,Tăng huyết áp vô căn (nguyên phát),Essential hypertension,
            J18.9,Viêm phổi tác nhân không xác định,,
            """;

    private final House house = new House();
    private final CatalogueRegister register =
            new CatalogueRegister(house.database, new AuditTrail(house.database), NOW);
    private final Catalogues catalogues = new Catalogues(house.database);
    private final Author author =
            new Author(new Actor(ActorKind.PERSON, Ids.next(), "quantri", "IT_ADMIN", null, null, null), house.tenant);

    @AfterEach
    void close() {
        house.close();
    }

    private void take(String catalogue, LocalDate from, String csv) {
        byte[] file = csv.getBytes(StandardCharsets.UTF_8);
        register.take(
                author,
                catalogue,
                from,
                file,
                register.preview(author, catalogue, from, file).seen());
    }

    private List<Entry> search(String catalogue, String text, LocalDate day) {
        return catalogues.search(house.tenant, catalogue, text, day);
    }

    private List<String> found(String text, LocalDate day) {
        return search("icd10", text, day).stream().map(Entry::code).toList();
    }

    private List<String> shown(String catalogue, String text) {
        return search(catalogue, text, AFTER).stream()
                .map(e -> e.code() + " " + e.name())
                .toList();
    }

    @Test
    void a_code_is_found_by_beginnings_of_words_in_any_order_with_and_without_accents_and_by_its_own() {
        take("icd10", null, OLD);
        take("icd10", AFTER, NEW);
        assertEquals(List.of("E11.9", "E11"), found("đái tháo đường", AFTER), "a code that is not used stands last");
        assertEquals(List.of("E11.9", "E11"), found("duong THAO dai", AFTER));
        assertEquals(List.of("E11.9"), found("bien ch tip 2 dai", AFTER));
        assertEquals(List.of("E11.9"), found("diabetes", AFTER));
        assertEquals(List.of("E11", "E11.9"), found("e11", AFTER), "the very code first");
        assertEquals(List.of("E11.9"), found("E11.9", AFTER));
        assertEquals(List.of("E11.9"), found("e119", AFTER));
        assertEquals(List.of("I10"), found("tăng huyết áp", AFTER));
        assertEquals(List.of("J18.9"), found("j", AFTER));
        assertEquals(List.of("E11", "E11.9", "I10", "J18.9"), found("", AFTER));
        assertEquals(List.of(), found("ung thư", AFTER));
    }

    @Test
    void the_day_of_the_event_decides_what_a_code_says_and_whether_there_is_one() {
        take("icd10", LocalDate.of(2020, 1, 1), OLD);
        take("icd10", AFTER, "code,name\nI10,Tăng huyết áp vô căn\n");
        assertEquals(4, found("", BEFORE).size());
        assertEquals(List.of("I10"), found("", AFTER));
        assertEquals(
                "Tăng huyết áp nguyên phát",
                search("icd10", "i10", BEFORE).getFirst().name());
        house.database.run(t -> {
            Set<String> asked = Set.of("E11", "I10", "Z99");
            assertEquals(
                    Set.of("I10"),
                    catalogues.entries(t, house.tenant, "icd10", asked, AFTER).keySet());
            assertEquals(
                    Set.of("E11", "I10"),
                    catalogues.entries(t, house.tenant, "icd10", asked, BEFORE).keySet());
            assertFalse(catalogues.holds(t, house.tenant, "icd10", LocalDate.of(2019, 12, 31)));
            assertTrue(catalogues.holds(t, house.tenant, "icd10", BEFORE));
        });
    }

    @Test
    void whatever_is_typed_is_only_looked_for() {
        take("icd10", null, OLD);
        for (String text : List.of("'", "a' & !b", "x:* | y", "\\", "\0", "%", "a".repeat(5_000), "🙂", "ab <-> cd")) {
            assertTrue(found(text, AFTER).size() <= 4, text);
        }
        assertEquals(List.of(), found("'; drop table catalogue_code; --", AFTER));
        assertEquals(4, house.count("catalogue_code"));
    }

    @Test
    void the_hospitals_own_departments_and_people_are_found_alike_and_people_by_name_only() {
        house.database.update(
                "insert into account (id, tenant_id, username, display_name, password_hash, created_at)"
                        + " values (?, ?, 'bs.an', 'BS. Đặng Văn An', '-', now())",
                Ids.next(),
                house.tenant);
        assertEquals(List.of("NGOAI Khoa Ngoại"), shown("departments", "ngoai khoa"));
        assertEquals(2, shown("departments", "").size());
        assertEquals(List.of("79001 Cơ sở chính"), shown("facilities", "co so"));
        assertEquals(List.of("null BS. Đặng Văn An"), shown("staff", "an dang"));
        assertEquals(List.of(), shown("staff", "an x"));
    }

    @Test
    void what_comes_with_the_server_is_there_once_and_never_in_the_place_of_what_the_hospital_took() {
        take("occupations", null, "code,name\n1,Của bệnh viện\n");
        ShippedCatalogues shipped = new ShippedCatalogues(house.database, register, "none");
        shipped.ship();
        shipped.ship();
        assertEquals(
                List.of("ethnic-groups 56 1", "occupations 1 1", "provinces 34 1", "wards 3321 1"),
                catalogues.list(house.tenant).stream()
                        .map(c -> c.catalogue() + " " + c.codes() + " " + c.editions())
                        .toList());
        assertEquals("01", search("wards", "phuong ba dinh", AFTER).getFirst().parent());
        assertEquals("02", search("ethnic-groups", "pa di", AFTER).getFirst().code(), "by another name");
        assertEquals("EMR", register.editions(house.tenant, "wards").getFirst().by());
    }

    @Test
    void finding_asks_the_index_and_not_every_code() {
        StringBuilder csv = new StringBuilder("code,name\n");
        for (int i = 0; i < 30_000; i++) {
            csv.append("X%05d,Bệnh số %d của nhóm %d\n".formatted(i, i, i % 97));
        }
        take("medicines", null, csv.toString());
        try (Connection owner = DriverManager.getConnection(
                house.address.jdbcUrl(),
                house.address.owner().user(),
                house.address.owner().password())) {
            owner.createStatement().execute("analyze catalogue_code");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        String plan = String.join("\n", house.database.query("""
                explain select c.code from catalogue_code c
                where c.tenant_id = ? and c.catalogue = 'medicines'
                  and (c.code_key >= 'X0001' and c.code_key < 'X0002' or c.words @@ to_tsquery('simple', '29999:* & benh:*'))
                """, row -> row.text("QUERY PLAN"), house.tenant));
        assertTrue(plan.contains("catalogue_code_words") && plan.contains("catalogue_code_key"), plan);
        assertEquals(
                "X29999", search("medicines", "29999 benh", AFTER).getFirst().code());
    }
}
