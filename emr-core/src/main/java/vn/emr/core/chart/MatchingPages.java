package vn.emr.core.chart;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.emr.core.access.Caller;
import vn.emr.core.access.ListGrant;
import vn.emr.core.record.Patient;
import vn.emr.core.store.Database;

/** The worklists of matching: who may be one person, who is not named yet, which merges stand, which messages found nobody. */
@ApplicationScoped
public class MatchingPages {
    /**
     * Whom a message speaks of, and who of the record may be meant.
     *
     * @param described null when the message does not say, or speaks of several people
     */
    public record Evidence(PatientPart.Person described, List<Candidates.Candidate> candidates) {}

    private final Database database;

    @Inject
    public MatchingPages(Database database) {
        this.database = database;
    }

    public PageOf<DuplicateList.Pair> duplicates(ListGrant grant, String cursor, int limit) {
        return database.inTransaction(t -> DuplicateList.read(t, grant, cursor, limit));
    }

    public PageOf<LinkList.Link> links(ListGrant grant, String cursor, int limit) {
        return database.inTransaction(t -> LinkList.read(t, grant, cursor, limit));
    }

    public PageOf<ProvisionalList.Unnamed> provisional(ListGrant grant, String cursor, int limit) {
        return database.inTransaction(t -> ProvisionalList.read(t, grant, cursor, limit));
    }

    /** Of senders of the caller's facility, or of none. */
    public PageOf<UnmatchedList.Unmatched> unmatched(Caller caller, String cursor, int limit) {
        return database.inTransaction(t -> UnmatchedList.read(t, caller, cursor, limit));
    }

    /** @param described the person of a message, when it tells */
    public Evidence evidence(ListGrant grant, Optional<Patient> described) {
        return described
                .map(person -> new Evidence(
                        PatientPart.person(person, List.of(), Instant.now()),
                        database.inTransaction(t -> Candidates.of(t, grant, person))))
                .orElseGet(() -> new Evidence(null, List.of()));
    }
}
