package vn.emr.core.sheet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.form.Form;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Sheet.Status;
import vn.emr.core.record.Value;

/** Entries of a sheet: written one by one, never changed, at most struck out (TT 32/2023/TT-BYT, art. 52). */
@ApplicationScoped
public class SheetEntries {
    /** @param item the repeating group that takes the entry */
    public record NewEntry(Integer version, String item, TreeMap<String, List<Value>> answers) {}

    private final Access access;
    private final Sheets sheets;
    private final SheetChanges changes;

    @Inject
    public SheetEntries(Access access, Sheets sheets, SheetChanges changes) {
        this.access = access;
        this.sheets = sheets;
        this.changes = changes;
    }

    /**
     * Adds an entry with its own author and time.
     *
     * @throws Refusal as {@link SheetChanges#save}; NOT_APPLICABLE for a completed sheet
     */
    public Sheets.Opened enter(Caller caller, Grant grant, UUID sheetId, NewEntry asked) {
        Integer version = asked == null ? null : asked.version();
        return changes.change(caller, grant, sheetId, version, Right.RECORD_EDIT, (t, open) -> {
            Sheet sheet = open.sheet();
            SheetChanges.mustStand(sheet);
            mustTakeEntries(open, asked.item());
            if (asked.answers() == null || asked.answers().isEmpty()) {
                throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the answers", "/answers");
            }
            SheetChanges.By by = open.by();
            Value row = Value.row(asked.answers()).as(new Value.Entry(Ids.next(), by.name(), by.id(), by.at(), null));
            List<Value> rows = new ArrayList<>(sheet.answers().getOrDefault(asked.item(), List.of()));
            rows.add(row);
            Map<String, List<Value>> answers = new TreeMap<>(sheet.answers());
            answers.put(asked.item(), rows);
            return changes.committed(
                    t,
                    caller,
                    grant,
                    "entry written",
                    sheet.next(
                            sheet.status(),
                            sheets.chosen(
                                    t,
                                    caller,
                                    Writing.judged(open.form(), answers, sheet.answers(), Map.of()),
                                    sheet.answers(),
                                    sheet.happened()),
                            null,
                            by.origin()),
                    open);
        });
    }

    /**
     * Strikes an entry out; it stays readable. Its author may, and whoever may declare sheets void.
     *
     * @throws Refusal as {@link SheetChanges#save}; NOT_FOUND for no such entry, FORBIDDEN for somebody else's
     */
    public Sheets.Opened strike(Caller caller, Grant grant, UUID sheetId, UUID entryId, SheetChanges.Reasoned asked) {
        Integer version = asked == null ? null : asked.version();
        return changes.change(caller, grant, sheetId, version, Right.RECORD_EDIT, (t, open) -> {
            Sheet sheet = open.sheet();
            SheetChanges.mustStand(sheet);
            String reason = Writing.reason(asked.reason(), true);
            Value.Entry entry = entry(sheet, entryId);
            if (entry.struck() != null) {
                throw new Refusal(Code.CONFLICT, "the entry is struck out already");
            }
            if (!entry.authorId().equals(caller.id())
                    && !grant.may(Right.RECORD_CANCEL, open.folder().state())) {
                throw access.refuse(caller, grant, "SHEET_ENTRY", entryId);
            }
            SheetChanges.By by = open.by();
            Value.Struck struck = new Value.Struck(by.name(), by.id(), by.at(), reason);
            Map<String, List<Value>> answers = new TreeMap<>(sheet.answers());
            answers.replaceAll((item, rows) -> rows.stream()
                    .map(row -> row.entry() != null && row.entry().id().equals(entryId)
                            ? row.as(new Value.Entry(entryId, entry.author(), entry.authorId(), entry.at(), struck))
                            : row)
                    .toList());
            return changes.committed(
                    t,
                    caller,
                    grant,
                    "entry struck out",
                    sheet.next(
                            sheet.status(),
                            Writing.judged(open.form(), answers, sheet.answers(), Map.of()),
                            reason,
                            by.origin()),
                    open);
        });
    }

    private static void mustTakeEntries(SheetChanges.Open open, String item) {
        if (open.sheet().status() == Status.COMPLETED) {
            throw new Refusal(Code.NOT_APPLICABLE, "a completed sheet takes no further entry");
        }
        if (item == null || open.form().rows(item).filter(Form.Item::entries).isEmpty()) {
            throw new Refusal(Code.MALFORMED_FIELD, "no group of entries", "/item");
        }
    }

    private static Value.Entry entry(Sheet sheet, UUID entryId) {
        return sheet.answers().values().stream()
                .flatMap(List::stream)
                .map(Value::entry)
                .filter(entry -> entry != null && entry.id().equals(entryId))
                .findFirst()
                .orElseThrow(Sheets::gone);
    }
}
