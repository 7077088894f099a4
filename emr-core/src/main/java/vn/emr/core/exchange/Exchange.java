package vn.emr.core.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.form.HospitalForms;
import vn.emr.core.form.Known;
import vn.emr.core.privacy.Pass;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.Sheet;
import vn.emr.core.store.Content;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/** Takes records out as {@code HoSoBenhAn}. Each is a line of the trace. */
@ApplicationScoped
public class Exchange {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Shape SHAPE = RecordFile.SHAPE;

    private static final String FOLDER = """
            select f.encounter_id, f.facility_id, r.content::text as content
            from record_folder f
            join revision r on r.tenant_id = f.tenant_id and r.patient_id = f.patient_id and r.noun_id = f.folder_id
                           and r.version = f.version and r.committed_at = f.revised_at
            where f.tenant_id = ? and %s and f.folder_id = ?
            """.formatted(InChart.row("f", "f.encounter_id"));

    /** One record in both forms. */
    record Taken(byte[] xml, byte[] json) {}

    private record Folder(UUID id, UUID encounterId, UUID facilityId, RecordFolder.Received received) {}

    private final Access access;
    private final Database database;
    private final KeptFiles kept;
    private final HospitalForms forms;
    private final Clock clock;

    @Inject
    public Exchange(Access access, Database database, KeptFiles kept, HospitalForms forms, Clock clock) {
        this.access = access;
        this.database = database;
        this.kept = kept;
        this.forms = forms;
        this.clock = clock;
    }

    /**
     * One record folder as XML.
     *
     * @throws Refusal FORBIDDEN, traced, when no role that reaches the patient may export while the record is in its state, or when
     *     labels hide a part of the record from the caller; NOT_FOUND when the chart shows no such folder
     */
    public byte[] xml(Caller caller, Grant grant, UUID folderId) {
        return xml(tree(caller, grant, folderId, clock.instant()));
    }

    /** The same as JSON. */
    public byte[] json(Caller caller, Grant grant, UUID folderId) {
        return written(tree(caller, grant, folderId, clock.instant()));
    }

    /**
     * One record folder of an export, read once for both.
     *
     * @param pass that it may leave
     * @param at the moment as of which it is told: the same record gives the same bytes however late it is read
     * @throws Refusal as {@link #xml}
     */
    Taken taken(Caller caller, Grant grant, Pass pass, UUID folderId, Instant at) {
        if (!pass.patientId().equals(grant.patientId())) {
            throw new IllegalArgumentException("the pass is of somebody else");
        }
        JsonNode tree = tree(caller, grant, folderId, at);
        return new Taken(xml(tree), written(tree));
    }

    /** Which facility answers for a folder of an opened chart. */
    UUID facility(Grant grant, UUID folderId) {
        return database.inTransaction(t -> folder(t, grant, folderId)).facilityId();
    }

    /** What the XML keeps to. */
    public byte[] xmlSchema() {
        return ExchangeSchemas.xsd(SHAPE).getBytes(StandardCharsets.UTF_8);
    }

    /** What the JSON keeps to. */
    public byte[] jsonSchema() {
        return written(ExchangeSchemas.json(SHAPE));
    }

    private static byte[] xml(JsonNode tree) {
        return ExchangeXml.of(SHAPE.name(), tree).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] written(JsonNode tree) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode tree(Caller caller, Grant grant, UUID folderId, Instant at) {
        access.export(grant, folderId);
        if (!grant.masks().isEmpty()) {
            // A record with holes that nobody sees would pass for the whole.
            throw access.refuse(
                    caller,
                    "EXPORT",
                    new Refusal(
                            Code.FORBIDDEN,
                            "labels hide a part of this record from you; who sees all of it can take it out"));
        }
        Folder folder = database.inTransaction(t -> folder(t, grant, folderId));
        if (folder.received() != null) {
            // It is the record of the hospital that treated: we tell it on as they did, and add nothing of our own.
            return kept.record(folder.received().inboundId());
        }
        return database.inTransaction(t -> {
            Known known =
                    new Known(t, grant, folder.id(), folder.encounterId(), folder.facilityId(), caller.name(), at);
            VisitNouns nouns = new VisitNouns(t, grant, folder.encounterId(), forms.of(grant.tenantId()));
            Row record = new Row();
            nouns.record().map(Sheet::answers).ifPresent(record::say);
            return new HoSoBenhAn(known::facts, record, new VisitRows(known, nouns)::of).tree(SHAPE);
        });
    }

    private static Folder folder(Transaction t, Grant grant, UUID folderId) {
        return t.first(
                        FOLDER,
                        row -> new Folder(
                                folderId,
                                row.uuid("encounter_id"),
                                row.uuid("facility_id"),
                                ((RecordFolder) Content.read(NounKind.RECORD_FOLDER, row.text("content"))).received()),
                        grant.tenantId(),
                        grant.filedUnder(),
                        grant.people(),
                        grant.hidden(),
                        folderId)
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "no such object in this record"));
    }
}
