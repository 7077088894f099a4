package vn.emr.core.mapping;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.mapping.CodeMapping.Meaning;
import vn.emr.core.mapping.CodeMapping.Wanted;
import vn.emr.core.mapping.MappingRegister.Author;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.House;

/** A records clerk says what local codes mean, one by one or by files, in a house of its own. */
abstract class Mapping {
    static final Instant MARCH = Instant.parse("2026-03-01T05:00:00Z");
    static final Instant JUNE = Instant.parse("2026-06-01T05:00:00Z");

    House house;
    Meanings meanings;
    MappingRegister register;
    Author author;

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

    static Wanted lab(UUID source, String local, String code, String from, String to) {
        return new Wanted(CodeKind.LAB, source, "L", local, "MH", code, "Tên " + code, null, day(from), day(to));
    }

    static LocalDate day(String iso) {
        return iso == null ? null : LocalDate.parse(iso);
    }

    Optional<String> meaning(UUID source, String local, Instant at) {
        return meanings.of(house.tenant)
                .meaning(CodeKind.LAB, source, "L", local, at)
                .map(Meaning::code);
    }
}
