package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import vn.emr.core.organization.Source;

/** A fresh record to which a HIS and an insurance portal tell the same things; every message is applied. */
abstract class Telling extends Sending {
    Source claims;
    private int messages;

    @BeforeEach
    void addTellers() {
        claims = house.addSource("Bảo hiểm thử", "claims");
    }

    /** What says the same has the same content. */
    void tell(Source source, Notice... notices) {
        Outcome outcome = send(Talk.message(source, "m" + ++messages, notices));
        assertEquals(Outcome.Kind.APPLIED, outcome.kind());
    }
}
