package vn.emr.core.sheet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.form.Form;
import vn.emr.core.form.FormCatalogue;
import vn.emr.core.form.FormCatalogue.Prescribed;
import vn.emr.core.form.Forms;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.Scan;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Sheet.Status;
import vn.emr.core.scanning.ScanFiles;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * Papers of a record that is partly on paper (TT 13/2025/TT-BYT, art. 5), scanned into its folder. Each is a sheet of the form that it
 * is: what the folder demands it fulfils, and labels, addenda, voids and prints know it as any sheet.
 */
@ApplicationScoped
public class ScannedSheets {
    /** The form of papers that no form of this server stands for. */
    static final String OTHER = "GTK";

    private static final int MOST_PAGES = 50;
    private static final int LONGEST_TITLE = 150;
    private static final int LONGEST_NOTE = 500;
    private static final LocalDate OLDEST = LocalDate.of(1900, 1, 1);

    /** A page of a file that was sent. @param page from 1. @param turn how often it is turned to the right by a quarter, 0 to 3 */
    public record Chosen(UUID file, int page, int turn) {}

    /**
     * A paper as it is to be kept.
     *
     * @param requestId of the screen: the same request twice keeps one paper
     * @param form a code of the catalogue; null: another paper
     * @param title what another paper is called
     * @param dated the day that stands on it
     * @param reason why it is added to a completed record; nothing for a record under treatment
     * @param pages in the order of the paper
     */
    public record Asked(
            UUID requestId,
            String form,
            String title,
            LocalDate dated,
            String note,
            String reason,
            List<Chosen> pages) {}

    /** What a paper is. @param prescribed as {@link Scan#prescribed} */
    private record Kind(Form form, String title, String prescribed) {}

    private final Access access;
    private final Database database;
    private final Sheets sheets;
    private final NewSheets newSheets;
    private final ScanFiles files;
    private final Clock clock;

    @Inject
    public ScannedSheets(
            Access access, Database database, Sheets sheets, NewSheets newSheets, ScanFiles files, Clock clock) {
        this.access = access;
        this.database = database;
        this.sheets = sheets;
        this.newSheets = newSheets;
        this.files = files;
        this.clock = clock;
    }

    /**
     * Takes a file to be looked at; nothing of it is in the record yet.
     *
     * @param claimed the media type that came with it
     * @throws Refusal NOT_FOUND, FORBIDDEN and NOT_APPLICABLE as {@link NewSheets#create}, and as {@link ScanFiles#take}
     */
    public ScanFiles.File take(Caller caller, Grant grant, UUID folderId, byte[] bytes, String claimed) {
        newSheets.mayCreate(grant, folderId);
        return files.take(caller, folderId, bytes, claimed);
    }

    /**
     * A page of a file that the caller sent lately, as it would be kept.
     *
     * @throws Refusal NOT_FOUND
     */
    public byte[] look(Caller caller, Grant grant, UUID folderId, UUID fileId, int page, boolean small) {
        newSheets.mayCreate(grant, folderId);
        List<Scan.Page> pages =
                files.of(caller, folderId, fileId).map(ScanFiles.File::pages).orElseThrow(Sheets::gone);
        return picture(pages, page, small);
    }

    /**
     * Keeps a paper as a sheet of the folder, complete as it is. In a completed or closed record it is an addendum with its reason.
     *
     * @throws Refusal as {@link NewSheets#create}; NOT_FOUND for a page that the caller did not send lately
     */
    public Sheets.Opened keep(Caller caller, Grant grant, UUID folderId, Asked asked) {
        KeptSheets.Folder place = newSheets.mayCreate(grant, folderId);
        mustBeWhole(asked);
        Kind kind = kind(grant, place, asked);
        Optional<Sheets.Opened> before = database.inTransaction(t -> Optional.ofNullable(NewSheets.repeated(
                        t, caller, grant, place, asked.requestId(), kind.form().code()))
                .map(sheet -> sheets.opened(t, caller, grant, sheet)));
        if (before.isPresent()) {
            return before.get();
        }
        Scan scan = scan(caller, folderId, asked, kind);
        return database.inTransaction(t -> {
            KeptSheets.Folder folder = KeptSheets.locked(t, grant, folderId).orElseThrow(Sheets::gone);
            Sheet made = NewSheets.repeated(
                    t, caller, grant, folder, asked.requestId(), kind.form().code());
            return sheets.opened(
                    t, caller, grant, made != null ? made : made(t, caller, grant, folder, asked, kind, scan));
        });
    }

    /**
     * A page of a scanned paper, as JPEG; the paper is traced once within the visit to the chart.
     *
     * @param page from 1
     * @throws Refusal NOT_FOUND when the chart shows no such paper or page
     */
    public byte[] page(Grant grant, UUID sheetId, int page, boolean small) {
        access.sheet(grant, sheetId);
        Scan scan = database.inTransaction(t -> KeptSheets.current(t, grant, sheetId))
                .map(Sheet::scan)
                .orElseThrow(Sheets::gone);
        return picture(scan.pages(), page, small);
    }

