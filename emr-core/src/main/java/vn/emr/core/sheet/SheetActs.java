package vn.emr.core.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Sheet.Status;
import vn.emr.core.store.Transaction;

/** What somebody may do with a sheet, by their rights, where its record stands, and who signed it. */
final class SheetActs {
    private SheetActs() {}

    /** Whether somebody may undo what was signed: it is not, they wrote or signed it, or they lead the department. */
    static boolean mayUndo(Transaction t, Caller caller, Grant grant, Sheet sheet, State state) {
        return !KeptSheets.signed(t, caller.tenantId(), sheet)
                || sheet.authorId().equals(caller.id())
                || KeptSheets.signedBy(t, caller, sheet)
                || grant.may(Right.RECORD_SIGN_AS_HEAD, state);
    }

    /** What somebody may do with a sheet now; what cannot work is not offered. */
    static Set<Sheets.Act> allowed(Transaction t, Caller caller, Grant grant, Sheet sheet, State state) {
        boolean signed = KeptSheets.signed(t, caller.tenantId(), sheet);
        boolean undoes = mayUndo(t, caller, grant, sheet, state);
        List<Sheets.Act> acts = new ArrayList<>();
        boolean stands = sheet.status() != Status.CANCELLED;
        boolean open = state != State.CANCELLED;
        boolean written = sheet.scan() == null;
        if (open && stands && written && grant.may(Sheets.toChange(Right.RECORD_EDIT, caller, sheet), state)) {
            if (!signed) {
                acts.add(Sheets.Act.EDIT);
            } else if (undoes) {
                acts.add(Sheets.Act.REVISE);
            }
            if (sheet.status() == Status.DRAFT) {
                acts.add(Sheets.Act.COMPLETE);
            }
        }
        if (open && stands && undoes && grant.may(Sheets.toChange(Right.RECORD_CANCEL, caller, sheet), state)) {
            acts.add(Sheets.Act.CANCEL);
        }
        if (open && !stands && grant.may(Right.RECORD_RESTORE, state)) {
            acts.add(Sheets.Act.RESTORE);
        }
        if (grant.may(Right.RECORD_PRINT, state)) {
            acts.add(Sheets.Act.PRINT);
        }
        return new TreeSet<>(acts);
    }
}
