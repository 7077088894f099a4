package vn.emr.core.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.signature.Signed;
import vn.emr.core.signing.RecordSigning;
import vn.emr.core.signing.RecordSigning.Form;
import vn.emr.core.signing.RecordSigning.With;

/** Takes a record out as data that somebody signs as they take it: whoever gets it sees by whom, and that nothing of it was changed. */
@ApplicationScoped
public class SignedExchange {
    private final Exchange exchange;
    private final RecordSigning signing;

    @Inject
    public SignedExchange(Exchange exchange, RecordSigning signing) {
        this.exchange = exchange;
        this.signing = signing;
    }

    /**
     * One record folder as XML, signed within itself or in a CMS container; traced as an export, then as a signature with its digest.
     *
     * @throws Refusal as {@link Exchange#xml}, then as {@link RecordSigning#sign}
     */
    public Signed xml(Caller caller, Grant grant, UUID folderId, Form form, With with) {
        return signed(caller, grant, folderId, form, with, exchange.xml(caller, grant, folderId));
    }

    /**
     * The same as JSON, signed as a JWS or in a CMS container.
     *
     * @throws Refusal as {@link Exchange#json}, then as {@link RecordSigning#sign}
     */
    public Signed json(Caller caller, Grant grant, UUID folderId, Form form, With with) {
        return signed(caller, grant, folderId, form, with, exchange.json(caller, grant, folderId));
    }

    private Signed signed(Caller caller, Grant grant, UUID folderId, Form form, With with, byte[] data) {
        return signing.sign(caller, grant, folderId, exchange.facility(grant, folderId), form, with, data);
    }
}
