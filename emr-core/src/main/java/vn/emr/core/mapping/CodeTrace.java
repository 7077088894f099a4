package vn.emr.core.mapping;

import java.time.Instant;
import java.util.UUID;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.mapping.MappingRegister.Author;

/** Who changed what about codes. */
final class CodeTrace {
    private CodeTrace() {}

    /** @param changes what was and what is */
    static AuditEvent of(Author author, Instant at, String objectKind, UUID id, String changes) {
        AuditEvent change = AuditEvent.ofHouse(at, author.tenantId(), Kind.CONFIGURATION, author.who(), objectKind, id);
        return change.changing(changes);
    }
}
