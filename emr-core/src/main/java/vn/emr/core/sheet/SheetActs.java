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

    /** Who signed a sheet; nobody, they among others, or others. */
    private enum Signed {
        NOT,
        BY_CALLER,
        BY_OTHERS
    }

    private static Signed signed(Transaction t, Caller caller, Sheet sheet) {
        if (!KeptSheets.signed(t, caller.tenantId(), sheet)) {
            return Signed.NOT;
        }
        return KeptSheets.signedBy(t, caller, sheet) ? Signed.BY_CALLER : Signed.BY_OTHERS;
    }

    /** What somebody may do with a sheet now; what cannot work is not offered. */
    static Set<Sheets.Act> allowed(Transaction t, Caller caller, Grant grant, Sheet sheet, State state) {
        Signed signed = signed(t, caller, sheet);
        List<Sheets.Act> acts = new ArrayList<>();
        boolean stands = sheet.status() != Status.CANCELLED;
        boolean open = state != State.CANCELLED;
        boolean written = sheet.scan() == null;
        if (open && stands && written && grant.may(Sheets.toChange(Right.RECORD_EDIT, caller, sheet), state)) {
            boolean mine = signed == Signed.BY_CALLER || sheet.authorId().equals(caller.id());
            if (signed == Signed.NOT) {
                acts.add(Sheets.Act.EDIT);
            } else if (mine || grant.may(Right.RECORD_CANCEL, state)) {
                acts.add(Sheets.Act.REVISE);
            }
            if (sheet.status() == Status.DRAFT) {
                acts.add(Sheets.Act.COMPLETE);
            }
        }
        if (open && stands && grant.may(Sheets.toChange(Right.RECORD_CANCEL, caller, sheet), state)) {
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
