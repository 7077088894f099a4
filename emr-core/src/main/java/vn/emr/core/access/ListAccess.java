package vn.emr.core.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent.Kind;

/**
 * The keys to lists of people: each is traced before it exists, and the list itself must apply the rule its key carries.
 *
 * @see Access the key to one record
 */
@ApplicationScoped
public class ListAccess {
    private final Access access;

    @Inject
    public ListAccess(Access access) {
        this.access = access;
    }

    /**
     * The key to lists of patients.
     *
     * @throws Refusal FORBIDDEN, as all keys here; traced
     */
    public ListGrant search(Caller caller, Purpose purpose, String safeDetail) {
        return traced(caller, "PATIENT_LIST", purpose, safeDetail, ReadRule::ofLists, Right.PATIENT_READ);
    }

    /** The key to the worklists of people who may be one. */
    public ListGrant matching(Caller caller, String safeDetail) {
        return traced(caller, "MATCHING_LIST", caller.purpose(), safeDetail, ReadRule::ofMatching, Right.MATCH_READ);
    }

    /** Who takes folders on has their lists. */
    private static final Right[] FOLDERS = {Right.RECORD_COMPLETE, Right.RECORD_CLOSE, Right.RECORD_REOPEN};

    /** The key to lists of record folders. */
    public ListGrant folders(Caller caller, String safeDetail) {
        return traced(caller, "RECORD_FOLDER_LIST", caller.purpose(), safeDetail, ReadRule::ofLists, FOLDERS);
    }

    /** The key to the list of record folders whose term may be over. */
    public ListGrant oldFolders(Caller caller, String safeDetail) {
        return traced(caller, "DESTRUCTION_LIST", caller.purpose(), safeDetail, ReadRule::ofLists, Right.DESTROY);
    }

    /** The key to a list of record folders that is taken out as a file. */
    public ListGrant folderFile(Caller caller, String safeDetail) {
        access.require(caller, "RECORD_FOLDER_LIST", null, Right.RECORD_EXPORT);
        Instant now = access.now();
        access.record(
                caller.line(Kind.EXPORT, true, now, null, "RECORD_FOLDER_LIST", null, caller.purpose(), safeDetail));
        return new ListGrant(caller, ReadRule.ofLists(caller, now));
    }

    /** The key to how many folders there are; what is counted with it names nobody, so it leaves no line. */
    public ListGrant countingFolders(Caller caller) {
        access.require(caller, "RECORD_FOLDER_LIST", null, FOLDERS);
        return new ListGrant(caller, ReadRule.ofLists(caller, access.now()));
    }

    /** The key to numbers about records; what is counted with it names nobody, so it leaves no line. */
    public CountGrant counting(Caller caller) {
        access.require(caller, "STATISTICS", null, Right.STATISTICS_READ);
        return CountGrant.of(caller);
    }

    /** The key to the list of medicines that are due in the own wards. */
    public ListGrant dueDoses(Caller caller) {
        return traced(caller, "DUE_DOSES", caller.purpose(), null, ReadRule::ofLists, Right.MEDICATION_GIVE);
    }

    /** The key to what waits for the caller's signature. */
    public ListGrant signatures(Caller caller) {
        return traced(caller, "SIGNATURE_LIST", caller.purpose(), null, ReadRule::ofLists, SigningAccess.SIGNERS);
    }

    /** The key to how much waits; what is counted with it names nobody, so it leaves no line. */
    public ListGrant countingSignatures(Caller caller) {
        access.require(caller, "SIGNATURE_LIST", null, SigningAccess.SIGNERS);
        return new ListGrant(caller, ReadRule.ofLists(caller, access.now()));
    }

    /** The key to lists of requests for records. */
    public ListGrant disclosures(Caller caller, String safeDetail) {
        return traced(
                caller,
                "DISCLOSURE_LIST",
                caller.purpose(),
                safeDetail,
                ReadRule::ofLists,
                Right.DISCLOSE,
                Right.DISCLOSE_DECIDE);
    }

    /** The key to how many requests there are; what is counted with it names nobody, so it leaves no line. */
    public ListGrant countingDisclosures(Caller caller) {
        access.require(caller, "DISCLOSURE_LIST", null, Right.DISCLOSE, Right.DISCLOSE_DECIDE);
        return new ListGrant(caller, ReadRule.ofLists(caller, access.now()));
    }

    /** The key to the list of what was opened to a guest, who comes from within the hospital's networks. */
    public ListGrant opened(Caller caller) {
        return traced(
                caller,
                "GUEST_LIST",
                caller.purpose(),
                null,
                (guest, now) -> access.outside(guest) ? new ReadRule(List.of()) : ReadRule.ofGuest(guest, now),
                Right.PATIENT_READ);
    }

    private ListGrant traced(
            Caller caller,
            String list,
            Purpose purpose,
            String safeDetail,
            BiFunction<Caller, Instant, ReadRule> rule,
            Right... any) {
        access.require(caller, list, null, any);
        Instant now = access.now();
        access.record(caller.line(Kind.SEARCH, true, now, null, list, null, purpose, safeDetail));
        return new ListGrant(caller, rule.apply(caller, now));
    }
}
