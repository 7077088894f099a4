package vn.emr.core.folder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.ListAccess;
import vn.emr.core.access.ListGrant;
import vn.emr.core.folder.Folders.Kept;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.retention.Retention;
import vn.emr.core.store.Database;

/** How long archived folders must be kept, for those who ask whether that time is over. */
@ApplicationScoped
public class FolderTerms {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    /** A folder of a list. */
    public record Old(UUID id, String archiveNumber, EncounterClass treatment, LocalDate admitted, LocalDate ended) {}

    /**
     * A folder with its term.
     *
     * @param patientId in whose chart it shows
     * @param visits its visit, as all systems tell it
     * @param archiveNumber null: it never had one
     * @param retention null where that is not told to the caller
     */
    public record Term(
            UUID folderId,
            UUID patientId,
            UUID facilityId,
            UUID encounterId,
            List<UUID> visits,
            String archiveNumber,
            EncounterClass treatment,
            LocalDate ended,
            Retention retention) {}

    private static final String OLD = """
            select f.folder_id, f.archive_number, f.treatment, (f.opened_at at time zone 'Asia/Ho_Chi_Minh')::date::text as admitted,
                   (ended.at at time zone 'Asia/Ho_Chi_Minh')::date::text as ended %s
            """;

    private final ListAccess lists;
    private final Folders folders;
    private final Database database;

    @Inject
    public FolderTerms(ListAccess lists, Folders folders, Database database) {
        this.lists = lists;
        this.folders = folders;
        this.database = database;
    }

    /**
     * Archived folders whose visit ended before a day, of which nothing is hidden from the caller, the oldest admission first; traced.
     *
     * @param admitted the first day of admission looked for; null: from the beginning
     * @param most at most so many
     * @throws vn.emr.core.Refusal FORBIDDEN; MALFORMED_FIELD with a pointer for what is no day
     */
    public List<Old> ended(Caller caller, LocalDate before, LocalDate admitted, int most) {
        FolderList.Asked asked = new FolderList.Asked(
                State.ARCHIVED, null, null, admitted, before, null, null, null, null, null, null, null);
        ListGrant grant = lists.oldFolders(caller, FolderList.words(asked));
        return database.inTransaction(t -> {
            FolderQuery query =
                    FolderQuery.ended(grant, asked, before.atStartOfDay(VIETNAM).toInstant(), most);
            return t.queryPlanned(
                    OLD.formatted(query.sql()),
                    row -> new Old(
                            row.uuid("folder_id"),
                            row.text("archive_number"),
                            EncounterClass.valueOf(row.text("treatment")),
                            LocalDate.parse(row.text("admitted")),
                            LocalDate.parse(row.text("ended"))),
                    query.parameters());
        });
    }

    /**
     * The term of one folder of an opened chart, as its page tells it.
     *
     * @throws vn.emr.core.Refusal as {@link Folders#page}
     */
    public Term of(Grant grant, UUID folderId) {
        Kept kept = folders.find(grant, folderId);
        return new Term(
                folderId,
                grant.patientId(),
                kept.folder().facilityId(),
                kept.folder().encounterId(),
                Arrays.stream(Folders.visits(kept.visit())).sorted().toList(),
                kept.folder().archiveNumber(),
                kept.folder().treatment(),
                kept.visit().end() == null
                        ? null
                        : LocalDate.ofInstant(kept.visit().end().from(), VIETNAM),
                kept.visit().folder().retention());
    }
}