    private byte[] picture(List<Scan.Page> pages, int page, boolean small) {
        if (page < 1 || page > pages.size()) {
            throw Sheets.gone();
        }
        Scan.Page one = pages.get(page - 1);
        return files.picture(small ? one.small() : one.sha256());
    }

    private Sheet made(
            Transaction t, Caller caller, Grant grant, KeptSheets.Folder folder, Asked asked, Kind kind, Scan scan) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Sheet.Addendum addendum = NewSheets.added(t, grant, folder, kind.form(), asked.reason());
        String name = caller.displayName(t);
        Sheet sheet = new Sheet(
                Ids.next(),
                1,
                folder.patientId(),
                folder.encounterId(),
                folder.id(),
                kind.form().code(),
                kind.form().version(),
                kind.title(),
                Status.COMPLETED,
                happened(asked),
                new TreeMap<>(),
                caller.id(),
                name,
                addendum,
                scan,
                null,
                new Provenance(null, name, null, now, now));
        sheets.commit(t, caller, addendum == null ? "paper scanned" : "addendum scanned", sheet, now);
        KeptSheets.remember(t, caller, asked.requestId(), sheet, now);
        List<UUID> used = asked.pages().stream().map(Chosen::file).distinct().toList();
        files.keep(t, caller, sheet.patientId(), sheet.id(), scan, used);
        return sheet;
    }

    private void mustBeWhole(Asked asked) {
        if (asked == null || asked.requestId() == null || asked.dated() == null || asked.pages() == null) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING,
                    "the day of the paper, its pages and the number of the request",
                    "/dated",
                    "/pages",
                    "/requestId");
        }
        if (asked.dated().isBefore(OLDEST) || asked.dated().isAfter(LocalDate.ofInstant(clock.instant(), Forms.ZONE))) {
            throw new Refusal(Code.MALFORMED_FIELD, "the day on the paper, not in the future", "/dated");
        }
        if (asked.pages().isEmpty() || asked.pages().size() > MOST_PAGES) {
            throw new Refusal(Code.MALFORMED_FIELD, "1 to 50 pages", "/pages");
        }
        Set<List<Object>> seen = new HashSet<>();
        for (int i = 0; i < asked.pages().size(); i++) {
            Chosen one = asked.pages().get(i);
            if (one == null || one.file() == null || one.turn() < 0 || one.turn() > 3) {
                throw new Refusal(Code.MALFORMED_FIELD, "a page of a file, turned 0 to 3 times", "/pages/" + i);
            }
            if (!seen.add(List.of(one.file(), one.page()))) {
                throw new Refusal(Code.MALFORMED_FIELD, "each page once", "/pages/" + i);
            }
        }
    }

    private static Instant happened(Asked asked) {
        return asked.dated().atStartOfDay(Forms.ZONE).toInstant();
    }

    private Kind kind(Grant grant, KeptSheets.Folder folder, Asked asked) {
        String code = asked.form() == null ? OTHER : asked.form();
        Optional<Form> form = newSheets.fitting(grant, folder, code, happened(asked));
        if (form.isPresent() && !code.equals(OTHER)) {
            return new Kind(form.get(), form.get().title(), null);
        }
        Form other = newSheets.fitting(grant, folder, OTHER, happened(asked)).orElseThrow(NewSheets::noForm);
        if (code.equals(OTHER)) {
            return new Kind(other, Words.needed(asked.title(), 2, LONGEST_TITLE, "/title"), null);
        }
        // A form that this server has, but not for such a record, is a mistake; one that it has not at all is a paper
        // all the same.
        Prescribed prescribed = FormCatalogue.prescribed(code)
                .filter(p -> !newSheets.known(grant, code))
                .orElseThrow(NewSheets::noForm);
        return new Kind(other, prescribed.name() + " (" + code + ")", code);
    }

    private Scan scan(Caller caller, UUID folderId, Asked asked, Kind kind) {
        Map<UUID, ScanFiles.File> sent = new LinkedHashMap<>();
        List<Scan.Page> pages = new ArrayList<>();
        for (int i = 0; i < asked.pages().size(); i++) {
            Chosen one = asked.pages().get(i);
            String at = "/pages/" + i;
            ScanFiles.File file = sent.computeIfAbsent(one.file(), id -> files.of(caller, folderId, id)
                    .orElseThrow(() ->
                            new Refusal(Code.NOT_FOUND, "a page that was not sent lately; choose its file again", at)));
            if (one.page() < 1 || one.page() > file.pages().size()) {
                throw new Refusal(Code.NOT_FOUND, "a page that was not sent lately; choose its file again", at);
            }
            int number = List.copyOf(sent.keySet()).indexOf(one.file());
            pages.add(files.page(file.pages().get(one.page() - 1), one.turn(), number));
        }
        sent.values().forEach(file -> files.stay(file.bytes().sha256()));
        return new Scan(
                asked.dated(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                Words.line(asked.note(), LONGEST_NOTE, "/note"),
                kind.prescribed(),
                sent.values().stream().map(ScanFiles.File::bytes).toList(),
                pages);
    }
}
