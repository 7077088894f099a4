package vn.emr.core.folder;

import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.RecordFolder.Act;
import vn.emr.core.record.RecordFolder.State;

/** Which step leads from where to where, and which right it takes in the state the folder is in. */
final class Steps {
    private Steps() {}

    /** Whether the folder can take this step at all. */
    static boolean leads(Act act, RecordFolder folder) {
        return switch (act) {
            case COMPLETE -> folder.state() == State.IN_TREATMENT;
            // What was taken in from elsewhere was never under treatment here.
            case CANCEL -> folder.state() == (folder.received() == null ? State.IN_TREATMENT : State.CLOSED);
            case CLOSE -> folder.state() == State.COMPLETED;
            case ARCHIVE -> folder.state() == State.CLOSED;
            case REOPEN ->
                folder.received() == null
                        && (folder.state() == State.COMPLETED
                                || folder.state() == State.CLOSED
                                || folder.state() == State.ARCHIVED);
            case RESTORE -> folder.state() == State.CANCELLED;
            case HOLD -> folder.hold() == null && folder.state() != State.CANCELLED;
            case RELEASE -> folder.hold() != null;
            case RECEIVE -> false;
        };
    }

    static State after(Act act, RecordFolder folder) {
        return switch (act) {
            case COMPLETE -> State.COMPLETED;
            case CLOSE -> State.CLOSED;
            case ARCHIVE -> State.ARCHIVED;
            case REOPEN -> State.IN_TREATMENT;
            case RESTORE -> folder.received() == null ? State.IN_TREATMENT : State.CLOSED;
            case CANCEL -> State.CANCELLED;
            case HOLD, RELEASE, RECEIVE -> folder.state();
        };
    }

    static Right right(Act act) {
        return switch (act) {
            case COMPLETE -> Right.RECORD_COMPLETE;
            case CLOSE, ARCHIVE, HOLD, RELEASE, RECEIVE -> Right.RECORD_CLOSE;
            case REOPEN -> Right.RECORD_REOPEN;
            case CANCEL -> Right.RECORD_CANCEL;
            case RESTORE -> Right.RECORD_RESTORE;
        };
    }

    /** The law wants to know why; the ordinary way forward explains itself. */
    static boolean needsReason(Act act) {
        return switch (act) {
            case COMPLETE, CLOSE, ARCHIVE, RECEIVE -> false;
            case REOPEN, CANCEL, RESTORE, HOLD, RELEASE -> true;
        };
    }

    /** Nobody holds rights on what is cancelled: who may restore it is who may do so under treatment, where it returns to. */
    static boolean entitled(Grant grant, Act act, RecordFolder folder) {
        return grant.may(right(act), folder.state() == State.CANCELLED ? after(Act.RESTORE, folder) : folder.state());
    }

    static boolean may(Grant grant, Act act, RecordFolder folder) {
        return leads(act, folder) && entitled(grant, act, folder);
    }
}
