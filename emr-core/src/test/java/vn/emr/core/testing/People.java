package vn.emr.core.testing;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.access.Caller;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.Sex;
import vn.emr.core.record.TimePoint;

/** Invented people: of the record, and at the screens. */
public final class People {
    private People() {}

    /** A version of somebody of whom no more is known than this; not committed. */
    public static Patient person(
            UUID id,
            int version,
            UUID facility,
            List<Identifier> identifiers,
            String name,
            TimePoint birth,
            Sex sex,
            List<String> phones,
            Provenance origin) {
        return new Patient(
                id,
                version,
                false,
                facility,
                identifiers,
                List.of(new PersonName(name, "official")),
                birth,
                sex,
                List.of(),
                phones,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                false,
                null,
                List.of(),
                null,
                origin);
    }

    /** Somebody at a screen, as sign-in would make the caller, without a session row. */
    public static Caller caller(UUID tenant, UUID facility, String username, Role role, UUID... departments) {
        return new Caller(
                ActorKind.PERSON,
                Ids.next(),
                tenant,
                username,
                List.of(role.of(facility, departments)),
                facility,
                Set.of(),
                Ids.next(),
                null,
                "127.0.0.1",
                "test-request",
                null);
    }
}
