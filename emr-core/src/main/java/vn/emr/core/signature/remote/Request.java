package vn.emr.core.signature.remote;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * What a person is asked to sign by one agreement.
 *
 * @param id the same request is begun once, however often it is asked
 * @param userId what the service knows the person by; never logged
 * @param hashes 1 to 50, each document once
 * @param description what all of it is, for the phone, without patient data; at most 200 characters
 * @param expiresAt from then on nobody waits for the person; the services themselves give up after five minutes
 */
public record Request(
        UUID id, String userId, Credential credential, List<Hash> hashes, String description, Instant expiresAt) {
    /** @throws Refusal INVALID_REQUEST */
    public Request {
        hashes = List.copyOf(hashes);
        mustBeUserId(userId);
        must(!hashes.isEmpty(), "there is nothing to sign");
        must(
                hashes.size() <= RemoteSigner.MOST_HASHES,
                "at most " + RemoteSigner.MOST_HASHES + " documents are signed by one agreement");
        must(
                hashes.stream().map(Hash::documentId).distinct().count() == hashes.size(),
                "a document is signed once by one agreement");
        must(
                description != null && description.matches("\\P{Cntrl}{1,200}"),
                "a description of 1 to 200 characters is needed");
    }

    static void mustBeUserId(String userId) {
        must(userId != null && userId.matches("[\\x21-\\x7E]{1,64}"), "this is no user of a signing service");
    }

    static void must(boolean holds, String detail) {
        if (!holds) {
            throw new Refusal(Code.INVALID_REQUEST, detail);
        }
    }

    /** Names nobody. */
    @Override
    public String toString() {
        return "request " + id + " of " + hashes.size();
    }
}
