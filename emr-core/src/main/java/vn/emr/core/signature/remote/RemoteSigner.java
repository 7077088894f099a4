package vn.emr.core.signature.remote;

import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import vn.emr.core.Refusal;
import vn.emr.core.outgoing.OutgoingHttp;

/**
 * A service that signs with keys it holds for people (ETSI TS 119 432; NĐ 23/2025/NĐ-CP art. 37). What is begun is named by the
 * id we give: beginning the same id again is harmless, so who does not know whether it was begun begins it again.
 *
 * <p>Every method throws {@code TEMPORARY} when the service cannot be reached, is too slow, answers too much or what cannot be
 * read: asking again is right. It throws {@code NOT_APPLICABLE} when the service refuses the account of this server, the person
 * or what is asked: somebody must mend it. No refusal quotes the service.
 */
public interface RemoteSigner extends AutoCloseable {
    /** What may be signed by one agreement on the phone. */
    int MOST_HASHES = 50;

    /**
     * Certificates of a person there that the {@link ProviderSettings#algorithm} can be used with. Whether they are valid is not
     * judged here.
     *
     * @param userId what the service knows the person by (the number of the identity card at VNPT); never logged
     */
    List<Credential> credentials(String userId);

    /**
     * Asks the person to agree; returns without waiting for it.
     *
     * @throws Refusal TEMPORARY with nothing begun, or nobody knows: begin again by the same id. OVERLOADED when too many are under
     *     way. INVALID_REQUEST when the request has expired
     */
    Begun begin(Request request);

    /**
     * Where it stands. Values are given only after they were checked with the certificate: all of the batch or none. A person who
     * did not agree by {@link Request#expiresAt} is {@link Outcome.Expired}, even when the service would still wait.
     */
    Outcome ask(Begun begun);

    /**
     * Which request the service speaks of in a webhook: its id as text; null when it is not understood or of somebody else. A
     * webhook alone is never believed: it says only that asking is worthwhile now.
     */
    String transactionOf(byte[] webhookBody);

    /** Gives up what is under way here; what the person agrees to later is lost. */
    @Override
    void close();

    /**
     * The service that settings name.
     *
     * @param passwordOf the password of a person (by user id) at services that want it, null when it is not known; services that
     *     do not want it never ask
     */
    static RemoteSigner of(
            ProviderSettings settings, OutgoingHttp http, Clock clock, UnaryOperator<String> passwordOf) {
        ServiceHttp service = new ServiceHttp(settings, http);
        return switch (settings.kind()) {
            case VNPT_SP769 -> new VnptSp769(settings, service, clock);
            case VNPT_CSC -> new VnptCsc(settings, service, clock, passwordOf);
            case VIETTEL_MYSIGN -> new ViettelMySign(settings, service, clock);
        };
    }
}
