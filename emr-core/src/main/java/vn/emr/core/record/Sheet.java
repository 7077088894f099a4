package vn.emr.core.record;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import vn.emr.core.record.RecordFolder.State;

/**
 * A sheet of a record folder (tờ, phiếu, giấy): the answers that people gave to the items of one form, or the pages of one on paper.
 *
 * @param form its code, such as {@code 01/BV1}
 * @param formVersion the version of the form in force when it happened; the sheet is shown in it for ever
 * @param happened when that took place of which the sheet tells
 * @param answers by item; groups that do not repeat are no level
 * @param authorId who began it
 * @param author their name at that time
 * @param addendum that it was added after its record was completed; null: it was made in care
 * @param scan its pages where it is on paper; such a sheet has no answers. Null: it was filled in here
 * @param reason why this version was made, where one had to be given
 */
public record Sheet(
        UUID id,
        int version,
        UUID patientId,
        UUID encounterId,
        UUID folderId,
        String form,
        String formVersion,
        String title,
        Status status,
        Instant happened,
        SortedMap<String, List<Value>> answers,
        UUID authorId,
        String author,
        Addendum addendum,
        Scan scan,
        String reason,
        Provenance origin)
        implements Noun {

    /** Where it stands. */
    public enum Status {
        /** Being filled in. */
        DRAFT,
        /** Declared complete; a change is a new version with its reason. */
        COMPLETED,
        /** Declared void (hủy); it stays readable, and may be restored. */
        CANCELLED
    }

    /** Phụ lục bổ sung. @param to where the record stood, {@code reason} why it was added */
    public record Addendum(State to, String reason) {}

    public Sheet {
        answers = Value.sorted(answers == null ? new TreeMap<>() : answers);
    }

    /** The next version. */
    public Sheet next(Status status, SortedMap<String, List<Value>> answers, String reason, Provenance by) {
        return new Sheet(
                id,
                version + 1,
                patientId,
                encounterId,
                folderId,
                form,
                formVersion,
                title,
                status,
                happened,
                answers,
                authorId,
                author,
                addendum,
                scan,
                reason,
                by);
    }

    @Override
    public NounKind kind() {
        return NounKind.SHEET;
    }
}
