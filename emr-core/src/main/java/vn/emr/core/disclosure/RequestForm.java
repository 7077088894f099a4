package vn.emr.core.disclosure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * What a request says.
 *
 * @param name of the person who asks
 * @param organization whom they ask for, needed for bodies
 * @param identity who they are
 * @param mandate why they may ask; null where nobody needs one
 * @param basisNote the basis in words, beside the article
 * @param purpose what it is for; the record may be used for nothing else (art. 69.5)
 * @param forms what is asked for
 * @param scope which visits and parts, in words
 * @param periodFrom of visits, may be null
 * @param contact how the answer reaches them
 * @param way how it came
 * @param receivedAt when it came; null: now
 * @param dueOn a day the letter sets, may be null
 */
public record RequestForm(
        Requester requester,
        String name,
        String organization,
        Proof identity,
        Proof mandate,
        String basisNote,
        String purpose,
        Set<Form> forms,
        String scope,
        LocalDate periodFrom,
        LocalDate periodUntil,
        String contact,
        Way way,
        Instant receivedAt,
        LocalDate dueOn) {
    private static final int NAME = 200;
    private static final int TEXT = 1000;

    /** How a request comes and an answer goes. */
    public enum Way {
        IN_PERSON,
        POST,
        EMAIL,
        OFFICIAL_NETWORK
    }

    /**
     * The form in order.
     *
     * @throws Refusal with pointers; NOT_APPLICABLE for a form the law does not let this requester have
     */
    RequestForm checked(LocalDate today) {
        present(requester, "/requester");
        present(way, "/way");
        present(identity, "/identity");
        if (forms == null || forms.isEmpty() || forms.stream().anyMatch(Objects::isNull)) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "what is asked for", "/forms");
        }
        mustBeLawful(forms);
        if (requester.needsMandate()) {
            present(mandate, "/mandate");
        }
        Proof may = mandate == null ? null : mandate.checked(Proof.MANDATES, today, "/mandate");
        if (requester.needsConsent() && !may.kind().equals(Proof.CONSENT)) {
            throw new Refusal(Code.NOT_APPLICABLE, "only with the written consent of the patient", "/mandate/kind");
        }
        Words.must(
                periodFrom == null || periodUntil == null || !periodUntil.isBefore(periodFrom),
                "from before until",
                "/periodUntil");
        return new RequestForm(
                requester,
                Words.needed(name, NAME, "/name"),
                requester.needsOrganization()
                        ? Words.needed(organization, NAME, "/organization")
                        : Words.optional(organization, NAME, "/organization"),
                identity.checked(Proof.IDENTITIES, today, "/identity"),
                may,
                requester.needsWords()
                        ? Words.needed(basisNote, TEXT, "/basisNote")
                        : Words.optional(basisNote, TEXT, "/basisNote"),
                Words.needed(purpose, TEXT, "/purpose"),
                EnumSet.copyOf(forms),
                Words.needed(scope, TEXT, "/scope"),
                periodFrom,
                periodUntil,
                Words.optional(contact, NAME, "/contact"),
                way,
                receivedAt,
                dueOn);
    }

    private void mustBeLawful(Set<Form> asked) {
        if (!requester.forms().containsAll(asked)) {
            throw new Refusal(Code.NOT_APPLICABLE, "the law does not give this requester such a form", "/forms");
        }
    }

    private static void present(Object value, String at) {
        if (value == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a required field is missing", at);
        }
    }
}
