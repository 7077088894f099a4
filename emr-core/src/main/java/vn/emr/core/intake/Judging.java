package vn.emr.core.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.organization.Source;
import vn.emr.core.record.Provenance;
import vn.emr.core.store.WorkingSet.Draft;

/**
 * What the rules need to judge one message: who sent it, our clock, the record as this message sees it, and the places of
 * the hospital. Rules change only the draft and the remarks.
 */
record Judging(
        Source source,
        UUID inboundId,
        Instant now,
        Draft draft,
        Places places,
        boolean repeat,
        Code confirmed,
        List<String> remarks) {
    /** @param repeat the same content came before under another number: a later time alone is then no news */
    Judging(Source source, UUID inboundId, Instant now, Draft draft, Places places, boolean repeat) {
        this(source, inboundId, now, draft, places, repeat, null, new ArrayList<>());
    }

    /** @param reason what the message was held for, where a person has confirmed it; null otherwise */
    Judging confirmed(Code reason) {
        return new Judging(source, inboundId, now, draft, places, repeat, reason, remarks);
    }

    /**
     * Holds the message until a person confirms just this.
     *
     * @throws Refusal the reason, when nobody did
     */
    void hold(Code reason, String detail, AtFault what) {
        if (confirmed != reason) {
            throw what.refused(reason, detail);
        }
        remark(reason + " confirmed by a person");
    }

    /** A person decides, without a message: in the place of the sender stands the person's name. */
    static Judging ofPerson(PatientLinks.Decision decision, Instant now, Draft draft, Places places) {
        Source person = new Source();
        person.tenantId = decision.tenantId();
        person.facilityId = decision.facilityId();
        person.name = decision.who().name();
        return new Judging(person, null, now, draft, places, false);
    }

    /**
     * Whether an unchanged statement must still be written down: it is newer than what is known, and the record must
     * remember that, or a statement from between the two would win later.
     */
    boolean newsByTime(Instant known, Instant stated) {
        return !repeat && stated.isAfter(known);
    }

    /** The origin of a version made by this message. */
    Provenance origin(Instant stated) {
        return new Provenance(source.id, source.name, inboundId, stated, now);
    }

    void remark(String safeSentence) {
        if (!remarks.contains(safeSentence)) {
            remarks.add(safeSentence);
        }
    }
}
