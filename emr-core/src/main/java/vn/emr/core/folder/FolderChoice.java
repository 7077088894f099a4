package vn.emr.core.folder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import vn.emr.core.access.Caller;
import vn.emr.core.access.ListAccess;
import vn.emr.core.access.ListGrant;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.Database;

/** Which folders are taken out together. */
@ApplicationScoped
public class FolderChoice {
    /** One folder, and whose it is. */
    public record Chosen(UUID id, UUID patientId) {}

    private static final String CHOSEN = """
            select f.folder_id, link_root(f.tenant_id, coalesce(l.shown_under, f.patient_id)) as root %s
            """;

    private final ListAccess lists;
    private final Database database;
    private final Clock clock;

    @Inject
    public FolderChoice(ListAccess lists, Database database, Clock clock) {
        this.lists = lists;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Closed and archived folders that the caller may take out as data, the oldest admission first; traced as taken out. Also those of
     * which labels hide a part, so that each is refused by itself and nobody takes the rest for the whole.
     *
     * @param state CLOSED, ARCHIVED, or null for both
     * @param most at most so many
     * @throws vn.emr.core.Refusal MALFORMED_FIELD with a pointer for what cannot be looked for
     */
    public List<Chosen> kept(Caller caller, State state, UUID departmentId, LocalDate from, LocalDate until, int most) {
        FolderList.Asked asked =
                new FolderList.Asked(state, departmentId, null, from, until, null, null, null, null, null, null, null);
        ListGrant grant = lists.folderFile(caller, FolderList.words(asked));
        return database.inTransaction(t -> {
            FolderQuery query = FolderQuery.kept(t, grant, asked, clock.instant(), most);
            return t.queryPlanned(
                    CHOSEN.formatted(query.sql()),
                    row -> new Chosen(row.uuid("folder_id"), row.uuid("root")),
                    query.parameters());
        });
    }
}
