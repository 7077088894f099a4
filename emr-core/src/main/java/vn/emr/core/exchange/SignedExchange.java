package vn.emr.core.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.signature.Signed;
import vn.emr.core.signing.XmlSigning;

/** Takes a record out as XML that somebody signs as they take it: whoever gets it sees by whom, and that nothing of it was changed. */
@ApplicationScoped
public class SignedExchange {
    private final Exchange exchange;
    private final XmlSigning signing;

    @Inject
    public SignedExchange(Exchange exchange, XmlSigning signing) {
        this.exchange = exchange;
        this.signing = signing;
    }

    /**
     * One record folder as signed XML; traced as an export, then as a signature with its digest.
     *
     * @throws Refusal as {@link Exchange#xml}, then as {@link XmlSigning#sign}
     */
    public Signed xml(Caller caller, Grant grant, UUID folderId, XmlSigning.With with) {
        byte[] xml = exchange.xml(caller, grant, folderId);
        return signing.sign(caller, grant, folderId, exchange.facility(grant, folderId), with, xml);
    }
}
