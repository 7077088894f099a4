package vn.emr.core.outbox;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import vn.emr.core.outbox.Outbox.Change;
import vn.emr.core.privacy.Pass;
import vn.emr.core.store.Content;

/**
 * A change of the record as other systems are told of it: a CloudEvent 1.0 that says what changed and holds nothing of it.
 * Who wants the content asks for it with a right of their own. Format {@code record-changed-1.0}.
 *
 * @param id the same whenever it is told again
 * @param source the hospital
 * @param type {@code vn.emr.record.} and the noun
 * @param subject whose record: the patient's id here
 * @param sequence where it stands in the order of all changes; opaque
 */
public record ChangeEvent(
        String specversion,
        UUID id,
        String source,
        String type,
        UUID subject,
        Instant time,
        String datacontenttype,
        String dataschema,
        String sequence,
        String partitionkey,
        Data data) {
    /** Name of the published description of {@link Data}. */
    public static final String SCHEMA = "record-changed-1.0.schema.json";

    /** Where that description is served. */
    public static final String SCHEMA_PATH = "/api/v1/changes/" + SCHEMA;

    /** What changed. */
    public record Data(String kind, UUID id, int version, UUID patientId, UUID commitId) {}

    /** The event as it is sent. */
    public String json() {
        return Content.json(this);
    }

    /** @param pass that the gate lets out what changed of this person */
    static ChangeEvent of(Change c, Pass pass) {
        String kind = c.kind().name().toLowerCase(Locale.ROOT);
        return new ChangeEvent(
                "1.0",
                c.cursor().id(),
                "urn:uuid:" + c.tenantId(),
                "vn.emr.record." + kind,
                pass.patientId(),
                c.at(),
                "application/json",
                SCHEMA_PATH,
                c.cursor().text(),
                c.patientId().toString(),
                new Data(kind, c.nounId(), c.version(), c.patientId(), c.commitId()));
    }
}
