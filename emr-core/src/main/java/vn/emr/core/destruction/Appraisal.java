package vn.emr.core.destruction;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.destruction.Destruction.Line;
import vn.emr.core.destruction.Destruction.Member;
import vn.emr.core.store.Transaction;

/**
 * What the members found of each record of a list (thẩm định).
 *
 * @param version of the round that was seen
 */
public record Appraisal(Integer version, List<Member> members, List<Result> results) {
    private static final int LEAST_MEMBERS = 3;
    private static final int MOST_MEMBERS = 9;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_KEPT_ON = 100;

    /** How one record was appraised. @param keepUntil and reason: needed where it is kept on */
    public record Result(UUID folder, Boolean destroy, LocalDate keepUntil, String reason) {}

    /**
     * The same in clean words.
     *
     * @throws Refusal REQUIRED_FIELD_MISSING; MALFORMED_FIELD for fewer than three or more than nine members, a record that is left out
     *     or foreign, one kept on without a day to come and a reason
     */
    static Appraisal checked(Appraisal sent, Destruction of, LocalDate today) {
        if (sent == null || sent.version() == null || sent.members() == null || sent.results() == null) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING,
                    "the version that was seen, the members, and a result for each record",
                    "/version",
                    "/members",
                    "/results");
        }
        return new Appraisal(sent.version(), members(sent.members()), results(of, sent.results(), today));
    }

    void write(Transaction t, UUID destruction) {
        for (int i = 0; i < members.size(); i++) {
            t.update(
                    "insert into destruction_member (destruction_id, place, name, position) values (?, ?, ?, ?)",
                    destruction,
                    i + 1,
                    members.get(i).name(),
                    members.get(i).position());
        }
        for (Result result : results) {
            t.update(
                    """
                    insert into destruction_appraisal (destruction_id, folder_id, destroy, keep_until, reason)
                    values (?, ?, ?, ?::date, ?)
                    """,
                    destruction,
                    result.folder(),
                    result.destroy(),
                    result.keepUntil() == null ? null : result.keepUntil().toString(),
                    result.reason());
        }
    }

    private static List<Member> members(List<Member> sent) {
        if (sent.size() < LEAST_MEMBERS
                || sent.size() > MOST_MEMBERS
                || sent.stream().anyMatch(Objects::isNull)) {
            throw new Refusal(Code.MALFORMED_FIELD, "three to nine members", "/members");
        }
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            members.add(new Member(
                    Words.needed(sent.get(i).name(), 2, LONGEST_NAME, "/members/" + i + "/name"),
                    Words.needed(sent.get(i).position(), 2, LONGEST_NAME, "/members/" + i + "/position")));
        }
        return members;
    }

    private static List<Result> results(Destruction d, List<Result> sent, LocalDate today) {
        Set<UUID> folders = d.lines().stream().map(Line::folder).collect(Collectors.toCollection(HashSet::new));
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            Result one = sent.get(i);
            String at = "/results/" + i;
            if (one == null || one.destroy() == null || !folders.remove(one.folder())) {
                throw new Refusal(Code.MALFORMED_FIELD, "one result for each record of the list", at);
            }
            if (one.destroy()) {
                results.add(new Result(one.folder(), true, null, null));
                continue;
            }
            if (one.keepUntil() == null
                    || !one.keepUntil().isAfter(today)
                    || one.keepUntil().isAfter(today.plusYears(LONGEST_KEPT_ON))) {
                throw new Refusal(Code.MALFORMED_FIELD, "a day to come, until which it is kept", at + "/keepUntil");
            }
            String reason = Words.needed(one.reason(), 3, LONGEST_REASON, at + "/reason");
            results.add(new Result(one.folder(), false, one.keepUntil(), reason));
        }
        if (!folders.isEmpty()) {
            throw new Refusal(Code.MALFORMED_FIELD, "one result for each record of the list", "/results");
        }
        return results;
    }
}
